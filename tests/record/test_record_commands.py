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
