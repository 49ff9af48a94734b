"""Questions as conditions on reports, in SQL that both databases understand."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
    true,
    union_all,
)

from redshank.errors import UsageError
from redshank.record.question import Question
from redshank.record.tables import article, entity, event, party, place, report
from redshank.record.words import fts5, tsquery

MATCHING = {
    "sqlite": "SELECT rowid FROM sentence_words WHERE sentence_words MATCH :words",
    "postgresql": "SELECT rowid FROM sentence_words WHERE words @@ to_tsquery('simple', :words)",
}


def condition(connection: Connection, question: Question, *, each: bool | None = None) -> ColumnElement[bool]:
    """What must hold of a report. ``each`` says whether to look at each report's parties, as is better where few
    reports are looked at, or at each party's reports; by default as the question's days are few or many."""
    each = _brief(question) if each is None else each
    return and_(report.c.current, *_conditions(connection, question, each))


def _conditions(connection: Connection, q: Question, each: bool) -> Iterator[ColumnElement[bool]]:
    for column, values in (
        (report.c.type, q.types),
        (report.c.mode, q.modes),
        (report.c.factuality, q.factuality),
    ):
        if values:
            yield column.in_(values)
    if q.quads:
        yield report.c.type.in_(_types_of(q.quads))
    yield from within(report.c.start, q.since, q.until)
    if q.voice:
        yield report.c.attributed.is_(q.voice == "attributed")
    if q.confidence is not None:
        yield report.c.confidence >= q.confidence
    yield from _roles(connection, q, each)
    yield from _elsewhere(q)
    if q.text:
        yield _matching(connection, q)


def within(day: Any, since: str | None, until: str | None) -> Iterator[ColumnElement[bool]]:
    """That a day lies between two days or parts of dates, ends included: until 2023-03 is until the last of March."""
    if since:
        yield day >= since
    if until:
        yield day <= f"{until}~"


def _types_of(quads: Sequence[str]) -> list[str]:
    from redshank.ontology.plover import event_types

    return [name for name, about in event_types().items() if about.quad in quads]


def _elsewhere(q: Question) -> Iterator[ColumnElement[bool]]:
    """Filters on what stands in other tables, as sets of their numbers."""
    if q.places:
        names = or_(place.c.name.in_(q.places), place.c.country.in_(q.places))
        yield report.c.place.in_(select(place.c.n).where(names))
    if q.publishers:
        yield report.c.article.in_(select(article.c.n).where(article.c.publisher.in_(q.publishers)))
    if q.articles:
        yield report.c.article.in_(select(article.c.n).where(article.c.id.in_(q.articles)))
    if q.statuses:
        yield report.c.event.in_(select(event.c.n).where(event.c.status.in_(q.statuses)))


COMMON = 20_000
"""Sentences with the words of a search from which a question is led by its other filters."""


def _matching(connection: Connection, q: Question) -> ColumnElement[bool]:
    dialect, words = connection.dialect.name, q.text or ""
    query = fts5(words) if dialect == "sqlite" else tsquery(words)
    found = text(MATCHING[dialect]).bindparams(words=query).columns(rowid=report.c.sentence.type)
    if dialect == "sqlite" and q != Question(text=q.text) and _common(connection, query):
        return (report.c.sentence + literal_column("0", Integer)).in_(found)
    return report.c.sentence.in_(found)


def _common(connection: Connection, query: str) -> bool:
    """Whether so many sentences have the words that SQLite, which does not know, had better go by other filters."""
    many = text(f"SELECT 1 FROM ({MATCHING['sqlite']} LIMIT 1 OFFSET {COMMON})")
    return connection.execute(many, {"words": query}).first() is not None


def _roles(connection: Connection, q: Question, each: bool) -> Iterator[ColumnElement[bool]]:
    for names, roles in (
        (q.actor, ("a",)),
        (q.recipient, ("r",)),
        (q.either, ("a", "r")),
        (q.speaker, ("s",)),
    ):
        if names:
            yield or_(*(_who(connection, name, roles, q, each) for name in names))


def _who(connection: Connection, name: str, roles: Sequence[str], q: Question, each: bool) -> ColumnElement[bool]:
    """Reports in which someone takes part in one of the roles."""
    if name.startswith("any:"):
        return _bloc(connection, name[4:], roles, q, each)
    who = and_(party.c.role.in_(roles), _someone(connection, name))
    return _has(who) if each else report.c.n.in_(select(party.c.report).where(who))


BRIEF = 62
"""Days up to which a question looks at each report's parties, and not at each party's reports."""


def _brief(q: Question) -> bool:
    return bool(q.since and q.until and _days(q.since, q.until) <= BRIEF)


def _has(who: ColumnElement[bool]) -> ColumnElement[bool]:
    """Reports with such a party, each looked at for itself; of the question about them only the report is meant, even
    where it has parties too."""
    return exists().where(and_(party.c.report == report.c.n, who)).correlate(report)


def _days(since: str, until: str) -> int:
    first = datetime.date.fromisoformat(f"{since}-01-01"[:10])
    last = datetime.date.fromisoformat(f"{until}-12-28"[:10] if len(until) < 7 else f"{until}-28"[:10])
    return (last - first).days


def _someone(connection: Connection, name: str) -> ColumnElement[bool]:
    """The parties of an id, a country, or a country's sector."""
    country, slash, sector = name.partition("/")
    if re.fullmatch(r"[A-Z]{3}", country) or (slash and not country):
        conditions: list[ColumnElement[bool]] = [party.c.country == country if country else true()]
        if sector:
            conditions.append(party.c.sector == sector)
        return and_(*conditions)
    number = connection.execute(select(entity.c.n).where(entity.c.id == name)).scalar()
    return party.c.entity == (number if number is not None else -1)


def _bloc(connection: Connection, name: str, roles: Sequence[str], q: Question, each: bool) -> ColumnElement[bool]:
    """Reports in which a member of a bloc takes part, on days when it was a member."""
    ends = (select(end(report.c.start)).scalar_subquery() for end in (func.min, func.max))  # each by an index's end
    first, last = connection.execute(select(*ends)).one()
    if first is None:
        return ~true()
    runs = memberships(name, max(q.since or "", first), min(q.until or "9999", last))
    terms = _terms(runs)
    if not terms:
        return ~true()
    if each:
        country: ColumnElement[Any] = party.c.country + literal_column("''", Text)  # not looked for by its index
        found = ((term, and_(party.c.role.in_(roles), _any_of(who, country))) for term, who in terms)
        return or_(*(and_(_has(who), _during(term)) for term, who in found))
    always = (runs[0][0], runs[-1][1])
    among = union_all(*(_reports(roles, term, who, always) for term, who in terms))
    return and_(report.c.n.in_(among), _during(always))


def _during(term: tuple[str, str], at: Any = report.c.start) -> ColumnElement[bool]:
    return and_(*within(at, *term))


def _reports(roles: Sequence[str], term: tuple[str, str], who: list[str], always: tuple[str, str]) -> Select[Any]:
    """The reports of some members of a bloc during their term; ``always`` is the one that needs no looking at dates."""
    found = select(party.c.report).where(party.c.role.in_(roles), _any_of(who))
    if term == always:
        return found
    dated = report.alias()
    return found.join(dated, dated.c.n == party.c.report).where(_during(term, dated.c.start))


def _any_of(members: Iterable[str], country: ColumnElement[Any] = party.c.country) -> ColumnElement[bool]:
    """Parties of one of these countries, or with one of these ids."""
    countries = sorted(code for code in members if ":" not in code)
    ids = sorted(code for code in members if ":" in code)
    someone = country.in_(countries)
    return or_(someone, party.c.entity.in_(select(entity.c.n).where(entity.c.id.in_(ids)))) if ids else someone


def _terms(runs: Sequence[tuple[str, str, tuple[str, ...]]]) -> list[tuple[tuple[str, str], list[str]]]:
    """For each term of membership, who had it: most members of a bloc have the same, and are looked for together."""
    terms: dict[str, list[tuple[str, str]]] = {}
    before: tuple[str, ...] = ()
    for since, until, members in runs:
        for member in members:
            held = terms.setdefault(member, [])
            if held and member in before:
                held[-1] = (held[-1][0], until)
            else:
                held.append((since, until))
        before = members
    found: dict[tuple[str, str], list[str]] = {}
    for member, held in terms.items():
        for term in held:
            found.setdefault(term, []).append(member)
    return sorted(found.items())


MOST_MONTHS = 1_800
"""Months looked at for changes of membership: 150 years."""


def memberships(name: str, first: str, last: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """From when until when a bloc had which members, by months. Raises UsageError if it is not known."""
    from redshank.knowledge import default

    base = default()
    if base.entity(name) is None:
        raise UsageError(f"{name[:60]!r} is no entity that we know", do="any:org:nato, any:org:european-union, ...")
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for month in _months(first, last):
        members = tuple(sorted(base.members(name, f"{month}-15")))
        if found and found[-1][2] == members:
            found[-1] = (found[-1][0], month, members)
        else:
            found.append((month, month, members))
    return found


def _months(first: str, last: str) -> Iterator[str]:
    day, end = datetime.date.fromisoformat(f"{first}-01-01"[:10]), f"{last}-12"[:7]
    for _ in range(MOST_MONTHS):
        month = f"{day.year:04}-{day.month:02}"
        if month > end:
            return
        yield month
        day = (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
