"""Search: what answers words and filters, and who is called so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from redshank.record import KeptReport, Question, Record, tables
from redshank.record.database import reading
from redshank.record.words import clauses, plain, stem
from redshank.web.views import listing
from redshank.web.views.state import remembered

CALLED = 8
"""Entities told that are called as the search says."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that is called as the search says, with its reports."""

    id: str
    name: str
    country: str | None
    reports: int


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
