"""Learnt weights: how much each sign counts."""

from functools import cache
from importlib import resources


@cache
def weights(part: str) -> dict[str, float]:
    """The weights of one part (``finding``, ``again``, ``resolving``) by sign; signs not listed weigh nothing."""
    table = resources.files("redshank.knowledge") / "data" / "gazetteer_weights.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {sign: float(weight) for row_part, sign, weight in rows if row_part == part}


def score(part: str, signs: dict[str, float]) -> float:
    """The sum of the signs' weights."""
    known = weights(part)
    return sum(known.get(sign, 0.0) * value for sign, value in signs.items())
