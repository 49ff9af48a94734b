"""Search: what answers words and filters, how many of each kind there are, and who is called so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, func, literal_column, select

from redshank.model import FACTUALITIES, STATUSES
from redshank.record import KeptReport, Question, Record, counting, tables
from redshank.record.counting import Counts
from redshank.record.database import reading
from redshank.record.filters import condition
from redshank.record.words import clauses, plain, stem
from redshank.web.views import listing
from redshank.web.views.state import remembered

MOST_VALUES = 10
"""Values of a facet that are told, the most frequent."""

CALLED = 8
"""Entities told that are called as the search says."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: what the address says, what people read, and how many reports have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """What reports can be told apart by. ``name`` is the parameter of the address."""

    name: str
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that is called as the search says, with its reports."""

    id: str
    name: str
    country: str | None
    reports: int


@remembered
def counted(record: Record, question: Question) -> Counts:
    """How many reports, events and articles answer a question."""
    return record.count(question)


@remembered
def answers(record: Record, question: Question, show: str, limit: int, after: str | None) -> listing.Page[Any]:
    """A page of the reports, events or entities that answer a question, or of the articles whose titles do."""
    if show == "articles":
        from redshank.web.views import articles

        return articles.articles(record, articles.Filters(words=question.text), limit, after)
    if show == "events":
        return listing.events(record, question, limit, after)
    if show == "entities":
        return listing.entities(record, question, limit, after)
    return listing.reports(record, question, limit, after)


@remembered
def facets(record: Record, question: Question) -> tuple[Facet, ...]:
    """The reports that answer a question, counted by kind, type, factuality, voice, year, publisher and party."""
    whole = question == Question()
    known = listing.participants(record, question)[1] if whole else None
    with reading(record.engine) as connection:
        plainly = _plainly(connection, question)
        publishers = _whole_publishers(connection) if whole else _publishers(connection, question)
        parties = _named(connection, known or listing.ranked(connection, question))
    found = (
        Facet("quad", "Kind", plainly["quad"]),
        Facet("type", "Type", plainly["type"]),
        Facet("either", "Who takes part", parties),
        Facet("since", "Year", plainly["since"]),
        Facet("publisher", "Publisher", publishers),
        Facet("status", "How it stands", plainly["status"]),
        Facet("factuality", "How it is told", plainly["factuality"]),
        Facet("voice", "Whose voice", plainly["voice"]),
    )
    return tuple(facet for facet in found if facet.values)


VOICES = {"attributed": "somebody says so", "article": "the article itself"}


def _plainly(connection: Connection, question: Question) -> dict[str, tuple[Value, ...]]:
    """The facets of ``PLAIN``."""
    from redshank.ontology.plover import event_types

    types = event_types()
    kinds, counts = _kinds(connection, question)
    for type_, start, number in kinds:
        counts["type"][type_] += number
        counts["quad"][types[type_].quad] += number
        if start:
            counts["since"][start[:4]] += number
    found = {name: _most(counter, VOICES if name == "voice" else {}) for name, counter in counts.items()}
    years = sorted(counts["since"], reverse=True)[:MOST_VALUES]
    return found | {"since": tuple(Value(one, one, counts["since"][one]) for one in years)}


PLAIN = ("type", "quad", "factuality", "voice", "since", "status")
"""Facets that the row of a report and that of its event tell."""


def _kinds(connection: Connection, question: Question) -> tuple[Sequence[Any], dict[str, Counter[str]]]:
    """Rows of type, day and how many reports; and counts by factuality, voice and status.

    The whole record is counted in the order of an index, and has the statuses of its events counted already. Other
    reports are sorted once, by day, and what few values there can be is counted on the way.
    """
    r, e = tables.report.c, tables.event.c
    counts: dict[str, Counter[str]] = {name: Counter() for name in PLAIN}
    told = [("voice", "attributed", r.attributed), ("voice", "article", ~r.attributed)]
    told += [("factuality", one, r.factuality == one) for one in FACTUALITIES]
    days = select(r.type, r.start, func.count()).group_by(r.start, r.type)
    rows: Sequence[Any]
    if question == Question():
        kinds = connection.execute(days.where(r.current)).all()
        rows = connection.execute(select(*_filtered(told)).where(r.current)).all()
        for status, number in connection.execute(select(e.status, func.sum(e.reports)).group_by(e.status)):
            counts["status"][status] = int(number)
    else:
        told += [("status", one, e.status == one) for one in STATUSES]
        found = days.add_columns(*_filtered(told)).select_from(tables.report)
        found = found.outerjoin(tables.event, e.n == r.event + ZERO).where(condition(connection, question))
        kinds = connection.execute(found).all()
        rows = [tuple(row[3:]) for row in kinds]
    for (name, value, _), numbers in zip(told, zip(*rows, strict=True), strict=False):
        counts[name][value] = sum(numbers)
    return [tuple(row[:3]) for row in kinds], counts


def _filtered(told: Sequence[tuple[str, str, ColumnElement[bool]]]) -> list[ColumnElement[int]]:
    """How many reports are told so."""
    return [func.count().filter(holds) for _, _, holds in told]


def _most(counter: Counter[str], labels: dict[str, str]) -> tuple[Value, ...]:
    ranked = sorted(+counter, key=lambda value: (-counter[value], value))[:MOST_VALUES]
    return tuple(Value(value, labels.get(value, value), counter[value]) for value in ranked)


def _publishers(connection: Connection, question: Question) -> tuple[Value, ...]:
    """How many of the reports each publisher has, looked up by article, and not the reports by publisher."""
    r, a, times = tables.report.c, tables.article.c, func.count()
    found = select(a.publisher, times).select_from(tables.report).join(tables.article, a.n == r.article + ZERO)
    return _counts(connection, found.where(condition(connection, question)).group_by(a.publisher))


def _whole_publishers(connection: Connection) -> tuple[Value, ...]:
    """The same for the whole record: all in the indexes, less those that do not count."""
    r, a, times = tables.report.c, tables.article.c, func.count()
    found = select(a.publisher, times).select_from(tables.article).join(tables.report, r.article == a.n)
    found = found.where(a.publisher.is_not(None)).group_by(a.publisher)
    return _counts(connection, found, found.where(r.n.in_(select(r.n).where(~r.current))))


ZERO = literal_column("0", Integer)
"""Added to a number by which a row is looked up, so that SQLite does not begin with the rows that are looked up."""


def _counts(connection: Connection, found: Select[Any], less: Select[Any] | None = None) -> tuple[Value, ...]:
    """Values of rows of value and count, without those that ``less`` has."""
    counter = Counter({value: int(number) for value, number in connection.execute(found) if value is not None})
    if less is not None:
        counter -= Counter({value: int(number) for value, number in connection.execute(less)})
    return _most(counter, {})


def _named(connection: Connection, parties: listing.Ranked) -> tuple[Value, ...]:
    """The most frequent of those who take part."""
    most = parties[:MOST_VALUES]
    names = counting._named(connection, {n for _, n, _, _ in most})
    return tuple(Value(*names[n], times) for times, n, _, _ in most)


def name_of(record: Record, key: str) -> str:
    """What the record calls an entity; its id if it has none of that id."""
    e = tables.entity.c
    with reading(record.engine) as connection:
        return connection.execute(select(e.name).where(e.id == key)).scalar() or key


_WORDS = re.compile(r"[\w'’-]+")


@remembered
def called(record: Record, words: str) -> tuple[Found, ...]:
    """Entities whose names have all the words, or that the knowledge base knows by them; the most frequent first."""
    parts = [part for part in _WORDS.findall(words)[:8] if len(part) > 1]
    if not parts:
        return ()
    e, p = tables.entity.c, tables.party.c
    named = [e.name.icontains(part, autoescape=True) for part in parts]
    with reading(record.engine) as connection:
        some = list(connection.execute(select(e.n).where(*named).limit(2000)).scalars())
        known = connection.execute(select(e.n).where(e.id.in_(_known(words)))).scalars()
        numbers = list(dict.fromkeys((*known, *some)))[:400]
        times = func.count(p.report).label("times")
        found = (
            select(e.id, e.name, e.country, times)
            .outerjoin(tables.party, p.entity == e.n)
            .where(e.n.in_(numbers))
            .group_by(e.n)
            .order_by(times.desc(), e.id)
        )
        return tuple(Found(*row) for row in connection.execute(found.limit(CALLED)))


def _known(words: str) -> list[str]:
    """Ids of entities that the knowledge base has under a name: "Burma" is Myanmar."""
    from redshank.knowledge import default

    return [entity.id for entity in default().candidates(" ".join(words.split())[:100])]


@remembered
def titled(record: Record, words: str) -> int:
    """How many articles have all the words in their titles."""
    with reading(record.engine) as connection:
        found = select(func.count()).select_from(tables.article)
        number: int = connection.execute(found.where(tables.article.c.current, *titles(words))).scalar_one()
    return number


def titles(words: str) -> Iterator[Any]:
    """What must hold of an article whose title has all the words."""
    for part in _WORDS.findall(words)[:8]:
        yield tables.article.c.title.icontains(part, autoescape=True)


def by_event(reports: Sequence[KeptReport]) -> list[tuple[KeptReport, list[KeptReport]]]:
    """Reports with the others of the same event behind the first of them."""
    found: dict[str, tuple[KeptReport, list[KeptReport]]] = {}
    for one in reports:
        key = one.event or one.id
        if key in found:
            found[key][1].append(one)
        else:
            found[key] = (one, [])
    return list(found.values())


def lit(sentence: str, words: str | None) -> list[tuple[str, bool]]:
    """A sentence in pieces, each with whether it is a word that was searched for."""
    wanted = list(_wanted(words)) if words else []
    found: list[tuple[str, bool]] = []
    at = 0
    for match in re.finditer(r"\w+", sentence):
        bare = plain(match[0])
        if any(bare.startswith(word) if begins else stem(bare) == word for word, begins in wanted):
            found += [(sentence[at : match.start()], False), (match[0], True)]
            at = match.end()
    return [*found, (sentence[at:], False)]


def _wanted(words: str) -> Iterator[tuple[str, bool]]:
    for parts, begins in clauses(words):
        yield from ((part, begins) for part in parts)
