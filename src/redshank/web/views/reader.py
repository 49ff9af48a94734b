"""The reader: an article's text cut into pieces by the evidence of its reports, and the reports in their order.

Marks overlap: a quotation holds an actor, two reports share a date. The text is cut wherever a mark begins or ends, and
each piece says which roles it has in which reports, so that pages need no nesting.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from redshank.model import Report
from redshank.record import KeptArticle, KeptReport, Record, asking, tables
from redshank.record.database import reading

ROLES = ("action", "actor", "recipient", "speaker", "date", "place", "quotation")
"""Roles of marked words, in the order in which a legend tells them."""

PART = 60_000
"""Characters of a text that are shown at once: the longest news features have 40,000."""

MOST_REPORTS = 1_500
"""Reports shown beside one part; more are a table in disguise."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the text that play a role in a report."""

    start: int
    end: int
    role: str
    report: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that all play the same roles; ``reports`` are the ids of the reports, ``leads`` those whose action begins
    here."""

    text: str
    roles: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces of one sentence with the ids of its reports, or of the text between such sentences (no ids)."""

    reports: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as its stretches; ``gap`` says that words before it are not kept."""

    stretches: tuple[Stretch, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader shows: the article, this part of its text, and the reports of this part by place in the text.

    ``wrong`` are reports that a person judged wrong. ``copies`` are ids and publishers of articles with the same words,
    ``versions`` numbers of all versions.
    """

    kept: KeptArticle
    paragraphs: tuple[Paragraph, ...]
    reports: tuple[KeptReport, ...]
    wrong: tuple[KeptReport, ...]
    part: int
    parts: int
    copies: tuple[tuple[str, str], ...]
    versions: tuple[int, ...]
    total: int


def read(
    record: Record, key: str, *, version: int | None = None, report: str | None = None, part: int = 1
) -> Reading | None:
    """The reading of an article, None if there is none of that id; with ``report`` the part that holds that report."""
    a = tables.article.c
    with reading(record.engine) as connection:
        which = a.current if version is None else a.version == version
        row = connection.execute(asking.ARTICLES.where(and_(a.id == key, which))).first()
        if row is None:
            return None
        kept = asking.kept_article(row)
        reports = sorted(asking.kept(connection, _numbers(connection, row.n)), key=place_in_text)
        copies = _copies(connection, row)
        versions = tuple(one.version for one in connection.execute(select(a.version).where(a.id == key)))
    blocks = paragraphs_of(kept.article.text) if kept.has_text else _sentences(reports)
    shares = _shares(blocks)
    at = next((one.report.trigger.start for one in reports if one.id == report), None)
    number = _part_of(shares, at) if at is not None else max(1, min(part, len(shares)))
    some = shares[number - 1]
    first, last = (some[0][0], some[-1][0] + len(some[-1][1])) if some else (0, 0)
    here = [one for one in reports if first <= one.report.trigger.start < last]
    stand, wrong = [one for one in here if one.current], [one for one in here if not one.current and one.judged]
    marked = told(some, [(one.id, one.report) for one in stand], gaps=not kept.has_text)
    return Reading(
        kept, marked, tuple(stand[:MOST_REPORTS]), tuple(wrong), number, len(shares), copies, tuple(sorted(versions)),
        sum(one.current for one in reports),
    )  # fmt: skip


def place_in_text(kept: KeptReport) -> tuple[int, int, str]:
    """Where a report stands in its article."""
    return kept.report.sentence.start, kept.report.trigger.start, kept.id


def _numbers(connection: Any, article: int) -> list[int]:
    r = tables.report.c
    found = select(r.n).where(and_(r.article == article, r.current | ~r.retired)).order_by(r.n)
    return [row.n for row in connection.execute(found)]


def _copies(connection: Any, row: Any) -> tuple[tuple[str, str], ...]:
    a = tables.article.c
    same = and_(a.story == row.story, a.current, a.n != row.n, a.id != row.id)
    found = select(a.id, a.publisher).where(same).order_by(a.publisher, a.id).limit(20)
    return tuple((one.id, one.publisher or "unnamed publisher") for one in connection.execute(found))


Block = tuple[int, str]
"""A paragraph: where it begins in the text, and its words."""

_BLANK = re.compile(r"\n[ \t\r]*\n\s*")
_LINE = re.compile(r"\n\s*")


def paragraphs_of(text: str) -> list[Block]:
    """The paragraphs of a text: what blank lines part, or lines where there is no blank one."""
    between = _BLANK if _BLANK.search(text) else _LINE
    found, at = [], 0
    for gap in between.finditer(text):
        found.append((at, text[at : gap.start()]))
        at = gap.end()
    return [block for block in (*found, (at, text[at:])) if block[1].strip()]


def _sentences(reports: Iterable[KeptReport]) -> list[Block]:
    """The sentences that are kept of an article without its text."""
    spans = {(one.report.sentence.start, one.report.sentence.text) for one in reports}
    return sorted(spans)


def _shares(blocks: Sequence[Block]) -> list[list[Block]]:
    """Paragraphs in parts that are shown at once; a single one that is longer is cut."""
    shares: list[list[Block]] = [[]]
    size = 0
    for start, words in blocks:
        for at in range(0, len(words), PART):
            piece = words[at : at + PART]
            if size and size + len(piece) > PART:
                shares.append([])
                size = 0
            shares[-1].append((start + at, piece))
            size += len(piece)
    return shares


def _part_of(shares: Sequence[Sequence[Block]], at: int) -> int:
    return next((i for i, some in enumerate(shares, 1) if some and at < some[-1][0] + len(some[-1][1])), len(shares))


def told(
    blocks: Sequence[Block], reports: Sequence[tuple[str, Report]], *, gaps: bool = False
) -> tuple[Paragraph, ...]:
    """Paragraphs with the evidence of reports (ids and reports) marked in them."""
    marks = sorted(_marks(blocks, reports), key=lambda mark: (mark.start, mark.end, mark.role, mark.report))
    sentences = sorted({(one.sentence.start, one.sentence.end) for _, one in reports})
    of_sentence: dict[tuple[int, int], list[str]] = {}
    for key, one in reports:
        of_sentence.setdefault((one.sentence.start, one.sentence.end), []).append(key)
    found: list[Paragraph] = []
    for start, words in blocks:
        end = start + len(words)
        mine = [mark for mark in marks if mark.start < end and mark.end > start]
        near = [span for span in sentences if span[0] < end and span[1] > start]
        found.append(Paragraph(tuple(_stretches(start, words, mine, near, of_sentence)), gaps and bool(found)))
    return tuple(found)


def _stretches(
    start: int,
    words: str,
    marks: Sequence[Mark],
    sentences: Sequence[tuple[int, int]],
    of_sentence: dict[tuple[int, int], list[str]],
) -> Iterator[Stretch]:
    """A paragraph cut at the ends of sentences that have reports."""
    end = start + len(words)
    cuts = sorted({start, end, *(min(max(at, start), end) for span in sentences for at in span)})
    for left, right in itertools.pairwise(cuts):
        ids = tuple(key for span in sentences if span[0] <= left < span[1] for key in of_sentence[span])
        mine = [mark for mark in marks if mark.start < right and mark.end > left]
        yield Stretch(ids, tuple(_pieces(words, start, left, right, mine)))


def _pieces(words: str, start: int, left: int, right: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """A stretch cut wherever a mark begins or ends."""
    cuts = sorted({left, right, *(min(max(at, left), right) for mark in marks for at in (mark.start, mark.end))})
    for here, there in itertools.pairwise(cuts):
        mine = [mark for mark in marks if mark.start <= here < mark.end]
        roles = {mark.role for mark in mine}
        reports = tuple(dict.fromkeys(mark.report for mark in mine if mark.report))
        leads = tuple(mark.report for mark in mine if mark.role == "action" and mark.start == here)
        yield Piece(words[here - start : there - start], tuple(role for role in ROLES if role in roles), reports, leads)


def _marks(blocks: Sequence[Block], reports: Sequence[tuple[str, Report]]) -> Iterator[Mark]:
    """Marks that lie in the text where they say; those of corrections that name no words are left out."""
    from redshank.reading.quotations.marks import quoted_stretches

    for key, report in reports:
        for role, span in _spans(report):
            if span.end > span.start:
                yield Mark(span.start, span.end, role, key)
    for start, words in blocks:
        for left, right in quoted_stretches(words):
            yield from _quotation(start + left, start + right, reports)


def _quotation(start: int, end: int, reports: Sequence[tuple[str, Report]]) -> Iterator[Mark]:
    """A stretch in quotation marks, with the reports that it tells."""
    keys = [key for key, one in reports if start <= one.trigger.start < end]
    return (Mark(start, end, "quotation", key) for key in keys or ("",))


def _spans(report: Report) -> Iterator[tuple[str, Any]]:
    yield "action", report.trigger
    for mention in report.actor:
        yield "actor", mention
    for mention in report.recipient:
        yield "recipient", mention
    if report.when and report.when.mention:
        yield "date", report.when.mention
    if report.where and report.where.mention:
        yield "place", report.where.mention
    if report.attribution and report.attribution.speaker:
        yield "speaker", report.attribution.speaker
