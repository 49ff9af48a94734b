"""Events of other systems are read into a record."""

from pathlib import Path

import pytest

from redshank.errors import InputError, RedshankError, UsageError
from redshank.exchange import columns, export
from redshank.exchange.foreign import PHOENIX, read_events
from redshank.model import Event
from redshank.record import Question, open_record
from tests.record.invented import article, met, report

ICEWS_ROW = (
    "101\t2013-05-02\tVladimir Putin\tExecutive,Government\tRussian Federation\tMake a visit\t42\t1.9\tJapan\t\tJapan"
    "\t55\t3\tXinhua\tTokyo\t\t\tJapan\t35.69\t139.69\n"
)


def gdelt_row(**about: str) -> str:
    return "\t".join(about.get(name, "") for name in columns.GDELT) + "\n"


def phoenix_row(**about: str) -> str:
    return "\t".join(about.get(name, "") for name in PHOENIX) + "\n"


POLECAT = {
    "Event ID": "20230307-1", "Event Date": "2023-03-07", "Event Type": "PROTEST", "Event Mode": "riot",
    "Contexts": "economic;election", "Actor Name": "Miners", "Actor Country": "PER", "Primary Actor Sector": "CVL",
    "Recipient Name": "Police", "Recipient Country": "PER", "Primary Recipient Sector": "COP", "Placename": "Lima",
    "City": "Lima", "Country": "PER", "Latitude": "-12.0", "Longitude": "-77.0", "Source": "Gazette",
    "Publication Date": "2023-03-08", "Headline": "Miners march",
}  # fmt: skip

FILES = {
    "icews": "\t".join(columns.ICEWS) + "\n" + ICEWS_ROW,
    "gdelt": gdelt_row(
        GLOBALEVENTID="7", SQLDATE="20230307", EventCode="042", Actor1Name="FRANCE", Actor1CountryCode="FRA",
        Actor2Name="RUSSIA", Actor2CountryCode="RUS", ActionGeo_FullName="Moscow, Moskva, Russia",
        ActionGeo_Lat="55.75", ActionGeo_Long="37.6", DATEADDED="20230308000000", SOURCEURL="https://www.example.org/x"),
    "polecat": "\t".join(POLECAT) + "\n" + "\t".join(POLECAT.values()) + "\n",
    "phoenix": phoenix_row(
        eid="9", story_date="20150101", source="FRAGOV", source_root="FRA", source_agent="GOV", target="RUS",
        target_root="RUS", code="112", lat="48.8", lon="2.3", placename="Paris", countryname="FRA", url="https://x.org/a",
        news_sources="wire"),
}  # fmt: skip

EXPECTED = {
    "icews": ("CONSULT", "visit", "person:vladimir-putin", "JPN", "2013-05-02", "Tokyo"),
    "gdelt": ("CONSULT", "visit", "state:fra", "RUS", "2023-03-07", "Moscow"),
    "polecat": ("PROTEST", "riot", None, "PER", "2023-03-07", "Lima"),
    "phoenix": ("ACCUSE", "allege", None, "RUS", "2015-01-01", "Paris"),
}


@pytest.mark.parametrize("layout", sorted(FILES))
def test_events_come_in_without_text(layout: str, tmp_path: Path) -> None:
    path, failures = tmp_path / "events.tsv", []
    path.write_text(FILES[layout], encoding="utf-8")
    with open_record(tmp_path / "record.db", create=True) as record:
        for _ in range(2):
            for batch in read_events(path, layout, failures.append):
                record.keep_many(batch)
        [kept] = record.reports()
        one = kept.report
        assert one.when is not None
        assert one.where is not None
        found = (one.type, one.mode, one.actor[0].entity, one.recipient[0].country, one.when.start, one.where.name)
        assert found == EXPECTED[layout]
        assert record.count(Question(types=(one.type,))).events == 1
        assert record.check() == []
    assert failures == []


def test_statements_have_no_type_and_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    path.write_text(FILES["icews"].replace("\t42\t", "\t010\t"), encoding="utf-8")
    assert list(read_events(path, "icews", lambda _: None)) == []


def test_a_bad_row_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    path.write_text(FILES["icews"] + ICEWS_ROW.replace("2013-05-02", "soon") + ICEWS_ROW.replace("101", "102"))
    failures: list[RedshankError] = []
    [batch] = read_events(path, "icews", failures.append)
    assert [told.id for told, _ in batch] == ["icews:101", "icews:102"]
    assert "line 3" in str(failures[0])


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    path.write_text("hello\n")
    with pytest.raises(InputError, match="no header"):
        list(read_events(path, "icews", lambda _: None))
    with pytest.raises(UsageError, match="no layout"):
        list(read_events(path, "tape", lambda _: None))
    with pytest.raises(InputError):
        list(read_events(tmp_path / "none", "icews", lambda _: None))


@pytest.mark.parametrize("layout", ["gdelt", "icews"])
def test_what_goes_out_comes_in_again(layout: str, tmp_path: Path) -> None:
    """Our own events, written in another system's columns and read from them, say the same of pairs."""
    riot = article("c", "protesters fought police in Lima.", date="2023-04-02", more="storm")
    path = tmp_path / "out.tsv"
    with open_record(tmp_path / "mine.db", create=True) as mine:
        mine.keep(*met("a"))
        mine.keep(riot, [report(riot, "PROTEST", "protesters", "police", "fought", where="Lima", mode="riot")])
        path.write_text("".join(export.lines(mine, layout, "events")), encoding="utf-8")
        before = [told(event) for event in mine.events()]
    with open_record(tmp_path / "theirs.db", create=True) as theirs:
        for batch in read_events(path, layout, lambda error: pytest.fail(str(error))):
            theirs.keep_many(batch)
        assert [told(event) for event in theirs.events()] == before


def told(event: Event) -> tuple[object, ...]:
    """What a pair of columns can say of an event."""
    assert event.when is not None
    assert event.where is not None
    sides = [
        [(one.name.casefold(), one.country, one.entity) for one in side] for side in (event.actor, event.recipient)
    ]
    return event.type, event.mode, event.cameo, event.when.start, event.where.name, event.where.latitude, sides


def test_what_was_promised_did_happen_as_a_promise(tmp_path: Path) -> None:
    """CAMEO's intents (03) are PLOVER's AGREE, which the forecaster counts as an event like any other."""
    path = tmp_path / "events.tsv"
    path.write_text(FILES["icews"].replace("\t42\t", "\t036\t"), encoding="utf-8")
    [[(_, [one])]] = read_events(path, "icews", lambda _: None)
    assert (one.type, one.factuality) == ("AGREE", "asserted")
