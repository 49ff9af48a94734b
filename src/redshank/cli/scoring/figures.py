"""Figures of agreement: precision, recall, F1, and how far they may be off by chance."""

from __future__ import annotations

import random
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

One = TypeVar("One", bound=Hashable)

RESAMPLES = 1_000
"""Resamples of a bootstrap interval: its ends move by less than half a point from more of them."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a task came to.

    ``figures`` are numbers by name, with a table by type under ``types`` where there is one; ``disagreements`` say for
    each label that was missed and each finding that was wrong where it stands (``where``), which it is (``what``), and
    the words. ``texts`` are the counts of each text in their order, by which two results can be compared.
    """

    figures: dict[str, Any]
    disagreements: list[dict[str, Any]]
    texts: list[Tally] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """Counts of one text or type: labels (``gold``), findings (``made``), findings that agree (``right``)."""

    gold: int = 0
    made: int = 0
    right: int = 0

    def add(self, other: Tally) -> None:
        """Add the counts of another."""
        self.gold += other.gold
        self.made += other.made
        self.right += other.right

    def figures(self) -> dict[str, float | int]:
        """Precision, recall and F1 (0 where there is nothing to divide by), with the counts they are from."""
        precision, recall = share(self.right, self.made), share(self.right, self.gold)
        return {
            "precision": precision,
            "recall": recall,
            "f1": share(2 * self.right, self.made + self.gold),
            "gold": self.gold,
            "made": self.made,
        }


@dataclass(slots=True)
class ByType:
    """Tallies by type, and of each text for the interval."""

    types: dict[str, Tally] = field(default_factory=dict)
    texts: list[Tally] = field(default_factory=list)

    def of(self, type: str) -> Tally:  # noqa: A002
        """The tally of a type."""
        return self.types.setdefault(type, Tally())

    def figures(self) -> dict[str, Any]:
        """Overall figures, the interval of F1, and those of each type in alphabetical order."""
        overall = summed(self.texts)
        rows = {name: tally.figures() for name, tally in sorted(self.types.items())}
        return {**overall.figures(), "f1_interval": interval(self.texts), "types": rows}


def share(part: float, whole: float) -> float:
    """``part / whole`` to four places; 0 where there is no whole."""
    return round(part / whole, 4) if whole else 0.0


def summed(tallies: Sequence[Tally]) -> Tally:
    """All counts together."""
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total


def interval(texts: Sequence[Tally]) -> list[float]:
    """The middle 95 % of F1 over resamples of the texts (percentile bootstrap, always the same for the same texts)."""
    if not texts:
        return [0.0, 0.0]
    dice = random.Random(0)
    scores = []
    for _ in range(RESAMPLES):
        chosen = dice.choices(texts, k=len(texts))
        right, whole = sum(t.right for t in chosen), sum(t.made + t.gold for t in chosen)
        scores.append(share(2 * right, whole))
    scores.sort()
    return [scores[round(0.025 * (RESAMPLES - 1))], scores[round(0.975 * (RESAMPLES - 1))]]


def paired(fits: Mapping[One, Sequence[int]]) -> dict[One, int]:
    """Pair each key with one of the numbers that fit it, no number twice, as many pairs as there can be."""
    taken: dict[int, One] = {}
    for start in fits:
        _place(start, fits, taken, set())
    return {key: number for number, key in taken.items()}


def _place(key: One, fits: Mapping[One, Sequence[int]], taken: dict[int, One], tried: set[int]) -> bool:
    """Find a number for ``key``, moving others to another number of theirs where that makes room."""
    for number in fits[key]:
        if number in tried:
            continue
        tried.add(number)
        if number not in taken or _place(taken[number], fits, taken, tried):
            taken[number] = key
            return True
    return False
