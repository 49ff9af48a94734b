"""Events as they follow from their reports: who did what to whom, who says so, who denies it, how it stands."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select

from redshank.model import Event, Mention, Period, Place, Report
from redshank.record.lookup import chunks
from redshank.record.syndication import independent
from redshank.record.tables import ROLES, article, entity, party, place, report

UNNAMED = "unnamed publisher"
"""Whoever publishes articles without a publisher counts as one."""

VAGUE = {"inferred": 9, "decade": 8, "year": 7, "season": 6, "range": 5, "month": 4, "week": 3, "day": 0}
SIZES = ("building", "district", "city", "region", "area", "country")


@dataclass(frozen=True, slots=True)
class Member:
    """What of a report counts for its event."""

    n: int
    rank: int
    article: int
    day: str | None
    publisher: str
    story: int
    factuality: str
    speakers: tuple[str, ...]
    when: Period | None
    where: Place | None
    place: int | None
    type: str
    mode: str | None
    confidence: float


def members(connection: Connection, events: Iterable[int]) -> dict[int, list[Member]]:
    """The reports of each event, in the order of their ranks."""
    found: dict[int, list[Member]] = defaultdict(list)
    for some in chunks(events):
        where = and_(report.c.event.in_(some), report.c.current)
        rows = connection.execute(_MEMBERS.where(where)).all()
        speakers = _speakers(connection, [row.n for row in rows if row.attributed])
        for row in rows:
            found[row.event].append(_member(row, tuple(speakers.get(row.n, ()))))
    for event in found.values():
        event.sort(key=lambda member: member.rank)
    return found


_MEMBERS = (
    select(
        report.c.n, report.c.event, report.c.rank, report.c.article, report.c.factuality, report.c.attributed,
        report.c.type, report.c.mode, report.c.confidence, report.c.start, report.c.end, report.c.precision,
        report.c.place, article.c.day, article.c.publisher, article.c.story,
        place.c.name, place.c.country, place.c.latitude, place.c.longitude, place.c.geonames,
        place.c.precision.label("place_precision"),
    )
    .join(article, article.c.n == report.c.article)
    .outerjoin(place, place.c.n == report.c.place)
)  # fmt: skip


def _speakers(connection: Connection, ns: Sequence[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for some in chunks(ns):
        where = and_(party.c.report.in_(some), party.c.role == ROLES["speaker"])
        rows = select(party.c.report, entity.c.name).join(entity, entity.c.n == party.c.entity).where(where)
        for row in connection.execute(rows):
            found[row.report].append(row.name)
    return found


def _member(row: Any, speakers: tuple[str, ...]) -> Member:
    where = None
    if row.place is not None:
        about = (row.name, row.country, row.latitude, row.longitude, row.geonames, row.place_precision)
        where = Place(*about)
    when = Period(row.start, row.end, row.precision) if row.start else None
    return Member(
        row.n, row.rank, row.article, row.day, row.publisher or UNNAMED, row.story, row.factuality, speakers,
        when, where, row.place, row.type, row.mode, row.confidence,
    )  # fmt: skip


def derive(event_id: str, lead: Report, reports: Sequence[Member], linked: bool) -> Event:
    """The event of some reports, told as its lead tells it, with the best date and place of all.

    ``linked`` says whether, being announced, it has been seen since.
    """
    days = sorted(member.day for member in reports if member.day)
    when, spot = best_period(reports), best_place(reports)
    tellers = _independent(reports)
    return Event(
        id=event_id,
        type=lead.type,
        mode=lead.mode or _mode(lead.type, reports),
        contexts=lead.contexts,
        cameo=lead.cameo,
        quad=lead.quad,
        goldstein=lead.goldstein,
        score=lead.score,
        actor=tuple(_bare(mention) for mention in lead.actor),
        recipient=tuple(_bare(mention) for mention in lead.recipient),
        when=when,
        where=spot,
        planned=lead.factuality == "planned",
        status=status(reports, tellers, linked),
        reports=len(reports),
        articles=len({member.article for member in reports}),
        publishers=tuple(sorted({member.publisher for member in reports})),
        independent=tellers,
        first_seen=days[0] if days else None,
        last_seen=days[-1] if days else None,
        asserted_by=_voices(reports, "asserted"),
        denied_by=_voices(reports, "negated"),
        fulfils=(),
        fulfilled_by=(),
        confidence=max(member.confidence for member in reports),
    )


def _bare(mention: Mention) -> Mention:
    return dataclasses.replace(mention, start=0, end=0, text=mention.name)


def _mode(type_: str, reports: Sequence[Member]) -> str | None:
    """The mode that most of the reports of a type give; None if none does."""
    counts = Counter(member.mode for member in reports if member.mode and member.type == type_)
    return min(counts, key=lambda mode: (-counts[mode], mode)) if counts else None


def _independent(reports: Iterable[Member]) -> int:
    return independent((member.publisher, member.story) for member in reports)


def status(reports: Sequence[Member], tellers: int, linked: bool) -> str:
    """How an event stands, in words (see ``redshank.model.event.STATUSES``)."""
    kinds = {member.factuality for member in reports}
    if "planned" in kinds:
        return "announced, since seen" if linked else "announced, not yet seen"
    if "negated" in kinds:
        return "disputed" if "asserted" in kinds else "denied"
    if "asserted" not in kinds:
        return "unconfirmed"
    told = _independent(member for member in reports if member.factuality == "asserted")
    return "corroborated" if told > 1 else "single source"


def _voices(reports: Iterable[Member], factuality: str) -> tuple[str, ...]:
    """Who says so: the speakers where they are named, else the publishers."""
    told = (member for member in reports if member.factuality == factuality)
    return tuple(sorted(set(itertools.chain.from_iterable(m.speakers or (m.publisher,) for m in told))))


def best_period(reports: Iterable[Member]) -> Period | None:
    """The most exact period, of equals the one most articles give, then the earliest."""
    counts: dict[Period, set[int]] = defaultdict(set)
    for member in reports:
        if member.when:
            counts[member.when].add(member.article)
    if not counts:
        return None
    return min(counts, key=lambda p: (VAGUE.get(p.precision, 5), -len(counts[p]), p.start, p.end))


def best_place(reports: Iterable[Member]) -> Place | None:
    """The place most articles give, of equals the smallest."""
    counts: dict[Place, set[int]] = defaultdict(set)
    for member in reports:
        if member.where:
            counts[member.where].add(member.article)
    if not counts:
        return None
    return min(counts, key=lambda p: (-len(counts[p]), _size(p), p.name, p.geonames or 0))


def _size(spot: Place) -> int:
    return SIZES.index(spot.precision) if spot.precision in SIZES else len(SIZES)
