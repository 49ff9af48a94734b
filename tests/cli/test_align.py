"""``redshank align``: where those in a record stand, with one's own events and those of other systems."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from redshank.exchange import columns
from tests.analysis.conftest import keep


def icews(rows: list[tuple[str, str, str, str]]) -> str:
    """An ICEWS file of rows of date, source, CAMEO code and target (names of states)."""
    lines = ["\t".join(columns.ICEWS)]
    for number, (date, source, code, target) in enumerate(rows):
        about = {
            "Event ID": str(number), "Event Date": date, "Source Name": source, "Source Country": source,
            "CAMEO Code": code, "Target Name": target, "Target Country": target, "Country": target,
        }  # fmt: skip
        lines.append("\t".join(about.get(name, "") for name in columns.ICEWS))
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def record(tmp_path_factory) -> Path:
    """Five reports of our own of France and Russia, and two years of ICEWS in which Germany and Italy meet France."""
    from redshank.exchange.foreign import read_events
    from redshank.record import open_record

    folder = tmp_path_factory.mktemp("align")
    rows = []
    for number in range(80):
        day = f"{2020 + number // 40}-{number % 12 + 1:02}-{number % 27 + 1:02}"
        rows.append((day, "Germany", "042", "France"))
        rows.append((day, "Russia", "112" if number % 2 else "190", "Germany"))
        rows.append((day, "France", "043", "Italy"))
        if number % 4 == 0:
            rows.append((day, "Russia", "112", "France"))
    (folder / "icews.tsv").write_text(icews(rows), encoding="utf-8")
    with open_record(folder / "news.db", create=True) as kept:
        for batch in read_events(folder / "icews.tsv", "icews", lambda error: pytest.fail(str(error))):
            kept.keep_many(batch)
        for day in range(1, 6):
            keep(kept, f"own{day}", "ASSAULT", f"2023-{day:02}-05")
    return folder / "news.db"


def told(redshank, record: Path, *arguments: str) -> list[dict]:
    done = redshank("align", "--record", str(record), "--format", "jsonl", *arguments)
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.decode().splitlines()]


def test_alignments_come_from_ones_own_events_and_from_the_background(redshank, record):
    whole = {(row["a"], row["b"]): row for row in told(redshank, record)}
    assert whole["state:deu", "state:fra"]["score"] > 0 > whole["state:deu", "state:rus"]["score"]
    [own] = told(redshank, record, "--without-background")
    assert (own["a"], own["b"], own["events"], own["hostile"]) == ("state:fra", "state:rus", 5, 5)
    assert whole["state:fra", "state:rus"]["events"] > own["events"]


def test_one_entity_is_told_with_all_others(redshank, record):
    rows = told(redshank, record, "--entity", "FRA")
    assert {row["a"] for row in rows} == {"state:fra"}
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert told(redshank, record, "--entity", "France") == rows


def test_a_pair_is_told_over_time_with_the_events_that_moved_it(redshank, record):
    rows = told(redshank, record, "--entity", "FRA", "--other", "RUS")
    assert [row["date"] for row in rows if not row["event"]]
    assert any(row["event"] for row in rows)


def test_blocs_and_moves_are_told(redshank, record):
    assert {row["id"] for row in told(redshank, record, "--show", "blocs")} <= {
        "state:fra", "state:deu", "state:rus", "state:ita",
    }  # fmt: skip
    assert isinstance(told(redshank, record, "--show", "moves"), list)


def test_tables_and_csv(redshank, record):
    done = redshank("align", "--record", str(record), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out.decode())))
    assert {"a", "b", "score", "low", "high", "standing", "events"} <= set(rows[0])
    assert "Germany" in redshank("align", "--record", str(record)).out.decode()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--entity", "Narnia"), "nobody here is called 'Narnia'"),
        (("--entity", "any:org:narnia"), "no entity that we know"),
        (("--other", "FRA"), "--other needs --entity"),
        (("--level", "planet"), "no level is called"),
        (("--since", "yesterday"), "is no date"),
    ],
)
def test_wrong_calls_are_told_in_words(redshank, record, arguments, words):
    done = redshank("align", "--record", str(record), *arguments)
    assert done.code == 2
    assert words in done.err


def test_nothing_in_a_time_is_said(redshank, record):
    done = redshank("align", "--record", str(record), "--since", "2030")
    assert done.code == 0
    assert "no events" in done.err


def test_forecasts_use_the_background_or_leave_it_out(redshank, record):
    call = ("forecast", "--record", str(record), "--actor", "Russia", "--format", "jsonl")
    rows = [json.loads(line) for line in redshank(*call).out.decode().splitlines()]
    assert rows[0]["probability"] is not None
    [alone] = [json.loads(line) for line in redshank(*call, "--without-background").out.decode().splitlines()]
    assert alone["probability"] is None
    assert "too little" in alone["note"]


def test_the_background_is_counted_apart(record):
    from redshank.analysis.background import counts, history
    from redshank.record import open_record

    with open_record(record) as kept:
        found = counts(kept)
        assert found["own"] == 5
        assert found["icews"] > 100
        own = list(history(kept, background=False))
        assert [row[:3] for row in own] == [("state:fra", "ASSAULT", "state:rus")] * 5
        assert len(list(history(kept))) > len(own)
