"""Lists of articles: those that came last first, without their texts, with how many reports each has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from redshank.record import Record, tables
from redshank.record.database import reading
from redshank.record.lookup import chunks
from redshank.web.downloads import Table
from redshank.web.views.listing import BY_ARRIVAL, Page, _read, published
from redshank.web.views.search import titles
from redshank.web.views.state import remembered

COLUMNS = ("id", "title", "date", "publisher", "url", "author", "length", "reports", "coder", "coded_at")


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list. ``length`` counts characters."""

    id: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    author: str | None
    length: int
    reports: int
    coder: str
    coded_at: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What must hold of the articles of a list; empty asks nothing."""

    words: str | None = None
    publishers: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


def articles(record: Record, filters: Filters, limit: int, after: str | None = None) -> Page[Listed]:
    """Articles in force, those that came last first. Raises AbsentError for a place that is none."""
    a = tables.article.c
    where = [*_conditions(filters)]
    if after is not None:
        where.append(a.n < int(_read(BY_ARRIVAL, after)))
    with reading(record.engine) as connection:
        rows = connection.execute(_LISTED.where(*where).order_by(a.n.desc()).limit(limit + 1)).all()
        shown = rows[:limit]
        counts = _counts(connection, [row.n for row in shown])
    items = [Listed(*row[1:8], counts.get(row.n, 0), row.coder, row.coded_at) for row in shown]
    return Page(items, str(shown[-1].n) if len(rows) > limit else None)


_a = tables.article.c
_LISTED = select(
    _a.n, _a.id, _a.title, _a.date, _a.publisher, _a.url, _a.author, _a.length, tables.coder.c.name.label("coder"),
    _a.coded_at,
).join(tables.coder, tables.coder.c.n == _a.coder)  # fmt: skip


def _counts(connection: Any, ns: list[int]) -> dict[int, int]:
    r = tables.report.c
    found: dict[int, int] = {}
    for some in chunks(ns):
        counted = select(r.article, func.count()).where(r.article.in_(some), r.current).group_by(r.article)
        found |= {row[0]: row[1] for row in connection.execute(counted)}
    return found


def _conditions(filters: Filters) -> Iterator[ColumnElement[bool]]:
    yield tables.article.c.current
    if filters.words:
        yield from titles(filters.words)
    yield from published(filters.publishers, filters.since, filters.until)


@remembered
def count(record: Record, filters: Filters) -> int:
    """How many articles there are."""
    with reading(record.engine) as connection:
        found = select(func.count()).select_from(tables.article).where(*_conditions(filters))
        number: int = connection.execute(found).scalar_one()
    return number


@remembered
def publishers(record: Record, most: int = 300) -> tuple[str, ...]:
    """Who published articles of the record, by name; the most frequent where there are many."""
    a, times = tables.article.c, func.count()
    with reading(record.engine) as connection:
        found = select(a.publisher).where(a.current, a.publisher.is_not(None)).group_by(a.publisher)
        rows = connection.execute(found.order_by(times.desc(), a.publisher).limit(most)).scalars()
        return tuple(sorted(rows, key=str.casefold))


def table(record: Record, filters: Filters) -> Table:
    """All articles of a list, to be taken away."""
    rows = (asdict(one) for one in all_of(record, filters))
    imports = ("from redshank.web.views import articles", "from redshank.web.views.articles import Filters")
    return Table("articles", COLUMNS, rows, f"[asdict(one) for one in articles.all_of(record, {filters!r})]", imports)


def all_of(record: Record, filters: Filters) -> Iterator[Listed]:
    """All articles of a list, a page at a time."""
    after: str | None = None
    while True:
        page = articles(record, filters, 400, after)
        yield from page.items
        if page.after is None:
            return
        after = page.after
