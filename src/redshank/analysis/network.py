"""The network of powers: signed ties between parties, blocs in it, who stands between them, and steady positions.

Blocs are communities of the signed network: parties are put together so that there are more friendly ties inside and
more hostile ones between than the same ties dealt out at random would give (signed modularity, Gomez, Jensen and
Arenas 2009), found by moving parties one by one and then whole groups (Louvain), always in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redshank.analysis.aligned import Aligned, Alignment
from redshank.analysis.dealings import Dealings, Party, dealings
from redshank.analysis.profiles import HALF_LIFE

if TYPE_CHECKING:
    from redshank.record import Record

MOST_NODES = 300
MOST_EDGES = 3_000
"""Ties shown: those of the most events."""
SMALLEST = 3
"""Parties of a bloc at least; smaller communities are nobody's bloc."""
BETWEEN = 0.15
"""Share of a party's friendly dealings that must go to a bloc for the two to be called friendly."""


@dataclass(frozen=True, slots=True)
class Node:
    """A party in the network.

    ``events`` is in how many it takes part; ``bloc`` the number of its bloc from 0 (the largest), None if it is in
    none; ``between`` (0 to 1) the share of its friendly dealings, net of hostile ones, that goes to other blocs than
    its own; ``neutral`` whether it deals in friendly ways with two blocs that are hostile to each other; ``x`` and
    ``y`` are from -1 to 1.
    """

    party: Party
    events: int
    bloc: int | None
    between: float
    neutral: bool
    x: float
    y: float

    def to_json(self) -> dict[str, Any]:
        """The node as a JSON object."""
        own = ("events", "bloc", "between", "neutral", "x", "y")
        return self.party.to_json() | {name: getattr(self, name) for name in own}


@dataclass(frozen=True, slots=True)
class Bloc:
    """Parties that stand together: ``members`` are ids, the most central first; ``name`` is made of the first three."""

    number: int
    name: str
    members: tuple[str, ...]
    inside: float
    """Mean alignment of its members with each other."""

    def to_json(self) -> dict[str, Any]:
        """The bloc as a JSON object."""
        return {"number": self.number, "name": self.name, "members": list(self.members), "inside": self.inside}


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by id, ties as alignments, blocs the largest first; ``hostility`` are mean alignments between blocs."""

    nodes: tuple[Node, ...]
    edges: tuple[Alignment, ...]
    blocs: tuple[Bloc, ...]
    hostility: tuple[tuple[int, int, float], ...]
    modularity: float

    def to_json(self) -> dict[str, Any]:
        """The network as a JSON object."""
        return {
            "nodes": [node.to_json() for node in self.nodes],
            "edges": [edge.to_json() | {"a": edge.a.id, "b": edge.b.id} for edge in self.edges],
            "blocs": [bloc.to_json() for bloc in self.blocs],
            "between_blocs": [{"a": a, "b": b, "score": score} for a, b, score in self.hostility],
            "modularity": self.modularity,
        }

    def positions(self) -> dict[str, tuple[float, float]]:
        """Where each party stands, to be given to the next drawing."""
        return {node.party.id: (node.x, node.y) for node in self.nodes}


def network(
    record: Record,
    *,
    since: str | None = None,
    until: str | None = None,
    level: str = "side",
    background: bool = True,
    least: int = 2,
    nodes: int = MOST_NODES,
    positions: Mapping[str, tuple[float, float]] | None = None,
    half_life: float = HALF_LIFE,
) -> Network:
    """The network of a record; ``least`` events make a tie, ``positions`` are those of an earlier drawing."""
    known = dealings(record, since=since, until=until, level=level, background=background)
    return network_of(known, least=least, nodes=nodes, positions=positions, half_life=half_life)


def network_of(
    known: Dealings,
    *,
    least: int = 2,
    nodes: int = MOST_NODES,
    positions: Mapping[str, tuple[float, float]] | None = None,
    half_life: float = HALF_LIFE,
    draws: int = 30,
) -> Network:
    """The network of some dealings; the same for the same dealings and positions."""
    from redshank.analysis.communities import communities, modularity
    from redshank.analysis.layout import placed

    ties = sorted(
        Aligned(known, half_life=half_life, draws=draws).pairs(least), key=lambda t: (-t.events, t.a.id, t.b.id)
    )
    keys = _busiest(ties, nodes)
    ties = [tie for tie in ties if tie.a.id in keys and tie.b.id in keys][:MOST_EDGES]
    signed = {(tie.a.id, tie.b.id): _weight(tie) for tie in ties}
    group = communities(keys, signed)
    blocs = _blocs(keys, group, ties)
    bloc_of = {key: bloc.number for bloc in blocs for key in bloc.members}
    between = _between_blocs(ties, bloc_of)
    where = placed(keys, signed, bloc_of, positions or {})
    parties = {party.id: party for tie in ties for party in (tie.a, tie.b)}
    made = [_node(parties[key], keys[key], key, bloc_of, ties, between, where[key]) for key in sorted(parties)]
    return Network(tuple(made), tuple(ties), blocs, between, round(modularity(group, signed), 4))


def _weight(tie: Alignment) -> float:
    """How strong a tie is: its score, the stronger the more events stand behind it."""
    import math

    return tie.score * math.log2(1 + tie.events)


def _busiest(ties: list[Alignment], most: int) -> dict[str, int]:
    """Events of the parties with the most of them."""
    counts: dict[str, int] = {}
    for tie in ties:
        for party in (tie.a, tie.b):
            counts[party.id] = counts.get(party.id, 0) + tie.events
    return {key: counts[key] for key in sorted(counts, key=lambda key: (-counts[key], key))[:most]}


def _blocs(keys: Mapping[str, int], group: Mapping[str, int], ties: list[Alignment]) -> tuple[Bloc, ...]:
    names = {party.id: party.name for tie in ties for party in (tie.a, tie.b)}
    members: dict[int, list[str]] = {}
    for key in sorted(keys, key=lambda key: (-keys[key], key)):
        if key in names:
            members.setdefault(group[key], []).append(key)
    large = sorted((m for m in members.values() if len(m) >= SMALLEST), key=lambda m: (-len(m), m[0]))
    made = []
    for number, held in enumerate(large):
        inside = [tie.score for tie in ties if tie.a.id in held and tie.b.id in held]
        mean = round(sum(inside) / len(inside), 4) if inside else 0.0
        made.append(Bloc(number, ", ".join(names[key] for key in held[:3]), tuple(held), mean))
    return tuple(made)


def _between_blocs(ties: list[Alignment], bloc_of: Mapping[str, int]) -> tuple[tuple[int, int, float], ...]:
    scores: dict[tuple[int, int], list[float]] = {}
    for tie in ties:
        one, other = bloc_of.get(tie.a.id), bloc_of.get(tie.b.id)
        if one is not None and other is not None and one != other:
            scores.setdefault((min(one, other), max(one, other)), []).append(tie.score)
    return tuple((a, b, round(sum(s) / len(s), 4)) for (a, b), s in sorted(scores.items()))


def _node(
    party: Party, events: int, key: str, bloc_of: Mapping[str, int], ties: list[Alignment],
    between: tuple[tuple[int, int, float], ...], where: tuple[float, float],
) -> Node:  # fmt: skip
    friendly: dict[int, float] = {}
    for tie in ties:
        net = tie.cooperative - tie.hostile
        if key in (tie.a.id, tie.b.id) and net > 0:
            bloc = bloc_of.get(tie.b.id if tie.a.id == key else tie.a.id)
            if bloc is not None:
                friendly[bloc] = friendly.get(bloc, 0.0) + net
    total, own = sum(friendly.values()), bloc_of.get(key)
    outside = 1 - friendly.get(own, 0.0) / total if total and own is not None else 0.0
    courted = {bloc for bloc, weight in friendly.items() if weight >= BETWEEN * total}
    hostile = any(score < 0 and {a, b} <= courted for a, b, score in between)
    return Node(party, events, own, round(outside, 4), hostile, round(where[0], 4), round(where[1], 4))
