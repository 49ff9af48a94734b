"""Sentences of a news text, by rule, with offsets into the text as given.

Two questions are asked, each in linear time: which line ends are ends of a sentence (paragraphs, headings, list items)
and which are only where the text was wrapped; and, within what belongs together, which full stops end a sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from redshank.model import Span
from redshank.reading.abbreviations import (
    CLOCK,
    COUNTED,
    LETTERED,
    NEVER_FINAL,
    SELDOM_FINAL,
    SENTENCE_STARTERS,
    TIME_ZONES,
)

_LINE = re.compile(r"\S(?:[^\n\r\x0b\x0c\x85\u2028\u2029]*\S)?")
_BULLET = re.compile(r"(?:[*•▪●■◆◦‣·>]|[–—-](?!\s+[a-z])|\(?\d{1,3}[.)]|\(?[a-z]\)|#{1,6})\s")
_STOP = re.compile(r"[.!?…]++([\"'”’»)\]]*+)(\s*+)|(?<=\s)(?:[•▪●■◆‣](?=\s)|-(?=\s\s))")
_OPENERS = "\"'“‘«([*_–—-"
_OPENING = re.compile(r"[\"'“‘«(\[*_–—-]{1,6}+\s?")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_TOKEN = re.compile(r"[\w.&]*$")
_SHOUTED = NEVER_FINAL - {"Sec", "Min", "Fr", "M"} | {"St"}
_ACRONYM = re.compile(r"(?:\w\.)+\w{1,3}")
_SAID = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30} ){1,4}(?:said|says|asked|asks|wrote|writes|told|tweeted|added|replied|shouted|yelled|"
    r"cried|wondered|exclaimed|chanted|declared)\b"
)
_DOMAINS = frozenset({"Com", "Org", "Net", "Gov", "Edu", "Co", "Js", "Io", "Uk", "Ru", "Info", "News", "Tv"})

WRAP_WIDTHS = range(50, 121)
"""Texts wrapped by hand or by e-mail have their longest lines in here: 72 to 80 most often."""
WRAP_SHARE = 0.6
"""A text counts as wrapped if this share of its line ends are where the next word would not have fitted."""
LOWER_SHARE = 0.35
"""And if this share of those next words are lower-case, as in prose and unlike in lists (English news has 0.8)."""
MIN_CONTINUED = 30
"""A line this long that is followed by a lower-case word goes on there, in any text."""
LOOK_BACK = 24
"""Characters before a full stop that are looked at; no abbreviation is longer."""


def sentences(text: str) -> Iterator[Span]:
    """The sentences of ``text`` in order; no two overlap, and only white space lies between them."""
    for start, end in _blocks(text):
        for left, right in _cut(text, start, end):
            piece = text[left:right]
            stripped = piece.strip()
            if stripped:
                left += len(piece) - len(piece.lstrip())
                yield Span(left, left + len(stripped), stripped)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of text that no line end cuts: paragraphs, headings, list items."""
    lines = [match.span() for match in _LINE.finditer(text)]
    if not lines:
        return
    width = _wrap_width(text, lines)
    start, end = lines[0]
    for line in lines[1:]:
        if not _goes_on(text, (start, end), line, width):
            yield start, end
            start = line[0]
        end = line[1]
    yield start, end


def _goes_on(text: str, block: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    """Whether ``line`` continues the sentence or paragraph that ``block`` ends with."""
    gap = text[block[1] : line[0]]
    if gap.count("\n") > 1 or gap.count("\r") > 1 or _is_break(gap):
        return False
    first = line[0] + _indent(text, line)
    if _BULLET.match(text, first, line[1]):
        return False
    length = block[1] - max(block[0], _line_start(text, block))
    if length >= MIN_CONTINUED and text[first].islower() and text[block[1] - 1] not in '.!?:…"”':
        return True
    return bool(width) and length + 1 + _word_length(text, first, line[1]) > width


def _is_break(gap: str) -> bool:
    """Whether the white space between two lines holds a form feed or a paragraph separator."""
    return "\f" in gap or "\u2029" in gap


def _line_start(text: str, block: tuple[int, int]) -> int:
    """Where the last line of ``block`` starts (lines longer than the widest wrap need not be known)."""
    low = max(block[0], block[1] - WRAP_WIDTHS.stop)
    return max(low, text.rfind("\n", low, block[1]) + 1, text.rfind("\r", low, block[1]) + 1)


def _indent(text: str, line: tuple[int, int]) -> int:
    """How many characters of white space ``line`` starts with."""
    piece = text[line[0] : min(line[1], line[0] + 200)]
    return min(len(piece) - len(piece.lstrip()), line[1] - line[0] - 1)


def _word_length(text: str, start: int, end: int) -> int:
    """The length of the word at ``start``, up to the widest wrap."""
    piece = text[start : min(end, start + WRAP_WIDTHS.stop)]
    return len(piece.split(None, 1)[0]) if piece.strip() else 0


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width at which ``text`` was wrapped, or 0 if each line is a paragraph."""
    lengths = sorted(end - start for start, end in lines)
    width = lengths[-1 - len(lengths) // 50]
    if width not in WRAP_WIDTHS or len(lines) < 4:
        return 0
    pairs = full = lower = 0
    for (start, end), (follower, stop) in itertools.pairwise(lines):
        if text.count("\n", end, follower) > 1 or text.count("\r", end, follower) > 1:
            continue
        pairs += 1
        first = follower + _indent(text, (follower, stop))
        if end - start + 1 + _word_length(text, first, stop) > width - 4:
            full += 1
            lower += text[first].islower()
    wrapped = pairs >= 3 and full >= WRAP_SHARE * pairs and lower >= LOWER_SHARE * full
    return width - 4 if wrapped else 0


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``text[start:end]`` cut after each full stop that ends a sentence, and before each bullet within a line."""
    left = start
    for match in _STOP.finditer(text, start, end):
        if match.end() >= end:
            break
        if match.end(1) < 0:
            cut = match.start()
        elif _ends_sentence(text, left, match, end):
            cut = match.end()
        else:
            continue
        yield left, cut
        left = cut
    yield left, end


def _ends_sentence(text: str, left: int, stop: re.Match[str], end: int) -> bool:
    """Whether the full stop (or ``! ? ...``) with what closes after it ends the sentence that began at ``left``."""
    after = stop.end()
    if stop.end(1) == after:
        return _glued(text, left, stop, end)
    if text[after] in _OPENERS:
        opening = _OPENING.match(text, after, end)
        after = opening.end() if opening else after
        if after >= end:
            return True
    head = text[after]
    if not (head.isupper() or head.isdigit() or head in "$£€@#"):
        return head.isalpha() and not (head.islower() or head.isupper())
    marks = stop.end() - stop.start()
    mark = text[stop.start()]
    if mark in "!?":
        quoted = stop.group(1) != ""
        return not (quoted and _SAID.match(text, after, end) and _next_word(text, after) not in SENTENCE_STARTERS)
    if mark == "…" or text.startswith("..", stop.start()):
        spaced = stop.start() == left or text[stop.start() - 1].isspace()
        return not spaced or _next_word(text, after) in SENTENCE_STARTERS
    return marks > 0 and not _is_abbreviation(text, left, stop, after)


def _glued(text: str, left: int, stop: re.Match[str], end: int) -> bool:
    """Whether a full stop without a space after it ends a sentence: ``...the deal.The minister``."""
    after, at = stop.end(), stop.start()
    if at - left < 3 or not text[at - 2 : at].isalpha() or not text[at - 1].islower() or not text[after].isupper():
        return False
    word = _next_word(text, after)
    if len(word) < 2 or not word[1:2].islower() or word in _DOMAINS:
        return word in ("A", "I") and text[after + 1 : after + 2] == " "
    token = text[max(left, at - LOOK_BACK) : at].rsplit(None, 1)[-1]
    return not any(mark in token for mark in "./@_#") and token not in NEVER_FINAL


def _next_word(text: str, at: int) -> str:
    """The word that starts at ``at``, without a full stop."""
    match = _WORD.match(text, at, at + LOOK_BACK)
    return match.group() if match else ""


def _is_abbreviation(text: str, left: int, stop: re.Match[str], after: int) -> bool:
    """Whether the full stop belongs to the word before it, and the sentence goes on after it."""
    at = stop.start()
    window = text[max(left, at - LOOK_BACK) : at]
    found = _TOKEN.search(window)
    token = found.group() if found else ""
    if len(token) > 6 and "." not in token:
        return False
    if any(quote in stop.group(1) for quote in "\"”’'»"):
        return token in NEVER_FINAL and token != "v"
    follower = "" if text[stop.end()] in "-–—" else _next_word(text, after)
    if not token or token.isdigit():
        return token.isdigit() and len(token) <= 3 and not window[: -len(token)].strip(" (") and at - left <= 4
    if token in NEVER_FINAL or (len(token) > 1 and token.isupper() and token.capitalize() in _SHOUTED):
        return True
    if token in COUNTED:
        return text[after].isdigit()
    if token.lower() in CLOCK:
        return follower in TIME_ZONES
    if token in SELDOM_FINAL or _ACRONYM.fullmatch(token):
        return follower not in SENTENCE_STARTERS
    return len(token) == 1 and token.isupper() and _is_initial(window[:-1], follower)


def _is_initial(before: str, follower: str) -> bool:
    """Whether a single capital with a full stop is the initial of a name rather than ``Plan B`` or ``World War I``."""
    words = before.split()
    return follower not in SENTENCE_STARTERS and not (words and words[-1] in LETTERED)
