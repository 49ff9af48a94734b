"""Furniture: what stands in a news text and is no part of what it tells.

Credits, bylines, invitations to read or follow, notices of rights, time stamps, tables. The phrases are a table,
``data/furniture.tsv``. Datelines are read in :mod:`redshank.reading.datelines`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib.resources import files

from redshank.model import Span
from redshank.reading.datelines import Dateline, dateline
from redshank.reading.sentences import sentences

__all__ = ["Dateline", "Furniture", "dateline", "furniture", "furniture_kind", "is_furniture", "strip_furniture"]

MAX_LENGTH = 320
"""Characters; a longer sentence says something, whatever it starts with."""

_LEAD = re.compile(r"[\s•▪●■◆◦‣·*|>»→▶↓#–—-]{1,12}(?=\S)")
_FLAG = re.compile(
    r"(?:(?:BREAKING(?: NEWS)?|EXCLUSIVE|UPDATED?(?: \d{1,2})?|CORRECTED|WRAPUP(?: \d)?|URGENT|JUST IN|FLASH|LIVE)"
    r" ?[:|–—-] ?|(?:Image|Photo|Video|Media) caption[,:] )(?=\S)"
)
_CREDIT_TAIL = re.compile(
    r"(?:\s*[(\[](?:(?:File )?(?:Photos?|Images?|Pictures?|Credits?|Source|Courtesy|Screenshot|Screengrab|Handout)"
    r"\b|[^()\[\]]{0,60}(?:AP Photo|AFP|Reuters|REUTERS|Getty|EPA|Shutterstock|AP/|Xinhua|Pool))[^()\[\]]{0,100}[)\]]"
    r"|\s+(?:Photo|Image|Picture|Photograph|Credit|Photo credit|Image credit)s?(?: by|:)\s[^.:;]{2,80}"
    r"|\s+(?:REUTERS|AFP|AP|EPA)/[A-Z][^.:;]{2,60}"
    r"|(?<=[.!?\"”])\s*[A-Z][^.:;!?]{2,50}(?:/| via |, )(?:AP|AFP|Reuters|REUTERS|Getty Images|The Associated Press)\b"
    r"[^.:;!?]{0,40})\s*[.]?$"
)
TAIL = 180
"""Characters at the end of a sentence in which a credit is looked for."""
_CELL = re.compile(r"\t+|\s\|\s")
_NUMBER = re.compile(r"[-+$€£(]*\d[\d.,:/%)-]*")


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of text that tells nothing of its own, and what it is: ``credit``, ``byline``, ``dateline``, ..."""

    span: Span
    kind: str


def furniture(text: str, title: str | None = None) -> list[Furniture]:
    """All furniture of a text, in order: whole sentences, and the datelines and credits of others.

    A sentence that repeats the ``title`` is furniture of kind ``title``.
    """
    heading = _plain(title or "")
    found: list[Furniture] = []
    for sentence in sentences(text):
        kind = "title" if heading and _plain(sentence.text) == heading else furniture_kind(sentence)
        if kind:
            found.append(Furniture(sentence, kind))
        else:
            found += _parts(sentence)
    return found


def _plain(words: str) -> str:
    """Words for comparing: no case, no punctuation."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def _parts(sentence: Span) -> list[Furniture]:
    """The dateline before a sentence and the credit behind it."""
    kept = strip_furniture(sentence)
    before, after = kept.start - sentence.start, kept.end - sentence.start
    parts = []
    if head := sentence.text[:before].strip():
        kind = "dateline" if dateline(sentence) else "label"
        parts.append(Furniture(Span(sentence.start, sentence.start + len(head), head), kind))
    if tail := sentence.text[after:].strip():
        start = sentence.start + sentence.text.index(tail, after)
        parts.append(Furniture(Span(start, start + len(tail), tail), "credit"))
    return parts


def is_furniture(sentence: Span) -> bool:
    """Whether a sentence is wholly furniture."""
    return furniture_kind(sentence) is not None


def furniture_kind(sentence: Span) -> str | None:
    """The kind of furniture that a whole sentence is, or None if it tells something."""
    text = sentence.text
    if len(text) > MAX_LENGTH:
        return "table" if _is_table(text) else None
    lead = _LEAD.match(text)
    bare = text[lead.end() :] if lead else text
    if match := _opening().match(bare):
        return _kinds()[match.lastgroup or ""]
    if not any(char.isalpha() for char in bare):
        return "table" if any(char.isdigit() for char in bare) else "label"
    return "table" if _is_table(text) else None


@functools.cache
def _table() -> list[tuple[str, str, str, str]]:
    """The rows of the table of phrases: kind, where, pattern, example."""
    text = (files("redshank.reading") / "data" / "furniture.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(kind, where, pattern, example) for kind, where, pattern, example in (row.split("\t") for row in lines[1:])]


@functools.cache
def _kinds() -> dict[str, str]:
    """The kind of furniture of each group of the pattern."""
    return {f"r{number}": kind for number, (kind, *_) in enumerate(_table())}


@functools.cache
def _opening() -> re.Pattern[str]:
    """All phrases as one pattern."""
    rows = []
    for number, (_, where, pattern, _) in enumerate(_table()):
        rows.append(f"(?P<r{number}>{pattern})" + (r"\s*$" if where == "whole" else ""))
    return re.compile("|".join(f"(?:{row})" for row in rows), re.IGNORECASE)


def _is_table(text: str) -> bool:
    """Whether a line is a row of a table: cells, or mostly numbers."""
    head = text[:1_000]
    if len(_CELL.findall(head)) >= 3:
        return True
    words = head.split()
    return len(words) >= 6 and 2 * sum(bool(_NUMBER.fullmatch(word)) for word in words) > len(words)


def strip_furniture(sentence: Span) -> Span:
    """The sentence without bullet, flag (``BREAKING:``) and dateline before it, and without the credit behind it.

    Empty, at the sentence's end, if nothing is left.
    """
    text = sentence.text
    start = 0
    for pattern in (_LEAD, _FLAG):
        if (match := pattern.match(text, start)) and match.end() < len(text):
            start = match.end()
    line = dateline(Span(sentence.start + start, sentence.end, text[start:]))
    if line is not None:
        start = line.span.end - sentence.start
    end = _without_credit(text, start)
    piece = text[start:end].strip()
    if not piece:
        return Span(sentence.end, sentence.end, "")
    start = text.index(piece, start)
    return Span(sentence.start + start, sentence.start + start + len(piece), piece)


def _without_credit(text: str, start: int) -> int:
    """Where ``text`` ends without the credit of a picture; a credit is never the whole of it."""
    tail = max(start, len(text) - TAIL)
    match = _CREDIT_TAIL.search(text, tail)
    if match is None or match.start() - start < 15:
        return len(text)
    return match.start()
