"""Trigger words: what ships is well formed, and a PETRARCH dictionary of one's own takes part in coding."""

from __future__ import annotations

from pathlib import Path

import pytest

from redshank import Coder
from redshank.coding.lexicon import lexicon, parse_triggers
from redshank.errors import KnowledgeError
from redshank.model import TYPES
from redshank.ontology import modes

ACTORS = "ZORBLAX_FRONT_ ; invented\n+ZORBLAXIANS\n\t[AFGREB]\n"
VERBS = "--- FROB [182] ---\nFROB {FROBS FROBBED FROBBING }\n"


def test_every_trigger_has_a_type_and_a_mode_of_the_ontology() -> None:
    for triggers in lexicon().triggers.values():
        for trigger in triggers:
            assert trigger.type in TYPES
            assert trigger.mode is None or trigger.mode in set(modes(trigger.type))
            assert trigger.recipient or trigger.pos != "verb"


def test_every_type_can_be_told_by_a_verb() -> None:
    told = {t.type for (pos, _), triggers in lexicon().triggers.items() for t in triggers if pos == "verb"}
    assert told == set(TYPES)


@pytest.mark.parametrize("text", ["condemn", "[NOTHING: verb]\ncondemn", "[ACCUSE verb]\n"])
def test_a_group_that_is_not_understood_is_named_by_its_line(text: str) -> None:
    with pytest.raises(KnowledgeError, match="line 1"):
        parse_triggers(text)


def test_petrarch_dictionaries_of_ones_own_are_coded_with(tmp_path: Path) -> None:
    actors, verbs = tmp_path / "my.actors.txt", tmp_path / "my.verbs.txt"
    actors.write_text(ACTORS, "utf-8")
    verbs.write_text(VERBS, "utf-8")
    (report,) = Coder([actors, verbs]).code("The Zorblax Front frobbed Pakistan on Monday.", date="2024-01-10")
    assert (report.type, report.actor[0].country, report.actor[0].sector) == ("ASSAULT", "AFG", "REB")
    assert report.recipient[0].country == "PAK"


def test_the_folder_of_the_settings_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from redshank.settings import settings

    (tmp_path / "my.actors.txt").write_text(ACTORS, "utf-8")
    monkeypatch.setenv("REDSHANK_ENTITIES", str(tmp_path))
    settings.cache_clear()
    try:
        reports = Coder().code("The Zorblax Front attacked Pakistan.", date="2024-01-10")
        assert reports[0].actor[0].entity == "own:zorblax-front"
    finally:
        settings.cache_clear()
