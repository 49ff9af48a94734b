"""When: the dates a text names, read against the day it was published, by a grammar of news English.

``dateparser`` reads single strings well, but searching a sentence with it takes longer than parsing it and finds dates
in words such as "we" (for Wednesday). Here a clue such as the name of a month decides whether and where to look at all.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from redshank.model import Period, Span
from redshank.reading import almanac
from redshank.reading.almanac import Stretch
from redshank.reading.date_grammar import CLUE, FAMILIES, REACH, kind
from redshank.reading.date_readers import Context, Reader

LONGEST = 70
"""No date runs on for longer than this after its first clue: "Wednesday, September 28, 2022 to Saturday, ..."."""

_SINCE = re.compile(r"\b[Ss]ince\s{1,3}(?:the\s{1,3})?$")
_COMING = re.compile(
    r"(?:\b(?:will|shall|would|should|must|may|might|could|to\sbe|plan(?:s|ned|ning)?|scheduled|slated|set|due|expected|expects|"
    r"upcoming|ahead\sof|deadline|intends?|going\sto|until|till|prepar(?:es?|ing)|hop(?:es?|ing)\sto|agree(?:d|s)?\sto|"
    r"invit(?:ed|es)|vow(?:ed|s)|promis(?:ed|es)|pledg(?:ed|es)|looks?\sforward|likely\sto|(?:aim|seek|want|need)s?\sto)\b|['’]ll\b)"
    r"(?:(?!\b(?:said|says|told|announced|added|warned|reported|after|since|was|were|had)\b)[^.!?;]){0,70}$"
)
_TOLD = re.compile(
    r"\b(?<!will\s)(?:said|says|told\s\w{1,20}|announced|warned|added|reported|stated|tweeted|wrote|confirmed)\s"
    r"(?:in\sa\s\w{1,15}\s)?(?:(?:on|late|early)\s){0,2}$"
)
_COMING_AFTER = re.compile(r"\s(?:will|is\sto|are\sto|is\sset|would)\b")
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")


def dates(
    text: str,
    published: str | None = None,
    *,
    base_offset: int = 0,
    anchor: Period | None = None,
    future: bool | None = None,
) -> list[Period]:
    """The dates named in a sentence or an article, in order, none overlapping.

    ``published`` is when the article was published (a day, or partial); without it, words that are relative to it
    ("yesterday", "in March") give nothing. ``anchor`` is the period that "the same day" or "two days later" go back to
    until the text names one itself. With ``future`` the text speaks of what is to come, so that "on Monday" is the
    next Monday; with False it tells what has been, so that "in October" is the last one; None leaves that open. Words
    such as "will" and "planned" before a date make it one to come in any case, and "said" one gone by.
    Mentions' offsets count from ``base_offset``.
    """
    context = Context(almanac.published_on(published), _stretch(anchor), future)
    return list(_periods(text, context, base_offset))


def infer(published: str | None) -> Period | None:
    """The publication date as a period that no words name; None where it is not known."""
    stretch = almanac.published_on(published)
    return Period(stretch.start.isoformat(), stretch.end.isoformat(), "inferred") if stretch else None


def _stretch(anchor: Period | None) -> Stretch | None:
    """The stretch of an anchor; one that is no date is no anchor."""
    first, last = (almanac.published_on(anchor.start), almanac.published_on(anchor.end)) if anchor else (None, None)
    return Stretch(first.start, last.end, anchor.precision) if anchor and first and last else None


def _periods(text: str, context: Context, base_offset: int) -> Iterator[Period]:
    done = 0
    for clue in CLUE.finditer(text):
        if clue.start() < done:
            continue
        found = _around(text, clue, done, context)
        if not found:
            continue
        stretch, start, end = found
        if context.published and _SINCE.search(text, max(0, start - 12), start):
            stretch = almanac.span(stretch, context.published) or stretch
        context = context._replace(anchor=stretch)
        done = end
        yield stretch.period(Span(base_offset + start, base_offset + end, text[start:end]))


def _around(text: str, clue: re.Match[str], done: int, context: Context) -> tuple[Stretch, int, int] | None:
    """The date that holds a clue, with where it starts and ends; nothing before ``done`` is looked at."""
    family = kind(clue.group())
    every, rules = _family(family)
    at = max(done, clue.start() - REACH[family])
    while match := every.search(text, at, clue.end() + LONGEST):
        if match.start() > clue.start():
            return None
        pattern, reader = rules[int((match.lastgroup or "r0")[1:])]
        detail = pattern.match(text, match.start())
        if detail and detail.end() > clue.start() and (stretch := _read(reader, detail, _tense(text, detail, context))):
            return stretch, *detail.span("w" if "w" in pattern.groupindex else 0)
        at = match.start() + 1
    return None


def _tense(text: str, match: re.Match[str], context: Context) -> Context:
    """The context with the tense that the words around a date give it: "agreed to meet on Monday", "said on Monday"."""
    before, after = text[max(0, match.start() - 80) : match.start()], text[match.end() : match.end() + 12]
    if _TOLD.search(before):
        return context._replace(future=False)
    coming = bool(_COMING.search(before)) or bool(_COMING_AFTER.match(after))
    return context._replace(future=True) if coming else context


def _read(reader: Reader, match: re.Match[str], context: Context) -> Stretch | None:
    """What the words mean; None for days that no calendar has."""
    try:
        stretch = reader(match.groupdict(default=""), context)
    except (ValueError, OverflowError):
        return None
    return stretch if stretch and stretch.start <= stretch.end else None


@functools.cache
def _family(name: str) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], Reader], ...]]:
    """The rules of a family, and all of them as one pattern whose group names tell which one matched."""
    rules = FAMILIES[name]
    branches = (f"(?P<r{i}>{_NAMED_GROUP.sub('(?:', pattern)})" for i, (pattern, _) in enumerate(rules))
    return re.compile("|".join(branches)), tuple((re.compile(pattern), reader) for pattern, reader in rules)
