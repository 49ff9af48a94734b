"""The review queue: which report a person should look at next, what it rests on, and what was judged so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, case, func, select

from redshank.model import Article, Mention, Report
from redshank.record import KeptArticle, KeptReport, Question, Record, asking, tables
from redshank.record.database import reading
from redshank.record.filters import condition
from redshank.record.judgements import InForce, Judgement, in_force, standing
from redshank.record.lookup import chunks
from redshank.web.problems import AbsentError
from redshank.web.views.reader import Block, Paragraph, paragraphs_of, told
from redshank.web.views.state import Memory, remembered, state
from redshank.web.wording import deed

AROUND = 350
"""Characters of the text shown before and after the sentence of a report."""

TRAIL = 8
"""Judgements shown below the queue."""


@dataclass(frozen=True, slots=True)
class Decided:
    """How much was judged: reports that people hold for right, for wrong, and corrected."""

    right: int
    wrong: int
    corrected: int

    @property
    def total(self) -> int:
        """Reports that were judged, each counted once."""
        return self.right + self.wrong + self.corrected


@dataclass(frozen=True, slots=True)
class Card:
    """A report as it is put before a person: its words among those around them, and what was judged about it."""

    kept: KeptReport
    article: KeptArticle
    paragraphs: tuple[Paragraph, ...]
    event_reports: int
    event_publishers: int
    trail: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A judgement in words; ``stands`` says whether it is in force, ``deed`` what the report says that it is about."""

    judgement: Judgement
    words: str
    stands: bool
    deed: str = ""


def next_one(record: Record, question: Question, skipped: int = 0) -> str | None:
    """The id of the report to look at next, those passed over left out; None if there is none left.

    First comes what is uncertain and would weigh most if it were wrong: doubt (1 - confidence), times how far its type
    lies from neutral on PLOVER's scale, times how many independent publishers its event has (its share in what people
    will read).
    """
    found = _in_force(record)
    judged = found.right | found.wrong | set(found.corrections)
    left = [key for key in _first(record, question) if key not in judged]
    if skipped >= len(left):
        with reading(record.engine) as connection:
            left = [key for key in _ranked(connection, question, skipped + 1 + len(judged)) if key not in judged]
    return left[skipped] if skipped < len(left) else None


FIRST = 300
"""Reports whose order is remembered: somebody goes through one after the other, and each judgement takes one away."""

_memory = Memory()


def _first(record: Record, question: Question) -> Sequence[str]:
    """The first of the queue as it was when the last article came, those judged since included."""
    now = state(record)

    def work() -> Sequence[str]:
        with reading(record.engine) as connection:
            return _ranked(connection, question, FIRST)

    found: Sequence[str] = _memory.of((str(record.engine.url), now.articles, now.reports, question), work)
    return found


def _ranked(connection: Connection, question: Question, most: int) -> Sequence[str]:
    from redshank.ontology.plover import event_types, score

    r, e = tables.report.c, tables.event.c
    weights = {name: 1 + abs(score(name, None)) / 10 for name in event_types()}
    weight = case(weights, value=r.type, else_=1.0)
    told_by = case((e.independent > 4, 4), else_=e.independent)
    worth = (1.0 - r.confidence) * weight * (1.0 + told_by / 4.0)
    found = select(r.id).join(tables.event, e.n == r.event).where(condition(connection, question))
    return list(connection.execute(found.order_by(worth.desc(), r.id).limit(most)).scalars())


def waiting(record: Record, question: Question) -> int:
    """How many reports of a question nobody has judged."""
    r, found = tables.report.c, _in_force(record)
    judged = found.right | set(found.corrections)
    with reading(record.engine) as connection:
        among = select(func.count()).where(condition(connection, question))
        count: int = connection.execute(among.select_from(tables.report)).scalar_one()
        mine = 0
        for some in chunks(sorted(judged)):
            mine += connection.execute(among.select_from(tables.report).where(r.id.in_(some))).scalar_one()
    return count - mine


@remembered
def _in_force(record: Record) -> InForce:
    """What the judgements amount to, which every page of the queue asks several times."""
    return in_force(record.judgements())


def decided(record: Record) -> Decided:
    """How much was judged so far."""
    found = _in_force(record)
    corrected = set(found.corrections) - found.wrong
    return Decided(len(found.right - corrected), len(found.wrong), len(corrected))


def card(record: Record, key: str) -> Card:
    """A report as it is put before a person. Raises AbsentError if there is none."""
    kept = record.report(key)
    if kept is None:
        raise AbsentError("There is no such report in this record.", do="Go back to the queue.")
    article = _article(record, kept)
    event = record.event(key)
    about = [one for one in trail(record) if one.judgement.target == key]
    return Card(
        kept, article, _around(article, kept), event.reports if event else 0, event.independent if event else 0,
        tuple(about),
    )  # fmt: skip


def _article(record: Record, kept: KeptReport) -> KeptArticle:
    """The version of the article that the report was read from."""
    a, r = tables.article.c, tables.report.c
    with reading(record.engine) as connection:
        found = asking.ARTICLES.join(tables.report, r.article == a.n).where(r.id == kept.id)
        row = connection.execute(found.order_by(r.current.desc(), r.n.desc()).limit(1)).one()
        return asking.kept_article(row)


def _around(article: KeptArticle, kept: KeptReport) -> tuple[Paragraph, ...]:
    """The paragraphs of a report's sentence, cut to what is near it, with the words of that report marked."""
    sentence = kept.report.sentence
    if not article.has_text:
        return told([(sentence.start, sentence.text)], [(kept.id, kept.report)])
    first, last = max(0, sentence.start - AROUND), sentence.end + AROUND
    blocks = [
        _cut(block, first, last)
        for block in paragraphs_of(article.article.text)
        if block[0] < last and block[0] + len(block[1]) > first
    ]
    return told(blocks, [(kept.id, kept.report)])


def _cut(block: Block, first: int, last: int) -> Block:
    """What of a paragraph lies between two places, at ends of words."""
    start, words = block
    left, right = max(0, first - start), min(len(words), last - start)
    while 0 < left < len(words) and not words[left - 1].isspace():
        left += 1
    while len(words) > right > left and not words[right].isspace():
        right -= 1
    return start + left, words[left:right]


@remembered
def trail(record: Record) -> list[Row]:
    """All that people decided about reports, events and names, the latest first."""
    all_of_it = record.judgements()
    force = {one.n for one in standing(all_of_it)}
    return [Row(one, in_words(one), one.n in force) for one in reversed(all_of_it)]


def lately(record: Record, most: int = TRAIL) -> list[Row]:
    """What people decided last about reports, events and names, with what the reports say."""
    found = [row for row in trail(record) if row.judgement.kind not in ("view", "note")]
    return with_deeds(record, found[:most])


def with_deeds(record: Record, rows: Sequence[Row]) -> list[Row]:
    """Judgements with what the reports say that they are about."""
    r = tables.report.c
    keys = sorted({row.judgement.target for row in rows if row.judgement.kind in ABOUT_REPORTS})
    with reading(record.engine) as connection:
        numbers: list[int] = []
        for some in chunks(keys):
            numbers += connection.execute(select(func.max(r.n)).where(r.id.in_(some)).group_by(r.id)).scalars()
        deeds = {one.id: deed(one.report) for one in asking.kept(connection, numbers)}
    return [replace(row, deed=deeds.get(row.judgement.target, "")) for row in rows]


ABOUT_REPORTS = ("mark", "correct", "merge", "split")


def in_words(one: Judgement) -> str:
    """A judgement in words that need no knowledge of its form."""
    verdict = one.verdict
    if one.kind == "mark":
        return "right" if verdict["right"] else "wrong"
    if one.kind == "correct":
        return f"{verdict['field']} is {_value(verdict['value'])}"
    if one.kind in ("merge", "split"):
        return "two events are one" if one.kind == "merge" else "these are two events"
    if one.kind == "link":
        return f"{one.target} means {verdict['name']}"
    if one.kind == "entity":
        return f"added {verdict['name']}"
    if one.kind == "undo":
        return f"took back number {one.target}"
    return {"view": f"saved the view {verdict.get('title', '')}", "note": "noted something"}.get(one.kind, one.kind)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("start") or "")
    if isinstance(value, list):
        return " and ".join(_value(one) for one in value) or "nobody"
    return "not given" if value is None else str(value)


FIELDS = ("type", "mode", "factuality")


def corrections(record: Record, kept: KeptReport, article: Article, form: Mapping[str, str]) -> list[tuple[str, Any]]:
    """The fields that a person changed in the form of a report, as ``record.correct`` takes them."""
    report = kept.report
    found: list[tuple[str, Any]] = []
    for name in FIELDS:
        value = form.get(name)
        if value is not None and value.strip() != (getattr(report, name) or ""):
            found.append((name, value.strip() or None))
    for role in ("actor", "recipient"):
        names = form.get(role)
        if names is not None and _parted(names) != [mention.name for mention in getattr(report, role)]:
            found.append((role, [_mention(report, role, article, name) for name in _parted(names)]))
    return found


def _parted(names: str) -> list[str]:
    """Names that are parted by semicolons."""
    return [" ".join(name.split()) for name in names.split(";") if name.strip()][:20]


def _mention(report: Report, role: str, article: Article, name: str) -> dict[str, Any]:
    """A name that a person wrote: one that the report has, else whom the knowledge base knows by it on that day."""
    for one in (*getattr(report, role), *report.actor, *report.recipient):
        if one.name == name:
            known: dict[str, Any] = one.to_json()
            return known
    return _resolved(report, article, name).to_json()


def _resolved(report: Report, article: Article, name: str) -> Mention:
    from redshank.knowledge import default

    base, on = default(), (report.when.start if report.when else article.date)
    at = report.sentence.text.lower().find(name.lower())
    start, end = (report.sentence.start + at, report.sentence.start + at + len(name)) if at >= 0 else (0, 0)
    words = report.sentence.text[at : at + len(name)] if at >= 0 else name
    entity = base.resolve(name, on)
    if entity is None:
        return Mention(start, end, words, None, name)
    country, sector = base.affiliation(entity.id, on) if on else (entity.country, entity.sector)
    return Mention(start, end, words, entity.id, entity.name, country or entity.country, sector or entity.sector)
