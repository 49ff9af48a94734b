"""Announcements and what came of them: two events, linked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, or_, select, update

from redshank.model import TYPES
from redshank.record.evidence import INFERRED_DAYS, PROMISE_DAYS, Traits, fulfils, may_come_of
from redshank.record.hood import Hood
from redshank.record.lookup import chunks
from redshank.record.tables import event, event_party, link

SPAN = 366
"""Days that an announced period may be long; announcements for longer are kept by too many events to say which."""


def relink(connection: Connection, hood: Hood, changed: Sequence[int], present: Sequence[int]) -> None:
    """Find the links of changed events anew; ``present`` are those of them that there still are."""
    promises = set(present)
    for some in chunks(changed):
        old = or_(link.c.promise.in_(some), link.c.fulfilment.in_(some))
        promises.update(row.promise for row in connection.execute(select(link.c.promise).where(old)))
        connection.execute(delete(link).where(old))
    found: dict[tuple[int, int], float] = {}
    for n in present:
        if (traits := hood.traits(n)) is not None:
            found.update(_links(connection, hood, traits))
    if found:
        rows = [{"promise": p, "fulfilment": f, "weight": w} for (p, f), w in sorted(found.items())]
        connection.execute(insert(link), rows)
    promises.update(promise for promise, _ in found)
    _restate(connection, promises)


def _links(connection: Connection, hood: Hood, one: Traits) -> Iterable[tuple[tuple[int, int], float]]:
    """The links of one event to all others."""
    if one.first is None or one.last is None or one.last - one.first > SPAN:
        return
    parties = {party.entity for party in (*one.actors, *one.recipients)}
    ns = _others(connection, parties, _when(one), _types(one))
    hood.load(set(ns) - hood.loaded())
    for n in ns:
        other = hood.traits(n)
        if other is None:
            continue
        promise, done = (one, other) if one.planned else (other, one)
        if (weight := fulfils(promise, done)) is not None:
            yield (promise.n, done.n), weight


def _types(one: Traits) -> list[str]:
    """Types of what may come of an announcement, or of the announcements it may come of."""
    return [t for t in TYPES if (may_come_of(one.type, t) if one.planned else may_come_of(t, one.type))]


def _when(one: Traits) -> ColumnElement[bool]:
    """When the other event must be, to be what was announced, or the announcement."""
    first, last = one.first or 0, one.last or 0
    if one.planned:
        soon = and_(event.c.start >= _iso(first - 1), event.c.start <= _iso(last + PROMISE_DAYS))
        return and_(event.c.planned.is_(False), soon)
    recent = event.c.start >= _iso(first - PROMISE_DAYS)
    lasting = and_(event.c.start >= _iso(first - SPAN), event.c.end >= _iso(first - INFERRED_DAYS))
    return and_(event.c.planned, event.c.start <= _iso(last + 1), or_(recent, lasting))


def _others(
    connection: Connection, parties: Iterable[int], when: ColumnElement[bool], types: Sequence[str]
) -> list[int]:
    found: set[int] = set()
    for some in chunks(sorted(parties)):
        where = and_(event_party.c.entity.in_(some), event.c.type.in_(types), when)
        joined = select(event.c.n).join(event_party, event_party.c.event == event.c.n).where(where)
        found.update(row.n for row in connection.execute(joined))
    return sorted(found)


def _iso(day: int) -> str:
    return datetime.date.fromordinal(max(1, min(day, datetime.date.max.toordinal()))).isoformat()


def _restate(connection: Connection, promises: Iterable[int]) -> None:
    """Say of announcements whether they have been seen since."""
    seen: Any = exists().where(link.c.promise == event.c.n)
    for some in chunks(sorted(promises)):
        mine = and_(event.c.n.in_(some), event.c.planned)
        for words, condition in (("announced, since seen", seen), ("announced, not yet seen", ~seen)):
            connection.execute(update(event).where(and_(mine, condition)).values(status=words))
