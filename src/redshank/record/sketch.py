"""The telling words of an article, to see whether two tell one story.

Names and numbers tell more than other words, and the first paragraphs more than the last. How rare a word is, is read
from a table that ships with the package and not counted in the record, as the same two articles must be as alike in
every record.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter

from redshank.record.words import plain, stem

MOST_WORDS = 150
"""Words of an article that are read: its head tells the story, what follows is background."""

KEPT = 40
"""Telling words kept of an article."""

NAME, NUMBER = 2.0, 2.0
"""Weight of names and numbers in relation to other words."""

_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d,.]*\d|\d")


def telling(text: str) -> dict[str, float]:
    """Words of an article with their weights, not yet scaled to length 1."""
    words = [m.group() for m in _WORD.finditer(text[: MOST_WORDS * 12])][:MOST_WORDS]
    lower = {word for word in words if word[0].islower()}
    counts: Counter[str] = Counter()
    factor: dict[str, float] = {}
    for word in words:
        term = stem(plain(word).replace("'s", "").strip("'-"))
        if len(term) < 2 or term in STOP:
            continue
        counts[term] += 1
        factor[term] = NUMBER if word[0].isdigit() else NAME if word[0].isupper() and word.lower() not in lower else 1.0
    return {term: (1 + math.log(n)) * factor[term] * rarity(term) for term, n in counts.items()}


STOP = frozenset(
    "a about after all also an and any are as at be because been before being but by can could did do does down during "
    "each even for from get had has have he her here him his how if in into is it its just like made make many may me "
    "more most much my new no not now of off on one only or other our out over own said say says she should so some "
    "such than that the their them then there these they this those through to too two up us very was we were what when "
    "where which while who why will with would year you your".split()
)


def rarity(term: str) -> float:
    """How much a word tells, by how seldom it is (placeholder scale until a table is there)."""
    return 1.0


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
