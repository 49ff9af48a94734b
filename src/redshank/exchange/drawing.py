"""Where the nodes of a record's network stand, the same in exports and on pages, and which of them belong together.

Ties are signed by what is told of them: above 0 where there is more cooperation, below where there is more conflict.
Blocs and places are those that ``redshank.analysis`` finds in them: friends near each other, blocs apart. Every node
begins at a place that follows from its id, so that the drawing of a record that has grown a little is like the one
before.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from redshank.record import Question, tables
from redshank.record.database import reading
from redshank.record.filters import condition

if TYPE_CHECKING:
    from redshank.record import Record

MOST_DRAWN = 300
"""Nodes that push and pull, those with the most events; the others stand beside whom they deal with most."""
RADIUS = 1000.0
"""Half the width of a drawing."""
ROUNDS = 60
"""How often nodes that stand too close push each other away."""
NEAR = 40.0
"""How far from whom it deals with most a node may stand that is not drawn for itself."""
SMALLEST = 3
"""Members of a bloc at least."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tie:
    """What one entity does to another: numbers of events of cooperation and of conflict; both ends are row numbers."""

    actor: int
    recipient: int
    cooperation: int
    conflict: int

    @property
    def events(self) -> int:
        """Events in all."""
        return self.cooperation + self.conflict


def ties(record: Record, question: Question | None = None) -> list[Tie]:
    """All ordered pairs with their events, of which those count that have a report that answers the question."""
    p, e, r = tables.pair.c, tables.event.c, tables.report.c
    found = select(p.actor, p.recipient, e.type, func.count()).join(tables.event, e.n == p.event)
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    friendly = _cooperative()
    with reading(record.engine) as connection:
        if question is not None and question != Question():
            found = found.where(p.event.in_(select(r.event).where(condition(connection, question))))
        for actor, recipient, type_, number in connection.execute(found.group_by(p.actor, p.recipient, e.type)):
            if actor != recipient:
                counts[actor, recipient][type_ not in friendly] += number
    return [Tie(*pair, *numbers) for pair, numbers in sorted(counts.items())]


def _cooperative() -> frozenset[str]:
    from redshank.ontology.plover import event_types

    return frozenset(name for name, about in event_types().items() if about.quad.endswith("cooperation"))


def positions(record: Record) -> dict[str, Place]:
    """Where each entity of the record's network stands, by its id: x and y between -1000 and 1000."""
    ids = _ids(record)
    return {ids[n]: place for n, place in draw(ties(record), ids).items()}


def _ids(record: Record) -> dict[int, str]:
    with reading(record.engine) as connection:
        rows = connection.execute(select(tables.entity.c.n, tables.entity.c.id))
        return {row.n: row.id for row in rows}


def draw(found: Iterable[Tie], ids: dict[int, str]) -> dict[int, Place]:
    """Places of all nodes of some ties; ``ids`` name them, which is where each begins."""
    from redshank.analysis.layout import placed

    known = list(found)
    events = _events(known)
    ranked = sorted(events, key=lambda n: (-events[n], ids[n]))
    drawn, rest = ranked[:MOST_DRAWN], ranked[MOST_DRAWN:]
    keys = {ids[n]: events[n] for n in drawn}
    among = within(known, drawn)
    bloc_of = {ids[n]: number for number, bloc in enumerate(blocs(among)) for n in bloc}
    spots = placed(keys, {(ids[a], ids[b]): weight for (a, b), weight in signed(among).items()}, bloc_of, {})
    there = dict(zip(drawn, _apart([spots[ids[n]] for n in drawn], [events[n] for n in drawn]), strict=True))
    return there | _beside(known, rest, there, ids)


def within(found: Iterable[Tie], nodes: Iterable[int]) -> list[Tie]:
    """The ties whose two ends are among some nodes."""
    wanted = set(nodes)
    return [tie for tie in found if tie.actor in wanted and tie.recipient in wanted]


def _apart(spots: Sequence[Place], events: Sequence[int]) -> list[Place]:
    """The spots in the radius, moved no farther than it takes for nodes and their names to be told apart."""
    import numpy as np

    if not spots:
        return []
    where = np.array(spots, dtype=np.float64) * RADIUS * 0.85
    size = 16.0 + 62.0 * np.sqrt(np.array(events) / max(events))
    needed = size[:, None] + size[None, :]
    for _ in range(ROUNDS):
        apart = where[:, None, :] - where[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2)) + 1e-6
        lacking = np.clip(needed - distance, 0, None)
        np.fill_diagonal(lacking, 0)
        where += 0.25 * (apart * (lacking / distance)[:, :, None]).sum(axis=1)
    where *= RADIUS / max(float(np.abs(where).max()), RADIUS)
    return [(round(x, 1), round(y, 1)) for x, y in where.tolist()]


def signed(found: Iterable[Tie]) -> dict[tuple[int, int], float]:
    """Weights of unordered pairs: the balance of cooperation and conflict, more of it the more events there are."""
    sums: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for tie in found:
        pair = (min(tie.actor, tie.recipient), max(tie.actor, tie.recipient))
        sums[pair][0] += tie.cooperation
        sums[pair][1] += tie.conflict
    return {pair: (a - b) / (a + b) * math.log2(1 + a + b) for pair, (a, b) in sums.items()}


def blocs(found: Iterable[Tie]) -> list[frozenset[int]]:
    """Groups with more cooperation inside and more conflict between them than chance gives, the largest first."""
    from redshank.analysis.communities import communities

    weights = signed(found)
    members: dict[int, set[int]] = defaultdict(set)
    order = {n: f"{n:012}" for pair in weights for n in pair}
    names = {name: n for n, name in order.items()}
    for name, number in communities(names, {(order[a], order[b]): w for (a, b), w in weights.items()}).items():
        members[number].add(names[name])
    large = (frozenset(one) for one in members.values() if len(one) >= SMALLEST)
    return sorted(large, key=lambda one: (-len(one), min(one)))


def _events(known: Iterable[Tie]) -> dict[int, int]:
    events: dict[int, int] = defaultdict(int)
    for tie in known:
        for end in (tie.actor, tie.recipient):
            events[end] += tie.events
    return events


def _beside(
    known: Iterable[Tie], rest: Iterable[int], placed: dict[int, Place], ids: dict[int, str]
) -> dict[int, Place]:
    """The many with few events, each near the one whom it deals with most."""
    from redshank.analysis.layout import in_disc

    rest = list(rest)
    if not rest:
        return {}
    wanted = set(rest)
    best: dict[int, tuple[int, str, int]] = {}
    for tie in known:
        for one, other in ((tie.actor, tie.recipient), (tie.recipient, tie.actor)):
            if one in wanted and other in placed:
                best[one] = max(best.get(one, (0, "", 0)), (tie.events, ids[other], other))
    found = {}
    for n in rest:
        dx, dy = in_disc(ids[n])
        x, y = placed[best[n][2]] if n in best else (0.8 * RADIUS * dx, 0.8 * RADIUS * dy)
        found[n] = (round(x + NEAR * dx, 1), round(y + NEAR * dy, 1))
    return found
