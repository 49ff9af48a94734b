"""The commands of the record, from ingesting to exporting, as a person calls them."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from redshank.cli.export import export
from redshank.cli.ingest import ingest, recode
from redshank.cli.query import query
from redshank.cli.record import record_app
from redshank.cli.review import review
from redshank.errors import RecordError, UsageError
from redshank.model import Entity
from redshank.record import open_record
from tests.record.invented import article, report

app = typer.Typer()
for command in (ingest, recode, export, query, review):
    app.command()(command)
app.add_typer(record_app, name="record")

SENTENCE = "French President Emmanuel Macron met Russian President Vladimir Putin in Moscow on Tuesday."


def call(*words: str, entered: str | None = None) -> str:
    found = CliRunner().invoke(app, list(words), input=entered)
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found.stdout


@pytest.fixture
def filled(tmp_path: Path) -> str:
    """A record of two articles, one less sure."""
    path = tmp_path / "record.db"
    with open_record(path, create=True) as record:
        for number, confidence in enumerate((0.9, 0.3)):
            told = article(f"a{number}", "Japan met Germany.", date=f"202{number}-03-01")
            record.keep(told, [report(told, "CONSULT", "Japan", "Germany", "met", confidence=confidence)])
    return str(path)


def test_ingest_codes_keeps_and_does_nothing_twice(tmp_path: Path) -> None:
    source, record = tmp_path / "news.jsonl", str(tmp_path / "record.db")
    rows = [{"id": "x", "text": SENTENCE, "date": "2023-03-08", "publisher": "Gazette"}]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    call("ingest", str(source), "--record", record, "--quiet")
    before = call("export", "--record", record, "--what", "reports")
    [first, *_] = [json.loads(line) for line in before.splitlines()]
    assert first["type"] == "CONSULT"
    assert first["publisher"] == "Gazette"
    call("ingest", str(source), "--record", record, "--quiet")
    assert call("export", "--record", record, "--what", "reports") == before
    call("recode", "--record", record, "--all", "--quiet")
    assert call("export", "--record", record, "--what", "reports") == before


def test_query_shows_tables_and_lines(filled: str) -> None:
    assert "Japan" in call("query", "--record", filled, "--actor", "JPN")
    [line] = call("query", "--record", filled, "--since", "2021", "--format", "jsonl").splitlines()
    event = json.loads(line)
    assert event["actor_id"] == "state:jpn"
    assert call("query", "--record", filled, "--show", "count", "--format", "csv") == "reports,events,articles\n2,2,2\n"
    why = call("query", "--record", filled, "--show", "why", "--event", event["id"], "--format", "csv")
    assert "tells the event best" in why
    assert call("query", "--record", filled, "--actor", "PER") == ""
    series = call("query", "--record", filled, "--show", "series", "--format", "csv").splitlines()
    assert series[1] == "2020-03,1,1,1,1000.0"


def test_a_question_that_makes_no_sense_is_refused(filled: str) -> None:
    with pytest.raises(UsageError, match="no type"):
        call("query", "--record", filled, "--type", "DANCE")
    with pytest.raises(UsageError, match="no event"):
        call("query", "--record", filled, "--show", "why", "--event", "nothing")
    with pytest.raises(RecordError, match="no such record"):
        call("query", "--record", filled + "x")


def test_review_starts_with_the_least_certain(filled: str) -> None:
    call("review", "--record", filled, "--who", "ana", entered="t\nDANCE\nt\nagree\nr\n")
    with open_record(filled) as record:
        first, second = record.judgements()
        assert (first.kind, first.verdict, first.who) == ("correct", {"field": "type", "value": "AGREE"}, "ana")
        assert second.verdict == {"right": True}
        assert [kept.report.type for kept in record.reports()] == ["AGREE", "CONSULT"]
    call("review", "--record", filled, "--who", "ana", entered="q\n")
    assert len(call("record", "judgements", filled).splitlines()) == 2


def test_care(filled: str, tmp_path: Path) -> None:
    assert json.loads(call("record", "stats", filled, "--json"))["reports"] == 2
    assert "articles" in call("record", "stats", filled)
    call("record", "vacuum", filled, "--retired", "--settle")
    call("record", "migrate", filled)
    copy = str(tmp_path / "copy.db")
    call("record", "backup", filled, "--output", copy)
    assert call("record", "check", copy) == ""
    new = str(tmp_path / "new.db")
    call("record", "create", new)
    assert json.loads(call("record", "stats", new, "--json"))["reports"] == 0


def test_exports_go_to_files(filled: str, tmp_path: Path) -> None:
    for name in ("csv", "parquet", "plover", "gdelt", "icews", "ftm", "graphml", "gexf", "geojson", "tkg"):
        target = tmp_path / f"out.{name}"
        call("export", "--record", filled, "--format", name, "--output", str(target))
        assert target.stat().st_size > 0
    only = call("export", "--record", filled, "--what", "reports", "--until", "2020-12")
    assert len(only.splitlines()) == 1


def reviewed(record: str, *lines: str, report: str | None = None) -> str:
    """What a person sees who types these lines."""
    more = ["--report", report] if report else []
    done = CliRunner().invoke(app, ["review", "--record", record, "--who", "ana", *more], input="\n".join(lines) + "\n")
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return " ".join(done.stderr.split())


def test_review_corrects_any_field(filled: str) -> None:
    typed = {
        "actor": "Olaf Scholz; rebels | PER | REB", "recipient": "Japan", "when": "2023-03-07 to 2023-03-09",
        "where": "Lima, Peru", "contexts": "diplomatic, military", "mode": "visit", "factuality": "planned",
    }  # fmt: skip
    lines = [word for field, value in typed.items() for word in ("c", field, value, f"because of {field}")]
    shown = reviewed(filled, *lines, "h", "q")
    with open_record(filled) as record:
        one = next(kept for kept in record.reports() if kept.judged).report
        assert [(m.name, m.entity, m.country, m.sector) for m in one.actor] == [
            ("Olaf Scholz", "person:olaf-scholz", "DEU", "GOV"), ("rebels", None, "PER", "REB")]  # fmt: skip
        assert (one.recipient[0].entity, one.recipient[0].text, one.recipient[0].start) == ("state:jpn", "Japan", 0)
        assert one.when is not None
        assert one.where is not None
        assert (one.when.start, one.when.end, one.when.precision) == ("2023-03-07", "2023-03-09", "range")
        assert (one.where.name, one.where.country, one.where.geonames) == ("Lima", "PER", 3936456)
        assert (one.contexts, one.mode, one.factuality) == (("diplomatic", "military"), "visit", "planned")
        assert [row.why for row in record.judgements()] == [f"because of {field}" for field in typed]
        assert record.check() == []
    assert "because of where" in shown


def test_review_refuses_what_makes_no_sense_and_goes_on(filled: str) -> None:
    typed = (
        *("c", "when", "soon", "c", "coder", "me", "c", "mode", "dance", "", "m", "nothing", "", "p", "7"),
        *("l", "1", "person:nobody-known", "u", "e", "X", "king", "", "", "", "", "", "x", "w no", "q"),
    )
    shown = reviewed(filled, *typed)
    for words in (
        *("is no date", "cannot be corrected", "no mode", "no report or event", "no numbers", "no entity"),
        *("judged nothing yet", "'king'"),
    ):
        assert words in shown, words
    with open_record(filled) as record:
        assert [(row.kind, row.why) for row in record.judgements()] == [("mark", "no")]


def test_review_takes_a_raised_digit_for_no_number(filled: str) -> None:
    shown = reviewed(filled, "p", "²", "m", "²", "", "u ²", "q")
    for words in ("no numbers", "no report or event", "judged nothing yet"):
        assert words in shown, words


def test_review_merges_and_parts_events_and_takes_it_back(filled: str) -> None:
    with open_record(filled) as record:
        ids = [event.id for event in record.events()]
    shown = reviewed(filled, "m", ids[0], "the same talks", "v", "p", "", "no, others", "h", "u", "u 1 again", "q",
                     report=ids[1])  # fmt: skip
    with open_record(filled) as record:
        rows = record.judgements()
        assert [(row.kind, row.why, row.undoes) for row in rows] == [
            ("merge", "the same talks", None), ("split", "no, others", None), ("undo", "", 2), ("undo", "again", 1),
        ]  # fmt: skip
        assert record.standing() == {3, 4}
        assert record.count().events == 2
        assert record.judgements(about=[ids[0]]) == rows
        assert record.judgements(about=["nothing"]) == []
    for words in ("2 reports", "a person said that the two events are one", "are not one event", "is taken back"):
        assert words in shown, words


def test_review_adds_an_entity_and_links_a_name_to_it(filled: str) -> None:
    lines = ("e", "New Front", "party", "", "per", "pty", "NF; N.F.", "seen in Lima", "l", "1", "New Front", "it is")
    reviewed(filled, *lines, "h", "u", "q")
    with open_record(filled) as record:
        [added] = record.added_entities()
        assert (added.id, added.country, added.sector, added.aliases) == (
            "party:new-front",
            "PER",
            "PTY",
            ("NF", "N.F."),
        )
        assert [row.kind for row in record.judgements()] == ["entity", "link", "undo"]
        assert record.count().events == 2


def test_review_of_a_report_that_is_not_there(filled: str) -> None:
    with pytest.raises(UsageError, match="no report or event"):
        call("review", "--record", filled, "--report", "nothing")


def test_an_entity_that_no_file_could_hold_is_refused(filled: str) -> None:
    with open_record(filled) as record:
        for entity in (Entity("x:y", "Y", "king"), Entity("x:y", "Y", "party", "Peru"), Entity("x:y", " ", "party")):
            with pytest.raises(UsageError):
                record.add_entity(entity, who="Ana")
        assert record.judgements() == []
