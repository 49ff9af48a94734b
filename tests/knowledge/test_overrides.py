"""Entities of the users' own."""

import json
from pathlib import Path

import pytest

from redshank.errors import KnowledgeError
from redshank.knowledge import KnowledgeBase

HEAD = "id\tname\tkind\tcountry\tsector\taliases\tmembers\tdescription\n"


def test_a_file_adds_entities_and_replaces_by_id(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(
        HEAD + "group:shore-watch\tShore Watch\tngo\tNLD\tSOC\tShorewatchers\tNLD:1990-2000\t\n"
        "state:fra\tRépublique des Oiseaux\tstate\tFRA\t\t\t\t\n",
        encoding="utf-8",
    )
    base = KnowledgeBase.load([path])
    assert [m.entities[0].id for m in base.find("The Shorewatchers met.")] == ["group:shore-watch"]
    assert base.is_member("group:shore-watch", "NLD", "1995")
    assert not base.is_member("group:shore-watch", "NLD", "2005")
    assert base.resolve("République des Oiseaux") == base.entity("state:fra")
    assert base.resolve("France") is None


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".json", ".yaml"])
def test_all_formats_give_the_same(tmp_path: Path, suffix: str) -> None:
    fields = {"id": "party:plover", "name": "Plover Party", "kind": "party", "country": "DNK", "sector": "PTY"}
    lines = {
        ".csv": "id,name,kind,country,sector,aliases\nparty:plover,Plover Party,party,DNK,PTY,PP-DK|Plovers\n",
        ".jsonl": json.dumps(fields | {"aliases": ["PP-DK", "Plovers"]}) + "\n",
        ".json": json.dumps([fields | {"aliases": "PP-DK|Plovers"}]),
        ".yaml": "- id: party:plover\n  name: Plover Party\n  kind: party\n  country: DNK\n  sector: PTY\n"
        "  aliases: [PP-DK, Plovers]\n",
    }
    path = tmp_path / f"mine{suffix}"
    path.write_text(lines[suffix], encoding="utf-8")
    entity = KnowledgeBase.load([path]).entity("party:plover")
    assert entity is not None
    assert (entity.name, entity.country, entity.aliases) == ("Plover Party", "DNK", ("PP-DK", "Plovers"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEAD + "x:1\t\tparty\n", ("line 2", "'name'")),
        (HEAD + "x:1\tX\tclub\n", ("line 2", "'kind'")),
        (HEAD + "x:1\tX\tparty\tFrance\n", ("line 2", "'country'")),
        (HEAD + "x:1\tX\tparty\tFRA\tBIRDS\n", ("line 2", "'sector'")),
        (HEAD + "x:1\tX\tparty\tFRA\tPTY\t\tthe French: 1990\n", ("line 2", "'members'")),
        (HEAD + "x:1\tX" + "\tx" * 9 + "\n", ("line 2", "cells")),
        ("id\tname\tcolour\nx:1\tX\tred\n", ("line 2", "'colour'")),
    ],
)
def test_errors_name_line_and_column(tmp_path: Path, content: str, said: tuple[str, ...]) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError) as raised:
        KnowledgeBase.load([path])
    assert all(word in str(raised.value) for word in (*said, "mine.tsv"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mine.jsonl", b"{not json}\n"),
        ("mine.jsonl", b"[1]\n"),
        ("mine.jsonl", b'{"id": "x", "name": {"a": 1}}\n'),
        ("mine.json", b"{}"),
        ("mine.yaml", b"a: [1\n"),
        ("mine.yaml", b"- 1\n"),
        ("mine.tsv", b"\xff\xfe\x00"),
        ("mine.csv", b"id,name\nx,y,z\n"),
    ],
)
def test_what_cannot_be_read_is_a_knowledge_error(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(KnowledgeError):
        KnowledgeBase.load([path])


def test_a_missing_file_is_a_knowledge_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="No such file"):
        KnowledgeBase.load([tmp_path / "none.tsv"])
