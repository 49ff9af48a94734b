"""Viewpoints: how publishers tell the same events, where the difference is more than chance.

For each publisher, what it tells of the events that others tell as well is held against how the others tell them: whom
it makes the actor, whom the recipient; whether it says so itself or lets somebody say so; what it leaves out.
Differences are tested exactly (Fisher's test, or the binomial test where there is a probability to hold it against) and
corrected for how many were looked at (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redshank.analysis.dealings import UNNAMED

if TYPE_CHECKING:
    from redshank.record import Record

KINDS = ("actor", "recipient", "attributed", "left out")
LEAST_EVENTS = 5
"""Events told by a publisher and by others too, from which on a comparison is made."""
FALSE = 0.05
"""Share of the differences shown that may be chance (false discovery rate)."""
EXAMPLES = 5
MOST_EVENTS = 200_000
"""Events compared at most, the latest ones."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which a publisher tells events otherwise than the others do.

    ``kind`` is one of ``KINDS``: it makes ``about`` the actor (or recipient) more or less often than others do in the
    same events; it attributes what it tells of ``about`` to somebody; it leaves out events of ``about`` that others
    tell. ``mine`` of ``of_mine`` events are so with this publisher, ``others`` of ``of_others`` with the others; ``p``
    is the chance of a difference as large, ``q`` the same corrected for the number of comparisons; ``words`` says it.
    """

    kind: str
    publisher: str
    about: str
    about_name: str
    mine: int
    of_mine: int
    others: int
    of_others: int
    p: float
    q: float
    words: str
    events: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The difference as a JSON object."""
        fields: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        return fields | {"events": list(self.events)}


@dataclass(frozen=True, slots=True)
class Viewpoints:
    """What was compared and what came of it: ``differences`` are those beyond chance, the surest first.

    ``shared`` are the events that more than one publisher tells, ``publishers`` how many of them each tells,
    ``compared`` how many comparisons were made. ``note`` says where there is too little to compare.
    """

    shared: int
    publishers: tuple[tuple[str, int], ...]
    compared: int
    differences: tuple[Difference, ...]
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """The viewpoints as a JSON object."""
        told = [{"publisher": name, "events": count} for name, count in self.publishers]
        differences = [one.to_json() for one in self.differences]
        about = {"shared": self.shared, "compared": self.compared, "note": self.note}
        return about | {"publishers": told, "differences": differences}


@dataclass(frozen=True, slots=True)
class Telling:
    """How one publisher tells one event: ids of actors and recipients, type, and by whose voice."""

    event: str
    publisher: str
    actors: frozenset[str]
    recipients: frozenset[str]
    types: frozenset[str]
    reports: int
    attributed: int
    denied: int

    def to_json(self) -> dict[str, Any]:
        """The telling as a JSON object."""
        fields: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in fields.items()}


def event_viewpoints(record: Record, event: str) -> list[Telling]:
    """How each publisher tells one event (or that of a report's id); empty where there is none."""
    found = record.event(event)
    return sorted(_tellings(record, (found.id,)), key=lambda told: told.publisher) if found else []


def viewpoints(
    record: Record, *, since: str | None = None, until: str | None = None, publishers: Sequence[str] = ()
) -> Viewpoints:
    """The differences between publishers over a time; with ``publishers``, of these only (against all others)."""
    tellings = list(_tellings(record, (), since, until))
    shared = _shared(tellings)
    counts = Counter(told.publisher for told in shared)
    names = dict(_names(record, {key for told in shared for key in told.actors | told.recipients}))
    asked = [name for name in publishers or sorted(counts) if counts[name] >= LEAST_EVENTS]
    found = [one for publisher in asked for one in _compare(publisher, shared, tellings, names)]
    kept = _beyond_chance(found)
    note = "" if asked else f"too little to compare: no publisher tells {LEAST_EVENTS} events that another tells too"
    told = tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return Viewpoints(len({one.event for one in shared}), told, len(found), tuple(kept), note)


def _shared(tellings: Iterable[Telling]) -> list[Telling]:
    """Tellings of events that more than one publisher tells."""
    by_event: dict[str, list[Telling]] = defaultdict(list)
    for told in tellings:
        by_event[told.event].append(told)
    return [told for group in by_event.values() if len(group) > 1 for told in group]


def _compare(
    publisher: str, shared: Sequence[Telling], tellings: Sequence[Telling], names: Mapping[str, str]
) -> list[Difference]:
    mine = {told.event: told for told in shared if told.publisher == publisher}
    others = [told for told in shared if told.publisher != publisher and told.event in mine]
    return [
        *_roles(publisher, mine, others, names),
        *_voices(publisher, mine, others, names),
        *_omissions(publisher, shared, tellings, names),
    ]


def _roles(
    publisher: str, mine: Mapping[str, Telling], others: Sequence[Telling], names: Mapping[str, str]
) -> list[Difference]:
    """In events in which a party takes part whoever tells them: how often it is the actor, and the recipient."""
    made = []
    for key, events in _events_of(list(mine.values()) + list(others)).items():
        if len(events & set(mine)) < LEAST_EVENTS:
            continue
        for kind, side in (("actor", "actors"), ("recipient", "recipients")):
            own = [told for told in mine.values() if told.event in events]
            rest = [told for told in others if told.event in events]
            hits = [told.event for told in own if key in getattr(told, side)]
            table = (len(hits), len(own), sum(key in getattr(told, side) for told in rest), len(rest))
            words = f"{publisher} makes {names.get(key, key)} the {kind} in {_told(table)}"
            made.append(_difference(kind, publisher, key, names, table, words, hits))
    return made


def _voices(
    publisher: str, mine: Mapping[str, Telling], others: Sequence[Telling], names: Mapping[str, str]
) -> list[Difference]:
    """What it only lets others say, of the acts of each party and of all."""
    made = []
    acts: dict[str, list[Telling]] = {"": list(mine.values())}
    for told in mine.values():
        for key in told.actors:
            acts.setdefault(key, []).append(told)
    for key, own in sorted(acts.items()):
        rest = [told for told in others if not key or key in told.actors]
        if len(own) < LEAST_EVENTS or not rest:
            continue
        hits = [told.event for told in own if told.attributed == told.reports]
        table = (len(hits), len(own), sum(told.attributed == told.reports for told in rest), len(rest))
        whose = f"what {names.get(key, key)} does" if key else "what it tells"
        words = f"{publisher} only lets others say {whose} in {_told(table)}"
        made.append(_difference("attributed", publisher, key, names, table, words, hits))
    return made


def _told(table: tuple[int, int, int, int]) -> str:
    return f"{table[0]} of {table[1]} events, others in {table[2]} of {table[3]}"


def _omissions(
    publisher: str, shared: Sequence[Telling], tellings: Sequence[Telling], names: Mapping[str, str]
) -> list[Difference]:
    """Events of a party that two others or more tell and it does not, against how much it leaves out in all."""
    by_event: dict[str, set[str]] = defaultdict(set)
    parties: dict[str, set[str]] = defaultdict(set)
    for told in shared:
        by_event[told.event].add(told.publisher)
        parties[told.event] |= told.actors | told.recipients
    told_by_others = {event for event, who in by_event.items() if len(who - {publisher}) >= 2}
    told_too = {event for event in told_by_others if publisher in by_event[event]}
    made = []
    groups: dict[str, set[str]] = defaultdict(set)
    for event in told_by_others:
        for key in parties[event]:
            groups[key].add(event)
    for key, events in sorted(groups.items()):
        rest = told_by_others - events
        if len(events) < LEAST_EVENTS or not rest:
            continue
        missed = sorted(events - told_too)
        table = (len(missed), len(events), len(rest - told_too), len(rest))
        words = (
            f"{publisher} leaves out {table[0]} of {table[1]} events of {names.get(key, key)} that two others tell, "
            f"and {table[2]} of {table[3]} of others' events"
        )
        made.append(_difference("left out", publisher, key, names, table, words, missed))
    return made


def _events_of(tellings: Sequence[Telling]) -> dict[str, set[str]]:
    """The events of each party, whichever side it is on and whoever tells so, in the order of their ids."""
    found: dict[str, set[str]] = defaultdict(set)
    for told in tellings:
        for key in told.actors | told.recipients:
            found[key].add(told.event)
    return dict(sorted(found.items()))


def _difference(
    kind: str, publisher: str, key: str, names: Mapping[str, str], table: tuple[int, int, int, int], words: str,
    events: Sequence[str],
) -> Difference:  # fmt: skip
    a, n, b, m = table
    chance = fisher(a, n - a, b, m - b)
    return Difference(
        kind, publisher, key, names.get(key, key), a, n, b, m, chance, 1.0, words, tuple(events[:EXAMPLES])
    )


def fisher(a: int, b: int, c: int, d: int) -> float:
    """Fisher's exact test, two-sided, of the table a b / c d."""
    from math import exp, lgamma

    rows, column, total = (a + b, c + d), a + c, a + b + c + d

    def log_of(n: int, k: int) -> float:
        return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)

    def chance(x: int) -> float:
        return exp(log_of(rows[0], x) + log_of(rows[1], column - x) - log_of(total, column))

    seen = chance(a) * (1 + 1e-9)
    found = (chance(x) for x in range(max(0, column - rows[1]), min(column, rows[0]) + 1))
    return min(sum(p for p in found if p <= seen), 1.0)


def _beyond_chance(found: Sequence[Difference]) -> list[Difference]:
    """The differences that stand after the correction, the surest first."""
    import dataclasses

    ordered = sorted(found, key=lambda one: (one.p, one.kind, one.publisher, one.about))
    q, made = 1.0, []
    for rank in range(len(ordered), 0, -1):
        q = min(q, ordered[rank - 1].p * len(ordered) / rank)
        made.append(dataclasses.replace(ordered[rank - 1], p=round(ordered[rank - 1].p, 6), q=round(q, 6)))
    return [one for one in reversed(made) if one.q <= FALSE]


def _names(record: Record, keys: Iterable[str]) -> list[tuple[str, str]]:
    from sqlalchemy import select

    from redshank.record.database import reading
    from redshank.record.tables import entity

    wanted = set(keys)
    with reading(record.engine) as connection:
        return [(key, name) for key, name in connection.execute(select(entity.c.id, entity.c.name)) if key in wanted]


def _tellings(
    record: Record, events: Sequence[str], since: str | None = None, until: str | None = None
) -> Iterable[Telling]:
    """How each publisher tells each event, from the reports that count."""
    from redshank.record.database import reading

    with reading(record.engine) as connection:
        rows = connection.execute(_reports(events, since, until)).all()
        sides = _parties(connection, events, since, until)
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.key, row.publisher or UNNAMED].append(row)
    for (key, publisher), reports in sorted(groups.items()):
        sets = [sides.get(report.n, (frozenset(), frozenset())) for report in reports]
        yield Telling(
            key, publisher,
            frozenset().union(*(actors for actors, _ in sets)), frozenset().union(*(others for _, others in sets)),
            frozenset(report.type for report in reports), len(reports),
            sum(report.attributed for report in reports), sum(report.factuality == "negated" for report in reports),
        )  # fmt: skip


def _chosen(events: Sequence[str], since: str | None, until: str | None) -> list[Any]:
    from redshank.record.tables import event, report

    found: list[Any] = [report.c.current]
    if events:
        from sqlalchemy import select

        lead = report.alias()
        found.append(report.c.event.in_(select(lead.c.n).where(lead.c.id.in_(events))))
    if since:
        found.append(event.c.start >= since)
    if until:
        found.append(event.c.start <= f"{until}~")
    return found


def _reports(events: Sequence[str], since: str | None, until: str | None) -> Any:
    """Rows of reports of events that more than one article tells, with event's id and publisher."""
    from sqlalchemy import select

    from redshank.record.tables import article, event, report

    lead = report.alias()
    columns = (report.c.n, lead.c.id.label("key"), article.c.publisher, report.c.type, report.c.attributed)
    found = (
        select(*columns, report.c.factuality)
        .join(event, event.c.n == report.c.event)
        .join(lead, lead.c.n == event.c.n)
        .join(article, article.c.n == report.c.article)
        .where(*_chosen(events, since, until))
    )
    return (
        (found if events else found.where(event.c.reports > 1))
        .order_by(event.c.start.desc(), report.c.n)
        .limit(MOST_EVENTS)
    )


def _parties(
    connection: Any, events: Sequence[str], since: str | None, until: str | None
) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    from sqlalchemy import select

    from redshank.record.tables import entity, event, party, report

    rows = (
        select(party.c.report, party.c.role, entity.c.id)
        .join(report, report.c.n == party.c.report)
        .join(event, event.c.n == report.c.event)
        .join(entity, entity.c.n == party.c.entity)
        .where(party.c.role.in_(("a", "r")), *_chosen(events, since, until))
    )
    if not events:
        rows = rows.where(event.c.reports > 1)
    found: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for n, role, key in connection.execute(rows):
        found[n][role == "r"].add(key)
    return {n: (frozenset(actors), frozenset(others)) for n, (actors, others) in found.items()}
