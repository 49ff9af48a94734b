"""Reports of the coder on labelled sentences: what was claimed for each, and whether it is right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from redshank.cli.scoring.events import events
from redshank.cli.scoring.figures import paired
from redshank.cli.scoring.labels import labelled

if TYPE_CHECKING:
    from redshank.coding import Coder


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report: which text it is of, its type, the confidence it has, and whether a label agrees with it."""

    text: int
    type: str
    confidence: float
    right: bool


def outcomes(coder: Coder, gold: Path) -> tuple[list[Outcome], dict[str, int]]:
    """The outcomes of coding all labelled texts, and how many labels there are of each type."""
    found, wanted = [], dict[str, int]()
    for number, line in enumerate(labelled(gold)):
        told, made = events(line), coder.code_article(line.article)
        matched = paired({n: [i for i, r in enumerate(made) if e.accepts(r)] for n, e in enumerate(told)})
        right = set(matched.values())
        found += [Outcome(number, r.type, r.confidence, i in right) for i, r in enumerate(made)]
        for event in told:
            wanted[event.types[0]] = wanted.get(event.types[0], 0) + 1
    return found, wanted


def reliability(confidence: np.ndarray, right: np.ndarray, bins: int = 10) -> list[tuple[float, float, int]]:
    """By bins of confidence: its mean, the share that is right, and how many there are; empty bins are left out."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    inside = [place == b for b in range(bins)]
    return [(float(confidence[i].mean()), float(right[i].mean()), int(i.sum())) for i in inside if i.any()]


def calibration_gap(rows: list[tuple[float, float, int]]) -> float:
    """Expected calibration error of a reliability table."""
    return sum(n * abs(said - was) for said, was, n in rows) / max(1, sum(n for *_, n in rows))
