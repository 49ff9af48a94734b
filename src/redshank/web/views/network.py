"""The network: who deals with whom, in cooperation and in conflict, and who belongs together.

Nodes stand where ``redshank.exchange.drawing`` puts them for the whole record, whatever is filtered: a node that is
shown again is where it was, and where the GEXF and GraphML exports have it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from redshank.exchange import drawing
from redshank.record import Question, Record, counting
from redshank.record.database import reading
from redshank.web.links import dyad_url, entity_url
from redshank.web.views.lately import Lately
from redshank.web.views.state import remembered

USUAL, MOST = 80, 400
"""Nodes shown if nothing is said, and at most."""
COLOURS = 7
"""Communities that have a colour of their own, the largest ones."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of the network: its events, its place, and the number of its community (-1: none with a colour)."""

    id: str
    name: str
    country: str | None
    sector: str | None
    events: int
    ties: int
    community: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tie:
    """What two entities do to each other; ``forth`` are the events of which ``source`` is the actor."""

    source: str
    target: str
    source_name: str
    target_name: str
    cooperation: int
    conflict: int
    forth: int
    back: int

    @property
    def events(self) -> int:
        """Events in both directions."""
        return self.cooperation + self.conflict

    @property
    def address(self) -> str:
        """The page of the dyad in the direction in which more is done."""
        return dyad_url(*((self.source, self.target) if self.forth >= self.back else (self.target, self.source)))

    @property
    def balance(self) -> float:
        """From -1 (conflict alone) to 1 (cooperation alone)."""
        return round((self.cooperation - self.conflict) / max(self.events, 1), 3)

    @property
    def sign(self) -> str:
        """What most of its events are: where two thirds point one way, the tie does."""
        if 3 * abs(self.cooperation - self.conflict) < self.events:
            return "mixed"
        return "cooperation" if self.cooperation > self.conflict else "conflict"


@dataclass(frozen=True, slots=True)
class Community:
    """Entities that work together more than with others; ``leading`` are the names of the busiest."""

    number: int
    size: int
    leading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The busiest entities, and the ties among them. ``entities`` and ``pairs`` count all, shown or not."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    communities: tuple[Community, ...]
    entities: int
    pairs: int

    def to_json(self) -> dict[str, Any]:
        """What the drawing on the page takes."""
        groups = {one.number: ", ".join(one.leading[:2]) for one in self.communities}
        nodes = [
            {
                "id": n.id, "name": n.name, "x": n.x, "y": n.y, "events": n.events, "community": n.community,
                "group": f"with {groups[n.community]}" if n.community in groups else "", "href": entity_url(n.id),
            }
            for n in self.nodes
        ]  # fmt: skip
        edges = [
            {
                "source": t.source, "target": t.target, "cooperation": t.cooperation, "conflict": t.conflict,
                "events": t.events, "href": t.address,
            }
            for t in self.ties
        ]  # fmt: skip
        return {"nodes": nodes, "edges": edges}


@remembered
def network(record: Record, question: Question, most: int = USUAL, least: int = 1) -> Network:
    """The network of the events that answer a question: the ``most`` busiest entities, and their ties of at least
    ``least`` events."""
    found = drawing.ties(record, question)
    pairs = {pair: sides for pair, sides in _together(found).items() if sum(sides[:2]) >= least}
    events, partners = _busyness(pairs)
    busiest = sorted(events, key=lambda n: (-events[n], n))
    shown = busiest[:most]
    with reading(record.engine) as connection:
        known = counting.entity_rows(connection, shown)
    places = positions(record)
    groups = drawing.blocs(drawing.within(found, busiest[: drawing.MOST_DRAWN]))
    group = {n: i for i, one in enumerate(groups[:COLOURS]) for n in one}
    nodes = tuple(
        Node(
            row.id, row.name, row.country, row.sector, events[row.n], partners[row.n], group.get(row.n, -1),
            *places.get(row.id, (0.0, 0.0)),
        )
        for row in (known[n] for n in shown)
    )  # fmt: skip
    wanted = set(shown)
    ties = (
        Tie(known[a].id, known[b].id, known[a].name, known[b].name, *sides)
        for (a, b), sides in pairs.items()
        if a in wanted and b in wanted
    )
    ranked = tuple(sorted(ties, key=lambda tie: (-tie.events, tie.source, tie.target)))
    leading = (Community(i, len(one), _leading(one, shown, known)) for i, one in enumerate(groups[:COLOURS]))
    return Network(nodes, ranked, tuple(one for one in leading if one.leading), len(events), len(pairs))


def _leading(group: frozenset[int], shown: Iterable[int], known: dict[int, Any]) -> tuple[str, ...]:
    return tuple(known[n].name for n in shown if n in group)[:4]


def _together(found: Iterable[drawing.Tie]) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    """Both directions of each pair as one: cooperation, conflict, events forth and back."""
    sums: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for tie in found:
        forth = tie.actor < tie.recipient
        sides = sums[(tie.actor, tie.recipient) if forth else (tie.recipient, tie.actor)]
        sides[0] += tie.cooperation
        sides[1] += tie.conflict
        sides[2 if forth else 3] += tie.events
    return {pair: (a, b, c, d) for pair, (a, b, c, d) in sums.items()}


def _busyness(pairs: dict[tuple[int, int], tuple[int, int, int, int]]) -> tuple[Counter[int], Counter[int]]:
    """Events and partners of every entity."""
    events: Counter[int] = Counter()
    partners: Counter[int] = Counter()
    for pair, (cooperation, conflict, *_) in pairs.items():
        for end in pair:
            events[end] += cooperation + conflict
            partners[end] += 1
    return events, partners


drawings = Lately(drawing.positions)
"""Drawings of the records that are served; a record of 100,000 reports takes some four seconds the first time."""


def positions(record: Record) -> dict[str, drawing.Place]:
    """Where every entity of the record stands."""
    return drawings.of(record)


COLUMNS = (
    "source", "source_name", "target", "target_name", "events", "cooperation", "conflict", "balance", "forth", "back",
)  # fmt: skip
"""Columns of ``table``."""


SIGNS = ("cooperation", "conflict")


def chosen(found: Network, focus: str = "", least: int = 1, sign: str = "") -> list[Tie]:
    """The ties of at least so many events; of one entity only, if one is in focus; without those of the other sign, if
    one is named."""
    others = [one for one in SIGNS if sign and one != sign]
    return [
        tie
        for tie in found.ties
        if tie.events >= least and tie.sign not in others and (not focus or focus in (tie.source, tie.target))
    ]


def table(ties: Iterable[Tie]) -> list[dict[str, Any]]:
    """Ties as rows, in their order."""
    return [{name: getattr(tie, name) for name in COLUMNS} for tie in ties]
