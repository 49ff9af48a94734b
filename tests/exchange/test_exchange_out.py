"""Each format out is read back as the program it is for would read it."""

import csv
import importlib
import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geojson_pydantic
import networkx as nx
import pyarrow.parquet as pq
import pytest

from redshank.errors import UsageError
from redshank.exchange import columns, export, ftm
from redshank.forecasting.history import read_history
from redshank.model import Event, Report
from redshank.record import Record, open_record
from tests.record.invented import article, met, report


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of a meeting told twice, a riot, and a denied accusation."""
    with open_record(tmp_path_factory.mktemp("exchange") / "record.db", create=True) as opened:
        opened.keep(*met("a"))
        opened.keep(*met("b", publisher="Herald", more="march"))
        march = article("c", "protesters fought police in Lima.", date="2023-04-02", more="storm")
        opened.keep(march, [report(march, "PROTEST", "protesters", "police", "fought", where="Lima", mode="riot")])
        untrue = article("d", "Germany did not accuse Japan.", date="2023-05-01", more="visit")
        opened.keep(untrue, [report(untrue, "ACCUSE", "Germany", "Japan", "accuse", factuality="negated")])
        yield opened


def text(record: Record, format_: str, what: str | None = None) -> str:
    return "".join(export.lines(record, format_, export.chosen(format_, what)))


@pytest.mark.parametrize(("what", "count"), [("reports", 4), ("events", 3), ("entities", 6), ("dyads", 3)])
def test_jsonl_csv_and_parquet_hold_the_same(record: Record, what: str, count: int, tmp_path: Path) -> None:
    objects = [json.loads(line) for line in text(record, "jsonl", what).splitlines()]
    rows = list(csv.DictReader(io.StringIO(text(record, "csv", what))))
    path = tmp_path / "out.parquet"
    with path.open("wb") as target:
        export.write_binary(record, what, target)
    table = pq.read_table(path).to_pylist()
    assert len(objects) == len(rows) == len(table) == count
    key = "actor" if what == "dyads" else "id"
    assert [one[key] for one in objects] == [row[key] for row in rows] == [row[key] for row in table]


def test_jsonl_reads_back_as_reports_and_events(record: Record) -> None:
    reports = [Report.from_json(json.loads(line)) for line in text(record, "jsonl", "reports").splitlines()]
    assert sorted(one.id for one in reports) == sorted(kept.id for kept in record.reports())
    events = [Event.from_json(json.loads(line)) for line in text(record, "jsonl", "events").splitlines()]
    assert events == list(record.events())


def test_plover_has_the_fields_of_the_manual(record: Record) -> None:
    records = [json.loads(line) for line in text(record, "plover").splitlines()]
    meeting = next(one for one in records if one["event"] == ["CONSULT"])
    assert meeting["date"] == "2023-03-07"
    assert meeting["quad_code"] == 1
    assert meeting["actor"][0] == {
        "code": "FRA", "sector": "GOV", "entity_text": "Emmanuel Macron",
        "identifier_id": "person:emmanuel-macron", "identifier_text": "Emmanuel Macron"}  # fmt: skip
    assert (meeting["event_loc"]["geonameid"], meeting["event_loc"]["country_code"]) == (524901, "RUS")
    [told] = [json.loads(line) for line in text(record, "plover", "reports").splitlines() if "Lima" in line]
    assert told["text"] == "protesters fought police in Lima."
    assert told["mode"] == ["riot"]


def test_gdelt_has_61_columns_and_leaves_out_what_was_denied(record: Record) -> None:
    rows = list(csv.DictReader(io.StringIO(text(record, "gdelt")), columns.GDELT, delimiter="\t"))
    assert len(columns.GDELT) == 61
    assert {row["EventRootCode"] for row in rows} == {"04", "14"}
    meeting = next(row for row in rows if row["EventRootCode"] == "04")
    assert (meeting["SQLDATE"], meeting["Actor1CountryCode"], meeting["Actor2CountryCode"]) == (
        "20230307",
        "FRA",
        "RUS",
    )
    assert (meeting["NumMentions"], meeting["NumSources"], meeting["QuadClass"]) == ("2", "2", "1")
    assert all(row["GLOBALEVENTID"].isdigit() and None not in row for row in rows)


@pytest.mark.parametrize("what", ["events", "reports"])
def test_icews_has_its_columns(record: Record, what: str) -> None:
    rows = list(csv.DictReader(io.StringIO(text(record, "icews", what)), delimiter="\t"))
    assert len(rows) == (2 if what == "events" else 3)
    meeting = next(row for row in rows if row["Source Name"] == "Emmanuel Macron")
    assert (meeting["Target Country"], meeting["City"], meeting["Event Date"]) == ("Russia", "Moscow", "2023-03-07")
    assert meeting["CAMEO Code"].startswith("04")


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_graphs_read_back(record: Record, format_: str) -> None:
    reader = nx.parse_graphml if format_ == "graphml" else lambda words: nx.read_gexf(io.BytesIO(words.encode()))
    found = reader(text(record, format_))
    edge = found.edges["person:emmanuel-macron", "person:vladimir-putin"]
    assert (edge["events"], edge["reports"], edge["verbal_cooperation"]) == (1, 2, 1)
    assert (edge["sign"], edge["balance"], edge["first"], edge["last"]) == (1, 1.0, "2023-03-07", "2023-03-07")
    assert found.edges["name:protesters|PER|CVL", "name:police|PER|COP"]["sign"] == -1
    assert found.nodes["person:emmanuel-macron"]["country"] == "FRA"
    assert text(record, format_) == text(record, format_)
    assert format_ == "graphml" or (edge["start"], edge["end"]) == ("2023-03-07", "2023-03-07")


def test_geojson_has_points(record: Record) -> None:
    found = json.loads(text(record, "geojson"))
    assert found["type"] == "FeatureCollection"
    points = {one["properties"]["place"]: one["geometry"]["coordinates"] for one in found["features"]}
    assert points == {"Moscow": [37.62, 55.75], "Lima": [-77.03, -12.04]}
    known = geojson_pydantic.FeatureCollection.model_validate_json(text(record, "geojson"))
    assert [feature.type for feature in known.features] == ["Feature", "Feature"]


def test_the_forecaster_reads_the_temporal_graph(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "history.tsv"
    path.write_text(text(record, "tkg"), encoding="utf-8")
    first, second = read_history(path)
    assert (first.actor, first.type, first.recipient) == ("person:emmanuel-macron", "CONSULT", "person:vladimir-putin")
    assert second.date.isoformat() == "2023-04-02"


def followthemoney() -> Any:
    """The model of FollowTheMoney's library, which needs ICU's headers to be installed; the test is skipped without."""
    try:
        return importlib.import_module("followthemoney").model
    except ImportError:
        required = os.environ.get("REDSHANK_TEST_FTM") == "required"
        (pytest.fail if required else pytest.skip)("followthemoney is not installed")


OF_EVENTS = frozenset("name keywords summary involved publisher date startDate endDate location country".split())
OF_OTHERS = frozenset({"name", "alias", "description", "country"})
"""Properties that FollowTheMoney's schemata have, of those that we write."""


def test_followthemoney_entities_are_as_its_schemata_say(record: Record) -> None:
    for line in text(record, "ftm").splitlines():
        one = json.loads(line)
        assert set(one["properties"]) <= (OF_EVENTS if one["schema"] == "Event" else OF_OTHERS)
        assert one["schema"] in {"Event", "LegalEntity", *ftm.SCHEMATA.values()}
        assert re.fullmatch(r"[a-zA-Z0-9-]+", one["id"])
        assert all(re.fullmatch("[a-z]{2}", code) for code in one["properties"].get("country", ()))
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in one["properties"].get("date", ()))


def test_followthemoney_knows_what_we_write(record: Record) -> None:
    entities = [json.loads(line) for line in text(record, "ftm").splitlines()]
    ids = {one["id"] for one in entities}
    events = [one for one in entities if one["schema"] == "Event"]
    assert len(events) == 3
    assert all(set(one["properties"]["involved"]) <= ids for one in events)
    model = followthemoney()
    for one in entities:
        proxy = model.get_proxy(one)
        assert {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()} == {
            name: sorted(values) for name, values in one["properties"].items()}  # fmt: skip


def test_formats_say_what_they_cannot_hold(record: Record) -> None:
    with pytest.raises(UsageError, match="graphml holds no events"):
        export.chosen("graphml", "events")
    with pytest.raises(UsageError, match="no format"):
        export.chosen("tape", None)
