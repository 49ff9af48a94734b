"""Two sets of predictions beside each other on the same labels: is one better by more than chance?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from redshank.cli.scoring.figures import RESAMPLES, Result, Tally, share, summed
from redshank.errors import UsageError


def compare(one: Result, other: Result) -> Result:
    """The figures of both, how much better ``one`` is, and the interval of that difference over resampled texts.

    The disagreements are those of the texts on which one is better than the other. Raises UsageError where a task keeps
    no counts by text.
    """
    if not one.texts or len(one.texts) != len(other.texts):
        raise UsageError("this task cannot be compared", do="compare coding (a file of labels) or relations")
    ahead = [_f1(a) - _f1(b) for a, b in zip(one.texts, other.texts, strict=True)]
    figures = {
        "task": one.figures["task"],
        "coder": one.figures["coder"],
        "other": other.figures["coder"],
        "texts": len(one.texts),
        "f1": _f1(summed(one.texts)),
        "other_f1": _f1(summed(other.texts)),
        "difference": round(_f1(summed(one.texts)) - _f1(summed(other.texts)), 4),
        "difference_interval": difference_interval(one.texts, other.texts),
        "texts_better": sum(d > 0 for d in ahead),
        "texts_worse": sum(d < 0 for d in ahead),
        **_beside(one, other, "macro_f1"),
        **_beside(one, other, "factuality"),
        "types": _types(one.figures["types"], other.figures["types"]),
    }
    return Result(figures, _changed(one, other))


def _f1(tally: Tally) -> float:
    """F1 of a text; 1 where there was nothing to find and nothing was found."""
    return share(2 * tally.right, tally.made + tally.gold) if tally.made + tally.gold else 1.0


def difference_interval(some: Sequence[Tally], others: Sequence[Tally]) -> list[float]:
    """The middle 95 % of the difference of F1 over resamples of the texts, the same texts for both.

    If it does not hold 0, the difference is unlikely to be chance.
    """
    dice, places = random.Random(0), range(len(some))
    differences = []
    for _ in range(RESAMPLES):
        chosen = dice.choices(places, k=len(some))
        differences.append(_f1(summed([some[i] for i in chosen])) - _f1(summed([others[i] for i in chosen])))
    differences.sort()
    return [round(differences[round(edge * (RESAMPLES - 1))], 4) for edge in (0.025, 0.975)]


def _beside(one: Result, other: Result, name: str) -> dict[str, Any]:
    """A figure of both, where both have it."""
    if name not in one.figures or name not in other.figures:
        return {}
    return {name: one.figures[name], f"other_{name}": other.figures[name]}


def _types(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Precision, recall and F1 of each type with the other's F1 and the difference."""
    nothing = Tally().figures()
    rows = {}
    for kind in sorted({*one, *other}):
        mine, theirs = one.get(kind, nothing), other.get(kind, nothing)
        difference = round(mine["f1"] - theirs["f1"], 4)
        rows[kind] = {**mine, "other f1": theirs["f1"], "difference": difference}
    return rows


def _changed(one: Result, other: Result) -> list[dict[str, Any]]:
    """What only one of the two got wrong: ``worse`` where it is the first, ``better`` where it is the other."""

    def key(row: dict[str, Any]) -> tuple[Any, ...]:
        return row["where"], row["what"], row.get("label"), row.get("found") if row["what"] == "wrong" else None

    mine, theirs = {key(row) for row in one.disagreements}, {key(row) for row in other.disagreements}
    worse = [{**row, "what": f"worse: {row['what']}"} for row in one.disagreements if key(row) not in theirs]
    better = [{**row, "what": f"better: {row['what']}"} for row in other.disagreements if key(row) not in mine]
    return [*worse, *better]
