"""Alignment: where two stand towards each other, from -1 (against each other) to 1 (together), and how sure that is.

Two parts are weighed against each other. *Direct*: what the two do to each other (how much they deal in friendly ways,
net of hostile ones, beyond what their business would lead to expect; how much is hostile; the mean tone). *Third*:
whether they deal with the same others in friendly ways and clash with the same others. The more events there are
between the two, the more the direct part counts; without any, what is said follows from third parties alone.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from redshank.analysis.aligned import DRAWS, LEAST, Aligned, Alignment, Influence
from redshank.analysis.dealings import Dealings, Party, dealings
from redshank.analysis.profiles import HALF_LIFE
from redshank.errors import UsageError

if TYPE_CHECKING:
    from redshank.record import Record


@dataclass(frozen=True, slots=True)
class Movement:
    """How the alignment of two moved: at each date as it was known then, and the events that moved it most."""

    a: Party
    b: Party
    steps: tuple[tuple[str, Alignment], ...]
    events: tuple[Influence, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """The movement as a JSON object."""
        kept = ("score", "low", "high", "standing", "direct", "third", "events")
        steps = [{"date": day} | {name: getattr(one, name) for name in kept} for day, one in self.steps]
        events = [one.to_json() for one in self.events]
        return {"a": self.a.to_json(), "b": self.b.to_json(), "steps": steps, "events": events}


def alignments(
    record: Record,
    *,
    entity: str | None = None,
    since: str | None = None,
    until: str | None = None,
    level: str = "side",
    background: bool = True,
    half_life: float = HALF_LIFE,
    least: int = LEAST,
    draws: int = DRAWS,
) -> list[Alignment]:
    """Where the parties of a record stand towards each other at the end of a time, or one ``entity`` to all others.

    ``entity`` is an id, a country's code, a name, or a bloc (``any:org:nato``: its members on the day, as one). Pairs
    with fewer events than ``least`` are left out. See ``dealings`` for ``level`` and ``background``.
    """
    from redshank.analysis.blocs import as_one

    known = dealings(record, since=since, until=until, level=level, background=background)
    if entity and entity.startswith("any:"):
        known, entity = as_one(known, entity[4:]), entity[4:]
    found = Aligned(known, half_life=half_life, draws=draws)
    return found.of(entity, least) if entity else found.pairs(least)


def movement(
    known: Dealings, one: str, other: str, *, by: str = "month", steps: int = 24, half_life: float = HALF_LIFE,
    draws: int = 40,
) -> Movement:  # fmt: skip
    """How the alignment of two moved over the last ``steps`` months (or ``by`` "week"), as it was known at each end."""
    ends = _ends(known, by, steps)
    found: list[tuple[str, Alignment]] = []
    latest: Aligned | None = None
    for end in ends:
        latest = Aligned(known, end, half_life, draws)
        if latest.knows(one) and latest.knows(other):
            found.append((end.isoformat(), latest.pair(one, other)))
    parties = known.parties[known.find(one)], known.parties[known.find(other)]
    if latest is None or not found:
        return Movement(*parties, ())
    first = datetime.date.fromisoformat(found[0][0]) if len(found) > 1 else None
    return Movement(*parties, tuple(found), tuple(latest.influences(one, other, since=first)))


def _ends(known: Dealings, by: str, steps: int) -> list[datetime.date]:
    """The last days of the last months or weeks up to the last event, in order."""
    if by not in ("week", "month"):
        raise UsageError(f"{by[:20]!r} is no step of time", do="week or month")
    if not len(known):
        return []
    day, first = (datetime.date.fromordinal(int(edge)) for edge in (known.day.max(), known.day.min()))
    found: list[datetime.date] = []
    while len(found) < steps and day >= first:
        found.append(day)
        day = day.replace(day=1) - datetime.timedelta(days=1) if by == "month" else day - datetime.timedelta(days=7)
    return found[::-1]


@dataclass(frozen=True, slots=True)
class Mover:
    """A pair whose alignment changed between two days by more than chance, with the events that moved it."""

    before: Alignment
    after: Alignment
    change: float
    events: tuple[Influence, ...]

    def to_json(self) -> dict[str, Any]:
        """The mover as a JSON object."""
        sides = {"before": self.before.to_json(), "after": self.after.to_json()}
        return {"change": self.change, "events": [one.to_json() for one in self.events]} | sides


def movers(
    known: Dealings, *, days: int = 30, at: datetime.date | None = None, half_life: float = HALF_LIFE,
    least: int = LEAST, top: int = 20,
) -> list[Mover]:  # fmt: skip
    """The pairs whose alignment changed most in the last ``days`` days, if by more than half an interval's width."""
    after = Aligned(known, at, half_life)
    before = Aligned(known, after.at - datetime.timedelta(days=days), half_life)
    then = {(one.a.id, one.b.id): one for one in before.pairs(least)}
    found = []
    for now in after.pairs(least):
        was = then.get((now.a.id, now.b.id))
        if was is not None and abs(now.score - was.score) > max((now.high - now.low), (was.high - was.low)) / 4:
            found.append((was, now))
    found.sort(key=lambda pair: (-abs(pair[1].score - pair[0].score), pair[1].a.id, pair[1].b.id))
    return [_mover(after, was, now, before.at) for was, now in found[:top]]


def _mover(after: Aligned, was: Alignment, now: Alignment, since: datetime.date) -> Mover:
    events = after.influences(now.a.id, now.b.id, since=since + datetime.timedelta(days=1))
    return Mover(was, now, round(now.score - was.score, 4), tuple(events))
