"""``redshank code`` keeps what CONTRACT promises to scripts: fields, exit codes, and where its words go."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from redshank.model import FACTUALITIES, TYPES

MEETING = "French President Emmanuel Macron met German Chancellor Olaf Scholz in Berlin on Tuesday."
FIELDS = (
    "id article sentence trigger type mode contexts cameo quad goldstein score actor recipient when where factuality "
    "attribution confidence coder"
).split()
MENTION = "start end text entity name country sector".split()
QUADS = {f"{how} {what}" for how in ("verbal", "material") for what in ("cooperation", "conflict")}


def article(**fields: Any) -> bytes:
    """One line of input."""
    return json.dumps({"id": "one", "text": MEETING, "date": "2023-03-13", **fields}).encode() + b"\n"


def test_gives_one_report_a_line_with_the_fields_scripts_rely_on(redshank):
    done = redshank("code", "-", "--format", "jsonl", stdin=article())
    assert done.code == 0
    (report,) = done.lines
    assert set(FIELDS) <= set(report)
    assert report["article"] == "one"
    assert report["type"] == "CONSULT"
    assert {m["country"] for m in report["actor"] + report["recipient"]} == {"FRA", "DEU"}
    assert set(MENTION) <= set(report["actor"][0])
    assert report["when"]["start"] == report["when"]["end"] == "2023-03-07"
    assert report["when"]["precision"] == "day"
    assert report["when"]["mention"]["text"].endswith("Tuesday")
    assert (report["where"]["name"], report["where"]["country"]) == ("Berlin", "DEU")
    assert report["factuality"] == "asserted"
    assert report["attribution"] is None
    assert report["coder"].startswith("redshank ")


def test_says_nothing_on_standard_error_if_all_went_well(redshank):
    assert redshank("code", "-", "--format", "jsonl", stdin=article()).err == ""


def test_names_a_bad_line_by_its_number_and_codes_the_others(redshank, tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_bytes(article() + b'{"id": "broken", "text": \n' + article(id="three", text=MEETING + " They agreed."))
    done = redshank("code", path, "--format", "jsonl")
    assert done.code == 1
    assert {r["article"] for r in done.lines} == {"one", "three"}
    assert f"{path}, line 2" in done.err
    assert len(done.err.splitlines()) == 1
    assert "Traceback" not in done.err


def test_goes_on_after_a_file_that_is_not_there(redshank, tmp_path):
    (tmp_path / "a.txt").write_text(MEETING)
    done = redshank("code", tmp_path / "missing.txt", tmp_path / "a.txt", "--format", "jsonl")
    assert done.code == 1
    assert "missing.txt" in done.err
    assert len(done.lines) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["code"],
        ["code", "-", "--no-such-option"],
        ["code", "-", "--format", "xml"],
        ["code", "-", "--workers", "0"],
        ["code", "-", "--date", "yesterday"],
        ["code", "-", "--recall", "perfect"],
        ["no-such-command"],
    ],
)
def test_a_wrong_call_exits_with_2_and_puts_nothing_on_standard_output(redshank, arguments):
    done = redshank(*arguments, stdin=article())
    assert (done.code, done.out) == (2, b"")
    assert done.err.strip()
    assert "Traceback" not in done.err


def test_writes_to_a_file_instead_of_standard_output(redshank, tmp_path):
    plain = redshank("code", "-", "--format", "jsonl", stdin=article())
    done = redshank("code", "-", "--format", "jsonl", "--output", tmp_path / "reports.jsonl", stdin=article())
    assert (done.code, done.out) == (0, b"")
    assert (tmp_path / "reports.jsonl").read_bytes() == plain.out


def test_does_not_overwrite_its_own_input(redshank, tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_bytes(article())
    assert redshank("code", path, "--output", path, "--format", "jsonl").code == 2
    assert path.read_bytes() == article()


def test_dates_an_article_that_has_none_by_the_option(redshank, tmp_path):
    (tmp_path / "a.txt").write_text(MEETING)
    (report,) = redshank("code", tmp_path / "a.txt", "--date", "2020-01-16", "--format", "jsonl").lines
    assert report["when"]["start"] == "2020-01-14"


def test_gives_the_same_bytes_whatever_the_number_of_workers(redshank, samples):
    alone = redshank("code", samples / "articles.jsonl", "--format", "jsonl")
    together = redshank("code", samples / "articles.jsonl", "--format", "jsonl", "--workers", "2")
    assert alone.code == together.code == 0
    assert alone.out == together.out
    assert alone.out


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in a report that has offsets."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


def test_offsets_point_to_the_words_in_the_texts_that_are_written_beside(redshank, samples, tmp_path):
    kept = tmp_path / "texts.jsonl"
    done = redshank("code", samples, "--date", "2024-01-01", "--format", "jsonl", "--articles", kept)
    assert done.code == 0
    texts = {a["id"]: a["text"] for a in map(json.loads, kept.read_text("utf-8").splitlines())}
    assert len(texts) == 13
    reports = done.lines
    assert {r["article"] for r in reports} == set(texts)
    for report in reports:
        found = list(spans(report))
        assert len(found) >= 2
        for span in found:
            assert texts[report["article"]][span["start"] : span["end"]] == span["text"]
        assert report["sentence"]["start"] <= report["trigger"]["start"]
        assert report["trigger"]["end"] <= report["sentence"]["end"]


def test_reports_of_the_samples_are_of_the_vocabulary(redshank, samples):
    reports = redshank("code", samples / "articles.jsonl", "--format", "jsonl").lines
    assert len({r["id"] for r in reports}) == len(reports)
    for report in reports:
        assert report["type"] in TYPES
        assert report["quad"] in QUADS
        assert report["factuality"] in FACTUALITIES
        assert 0 <= report["confidence"] <= 1
        assert -10 <= report["goldstein"] <= 10
        assert report["actor"] or report["recipient"]
        for mention in report["actor"] + report["recipient"]:
            assert mention["name"]
            assert mention["country"] is None or len(mention["country"]) == 3


def test_offsets_count_code_points_in_any_script(redshank):
    text = f"🕊️ Ниш — “Ćao!” {MEETING} 东京。"
    (report,) = redshank("code", "-", "--format", "jsonl", stdin=article(text=text, language="en")).lines
    for span in spans(report):
        assert text[span["start"] : span["end"]] == span["text"]


def test_csv_and_parquet_hold_the_same_reports_as_json_lines(redshank, samples, tmp_path):
    import pyarrow.parquet as pq

    ids = [r["id"] for r in redshank("code", samples / "articles.jsonl", "--format", "jsonl").lines]
    table = redshank("code", samples / "articles.jsonl", "--format", "csv").out.decode("utf-8")
    assert [row["id"] for row in csv.DictReader(io.StringIO(table))] == ids
    redshank("code", samples / "articles.jsonl", "--format", "parquet", "-o", tmp_path / "r.parquet")
    assert pq.read_table(tmp_path / "r.parquet").column("id").to_pylist() == ids


def test_the_table_shows_who_whom_and_the_sentence(redshank):
    done = redshank("code", "-", stdin=article())
    shown = " ".join(done.out.decode("utf-8").split())
    assert "CONSULT" in shown
    assert "Emmanuel Macron (FRA)" in shown
    assert "Olaf Scholz (DEU)" in shown
    assert "met German Chancellor" in shown


def test_nothing_political_gives_nothing(redshank):
    done = redshank("code", "-", "--format", "jsonl", stdin=article(text="Add the onions and let the sauce rest."))
    assert (done.code, done.out) == (0, b"")


GOLDEN = Path(__file__).parent / "golden" / "samples.jsonl"
ROUNDING = 0.02
"""Confidences come from quantised arithmetic, which processors round a little differently."""


def test_codes_the_samples_as_it_did_before(redshank, monkeypatch):
    """Update with ``REDSHANK_TEST_GOLDEN=update pytest tests/cli/test_code.py -k as_it_did``, and read the change."""
    wish = os.environ.get("REDSHANK_TEST_GOLDEN", "")
    monkeypatch.chdir(GOLDEN.parents[3])
    done = redshank("code", "samples/", "--date", "2021-09-18", "--format", "jsonl")
    assert done.code == 0
    if wish == "update":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_bytes(done.out)
    if not GOLDEN.exists() and wish != "required":
        pytest.skip("no golden file: make it with REDSHANK_TEST_GOLDEN=update")
    golden = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]
    assert [without_confidence(r) for r in done.lines] == [without_confidence(r) for r in golden]
    for new, old in zip(done.lines, golden, strict=True):
        assert new["confidence"] == pytest.approx(old["confidence"], abs=ROUNDING)


def without_confidence(report: dict[str, Any]) -> dict[str, Any]:
    """All of a report but its confidence."""
    return {name: value for name, value in report.items() if name != "confidence"}
