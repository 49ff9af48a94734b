"""How the reports that answer a question divide: by kind, type, party, year, publisher, and how they are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, Text, cast, func, select

from redshank.record import Question, Record, counting, tables
from redshank.record.counting import Counts, looked_up
from redshank.record.database import reading
from redshank.record.filters import condition
from redshank.web.views import listing
from redshank.web.views.state import remembered

MOST_VALUES = 10
"""Values of a facet that are told, the most frequent."""


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
class Breakdown:
    """How many reports, events and articles there are, and how the reports divide."""

    counts: Counts
    facets: tuple[Facet, ...]


VOICES = {"attributed": "somebody says so", "article": "the article itself"}


@remembered
def breakdown(record: Record, question: Question) -> Breakdown:
    """The reports that answer a question, counted by all that they can be told apart by."""
    if question == Question():
        return _of_all(record)
    with reading(record.engine) as connection:
        found = _told(connection, question)
        parties = _named(connection, sum(counting.times(connection, question).values(), Counter[int]()))
    counts = Counts(found.reports, found.events, found.articles)
    return Breakdown(counts, _facets(found.kinds, found.publishers, parties))


Kind = tuple[str, str, str, str, str]
"""Type, year ("" for none), factuality, voice and status of the event."""


@dataclass(slots=True)
class _Told:
    """Reports counted by what their rows tell."""

    reports: int
    events: int
    articles: int
    kinds: Counter[Kind]
    publishers: Counter[str]


FIELD, ROW = "\x1e", "\x1f"
"""Between the parts of what is told of one report, and between reports."""


def _told(connection: Connection, question: Question) -> _Told:
    """All reports that answer a question in one go: what is told of each comes as one long text per column, which is
    counted here. Databases that group by each of these sort the reports every time, and take three times as long."""
    kinds, events, papers = (_split(told) for told in connection.execute(_columns(connection, question)).one())
    by_article = Counter(papers)
    publishers: Counter[str] = Counter()
    for paper, number in by_article.items():
        publishers[paper.partition(FIELD)[2]] += number
    return _Told(len(kinds), len(set(events) - {""}), len(by_article), _kinds(Counter(kinds)), publishers)


def _columns(connection: Connection, question: Question) -> Any:
    """For each report its kind, its event, and its article with the publisher; rows of events and articles are looked
    up by report, and not the other way round."""
    r, e, a = tables.report.c, tables.event.c, tables.article.c
    voice, year = cast(cast(r.attributed, Integer), Text), func.coalesce(func.substr(r.start, 1, 4), "")
    kind = _joined(r.type, year, r.factuality, voice, func.coalesce(e.status, ""))
    paper = _joined(cast(r.article, Text), func.coalesce(a.publisher, ""))
    event = func.coalesce(cast(r.event, Text), "")
    return (
        select(*(func.aggregate_strings(one, ROW) for one in (kind, event, paper)))
        .select_from(tables.report)
        .join(tables.article, a.n == looked_up(r.article))
        .outerjoin(tables.event, e.n == looked_up(r.event))
        .where(condition(connection, question))
    )


def _joined(*parts: ColumnElement[str]) -> ColumnElement[str]:
    found = parts[0]
    for part in parts[1:]:
        found = found + FIELD + part
    return found


def _split(told: str | None) -> list[str]:
    return told.split(ROW) if told is not None else []


def _kinds(counted: Counter[str]) -> Counter[Kind]:
    found: Counter[Kind] = Counter()
    for told, number in counted.items():
        type_, year, factuality, voice, status = told.split(FIELD)
        found[type_, year, factuality, "attributed" if voice == "1" else "article", status] += number
    return found


def _of_all(record: Record) -> Breakdown:
    """The whole record: in the order of an index, and by what is counted already of events and of who takes part."""
    r, e = tables.report.c, tables.event.c
    ranked = listing.participants(record, Question())[1]
    counts = record.count()
    with reading(record.engine) as connection:
        publishers = _all_publishers(connection)
        parties = _named(connection, Counter({n: times for times, n, _, _ in ranked[:MOST_VALUES]}))
        kinds: Counter[Kind] = Counter()
        days = select(r.type, r.start, func.count()).where(r.current).group_by(r.start, r.type)
        for type_, start, number in connection.execute(days):
            kinds[type_, (start or "")[:4], "", "", ""] += number
        told = select(r.factuality, r.attributed, func.count()).where(r.current).group_by(r.factuality, r.attributed)
        for factuality, attributed, number in connection.execute(told):
            kinds["", "", factuality, "attributed" if attributed else "article", ""] += number
        for status, number in connection.execute(select(e.status, func.sum(e.reports)).group_by(e.status)):
            kinds["", "", "", "", status] += int(number)
    return Breakdown(counts, _facets(kinds, publishers, parties))


def _all_publishers(connection: Connection) -> Counter[str]:
    """Reports by publisher: all in the indexes, less those that do not count."""
    r, a = tables.report.c, tables.article.c
    found = select(a.publisher, func.count()).join(tables.report, r.article == a.n)
    found = found.where(a.publisher.is_not(None)).group_by(a.publisher)
    less = found.where(r.n.in_(select(r.n).where(~r.current)))
    return _numbers(connection, found) - _numbers(connection, less)


def _numbers(connection: Connection, found: Select[Any]) -> Counter[str]:
    return Counter({value: int(number) for value, number in connection.execute(found)})


def _facets(kinds: Counter[Kind], publishers: Counter[str], parties: tuple[Value, ...]) -> tuple[Facet, ...]:
    """What is counted, as facets in the order of the page; those without values are left out."""
    quads, types, years, factuality, voices, statuses = (_summed(pairs) for pairs in _apart(kinds))
    found = (
        Facet("quad", "Kind", _most(quads)),
        Facet("type", "Type", _most(types)),
        Facet("either", "Who takes part", parties),
        Facet("since", "Year", tuple(Value(one, one, years[one]) for one in sorted(years, reverse=True)[:MOST_VALUES])),
        Facet("publisher", "Publisher", _most(publishers)),
        Facet("status", "How it stands", _most(statuses)),
        Facet("factuality", "How it is told", _most(factuality)),
        Facet("voice", "Whose voice", _most(voices, VOICES)),
    )
    return tuple(facet for facet in found if facet.values)


def _apart(kinds: Counter[Kind]) -> Iterator[list[tuple[str, int]]]:
    """Counts by quad, type, year, factuality, voice and status."""
    from redshank.ontology.plover import event_types

    types = event_types()
    yield [(types[kind[0]].quad if kind[0] else "", number) for kind, number in kinds.items()]
    for part in range(5):
        yield [(kind[part], number) for kind, number in kinds.items()]


def _summed(pairs: Sequence[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for value, number in pairs:
        found[value] += number
    del found[""]
    return found


def _most(counter: Counter[str], labels: dict[str, str] | None = None) -> tuple[Value, ...]:
    ranked = sorted((value for value in +counter if value), key=lambda value: (-counter[value], value))[:MOST_VALUES]
    return tuple(Value(value, (labels or {}).get(value, value), counter[value]) for value in ranked)


def _named(connection: Connection, parties: Counter[int]) -> tuple[Value, ...]:
    """The most frequent of those who take part."""
    most = sorted(parties, key=lambda n: (-parties[n], n))[:MOST_VALUES]
    names = counting.names_of(connection, set(most))
    return tuple(Value(*names[n], parties[n]) for n in most)
