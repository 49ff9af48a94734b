"""``redshank classify`` answers every good line in order and names every bad one by its number."""

import json

import pytest
import typer
from typer.testing import CliRunner

from redshank.cli.classify import classify
from redshank.model import TYPES

app = typer.Typer()
app.command()(classify)

GOOD = {"id": "a", "text": "Oslo accused Moscow of jamming its satellites.", "actor": [0, 4], "recipient": [13, 19]}


def run(tmp_path, lines, *options):
    source = tmp_path / "pairs.jsonl"
    source.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return CliRunner().invoke(app, [str(source), *options])


def test_answers_with_type_scores_and_factuality(tmp_path):
    result = run(tmp_path, [GOOD, GOOD | {"id": 7, "recipient": None}])
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["id"], first["type"], first["factuality"]) == ("a", "ACCUSE", "asserted")
    assert set(first["scores"]) == set(TYPES)
    assert sum(first["scores"].values()) == pytest.approx(1)
    assert second["id"] == 7


def test_bad_lines_are_named_and_the_others_done(tmp_path):
    bad = ["not json", {"id": "b"}, GOOD | {"actor": [0, 999]}, GOOD | {"actor": "Oslo"}, GOOD | {"id": [1]}, "[]"]
    result = run(tmp_path, [*bad, "", GOOD])
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert all(f"line {number}" in result.stderr for number in range(1, 7))
    assert "line 8" not in result.stderr


def test_writes_the_same_bytes_to_a_file(tmp_path):
    out = tmp_path / "out.jsonl"
    run(tmp_path, [GOOD] * 3, "--output", str(out))
    assert out.read_text() == run(tmp_path, [GOOD] * 3).stdout


def test_a_missing_file_is_named(tmp_path):
    result = CliRunner().invoke(app, [str(tmp_path / "none.jsonl")])
    assert result.exit_code == 1
    assert "none.jsonl" in result.stderr


def test_reads_standard_input():
    result = CliRunner().invoke(app, ["-"], input=json.dumps(GOOD))
    assert json.loads(result.stdout)["type"] == "ACCUSE"
