"""Events by day: how many of each type each dyad (or each actor) had on each day."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redshank.errors import UsageError
from redshank.forecasting.history import History

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_UNITS = 2_000
"""The busiest dyads are followed one by one; those beyond have too little to go on."""
MAX_DAYS = 730
"""Days looked back."""
CONFLICT = ("verbal conflict", "material conflict")

Unit = tuple[str, str]
"""A dyad (actor, recipient), or (actor, "") for all that an actor does."""


@dataclass(frozen=True, slots=True)
class Diary:
    """``counts`` is units x series x days; the last day is the one before ``at``.

    ``series`` are the types of the history, followed by the two quads of conflict. ``turned`` is, for each unit, the
    place of the dyad told the other way round (or -1).
    """

    units: tuple[Unit, ...]
    series: tuple[str, ...]
    counts: NDArray[Any]
    turned: NDArray[Any]
    at: datetime.date

    @property
    def types(self) -> int:
        """How many of the series are types."""
        return len(self.series) - len(CONFLICT)

    def place(self, unit: Unit) -> int | None:
        """The row of ``unit``, or None where it has too little to go on."""
        return self.units.index(unit) if unit in self.units else None


def quad_of(type_: str) -> str:
    """The quad class of a type of PLOVER, or nothing for types of other codebooks."""
    from redshank.ontology import quad

    try:
        return quad(type_)
    except UsageError:
        return ""


def diary(
    history: Sequence[History], at: datetime.date, by: str = "dyad", least: int = 5, days: int = MAX_DAYS
) -> Diary:
    """The diary of all units with at least ``least`` events before ``at``; ``by`` is ``dyad`` or ``actor``.

    ``history`` holds events before ``at`` only, in order of time.
    """
    import numpy as np

    first = max(history[0].date, at - datetime.timedelta(days=days)) if history else at
    known = [event for event in history if event.date >= first]
    busy = Counter(unit_of(event, by) for event in known)
    units = tuple(sorted(unit for unit, number in busy.most_common(MAX_UNITS) if number >= least))
    types = tuple(sorted({event.type for event in history}))
    places = {unit: place for place, unit in enumerate(units)}
    turned = np.array([places.get((b, a), -1) for a, b in units], dtype=np.int64)
    empty = Diary(units, (*types, *CONFLICT), np.zeros((len(units), len(types) + len(CONFLICT), 0)), turned, at)
    return fill(empty, known, at, by, first)


def fill(
    like: Diary, history: Sequence[History], at: datetime.date, by: str, first: datetime.date | None = None
) -> Diary:
    """The diary before ``at`` of the units and series of ``like``, from ``first`` (the first event) on."""
    import numpy as np

    first = first or max(history[0].date if history else at, at - datetime.timedelta(days=MAX_DAYS))
    rows = {unit: place for place, unit in enumerate(like.units)}
    columns = {name: place for place, name in enumerate(like.series)}
    counts = np.zeros((len(rows), len(columns), (at - first).days), dtype=np.uint16)
    quads = {name: columns.get(quad_of(name)) for name in like.series[: like.types]}
    for event in history:
        row, column, day = rows.get(unit_of(event, by)), columns.get(event.type), (event.date - first).days
        if row is not None and column is not None and 0 <= day < counts.shape[2]:
            counts[row, column, day] += 1
            if (quad := quads[event.type]) is not None:
                counts[row, quad, day] += 1
    return Diary(like.units, like.series, counts, like.turned, at)


def unit_of(event: History, by: str) -> Unit:
    """The unit an event belongs to."""
    return (event.actor, event.recipient) if by == "dyad" else (event.actor, "")
