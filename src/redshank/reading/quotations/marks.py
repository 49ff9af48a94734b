"""Quotation marks: which stretches of a text stand in them.

Knows straight, curly, doubled (``''so''``), angle and low marks, marks in marks, and quotations that run over several
paragraphs with a mark opening each and one closing the last. One pass over the text, no backtracking.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

MAX_QUOTE = 6_000
"""Characters of the longest stretch taken; a mark that stays open for longer was not a quotation mark."""

_MARK = re.compile(r"''|``|‘‘|’’|[\"“”„«»‘’']")
_PARAGRAPH = re.compile(r"[^\n]+")
_CLOSER = {"“": "”", "„": "”“", "«": "»", "»": "«", "``": "''", "‘‘": "’’", "‘": "’", "'": "'"}
_SINGLE = {"‘", "’", "'"}


def quoted_stretches(text: str) -> list[tuple[int, int]]:
    """``(start, end)`` of each outermost quotation with its marks, in order; one per paragraph it touches."""
    paragraphs = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
    openers = [_first_mark(text, start, end) for start, end in paragraphs]
    stretches: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(paragraphs):
        following = openers[index + 1] if index + 1 < len(openers) else ""
        stretches += _in_paragraph(text, start, end, following)
    return [(start, end) for start, end in stretches if end - start <= MAX_QUOTE]


def touched(stretches: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """The stretches (in order, not overlapping) that share a character with ``start`` to ``end``."""
    first = bisect_right(stretches, start, key=lambda one: one[1])
    return stretches[first : bisect_left(stretches, end, lo=first, key=lambda one: one[0])]


def inside(stretches: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``start`` to ``end`` lies strictly within one of the stretches."""
    return any(left < start and end < right for left, right in stretches)


def _first_mark(text: str, start: int, end: int) -> str:
    """The mark a paragraph opens with, or nothing."""
    while start < end and text[start].isspace():
        start += 1
    match = _MARK.match(text, start, end)
    return match.group() if match else ""


def _in_paragraph(text: str, start: int, end: int, following: str) -> Iterator[tuple[int, int]]:
    """Quotations of one paragraph; ``following`` is the mark that opens the next paragraph."""
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if opened is None:
            if _opens(text, match.start(), match.end(), mark, end):
                opened = (match.start(), mark)
        elif _closes(text, match.start(), match.end(), mark, opened, start, end):
            yield opened[0], match.end()
            opened = None
        elif opened[1] in _SINGLE and mark not in _SINGLE and _opens(text, match.start(), match.end(), mark, end):
            opened = (match.start(), mark)
    if opened and opened[1] not in _SINGLE and following == opened[1]:
        yield opened[0], end


def _opens(text: str, start: int, end: int, mark: str, limit: int) -> bool:
    """Whether the mark at ``start`` can open a quotation: something follows, and no word runs into it."""
    if mark in {"”", "’’"} or (mark == "’"):
        return False
    before = text[start - 1] if start else " "
    after = text[end] if end < limit else " "
    if mark in {"“", "„", "«", "»", "``", "‘‘"}:
        return True
    return not after.isspace() and (not before.isalnum() and before not in ".,!?")


def _closes(text: str, start: int, end: int, mark: str, opened: tuple[int, str], left: int, limit: int) -> bool:
    """Whether the mark at ``start`` closes the one opened."""
    if opened[1] in {'"', "''"}:
        right_mark = mark in {opened[1], "”", "’’"} or (opened[1] == '"' and mark == "''")
        before = text[start - 1] if start > left else " "
        return right_mark and (not before.isspace() or end >= limit or text[end].isspace())
    if mark not in _CLOSER.get(opened[1], "") and not (opened[1] == "“" and mark == '"'):
        return False
    if opened[1] in _SINGLE:
        after = text[end] if end < limit else " "
        return not text[start - 1].isspace() and not after.isalnum()
    return True
