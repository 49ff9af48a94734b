"""Communities in a signed network, found in the same way whatever the order of its ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

ROUNDS = 30
LEVELS = 10
"""Bounds on moving parties one by one, and on joining groups; both end far earlier as a rule."""

Ties = Mapping[tuple[str, str], float]


class _Graph:
    """Ties of each node, and how much friendly and hostile tie it has in all."""

    def __init__(self, nodes: Iterable[str], ties: Ties) -> None:
        self.nodes = list(nodes)
        self.ties: dict[str, dict[str, float]] = {node: {} for node in self.nodes}
        self.friendly: dict[str, float] = dict.fromkeys(self.nodes, 0.0)
        self.hostile: dict[str, float] = dict.fromkeys(self.nodes, 0.0)
        for (a, b), weight in sorted(ties.items()):
            self._tie(a, b, weight)
        self.all_friendly, self.all_hostile = sum(self.friendly.values()), sum(self.hostile.values())

    def _tie(self, a: str, b: str, weight: float) -> None:
        for one, other in ((a, b), (b, a)):
            self.ties[one][other] = self.ties[one].get(other, 0.0) + weight
            if weight > 0:
                self.friendly[one] += weight
            else:
                self.hostile[one] -= weight


def communities(nodes: Iterable[str], ties: Ties) -> dict[str, int]:
    """A number for each node, the same for those that stand together.

    ``ties`` are weights of unordered pairs, above 0 for friendly ones and below for hostile ones.
    """
    graph = _Graph(sorted(nodes), ties)
    group = {node: i for i, node in enumerate(graph.nodes)}
    for _ in range(LEVELS):
        moved = _moves(graph, group)
        joined = _joins(graph, group)
        if not moved and not joined:
            break
    numbers = {old: new for new, old in enumerate(dict.fromkeys(group[node] for node in graph.nodes))}
    return {node: numbers[group[node]] for node in graph.nodes}


def _sums(graph: _Graph, group: Mapping[str, int]) -> tuple[dict[int, float], dict[int, float]]:
    friendly: dict[int, float] = defaultdict(float)
    hostile: dict[int, float] = defaultdict(float)
    for node in graph.nodes:
        friendly[group[node]] += graph.friendly[node]
        hostile[group[node]] += graph.hostile[node]
    return friendly, hostile


def _moves(graph: _Graph, group: dict[str, int]) -> bool:
    """Move single nodes to the neighbouring group that gains most, until none gains."""
    friendly, hostile = _sums(graph, group)
    ever = False
    for _ in range(ROUNDS):
        moved = False
        for node in graph.nodes:
            own = group[node]
            friendly[own] -= graph.friendly[node]
            hostile[own] -= graph.hostile[node]
            best = _best(graph, node, own, group, friendly, hostile)
            group[node] = best
            friendly[best] += graph.friendly[node]
            hostile[best] += graph.hostile[node]
            moved |= best != own
        ever |= moved
        if not moved:
            break
    return ever


def _best(
    graph: _Graph, node: str, own: int, group: Mapping[str, int], friendly: Mapping[int, float],
    hostile: Mapping[int, float],
) -> int:  # fmt: skip
    towards: dict[int, float] = defaultdict(float)
    towards[own] += 0.0
    for other, weight in graph.ties[node].items():
        if other != node:
            towards[group[other]] += weight
    gains = {
        there: weight - _chance(graph, graph.friendly[node], graph.hostile[node], friendly[there], hostile[there])
        for there, weight in towards.items()
    }
    best = max(gains, key=lambda there: (round(gains[there], 9), there == own, -there))
    return best if gains[best] > gains[own] + 1e-9 else own


def _chance(graph: _Graph, friendly: float, hostile: float, others_friendly: float, others_hostile: float) -> float:
    """The weight between two that ties dealt out at random would give."""
    warm = friendly * others_friendly / graph.all_friendly if graph.all_friendly else 0.0
    cold = hostile * others_hostile / graph.all_hostile if graph.all_hostile else 0.0
    return warm - cold


def _joins(graph: _Graph, group: dict[str, int]) -> bool:
    """Join whole groups, the pair that gains most first, until no joining gains."""
    ever = False
    while True:
        friendly, hostile = _sums(graph, group)
        between: dict[tuple[int, int], float] = defaultdict(float)
        for node in graph.nodes:
            for other, weight in graph.ties[node].items():
                if group[node] < group[other]:
                    between[group[node], group[other]] += weight
        gains = {
            (a, b): weight - _chance(graph, friendly[a], hostile[a], friendly[b], hostile[b])
            for (a, b), weight in between.items()
        }
        best = max(gains, key=lambda pair: (round(gains[pair], 9), -pair[0], -pair[1]), default=None)
        if best is None or gains[best] <= 1e-9:
            return ever
        ever = True
        for node in graph.nodes:
            if group[node] == best[1]:
                group[node] = best[0]


def modularity(group: Mapping[str, int], ties: Ties) -> float:
    """Signed modularity of a division (-1 to 1): how much better than chance it parts friends from foes."""
    graph = _Graph(sorted(group), ties)
    inside = sum(2 * weight for (a, b), weight in ties.items() if group[a] == group[b])
    friendly, hostile = _sums(graph, group)
    chance = sum(_chance(graph, friendly[g], hostile[g], friendly[g], hostile[g]) for g in friendly)
    total = graph.all_friendly + graph.all_hostile
    return (inside - chance) / total if total else 0.0
