"""Long lists by the page, in an order that holds while the record goes on growing.

The place where a page ends is told by its last row, never by how many rows came before: what is kept meanwhile shifts
nothing. Reports and events go by date and id, articles and judgements by the order they came in. Entities and dyads go
by their counts, which do change; there the first page says up to which report it counted, and the next ones count no
further.

    dates     ``2023-03-07~0b44af9bcad3d835e90c``, or ``~0b44…`` without a date
    arrival   ``1041``
    counts    ``207~12~3``: counted up to report 207; the last row had 12 and was entity 3 (dyads: five numbers)
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
)

from redshank.model import Event
from redshank.record import KeptArticle, KeptReport, Question, Record, asking, counting, tables
from redshank.record.counting import Dyad, Participant
from redshank.record.database import reading
from redshank.record.filters import condition, within
from redshank.record.judgements import Judgement
from redshank.web.problems import AbsentError
from redshank.web.views.state import remembered, state

Item = TypeVar("Item")

BY_DATE = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?~[0-9a-zA-Z_.:-]{1,80}$"
BY_ARRIVAL = r"^[0-9]{1,9}$"
BY_COUNT = r"^[0-9]{1,9}(~[0-9]{1,9}){2,4}$"
"""Forms of the place after which a page begins."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some rows of a long list; ``after`` is where the next page begins, None where there is none."""

    items: list[Item]
    after: str | None


def _read(form: str, after: str) -> str:
    """A place that has the right form. Raises AbsentError for what is no place."""
    if not re.match(form, after):
        raise AbsentError("There is no such page of this list.", do="Begin at the first one.")
    return after


def reports(record: Record, question: Question, limit: int, after: str | None = None) -> Page[KeptReport]:
    """Reports that answer a question, the latest first."""
    r = tables.report.c
    with reading(record.engine) as connection:
        for asked in _narrowed(connection, question, after):
            where = [condition(connection, asked)]
            ns, more = _by_date(connection, select(r.n, r.start, r.id), where, r.start, limit, after)
            if more is not None:
                break
        return Page(list(asking.kept(connection, ns)), more)


def events(record: Record, question: Question, limit: int, after: str | None = None) -> Page[Event]:
    """Events with a report that answers a question, the latest first."""
    e, r = tables.event.c, tables.report.c
    found = select(e.n, e.start, r.id).join(tables.report, r.n == e.n)
    with reading(record.engine) as connection:
        for where in _ways(connection, question, after):
            ns, more = _by_date(connection, found, where, e.start, limit, after)
            if more is not None:
                break
        return Page(list(asking.told(connection, ns)), more)


LATELY = 30
"""Days before the end of a page in which its rows are looked for first."""


def _first(connection: Connection, start: ColumnElement[Any], question: Question, after: str | None) -> str | None:
    """The first of the last days before a page's end; None where only rows without a date are left."""
    if (after or "").startswith("~"):
        return None
    end = after.partition("~")[0] if after else question.until
    last = connection.execute(select(func.max(start)).where(*within(start, None, end))).scalar()
    if last is None:
        return None
    day = datetime.date.fromisoformat(last[:10])
    return (day - datetime.timedelta(days=min(LATELY, day.toordinal() - 1))).isoformat()


def _narrowed(connection: Connection, question: Question, after: str | None) -> Iterator[Question]:
    """A question for the last days alone, which fill a page if the words are common; then the question itself."""
    first = _first(connection, tables.report.c.start, question, after) if question.text else None
    if first:
        yield dataclasses.replace(question, since=max(first, question.since or ""))
    yield question


def _ways(connection: Connection, question: Question, after: str | None) -> Iterator[list[ColumnElement[bool]]]:
    """Conditions on events that answer a question: those of the last days, looked at one by one, which fill a page if
    many answer; then all."""
    e, r = tables.event.c, tables.report.c
    if question == Question():
        yield []
        return
    first = None if question.text else _first(connection, e.start, question, after)
    if first:
        end = after.partition("~")[0] if after else question.until
        answered = exists().where(and_(r.event == e.n, condition(connection, question, each=True)))
        yield [*within(e.start, first, end), answered.correlate(tables.event)]
    yield [e.n.in_(select(r.event).where(condition(connection, question)))]


def _by_date(
    connection: Connection,
    found: Any,
    where: list[ColumnElement[bool]],
    start: ColumnElement[Any],
    limit: int,
    after: str | None,
) -> tuple[list[int], str | None]:
    """Numbers of the next rows by date, the latest first, and where the page after them begins."""
    dated, undated = where, [*where, start.is_(None)]
    if after is not None:
        date, _, key = _read(BY_DATE, after).partition("~")
        later = tables.report.c.id > key
        dated = [*where, start <= date, or_(start < date, later)]
        undated = undated if date else [*undated, later]
    rows = [] if after is not None and not date else _dated(connection, found, dated, start, limit)
    if len(rows) <= limit:
        rest = found.where(and_(True, *undated)).order_by(tables.report.c.id)
        rows += connection.execute(rest.limit(limit + 1 - len(rows))).all()
    more = f"{rows[limit - 1].start or ''}~{rows[limit - 1].id}" if len(rows) > limit else None
    return [row.n for row in rows[:limit]], more


def _dated(
    connection: Connection, found: Any, where: list[ColumnElement[bool]], start: ColumnElement[Any], limit: int
) -> list[Any]:
    """The latest rows with a date. Where the order takes two tables, the date of the last is found first, in the order
    of the index, so that only the days of one page need sorting; for reports, both databases see that themselves."""
    dated = start.is_not(None)
    if start is not tables.report.c.start:
        dates = found.with_only_columns(start).where(and_(dated, *where)).order_by(start.desc())
        floor = connection.execute(dates.limit(1).offset(limit)).scalar()
        dated = start >= floor if floor is not None else dated
    ordered = found.where(and_(dated, *where)).order_by(start.desc(), tables.report.c.id)
    return list(connection.execute(ordered.limit(limit + 1)).all())


def articles(
    record: Record,
    limit: int,
    after: str | None = None,
    *,
    publishers: tuple[str, ...] = (),
    since: str | None = None,
    until: str | None = None,
) -> Page[KeptArticle]:
    """Articles in force without their texts, those that came last first."""
    a = tables.article.c
    where = [a.current, *published(publishers, since, until)]
    if after is not None:
        where.append(a.n < int(_read(BY_ARRIVAL, after)))
    with reading(record.engine) as connection:
        found = asking.ARTICLES.where(*where).order_by(a.n.desc()).limit(limit + 1)
        rows = connection.execute(found).all()
    kept = [asking.kept_article(row) for row in rows[:limit]]
    return Page(kept, str(rows[limit - 1].n) if len(rows) > limit else None)


def published(publishers: tuple[str, ...], since: str | None, until: str | None) -> Iterator[ColumnElement[bool]]:
    """What must hold of an article by one of these publishers, from a day, month or year until another."""
    a = tables.article.c
    if publishers:
        yield a.publisher.in_(publishers)
    yield from within(a.day, since, until)


def judgements(record: Record, limit: int, after: str | None = None) -> Page[Judgement]:
    """What people judged, the latest first."""
    last = int(_read(BY_ARRIVAL, after)) if after is not None else None
    found = [one for one in reversed(record.judgements()) if last is None or one.n < last]
    return Page(found[:limit], str(found[limit - 1].n) if len(found) > limit else None)


def entities(record: Record, question: Question, limit: int, after: str | None = None) -> Page[Participant]:
    """Who takes part in the reports that answer a question, the most frequent first."""
    upto, *place = _counted(after, 3)
    fixed = upto not in (0, state(record).reports)
    upto, ranked = _participants(record, question, upto) if fixed else participants(record, question)
    begin = _beginning([(-total, n) for total, n, _, _ in ranked], place and (-place[0], place[1]))
    some = ranked[begin : begin + limit]
    with reading(record.engine) as connection:
        rows = counting.entity_rows(connection, [n for _, n, _, _ in some])
    people = [
        Participant(rows[n].id, rows[n].name, rows[n].country, rows[n].sector, as_actor, as_recipient)
        for _, n, as_actor, as_recipient in some
    ]
    more = begin + limit < len(ranked)
    return Page(people, f"{upto}~{some[-1][0]}~{some[-1][1]}" if some and more else None)


def dyads(record: Record, question: Question, limit: int, after: str | None = None) -> Page[Dyad]:
    """Ordered pairs of actor and recipient, those with the most events first."""
    upto, *place = _counted(after, 5)
    fixed = upto not in (0, state(record).reports)
    upto, ranked = _pairs(record, question, upto) if fixed else _all_pairs(record, question)
    begin = _beginning([(-e, -r, a, b) for e, r, a, b in ranked], place and (-place[0], -place[1], *place[2:]))
    some = ranked[begin : begin + limit]
    with reading(record.engine) as connection:
        names = counting.names_of(connection, {n for row in some for n in row[2:]})
    pairs = [Dyad(*names[a], *names[b], reports, events) for events, reports, a, b in some]
    more = begin + limit < len(ranked)
    return Page(pairs, "~".join(str(part) for part in (upto, *some[-1])) if some and more else None)


def _counted(after: str | None, parts: int) -> list[int]:
    """Up to which report is counted (0 for all that there are), and the row after which the page begins."""
    if after is None:
        return [0]
    found = [int(part) for part in _read(BY_COUNT, after).split("~")]
    if len(found) != parts:
        raise AbsentError("There is no such page of this list.", do="Begin at the first one.")
    return found


def _beginning(keys: list[Any], place: Any) -> int:
    """The index of the first row after a place in rows that are in order."""
    import bisect

    return bisect.bisect_right(keys, place) if place else 0


Ranked = list[tuple[int, int, int, int]]
"""Who takes part, in order: in how many reports, number of the entity, in how many as actor and as recipient; or pairs:
events, reports, numbers of actor and recipient."""


@remembered
def participants(record: Record, question: Question) -> tuple[int, Ranked]:
    """Up to which report was counted, the last that there is; and who takes part."""
    with reading(record.engine) as connection:
        return _last(connection), ranked(connection, question)


@remembered
def _participants(record: Record, question: Question, upto: int) -> tuple[int, Ranked]:
    """The same up to an earlier report."""
    with reading(record.engine) as connection:
        return upto, ranked(connection, question, upto)


def _last(connection: Connection) -> int:
    """The number of the last report."""
    return connection.execute(select(func.max(tables.report.c.n))).scalar() or 0


def ranked(connection: Connection, question: Question, upto: int | None = None) -> Ranked:
    """Who takes part in the reports that answer a question, those of all reports or up to one of them."""
    counted = counting.times(connection, question, upto)
    actors, recipients = counted["a"], counted["r"]
    rows = ((actors[n] + recipients[n], n, actors[n], recipients[n]) for n in actors.keys() | recipients.keys())
    return sorted((row for row in rows if row[0]), key=lambda row: (-row[0], row[1]))


@remembered
def _all_pairs(record: Record, question: Question) -> tuple[int, Ranked]:
    """Those of all reports that there are; of the whole record, as they were counted when they were written."""
    with reading(record.engine) as connection:
        whole = question == Question()
        found = counting.all_pairs() if whole else counting.pairs_of(condition(connection, question))
        return _last(connection), _in_order(connection, found)


@remembered
def _pairs(record: Record, question: Question, upto: int) -> tuple[int, Ranked]:
    """The same up to an earlier report."""
    with reading(record.engine) as connection:
        where = and_(condition(connection, question), counting.until(tables.report.c.n, upto))
        return upto, _in_order(connection, counting.pairs_of(where))


def _in_order(connection: Connection, found: Select[Any]) -> Ranked:
    """Pairs, those with the most events first."""
    rows = [(row.events, int(row.reports), row.actor, row.recipient) for row in connection.execute(found)]
    return sorted(rows, key=lambda row: (-row[0], -row[1], row[2], row[3]))
