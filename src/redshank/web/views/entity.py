"""One entity: who they are, what they did and what was done to them, with whom, said by whom, who is near them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, distinct, func, select

from redshank.model import Event
from redshank.ontology.plover import event_types
from redshank.record import KeptReport, Record, asking, counting, tables
from redshank.record.counting import Counts
from redshank.record.database import reading
from redshank.record.question import QUADS
from redshank.web.views.knowledge import Known, known
from redshank.web.views.state import remembered

PARTNERS = 12
"""Rows of each list on the page; downloads have all."""
NAMED = 80
"""Latest reports in which the words that name the entity are looked for."""
LATEST = 8
SPOKEN = 4

PARTNER_COLUMNS = (
    "role", "id", "name", "country", "sector", "events", "reports", "cooperation", "conflict", "known",
)  # fmt: skip
DEED_COLUMNS = ("role", "type", "quad", "events", "reports")
TELLER_COLUMNS = ("kind", "id", "name", "reports")
COLUMNS = {
    "partners": PARTNER_COLUMNS,
    "deeds": DEED_COLUMNS,
    "tellers": TELLER_COLUMNS,
    "series": ("start", "events", "reports"),
}
"""Tables of the page, and their columns."""


@dataclass(frozen=True, slots=True)
class Deed:
    """How often the entity stands in a role in events of a type."""

    role: str
    type: str
    quad: str
    events: int
    reports: int


@dataclass(frozen=True, slots=True)
class Partner:
    """Someone in the same reports: ``role`` is that of the entity of the page, "actor" if the partner is acted on.

    ``cooperation`` and ``conflict`` are counts of events by quad; ``known`` whether the knowledge base has them.
    """

    role: str
    id: str
    name: str
    country: str | None
    sector: str | None
    events: int
    reports: int
    cooperation: int
    conflict: int
    known: bool


@dataclass(frozen=True, slots=True)
class Month:
    """How many events and reports of a month the entity takes part in."""

    start: str
    events: int
    reports: int


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells of the entity: a speaker (with the id) or a publisher (no id), and in how many reports."""

    kind: str
    id: str
    name: str
    reports: int


@dataclass(frozen=True, slots=True)
class Likely:
    """An entity of the knowledge base that a name it does not have may mean."""

    id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class EntityView:
    """Everything that the page of an entity shows. ``names`` are the words that name it, with counts; ``spoken`` are
    the latest reports of what it says, ``quoted`` how many there are."""

    id: str
    name: str
    country: str | None
    sector: str | None
    known: Known | None
    likely: tuple[Likely, ...]
    names: tuple[tuple[str, int], ...]
    counts: Counts
    as_actor: int
    as_recipient: int
    quoted: int
    deeds: tuple[Deed, ...]
    partners: tuple[Partner, ...]
    tellers: tuple[Teller, ...]
    series: tuple[Month, ...]
    latest: tuple[Event, ...]
    spoken: tuple[KeptReport, ...]

    def of_role(self, role: str) -> list[Deed]:
        """What they did, or what was done to them, the most frequent first."""
        return [one for one in self.deeds if one.role == role]

    def with_role(self, role: str) -> list[Partner]:
        """To whom they did it, or who did it to them, known or not."""
        return [one for one in self.partners if one.role == role][:PARTNERS]

    @property
    def unknown(self) -> list[Partner]:
        """Those near them whom the knowledge base does not have."""
        return [one for one in self.partners if not one.known][:PARTNERS]

    def tell(self, kind: str) -> list[Teller]:
        """Speakers or publishers, the most frequent first."""
        return [one for one in self.tellers if one.kind == kind][:PARTNERS]


@remembered
def entity_view(record: Record, key: str) -> EntityView | None:
    """The entity of an id, as the record has it; None if it has none."""
    e = tables.entity.c
    with reading(record.engine) as connection:
        row = connection.execute(select(tables.entity).where(e.id == key)).first()
        last = connection.execute(select(func.max(tables.article.c.day))).scalar() or "2026-01-01"
        if row is None:
            return _unmentioned(key, last)
        told = _told(connection, row.n)
        part, said = [one for one in told if one.role in ROLES], [one for one in told if one.role == "s"]
        kept = list(asking.kept(connection, _unique(one.n for one in part)[:NAMED]))
        spoken = list(asking.kept(connection, _unique(one.n for one in said)[:SPOKEN]))
        partners = _partners(connection, row.n)
        tellers = _tellers(connection, row.n, part)
        latest = _latest(connection, part)
    about = known(key, last)
    return EntityView(
        id=key,
        name=about.entity.name if about else row.name,
        country=about.entity.country if about else row.country,
        sector=about.entity.sector if about else row.sector,
        known=about,
        likely=() if about else _likely(row.name),
        names=tuple(_names(kept, key)),
        counts=_counts(part),
        as_actor=sum(one.role == "a" for one in part),
        as_recipient=sum(one.role == "r" for one in part),
        quoted=len(said),
        deeds=tuple(_deeds(part)),
        partners=tuple(partners),
        tellers=tuple(tellers),
        series=tuple(_series(part)),
        latest=tuple(latest),
        spoken=tuple(spoken),
    )


def _unmentioned(key: str, last: str) -> EntityView | None:
    """An entity of the knowledge base that no report names."""
    about = known(key, last)
    if about is None:
        return None
    who, nothing = about.entity, Counts(0, 0, 0)
    return EntityView(key, who.name, who.country, who.sector, about, (), (), nothing, 0, 0, 0, (), (), (), (), (), ())


ROLES = {"a": "actor", "r": "recipient"}


class Part(NamedTuple):
    """The entity's role in a report that counts, with number, type, event, day, article and publisher of the report."""

    role: str
    n: int
    type: str
    event: int
    start: str | None
    article: int
    publisher: str | None


def _told(connection: Connection, n: int) -> list[Part]:
    """The entity's part in each report that counts, the latest first."""
    p, r, a = tables.party.c, tables.report.c, tables.article.c
    found = (
        select(p.role, r.n, r.type, r.event, r.start, r.article, a.publisher)
        .join(tables.report, r.n == p.report)
        .join(tables.article, a.n == r.article)
        .where(p.entity == n, r.current)
    )
    parts = map(Part._make, connection.execute(found))
    return sorted(parts, key=lambda part: (part.start or "", part.n), reverse=True)


def _unique(numbers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numbers))


def _counts(part: Sequence[Part]) -> Counts:
    return Counts(*(len({getattr(one, name) for one in part}) for name in ("n", "event", "article")))


def _deeds(part: Sequence[Part]) -> list[Deed]:
    """Counts by role and type, the most frequent first."""
    reports = Counter((one.role, one.type) for one in part)
    events = Counter((role, kind) for role, kind, _ in {(one.role, one.type, one.event) for one in part})
    types = event_types()
    deeds = [Deed(ROLES[role], kind, types[kind].quad, events[role, kind], n) for (role, kind), n in reports.items()]
    return sorted(deeds, key=lambda one: (-one.events, -one.reports, one.type, one.role))


def _series(part: Sequence[Part]) -> list[Month]:
    """Events and reports by month, those without any left out."""
    events: dict[str, set[int]] = defaultdict(set)
    reports: dict[str, set[int]] = defaultdict(set)
    for one in part:
        if one.start:
            events[one.start[:7]].add(one.event)
            reports[one.start[:7]].add(one.n)
    return [Month(start, len(events[start]), len(reports[start])) for start in sorted(events)]


def _latest(connection: Connection, part: Sequence[Part]) -> list[Event]:
    """The latest events."""
    found = list(asking.told(connection, _unique(one.event for one in part)[: 2 * LATEST]))
    return sorted(found, key=lambda event: (event.when.start if event.when else "", event.id), reverse=True)[:LATEST]


def _partners(connection: Connection, n: int) -> list[Partner]:
    """Those on the other side of the same reports, those with the most events first."""
    mine, other, r = tables.party.alias(), tables.party.alias(), tables.report.c
    sides = and_(mine.c.role.in_(("a", "r")), other.c.role.in_(("a", "r")), other.c.role != mine.c.role)
    found = (
        select(mine.c.role, other.c.entity, r.type, r.event, func.count())
        .join(tables.report, r.n == mine.c.report)
        .join(other, other.c.report == mine.c.report)
        .where(mine.c.entity == n, r.current, sides, other.c.entity != n)
        .group_by(mine.c.role, other.c.entity, r.type, r.event)
    )
    events: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    reports: Counter[tuple[str, int]] = Counter()
    for role, who, kind, event, times in connection.execute(found):
        events[role, who][event] = kind
        reports[role, who] += times
    order = sorted(events, key=lambda key: (-len(events[key]), -reports[key], key))
    rows = counting.entity_rows(connection, list({who for _, who in order}))
    return [_partner(role, rows[who], events[role, who], reports[role, who]) for role, who in order]


def _partner(role: str, row: Any, events: dict[int, str], reports: int) -> Partner:
    types = event_types()
    conflict = sum(types[kind].quad in QUADS[2:] for kind in events.values())
    number = len(events)
    return Partner(
        ROLES[role], row.id, row.name, row.country, row.sector, number, reports, number - conflict, conflict, row.known
    )


def _tellers(connection: Connection, n: int, part: Sequence[Part]) -> list[Teller]:
    """Who says what is told of the entity, and who publishes it, the most frequent first."""
    p, e, mine = tables.party.c, tables.entity.c, tables.party.alias()
    speaker = (
        select(e.id, e.name, func.count(distinct(p.report)))
        .join(tables.party, and_(p.entity == e.n, p.role == "s"))
        .join(mine, and_(mine.c.report == p.report, mine.c.entity == n, mine.c.role.in_(ROLES)))
        .join(tables.report, and_(tables.report.c.n == p.report, tables.report.c.current))
        .group_by(e.id, e.name)
    )
    found = [Teller("speaker", key, name, times) for key, name, times in connection.execute(speaker)]
    papers = Counter({one.n: one.publisher or "" for one in part}.values())
    found += [Teller("publisher", "", name, count) for name, count in papers.items()]
    return sorted(found, key=lambda one: (-one.reports, one.name, one.id))


def _names(kept: Iterable[KeptReport], key: str) -> list[tuple[str, int]]:
    """The words by which the latest reports name the entity, the most frequent first."""
    from redshank.record.traits import entity_id

    found: Counter[str] = Counter()
    for one in kept:
        for mention in (*one.report.actor, *one.report.recipient):
            if entity_id(mention) == key:
                found[" ".join(mention.text.split())] += 1
    return found.most_common(PARTNERS)


def _likely(name: str) -> tuple[Likely, ...]:
    """Entities that the name may mean."""
    from redshank.knowledge import default

    found = default().candidates(name)[:4]
    return tuple(Likely(one.id, one.name, one.description) for one in found)


def rows(view: EntityView, table: str) -> list[dict[str, Any]]:
    """A table of the page, whole."""
    held: dict[str, Iterable[Any]] = {
        "partners": view.partners, "deeds": view.deeds, "tellers": view.tellers, "series": view.series,
    }  # fmt: skip
    return [asdict(one) for one in held[table]]
