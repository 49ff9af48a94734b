"""Saved views and notes are rows that say who and when, and can be taken back."""

from __future__ import annotations

import pytest

from redshank.errors import UsageError
from redshank.record import open_record
from redshank.record.notes import add_note, notes, save_view, saved_views

VIEW = "/events?actor=FRA&recipient=RUS"


@pytest.fixture
def kept(tmp_path):
    """An empty record."""
    with open_record(tmp_path / "r.db", create=True) as record:
        yield record


def test_a_view_is_saved_with_its_title_and_can_be_taken_back(kept):
    first = save_view(kept, VIEW, "France towards Russia", who="ana")
    save_view(kept, "/map", "Everything", who="ben")
    assert [(one.title, one.who) for one in saved_views(kept)] == [
        ("Everything", "ben"),
        ("France towards Russia", "ana"),
    ]
    kept.undo(first, who="ana")
    assert [one.title for one in saved_views(kept)] == ["Everything"]


def test_notes_stand_on_their_view_in_their_order(kept):
    for words in ("Quieter.", "Louder again.\nSee March."):
        add_note(kept, VIEW, words, who="ana")
    add_note(kept, "/map", "Elsewhere.", who="ben")
    assert [one.words for one in notes(kept, VIEW)] == ["Quieter.", "Louder again.\nSee March."]
    assert len(notes(kept)) == 3
    assert kept.check() == []


@pytest.mark.parametrize(
    "address", ["", "https://example.org/", "//example.org", "/\\example.org", "/a\nb", "javascript:1"]
)
def test_a_view_is_a_page_of_this_application(kept, address):
    with pytest.raises(UsageError):
        save_view(kept, address, "Title", who="ana")


@pytest.mark.parametrize(("words", "who"), [(" ", "ana"), ("x" * 10_001, "ana"), ("Words", " ")])
def test_a_note_has_words_and_a_person(kept, words, who):
    with pytest.raises(UsageError):
        add_note(kept, VIEW, words, who=who)
    assert notes(kept) == []
