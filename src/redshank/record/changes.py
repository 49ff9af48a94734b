"""What one writing transaction has done so far, and the ways to its rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, text

from redshank.record import judgements
from redshank.record.corrections import in_effect
from redshank.record.judgements import InForce
from redshank.record.lookup import Known, Numbers
from redshank.record.packing import storable
from redshank.record.stored import Original, originals

ADD_WORDS = {
    "sqlite": "INSERT INTO sentence_words (rowid, words) VALUES (:n, :words)",
    "postgresql": "INSERT INTO sentence_words (rowid, words) VALUES (:n, to_tsvector('simple', :words))",
}


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def storable_or_none(text_: str | None) -> str | None:
    """A text that both databases can hold, or None."""
    return None if text_ is None else storable(text_)


class Changes:
    """One transaction: the connection, numbers for new rows, judgements in force, and what events must follow.

    ``new`` are reports to settle, ``altered`` reports that were there and say something else now or are gone,
    ``restated`` events to derive anew though their reports stay.
    """

    def __init__(self, connection: Connection, known: Known) -> None:
        self.connection = connection
        self.numbers = Numbers(connection, known)
        self.judged: InForce = judgements.in_force(judgements.read(connection))
        self.new: list[int] = []
        self.altered: set[int] = set()
        self.restated: set[int] = set()
        self._words: list[dict[str, Any]] = []

    def judge_again(self) -> None:
        """Read the judgements in force anew."""
        self.judged = judgements.in_force(judgements.read(self.connection))

    def distinct(self, column: ColumnElement[Any], condition: ColumnElement[bool]) -> Sequence[Row[Any]]:
        """The different values of a column where a condition holds."""
        return self.connection.execute(select(column).where(condition).distinct()).all()

    def add_words(self, sentence: int, words: str) -> None:
        """Make a sentence findable by its words."""
        self._words.append({"n": sentence, "words": words})

    def flush(self) -> None:
        """Write the rows that were added."""
        self.numbers.flush()
        if self._words:
            self.connection.execute(text(ADD_WORDS[self.connection.dialect.name]), self._words)
            self._words = []

    def effective(self, ns: Iterable[int]) -> dict[int, Original]:
        """Reports of these numbers with people's judgements in effect."""
        found = originals(self.connection, ns)
        return {n: self._corrected(kept) for n, kept in found.items()}

    def _corrected(self, kept: Original) -> Original:
        report = in_effect(kept.report, self.judged.corrections.get(kept.id, ()), self.judged.links)
        return Original(kept.n, kept.id, kept.article, kept.event, kept.current, report)
