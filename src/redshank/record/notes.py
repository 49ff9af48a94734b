"""Views that people saved and what they noted on them, kept beside the judgements as rows of the same form.

A view is the address of a page with its filters; it holds no result, so that it shows the record as it is when opened.
Taking one back is an undo, as with judgements: nothing is overwritten.

    n = save_view(record, "/events?actor=FRA&recipient=RUS", "France towards Russia", who="ana")
    add_note(record, "/events?actor=FRA&recipient=RUS", "Quieter since the summit.", who="ben")
    record.undo(n, who="ana")
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from redshank.errors import UsageError
from redshank.record.judgements import Judgement, standing
from redshank.record.judging import judge
from redshank.record.packing import storable
from redshank.record.record import Record

MOST_ADDRESS = 4_000
MOST_TITLE = 300
MOST_WORDS = 10_000
"""Characters of an address, a title, a note."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view that somebody saved, under the number of its row."""

    n: int
    address: str
    title: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody noted on a view."""

    n: int
    address: str
    words: str
    who: str
    at: str


def save_view(record: Record, address: str, title: str, *, who: str) -> int:
    """Save a view under a title; the number of its row. Raises UsageError if it has no address, title or person."""
    title = _within("title", title, MOST_TITLE)
    return judge(record, "view", _address(address), {"title": title}, storable(who), "")


def add_note(record: Record, address: str, words: str, *, who: str) -> int:
    """Note something on a view; the number of its row. Raises UsageError if it has no address, words or person."""
    words = _within("note", words, MOST_WORDS)
    return judge(record, "note", _address(address), {"words": words}, storable(who), "")


def saved_views(record: Record) -> list[SavedView]:
    """The saved views that were not taken back, the latest first."""
    rows = _standing(record, "view")
    return [SavedView(one.n, one.target, one.verdict["title"], one.who, one.at) for one in rows][::-1]


def notes(record: Record, address: str | None = None) -> list[Note]:
    """The notes that were not taken back, all or those on one view, in their order."""
    rows = (one for one in _standing(record, "note") if address is None or one.target == address)
    return [Note(one.n, one.target, one.verdict["words"], one.who, one.at) for one in rows]


def _standing(record: Record, kind: str) -> Iterator[Judgement]:
    return (one for one in standing(record.judgements()) if one.kind == kind)


def _address(address: str) -> str:
    if not address.startswith("/") or address.startswith(("//", "/\\")) or not address.isprintable():
        raise UsageError(f"{address[:80]!r} is no address of a view", do="begin it with a slash: /events?actor=FRA")
    return _within("address", address, MOST_ADDRESS)


def _within(what: str, words: str, most: int) -> str:
    words = storable(words).strip()
    if not words:
        raise UsageError(f"the {what} is empty")
    if len(words) > most:
        raise UsageError(f"the {what} is longer than {most:,} characters")
    return words
