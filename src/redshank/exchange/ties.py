"""What an edge of the graph says besides counts: its sign, and its first and last day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from redshank.record.counting import spans
from redshank.record.question import QUADS, Question

if TYPE_CHECKING:
    from redshank.record import Record


def key(quad: str) -> str:
    """A quad as an attribute is called."""
    return quad.replace(" ", "_")


def days(record: Record, question: Question) -> Mapping[tuple[str, str], dict[str, str]]:
    """``first`` and ``last``, the days of the first and the last report, by actor's and recipient's ids."""
    return {ends: {"first": first, "last": last} for ends, (first, last) in spans(record.engine, question).items()}


def sign(edge: Mapping[str, Any]) -> dict[str, Any]:
    """``balance`` is how far an edge's events are cooperation (1) or conflict (-1); ``sign`` which of them there is
    more of (1, -1, or 0)."""
    sides = {
        side: sum(edge[key(quad)] for quad in QUADS if quad.endswith(side)) for side in ("cooperation", "conflict")
    }
    more, total = sides["cooperation"] - sides["conflict"], sum(sides.values())
    return {"sign": (more > 0) - (more < 0), "balance": round(more / total, 3) if total else 0.0}
