"""The telling words of an article, to see whether two tell one story.

Names and numbers tell more than other words, and the first paragraphs more than the last. How rare a word is, is read
from a table that ships with the package and not counted in the record, as the same two articles must be as alike in
every record.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
import zlib
from collections import Counter
from collections.abc import Callable
from importlib.resources import files

from redshank.record.words import plain, stem

MOST_WORDS = 160
"""Words of an article that are read: its head tells the story, what follows is background."""

FIRST, FIRST_WEIGHT = 30, 3.0
"""The first words, and how many times each counts."""

KEPT = 40
"""Telling words kept of an article."""

NAME, NUMBER, YEAR = 2.0, 2.0, 4.5
"""Weight of names, numbers and years in relation to other words. A year tells a story from last year's like it."""

DAMPED = 0.7
"""Power of a word's rarity. The table knows how rare a word is in all news, not in the stories it must tell apart: of
the words of two earthquakes, "quake" is rare in all news and common to both. (Chosen, with ``MOST_WORDS`` and
``NUMBER``, on the even topics of ECB+; the odd ones are reported beside them.)"""

PAIR = 0.5
"""Weight of two names that follow each other ("Tara Reid"), besides their own."""

_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d,.]*\d|\d")
_YEAR = re.compile(r"(?:19|20)\d\d")

Rarity = Callable[[str], float]


def telling(text: str, rarity: Rarity | None = None) -> dict[str, float]:
    """Words of an article with their weights, not yet scaled to length 1. ``rarity`` is that of the shipped table if
    no other is given."""
    rare = rarity or rarity_of
    terms = tokens(text)
    counts: Counter[str] = Counter()
    for at, (term, _) in enumerate(terms):
        counts[term] += FIRST_WEIGHT if at < FIRST else 1.0  # type: ignore[assignment]
    kinds = dict(terms)
    found = {term: (1 + math.log(n)) * kinds[term] * rare(term) for term, n in counts.items()}
    for (one, kind), (other, next_kind) in itertools.pairwise(terms):
        if kind == next_kind == NAME:
            found[f"{one} {other}"] = PAIR * (found[one] + found[other]) / 2
    return found


def tokens(text: str) -> list[tuple[str, float]]:
    """The words of an article's head that may tell, each with the weight of its kind."""
    words = [m.group() for m in _WORD.finditer(text[: MOST_WORDS * 12])][:MOST_WORDS]
    lower = {word for word in words if word[0].islower()}
    found = []
    for word in words:
        term = stem(plain(word).replace("'s", "").strip("'-"))
        if len(term) > 1 and term not in STOP:
            found.append((term, _kind(word, lower)))
    return found


def _kind(word: str, lower: set[str]) -> float:
    if word[0].isdigit():
        return YEAR if _YEAR.fullmatch(word) else NUMBER
    return NAME if word[0].isupper() and word.lower() not in lower else 1.0


STOP = frozenset(
    "a about after all also an and any are as at be because been before being but by can could did do does down during "
    "each even for from get had has have he her here him his how if in into is it its just like made make many may me "
    "more most much my new no not now of off on one only or other our out over own said say says she should so some "
    "such than that the their them then there these they this those through to too two up us very was we were what "
    "when where which while who why will with would year you your".split()
)


@functools.cache
def _table() -> tuple[dict[str, int], int]:
    """In how many of how many articles a word stands."""
    lines = files("redshank.record").joinpath("data", "rarity.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    next(rows)
    counts = {term: int(number) for term, number in rows}
    return counts, counts.pop("")


def rarity_of(term: str) -> float:
    """How much a word tells, by how few articles of a collection of news have it (inverse document frequency,
    damped)."""
    counts, articles = _table()
    return float(math.log((1 + articles) / (1 + counts.get(term, 0))) ** DAMPED)


def sketch(title: str | None, text: str) -> dict[int, float]:
    """The most telling words as numbers, with weights that make a vector of length 1."""
    weights = telling(f"{title}\n{text}" if title else text)
    best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:KEPT]
    length = math.sqrt(sum(w * w for _, w in best)) or 1.0
    return {zlib.crc32(term.encode("utf-8", "surrogatepass")): w / length for term, w in best}


def pack(weights: dict[int, float]) -> bytes:
    """The sketch in five bytes a word."""
    return b"".join(key.to_bytes(4, "little") + bytes([min(255, round(w * 255))]) for key, w in sorted(weights.items()))


def unpack(packed: bytes) -> dict[int, float]:
    """The sketch again; weights to within 0.002."""
    steps = range(0, len(packed), 5)
    return {int.from_bytes(packed[i : i + 4], "little"): packed[i + 4] / 255 for i in steps}
