"""Questions that are answered with articles, reports and events."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, exists, func, select

from redshank.model import Article, Event
from redshank.record.changes import Changes
from redshank.record.database import reading
from redshank.record.evidence import Evidence
from redshank.record.evidence import why as weigh_out
from redshank.record.filters import condition, within
from redshank.record.hood import Hood
from redshank.record.judgements import InForce, in_force, read
from redshank.record.kept import KeptArticle, KeptReport
from redshank.record.lookup import Known, chunks
from redshank.record.packing import damaged, unpack_event, unpack_text
from redshank.record.question import Question
from redshank.record.tables import article, coder, event, link, report, text

PAGE = 400
"""Rows read at a time: memory stays flat however many there are."""


def articles(engine: Engine, ids: Sequence[str] | None, current: bool) -> Iterator[KeptArticle]:
    """Kept articles in the order they came."""
    where: list[ColumnElement[bool]] = [article.c.current] if current else []
    if ids is not None:
        where.append(article.c.id.in_(ids))
    last = 0
    while True:
        with reading(engine) as connection:
            found = ARTICLES.where(and_(article.c.n > last, *where)).order_by(article.c.n).limit(PAGE)
            rows = connection.execute(found).all()
        yield from (kept_article(row) for row in rows)
        if len(rows) < PAGE:
            return
        last = rows[-1].n


ARTICLES = (
    select(article, text.c.body, coder.c.name.label("coder_name"))
    .outerjoin(text, text.c.article == article.c.n)
    .join(coder, coder.c.n == article.c.coder)
)
"""Articles with their texts, if kept, and what coded them; a row of it is what ``kept_article`` reads."""


def kept_article(row: Row[Any]) -> KeptArticle:
    """The article of a row of ``ARTICLES``."""
    words = unpack_text(row.body) if row.body is not None else ""
    about = {name: getattr(row, name) for name in ("title", "date", "publisher", "url", "language", "author")}
    return KeptArticle(
        Article(row.id, words, **about), row.version, row.current, row.hash, row.story, row.coder_name, row.coded_at,
        row.body is not None,
    )  # fmt: skip


def reports(engine: Engine, question: Question, limit: int | None) -> Iterator[KeptReport]:
    """Reports that answer a question, the latest first."""
    with reading(engine) as connection:
        latest = (report.c.start.desc().nulls_last(), report.c.id)
        found = select(report.c.n).where(condition(connection, question)).order_by(*latest).limit(limit)
        ns = [row.n for row in connection.execute(found)]
        yield from kept(connection, ns)


def kept(connection: Connection, ns: Iterable[int]) -> Iterator[KeptReport]:
    """The reports of these numbers, in their order."""
    changes = Changes(connection, Known())
    for some in chunks(ns):
        found = changes.effective(some)
        about = {row.n: row for row in connection.execute(_ABOUT.where(report.c.n.in_(some)))}
        ids = _ids(connection, {row.event for row in about.values() if row.event is not None})
        for n in some:
            if n not in about or n not in found:
                raise damaged()
            row, one = about[n], found[n]
            judged = one.id in changes.judged.wrong or changes.judged.judged(one.id)
            yield KeptReport(one.id, one.report, ids.get(row.event), row.current, row.publisher, row.date, judged)


_ABOUT = select(report.c.n, report.c.event, report.c.current, article.c.publisher, article.c.date).join(
    article, article.c.n == report.c.article
)


def _ids(connection: Connection, ns: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in chunks(ns):
        rows = connection.execute(select(report.c.n, report.c.id).where(report.c.n.in_(some)))
        found |= {row.n: row.id for row in rows}
    return found


def events(engine: Engine, question: Question, limit: int | None) -> Iterator[Event]:
    """Events with a report that answers a question, the latest first."""
    with reading(engine) as connection:
        ns = _newest(connection, question, limit) if limit and question != Question() else []
        if not ns:
            where: list[ColumnElement[bool]] = []
            if question != Question():
                where = [event.c.n.in_(select(report.c.event).where(condition(connection, question)))]
            ns = _in_order(connection, where, limit)
        yield from told(connection, ns)


def _in_order(connection: Connection, where: Sequence[ColumnElement[bool]], limit: int | None) -> list[int]:
    lead = report.alias()
    found = select(event.c.n).join(lead, lead.c.n == event.c.n).where(*where)
    ordered = found.order_by(event.c.start.desc().nulls_last(), lead.c.id).limit(limit)
    return [row.n for row in connection.execute(ordered)]


NEWEST_DAYS = 10
"""Days that are looked at first for the latest events."""


def _newest(connection: Connection, question: Question, limit: int) -> list[int]:
    """The latest events if there are enough in the last days before the question's end, else none: a question that many
    events answer need not look at all of them."""
    until = list(within(event.c.start, None, question.until))
    last = connection.execute(select(func.max(event.c.start)).where(*until)).scalar()
    if last is None or question.text:
        return []
    first = (datetime.date.fromisoformat(last) - datetime.timedelta(days=NEWEST_DAYS)).isoformat()
    told = exists().where(and_(report.c.event == event.c.n, condition(connection, question, each=True)))
    found = _in_order(connection, [event.c.start >= first, *until, told], limit)
    return found if len(found) == limit else []


def told(connection: Connection, ns: Iterable[int]) -> Iterator[Event]:
    """The events of these numbers, in their order."""
    for some in chunks(ns):
        rows = connection.execute(select(event.c.n, event.c.body, event.c.status).where(event.c.n.in_(some)))
        bodies = {row.n: (row.body, row.status) for row in rows}
        promises, fulfilments = _links(connection, some)
        for n in some:
            if n in bodies:
                yield unpack_event(bodies[n][0], bodies[n][1], sorted(promises[n]), sorted(fulfilments[n]))


def _links(connection: Connection, ns: Sequence[int]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """For each event the ids of what it fulfils, and of what fulfils it."""
    mine = link.c.promise.in_(ns) | link.c.fulfilment.in_(ns)
    rows = connection.execute(select(link.c.promise, link.c.fulfilment).where(mine)).all()
    ids = _ids(connection, {n for row in rows for n in row})
    promises: dict[int, list[str]] = defaultdict(list)
    fulfilments: dict[int, list[str]] = defaultdict(list)
    for promise, fulfilment in rows:
        promises[fulfilment].append(ids[promise])
        fulfilments[promise].append(ids[fulfilment])
    return promises, fulfilments


def _number(connection: Connection, key: str) -> Any:
    """The row of a report's id, the one that counts if there are several."""
    found = select(report.c.n, report.c.event).where(report.c.id == key)
    return connection.execute(found.order_by(report.c.current.desc(), report.c.n.desc())).first()


def event_of(engine: Engine, key: str) -> Event | None:
    """The event of an id, or of the report of that id."""
    with reading(engine) as connection:
        row = _number(connection, key)
        return next(told(connection, [row.event]), None) if row and row.event is not None else None


def report_of(engine: Engine, key: str) -> KeptReport | None:
    """The report of an id."""
    with reading(engine) as connection:
        row = _number(connection, key)
        return next(kept(connection, [row.n])) if row else None


def event_reports(engine: Engine, key: str) -> list[KeptReport]:
    """The reports of an event by rank."""
    with reading(engine) as connection:
        return list(kept(connection, _members(connection, key)))


def _members(connection: Connection, key: str) -> list[int]:
    row = _number(connection, key)
    if row is None or row.event is None:
        return []
    where = and_(report.c.event == row.event, report.c.current)
    return [r.n for r in connection.execute(select(report.c.n).where(where).order_by(report.c.rank))]


def why(engine: Engine, key: str) -> list[tuple[KeptReport, list[Evidence]]]:
    """For each report of an event, the evidence that joined it to the lead; that of the lead is empty."""
    with reading(engine) as connection:
        ns = _members(connection, key)
        hood, found = Hood(connection, {}), []
        for n, one in zip(ns, list(kept(connection, ns)), strict=True):
            lead, mine = hood.lead(n), hood.traits(n)
            other = hood.traits(lead) if lead is not None else None
            evidence = [] if lead == n or mine is None or other is None else weigh_out(mine, other)
            if lead == n and n != ns[0]:
                evidence = [Evidence("judgement", 0.0, "a person said that the two events are one")]
            found.append((one, evidence))
        return found


def uncertain(engine: Engine, limit: int) -> list[KeptReport]:
    """Reports nobody has judged, the least certain first."""
    with reading(engine) as connection:
        judged = _judged(in_force(read(connection)))
        least = select(report.c.n, report.c.id).where(report.c.current).order_by(report.c.confidence, report.c.id)
        ns = [row.n for row in connection.execute(least.limit(limit + len(judged))) if row.id not in judged]
        return list(kept(connection, ns[:limit]))


def _judged(found: InForce) -> set[str]:
    return found.right | found.wrong | set(found.corrections)
