"""Where powers stand towards each other, how that moved, and what moved it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redshank.record import Record
from redshank.web.problems import AbsentError
from redshank.web.views.lately import Lately
from redshank.web.views.state import remembered

if TYPE_CHECKING:
    from redshank.analysis.aligned import Alignment
    from redshank.analysis.alignment import Movement, Mover
    from redshank.analysis.dealings import Dealings, Party

LEAST = 3
"""Events between two from which on they stand in the lists of all."""
DAYS = 90
"""Days over which changes are looked for."""
MONTHS, DRAWS = 24, 20
WORDS = {
    "aligned": "stand together",
    "opposed": "stand against each other",
    "neutral": "neither together nor against each other",
    "unknown": "too little is known to say",
}
"""What a standing means."""


@dataclass(frozen=True)
class Standings:
    """All alignments of a record as it is now, the most aligned first; and the pairs that moved most lately."""

    known: Dealings
    pairs: tuple[Alignment, ...]
    movers: tuple[Mover, ...]

    def of(self, key: str) -> list[Alignment]:
        """Those of one party, which stands as ``a``; the most aligned first."""
        return [one.seen_from(key) for one in self.pairs if key in (one.a.id, one.b.id)]

    def parties(self) -> list[Party]:
        """The parties that have a standing towards somebody, by name."""
        found = {party.id: party for one in self.pairs for party in (one.a, one.b)}
        return sorted(found.values(), key=lambda party: (party.name.casefold(), party.id))

    def pair(self, one: str, other: str) -> Alignment:
        """That of two. Raises AbsentError where nothing is known between them."""
        for found in self.pairs:
            if {found.a.id, found.b.id} == {one, other}:
                return found.seen_from(one)
        raise AbsentError("Nothing is known between these two.", do="Choose another pair.")


def _standings(record: Record) -> Standings:
    from redshank.analysis.aligned import Aligned
    from redshank.analysis.alignment import movers
    from redshank.analysis.dealings import dealings

    known = dealings(record)
    if not len(known):
        return Standings(known, (), ())
    return Standings(known, tuple(Aligned(known).pairs(1)), tuple(movers(known, days=DAYS)))


def ends(found: Sequence[Alignment], most: int) -> Sequence[Alignment]:
    """At most so many, from both ends of a list, none of them twice."""
    if len(found) <= most:
        return found
    half = most // 2
    return [*found[: most - half], *found[len(found) - half :]]


standings = Lately(_standings)
"""The standings of a record; on a record of 100,000 reports they take some ten seconds the first time."""


@remembered
def moved(record: Record, one: str, other: str) -> Movement:
    """How the alignment of two moved over the last months, and the events that moved it most."""
    from redshank.analysis.alignment import movement

    return movement(standings.of(record).known, one, other, steps=MONTHS, draws=DRAWS)


STEP_COLUMNS = ("start", "value", "low", "high", "number")


def steps(found: Movement) -> list[dict[str, Any]]:
    """A movement as rows of ``STEP_COLUMNS``: the score at each date, its interval, and events until then."""
    return [
        {"start": day, "value": one.score, "low": one.low, "high": one.high, "number": one.events}
        for day, one in found.steps
    ]


COLUMNS = (
    "a", "a_name", "b", "b_name", "score", "low", "high", "standing", "direct", "third", "trust", "contact", "heat",
    "tone", "friends", "enemies", "events", "cooperative", "hostile", "publishers", "last",
)  # fmt: skip
"""Columns of alignments as a table."""


def rows(pairs: Iterable[Alignment], entity: str = "") -> list[dict[str, Any]]:
    """Alignments as rows of ``COLUMNS``: those of one party, which stands as ``a``; or all with ``LEAST`` events."""
    if entity:
        return [_row(one.seen_from(entity)) for one in pairs if entity in (one.a.id, one.b.id)]
    return [_row(one) for one in pairs if one.events >= LEAST]


def _row(one: Alignment) -> dict[str, Any]:
    fields = one.to_json()
    names = {"a": one.a.id, "a_name": one.a.name, "b": one.b.id, "b_name": one.b.name}
    return {name: (names | {k: v for k, v in fields.items() if k not in ("a", "b")})[name] for name in COLUMNS}
