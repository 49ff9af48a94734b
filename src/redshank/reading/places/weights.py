"""Learnt weights, and the lists of words that signs are made of."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources


@cache
def listed(kind: str) -> frozenset[str]:
    """Words of one class: ``placing``, ``title``, ``unit``, ... and ``everyday``, which are mostly no names."""
    return frozenset(word for name, words in _rows("gazetteer_words.tsv") if name == kind for word in words.split())


@cache
def weights(part: str) -> dict[str, float]:
    """The weights of one part (``finding``, ``again``, ``prior``, ``resolving``) by sign."""
    return {sign: float(weight) for name, sign, weight in _rows("gazetteer_weights.tsv") if name == part}


def _rows(name: str) -> Iterator[list[str]]:
    table = resources.files("redshank.knowledge") / "data" / name
    lines = table.read_text(encoding="utf-8").splitlines()
    yield from (line.split("\t") for line in lines if line and not line.startswith("#"))


def score(part: str, signs: Mapping[str, float]) -> float:
    """The sum of the signs' weights; signs not listed weigh nothing."""
    known = weights(part)
    return sum(known.get(sign, 0.0) * value for sign, value in signs.items())
