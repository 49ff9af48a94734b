"""How sure a report is: from what trigger and model say to the share of such reports that are right.

``data/certainty.tsv`` holds, for each type, a line in log odds and the certainty below which a report is not kept. Both
were fitted on sentences that neither the model nor the lexicon was made with: ``training/relation/calibrate.py``.
"""

from __future__ import annotations

import functools
import math
import os
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from redshank.errors import KnowledgeError
from redshank.model import TYPES

EDGE = 1e-4
"""Certainties are kept this far from 0 and 1, where log odds have no end."""


@dataclass(frozen=True, slots=True)
class Certainty:
    """How one type is calibrated: log odds of being right are ``slope`` times those claimed plus ``shift``.

    Reports of less than ``threshold`` (a calibrated certainty) are not kept.
    """

    slope: float
    shift: float
    threshold: float


@functools.cache
def certainties() -> dict[str, Certainty]:
    """The calibration of every type; ``REDSHANK_CERTAINTY`` names another table than the package's."""
    own = os.environ.get("REDSHANK_CERTAINTY")
    table = Path(own) if own else resources.files("redshank.coding").joinpath("data/certainty.tsv")
    return parse_certainties(table.read_text("utf-8"))


def parse_certainties(text: str) -> dict[str, Certainty]:
    """The calibrations written in ``text``; raises KnowledgeError if a type is missing or a number is none."""
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    try:
        next(lines)
        found = {kind: Certainty(*map(float, numbers)) for kind, *numbers in lines}
    except (StopIteration, TypeError, ValueError) as error:
        raise KnowledgeError(f"a line is not type, slope, shift, threshold ({error})", where="certainty.tsv") from None
    if missing := set(TYPES) - found.keys():
        raise KnowledgeError(f"lacks {', '.join(sorted(missing))}", where="certainty.tsv")
    if any(c.slope <= 0 for c in found.values()):
        raise KnowledgeError("a slope is not above 0", where="certainty.tsv")
    return found


def calibrated(type: str, claimed: float) -> float:  # noqa: A002
    """The share of reports of this type that are right where trigger and model together claim so much (0 to 1)."""
    certainty = certainties()[type]
    odds = certainty.slope * log_odds(claimed) + certainty.shift
    return round(1 / (1 + math.exp(-odds)), 3)


def threshold(type: str) -> float:  # noqa: A002
    """The calibrated certainty below which a report of this type is not kept unless all are wanted."""
    return certainties()[type].threshold


def log_odds(share: float) -> float:
    """Log odds of a share, which is kept a little away from 0 and 1."""
    inside = min(1 - EDGE, max(EDGE, share))
    return math.log(inside / (1 - inside))
