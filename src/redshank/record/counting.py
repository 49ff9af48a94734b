"""Questions that are answered with numbers: counts of reports and of events apart, over time and between whom."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Engine,
    Integer,
    Select,
    Text,
    and_,
    case,
    cast,
    distinct,
    func,
    literal,
    literal_column,
    select,
    text,
    union_all,
)

from redshank.errors import UsageError
from redshank.model import HAPPENED
from redshank.record.database import reading
from redshank.record.filters import condition, within
from redshank.record.lookup import chunks
from redshank.record.question import Question
from redshank.record.tables import article, entity, event, event_party, pair, party, report

STEPS = ("day", "week", "month")


def looked_up(number: ColumnElement[int]) -> ColumnElement[int]:
    """A number by which rows are looked up. Told so, SQLite cannot turn it round: for the parties of some reports it
    would read all parties there are, and look up the report of each."""
    return number + literal_column("0", Integer)


EACH = looked_up(report.c.n)
"""The number of a report by which its parties are looked up."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many reports, events and articles, each for itself."""

    reports: int
    events: int
    articles: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a series. ``articles`` were published in that time in all; ``share`` is reports per 1,000 of them,
    None where there are none: more news is not more events."""

    start: str
    reports: int
    events: int
    articles: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Dyad:
    """An ordered pair of actor and recipient, with what is told between them."""

    actor: str
    actor_name: str
    recipient: str
    recipient_name: str
    reports: int
    events: int


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity of the record, and in how many reports it stands as actor and as recipient."""

    id: str
    name: str
    country: str | None
    sector: str | None
    as_actor: int
    as_recipient: int


def count(engine: Engine, question: Question) -> Counts:
    """How many reports, events and articles answer a question."""
    with reading(engine) as connection:
        if question == Question():
            parts = (
                select(func.count()).select_from(report).where(report.c.current),
                select(func.count()).select_from(event),
                select(func.count()).select_from(article).where(article.c.current),
            )
            return Counts(*(connection.execute(part).scalar_one() for part in parts))
        what = (func.count(), func.count(distinct(report.c.event)), func.count(distinct(report.c.article)))
        return Counts(*connection.execute(select(*what).where(condition(connection, question))).one())


def series(engine: Engine, question: Question, by: str) -> list[Step]:
    """Counts by step of time; steps without any are left out. Reports stand at the day they tell, an event once, at the
    best of the days its reports tell."""
    if by not in STEPS:
        raise UsageError(f"{by[:20]!r} is no step of time", do="day, week or month")
    found: dict[str, Counter[str]] = {"reports": Counter(), "events": Counter()}
    with reading(engine) as connection:
        for what, day, times in connection.execute(_days(connection, question)):
            found[what][step_of(day, by)] += times
        volume = _volume(connection, by)
    reports, events = found["reports"], found["events"]
    return [
        Step(step, reports[step], events[step], volume[step], _share(reports[step], volume[step]))
        for step in sorted(reports | events)
    ]


def _days(connection: Connection, question: Question) -> CompoundSelect[Any]:
    """How many reports, and how many events of these reports, fall on each of the days that were asked for."""
    told = select(report.c.start, report.c.event).where(condition(connection, question)).cte("told")
    reports = select(literal("reports"), told.c.start, func.count())
    dated = event.c.start.is_not(None), *within(event.c.start, question.since, question.until)
    events = select(literal("events"), event.c.start, func.count()).where(*dated)
    if question != Question(since=question.since, until=question.until):
        events = events.where(event.c.n.in_(select(told.c.event)))
    return union_all(reports.where(told.c.start.is_not(None)).group_by(told.c.start), events.group_by(event.c.start))


def _share(reports: int, articles: int) -> float | None:
    return round(1000 * reports / articles, 2) if articles else None


def step_of(day: str, by: str) -> str:
    """The step that a day lies in: its month, the Monday of its week, or the day itself."""
    if by == "month":
        return day[:7]
    if by == "week":
        date = datetime.date.fromisoformat(f"{day}-01-01"[:10])
        return (date - datetime.timedelta(days=date.weekday())).isoformat()
    return day[:10]


def _volume(connection: Any, by: str) -> Counter[str]:
    where = and_(article.c.current, article.c.day.is_not(None))
    found: Counter[str] = Counter()
    for day, times in connection.execute(select(article.c.day, func.count()).where(where).group_by(article.c.day)):
        found[step_of(day, by)] += times
    return found


def dyads(engine: Engine, question: Question, limit: int | None) -> list[Dyad]:
    """Pairs of actor and recipient, the most frequent first."""
    with reading(engine) as connection:
        found = all_pairs() if question == Question() else pairs_of(condition(connection, question))
        ordered = found.order_by(*(text(f"{name} DESC") for name in ("events", "reports")), text("actor, recipient"))
        rows = connection.execute(ordered.limit(limit)).all()
        names = names_of(connection, {n for row in rows for n in row[:2]})
    pairs = [Dyad(*names[a][:2], *names[r][:2], reports, events) for a, r, reports, events in rows]
    return sorted(pairs, key=lambda d: (-d.events, -d.reports, d.actor, d.recipient))


def all_pairs() -> Select[Any]:
    """Actor, recipient, reports and events of the whole record, as they were counted when they were written."""
    counts = func.sum(pair.c.reports).label("reports"), func.count().label("events")
    return select(pair.c.actor, pair.c.recipient, *counts).group_by(pair.c.actor, pair.c.recipient)


def pairs_of(where: ColumnElement[bool]) -> Select[Any]:
    """Actor, recipient, reports and events of the reports of which something holds."""
    actor, recipient = party.alias(), party.alias()
    ends = actor.c.entity.label("actor"), recipient.c.entity.label("recipient")
    counts = func.count().label("reports"), func.count(distinct(report.c.event)).label("events")
    return (
        select(*ends, *counts)
        .select_from(report)
        .join(actor, and_(actor.c.report == EACH, actor.c.role == "a"))
        .join(recipient, and_(recipient.c.report == EACH, recipient.c.role == "r"))
        .where(where)
        .group_by(*ends)
    )


def spans(engine: Engine, question: Question) -> dict[tuple[str, str], tuple[str, str]]:
    """First and last day of what is told between actor and recipient, by their ids; for pairs with any date."""
    with reading(engine) as connection:
        days = func.min(report.c.start).label("first"), func.max(report.c.start).label("last")
        found = pairs_of(condition(connection, question)).add_columns(*days)
        rows = [row for row in connection.execute(found) if row.first]
        names = names_of(connection, {n for row in rows for n in row[:2]})
    return {(names[row.actor][0], names[row.recipient][0]): (row.first, row.last) for row in rows}


def names_of(connection: Connection, ns: set[int]) -> dict[int, tuple[str, str]]:
    """Ids and names of entities by their numbers."""
    found: dict[int, tuple[str, str]] = {}
    for some in chunks(sorted(ns)):
        rows = connection.execute(select(entity.c.n, entity.c.id, entity.c.name).where(entity.c.n.in_(some)))
        found |= {n: (key, name) for n, key, name in rows}
    return found


def entities(engine: Engine, question: Question, limit: int | None) -> list[Participant]:
    """Who takes part, the most frequent first."""
    with reading(engine) as connection:
        counted = times(connection, question)
        rows = entity_rows(connection, _most(counted["a"] + counted["r"], limit))
    people = [
        Participant(row.id, row.name, row.country, row.sector, counted["a"][n], counted["r"][n])
        for n, row in rows.items()
    ]
    return sorted(people, key=lambda p: (-p.as_actor - p.as_recipient, p.id))[:limit]


def times(connection: Connection, question: Question, upto: int | None = None) -> dict[str, Counter[int]]:
    """By role (``a``, ``r``), in how many reports each entity stands by its number; of all reports or up to one."""
    counted = {"a": Counter[int](), "r": Counter[int]()}
    count = _times_of_all if question == Question() else _times_of_some
    for role, n, number in count(connection, question, upto):
        counted[role][n] += number
    return counted


def _times_of_all(connection: Connection, question: Question, upto: int | None) -> Iterator[tuple[str, int, int]]:
    """All that there are, in the order of an index, less those that do not count."""
    found = _until(select(party.c.role, party.c.entity, func.count()).where(party.c.role != "s"), party.c.report, upto)
    found = found.group_by(party.c.entity, party.c.role)
    less = found.where(party.c.report.in_(select(report.c.n).where(~report.c.current)))
    for sign, part in ((1, found), (-1, less)):
        yield from ((role, n, sign * number) for role, n, number in connection.execute(part))


def _times_of_some(connection: Connection, question: Question, upto: int | None) -> Iterator[tuple[str, int, int]]:
    """SQLite sorts what it groups, which takes longer than to find it: so it hands all numbers over in one text, twice
    the entity's and one more where it is the recipient, and they are counted here."""
    import numpy as np

    number = 2 * party.c.entity + case((party.c.role == "r", 1), else_=0)
    found = select(func.aggregate_strings(cast(number, Text), ",")).select_from(report)
    found = found.join(party, and_(party.c.report == EACH, party.c.role != "s")).where(condition(connection, question))
    if listed := connection.execute(_until(found, report.c.n, upto)).scalar():
        numbers = np.bincount(np.fromstring(listed, dtype=np.int64, sep=","))
        yield from (("ar"[n % 2], n // 2, int(numbers[n])) for n in np.flatnonzero(numbers).tolist())


def _until(found: Select[Any], number: ColumnElement[int], upto: int | None) -> Select[Any]:
    """What is found in all reports, or up to one of them."""
    return found if upto is None else found.where(until(number, upto))


def until(number: ColumnElement[int], upto: int) -> ColumnElement[bool]:
    """Reports up to one of them: told so that no index is searched for it, as most come before."""
    return looked_up(number) <= upto


def _most(totals: Counter[int], limit: int | None) -> list[int]:
    """Numbers of the most frequent, all that are as frequent as the last of them included."""
    ordered = sorted(totals.values(), reverse=True)
    least = ordered[limit - 1] if limit and limit <= len(ordered) else 1
    return sorted(n for n, number in totals.items() if number >= max(1, least))


def entity_rows(connection: Connection, ns: list[int]) -> dict[int, Any]:
    """Rows of entities by their numbers."""
    found: dict[int, Any] = {}
    for some in chunks(ns):
        found |= {row.n: row for row in connection.execute(select(entity).where(entity.c.n.in_(some)))}
    return found


def history(engine: Engine, *also: ColumnElement[bool]) -> Iterator[tuple[str, str, str, str]]:
    """Rows of actor, type, recipient and day, of events told as having happened, by day; ``also`` must hold of them."""
    actor, recipient = event_party.alias(), event_party.alias()
    who, whom = entity.alias(), entity.alias()
    found = (
        select(who.c.id, event.c.type, func.coalesce(whom.c.id, ""), event.c.start)
        .join(actor, and_(actor.c.event == event.c.n, actor.c.role == "a"))
        .join(who, who.c.n == actor.c.entity)
        .outerjoin(recipient, and_(recipient.c.event == event.c.n, recipient.c.role == "r"))
        .outerjoin(whom, whom.c.n == recipient.c.entity)
        .where(event.c.status.in_(HAPPENED), event.c.start.is_not(None), *also)
        .order_by(event.c.start, who.c.id, event.c.type, whom.c.id.nulls_first())
    )
    with reading(engine) as connection:
        for row in connection.execute(found):
            yield tuple(row)
