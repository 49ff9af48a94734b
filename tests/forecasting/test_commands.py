"""``redshank forecast`` as a user calls it."""

import json

import pytest
from typer.testing import CliRunner

from redshank.cli.forecast import forecast_app
from redshank.errors import UsageError


@pytest.fixture
def events(quarrel, tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_text("\n".join(json.dumps(event.to_json()) for event in quarrel), encoding="utf-8")
    return str(path)


def call(*arguments: str) -> str:
    result = CliRunner().invoke(forecast_app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_a_forecast_is_a_line_of_json_with_reasons(events):
    lines = call("--history", events, "--actor", "ALDRA", "--format", "jsonl", "--top", "3").splitlines()
    first = json.loads(lines[0])
    assert len(lines) == 3
    assert first["actor"] == "ALDRA"
    assert {"probability", "low", "high", "usual", "reasons", "start", "days"} <= set(first)


def test_the_table_tells_odds_and_reasons(events):
    text = call("--history", events, "--actor", "ALDRA", "--recipient", "BREN")
    assert "CONSULT" in text
    assert "times before" in text


def test_without_events_the_call_is_wrong():
    with pytest.raises(UsageError):
        call("--actor", "ALDRA")


def test_a_graph_is_scored(tmp_path):
    lines = [f"{d % 3}\t0\t{(d + 1) % 3}\t{d}" for d in range(30)]
    (tmp_path / "train.txt").write_text("\n".join(lines[:24]), encoding="utf-8")
    (tmp_path / "test.txt").write_text("\n".join(lines[24:]), encoding="utf-8")
    figures = json.loads(call("evaluate", str(tmp_path), "--json", "--quiet"))
    assert {"mrr", "hits@1", "hits@3", "hits@10", "seconds"} <= set(figures)
    assert figures["questions"] == 12


def test_a_backtest_is_told_in_words(events):
    assert "Brier score" in call("backtest", "--history", events, "--last", "30")


def test_an_empty_record_has_too_little_to_go_on(tmp_path):
    from redshank.record import open_record

    record = str(tmp_path / "record.db")
    open_record(record, create=True).close()
    assert "too little to go on" in call("--record", record, "--actor", "ALDRA")


def test_too_little_to_go_on_in_the_whole_record_is_said_without_a_name(tmp_path):
    from redshank.record import open_record

    record = str(tmp_path / "record.db")
    open_record(record, create=True).close()
    assert call("--record", record).startswith("too little to go on")


def test_an_entity_may_be_given_by_name(quarrel, tmp_path):
    path = tmp_path / "events.jsonl"
    named = ({**event.to_json(), "actor_name": f"The {event.actor.title()}"} for event in quarrel)
    path.write_text("\n".join(json.dumps(row) for row in named), encoding="utf-8")
    assert "The Aldra" in call("--history", str(path), "--actor", "the aldra", "--top", "1")
