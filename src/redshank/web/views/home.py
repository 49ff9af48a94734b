"""What the first page tells: how much there is, what was told most lately, and between whom most has changed."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, distinct, exists, func, select

from redshank.model import Event
from redshank.record import Record, asking, counting, tables
from redshank.record.database import reading
from redshank.web.views.state import remembered

LATELY_DAYS = 7
LATELY = 10
"""Days that count as lately, and events told of them."""

WINDOWS = (30, 90, 365)
BEFORE = 6
"""Days that are compared with as many before them, and before these, so many times; the first that have pairs to tell
of are taken."""

CHANGED = 8
LEAST_RECENT = 3
ENOUGH = 2
"""Pairs told, events between them below which nothing is said to have changed, and pairs for which a longer stretch
of days is not looked at."""


@dataclass(frozen=True, slots=True)
class Glance:
    """How much is in the record. ``first`` and ``last`` are days of publication; ``placed`` says whether any event has
    a place on the map."""

    articles: int
    reports: int
    events: int
    publishers: int
    first: str | None
    last: str | None
    placed: bool


@dataclass(frozen=True, slots=True)
class Lately:
    """The events that most publishers told, of the last days that the record has; ``since`` is the first of them."""

    since: str | None
    until: str | None
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An ordered pair with its events in the last days, and how many there were in as many days before on average.

    ``quad`` is what most of the recent ones are.
    """

    actor: str
    actor_name: str
    recipient: str
    recipient_name: str
    recent: int
    usual: float
    quad: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Pairs between whom most has changed, in so many days to the last one; none where the record is too short."""

    since: str | None
    until: str | None
    days: int
    pairs: tuple[Change, ...]


@remembered
def glance(record: Record) -> Glance:
    """How much there is."""
    counts, a, e = record.count(), tables.article.c, tables.event.c
    with reading(record.engine) as connection:
        first, last = connection.execute(select(func.min(a.day), func.max(a.day)).where(a.current)).one()
        publishers = connection.execute(select(func.count(distinct(a.publisher))).where(a.current)).scalar_one()
        placed = connection.execute(select(exists().where(e.place.is_not(None)))).scalar_one()
    return Glance(counts.articles, counts.reports, counts.events, publishers, first, last, bool(placed))


@remembered
def lately(record: Record) -> Lately:
    """What happened in the last days of the record, those first that most independent publishers told."""
    e = tables.event.c
    with reading(record.engine) as connection:
        last = _last_day(connection)
        if last is None:
            return Lately(None, None, ())
        since = _back(last, LATELY_DAYS - 1)
        happened = and_(e.start <= last, e.planned.is_(False))
        most = (e.independent.desc(), e.reports.desc(), e.confidence.desc(), e.n)
        found = select(e.n, e.start).where(happened, e.start >= since).order_by(*most).limit(LATELY)
        rows = list(connection.execute(found))
        if len(rows) < LATELY:
            rows = list(connection.execute(select(e.n, e.start).where(happened).order_by(e.start.desc()).limit(LATELY)))
            since = min((row.start for row in rows), default=since)
        told = list(asking.told(connection, [row.n for row in rows]))
    told.sort(key=lambda event: event.when.start if event.when else "", reverse=True)
    return Lately(since, last, tuple(told))


def _last_day(connection: Connection) -> str | None:
    """The last day on which an article was published, that of the latest event where none has a date."""
    a, e = tables.article.c, tables.event.c
    last = connection.execute(select(func.max(a.day)).where(a.current)).scalar()
    return last or connection.execute(select(func.max(e.start))).scalar()


def _back(day: str, days: int) -> str:
    date = datetime.date.fromisoformat(day)
    return (date - datetime.timedelta(days=min(days, date.toordinal() - 1))).isoformat()


@remembered
def changes(record: Record) -> Changes:
    """Pairs whose events in the last days are furthest from what was usual between them, each told once.

    How far is the difference of the square roots of the counts: chance moves it as much for many as for few.
    """
    found = Changes(None, None, 0, ())
    with reading(record.engine) as connection:
        last = _last_day(connection)
        for days in WINDOWS if last is not None else ():
            found = _changed(connection, str(last), days)
            if len(found.pairs) >= ENOUGH:
                break
    return found


def _changed(connection: Connection, last: str, days: int) -> Changes:
    """The pairs between whom more happened in the last days than before."""
    middle = _back(last, days - 1)
    recent = _between(connection, middle, last)
    before = _between(connection, _back(middle, days * BEFORE), _back(middle, 1))
    total = Counter({pair: sum(quads.values()) for pair, quads in recent.items()})
    usual = {pair: sum(before.get(pair, Counter()).values()) / BEFORE for pair in total}
    ranked = sorted(
        (pair for pair, count in total.items() if count >= LEAST_RECENT and count > usual[pair]),
        key=lambda pair: (-math.sqrt(total[pair]) + math.sqrt(usual[pair]), -total[pair], pair),
    )[:CHANGED]
    names = counting.names_of(connection, {n for pair in ranked for n in pair})
    pairs = (
        Change(*names[a][:2], *names[b][:2], total[a, b], round(usual[a, b], 1), _most(recent[a, b])) for a, b in ranked
    )
    return Changes(middle, last, days, tuple(pairs))


def _most(quads: Counter[str]) -> str:
    return min(quads, key=lambda quad: (-quads[quad], quad))


def _between(connection: Connection, since: str, until: str) -> dict[tuple[int, int], Counter[str]]:
    """Events by pair of actor and recipient, and by quad, that began within some days."""
    from redshank.ontology.plover import event_types

    e, one, other = tables.event.c, tables.event_party.alias(), tables.event_party.alias()
    found: Any = (
        select(one.c.entity, other.c.entity, e.type, func.count())
        .select_from(tables.event)
        .join(one, and_(one.c.event == e.n, one.c.role == "a"))
        .join(other, and_(other.c.event == e.n, other.c.role == "r"))
        .where(e.start >= since, e.start <= until, e.planned.is_(False), one.c.entity != other.c.entity)
        .group_by(one.c.entity, other.c.entity, e.type)
    )
    types, counted = event_types(), dict[tuple[int, int], Counter[str]]()
    for actor, recipient, type_, number in connection.execute(found):
        counted.setdefault((actor, recipient), Counter())[types[type_].quad] += number
    return counted
