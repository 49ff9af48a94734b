"""Viewpoints: how publishers tell the same events, where the difference is more than chance.

Each publisher is held against the others on the events that it tells and they tell too: whom it makes the actor, whom
the recipient; whether it says so itself or only lets somebody say so (event by event against most of the others, exact
sign test); and what it leaves out that two others tell (Fisher's exact test). Chances are corrected for how many
comparisons were made (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
MOST_PUBLISHERS = 40
MOST_PARTIES = 100
"""Publishers and parties compared: those with the most events that several tell. More would drown what is there."""
MOST_EVENTS = 200_000
"""Events compared at most, the latest ones."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which a publisher tells events otherwise than the others do.

    ``kind`` is one of ``KINDS``: it makes ``about`` the actor (or recipient) more or less often than others do in the
    same events; it attributes what it tells of ``about`` to somebody; it leaves out events of ``about`` that others
    tell. ``mine`` of ``of_mine`` events are so with this publisher, ``others`` of ``of_others`` with most others (for
    what is left out: of all other events); ``p``
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
    shared = _Shared(_tellings(record, (), since, until))
    names = _names(record, shared.parties)
    asked = [name for name in publishers or shared.busiest() if len(shared.by_publisher.get(name, ())) >= LEAST_EVENTS]
    found = [one for publisher in asked for one in _compare(publisher, shared, names)]
    kept = [_with_examples(one, shared) for one in _beyond_chance(found)]
    note = "" if asked else f"too little to compare: no publisher tells {LEAST_EVENTS} events that another tells too"
    told = sorted(
        ((name, len(held)) for name, held in shared.by_publisher.items()), key=lambda pair: (-pair[1], pair[0])
    )
    return Viewpoints(len(shared.by_event), tuple(told), len(found), tuple(kept), note)


class _Shared:
    """Tellings of events that more than one publisher tells, by event and by publisher."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        by_event: dict[str, dict[str, Telling]] = defaultdict(dict)
        for told in tellings:
            by_event[told.event][told.publisher] = told
        self.by_event = {event: held for event, held in by_event.items() if len(held) > 1}
        self.by_publisher: dict[str, dict[str, Telling]] = defaultdict(dict)
        self.sides: dict[str, frozenset[str]] = {}
        for event, held in self.by_event.items():
            self.sides[event] = frozenset().union(*(told.actors | told.recipients for told in held.values()))
            for publisher, told in held.items():
                self.by_publisher[publisher][event] = told
        counts = Counter(key for sides in self.sides.values() for key in sides)
        often = sorted((key for key, times in counts.items() if times >= LEAST_EVENTS), key=lambda k: (-counts[k], k))
        self.parties = frozenset(often[:MOST_PARTIES])

    def busiest(self) -> list[str]:
        """The publishers with the most shared events, by name."""
        held = self.by_publisher
        return sorted(sorted(held, key=lambda name: (-len(held[name]), name))[:MOST_PUBLISHERS])


def _compare(publisher: str, shared: _Shared, names: Mapping[str, str]) -> list[Difference]:
    return [*_tellings_apart(publisher, shared, names), *_omissions(publisher, shared, names)]


def _marks(told: Telling, key: str) -> dict[str, bool]:
    """What a telling says of a party that takes part in its event."""
    return {
        "actor": key in told.actors,
        "recipient": key in told.recipients,
        "attributed": told.attributed == told.reports,
    }


def _tellings_apart(publisher: str, shared: _Shared, names: Mapping[str, str]) -> Iterator[Difference]:
    """How it tells events of each party, against how most of the others tell the same events."""
    seen: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for event, told in sorted(shared.by_publisher[publisher].items()):
        others = [other for name, other in shared.by_event[event].items() if name != publisher]
        for key in shared.sides[event] & shared.parties:
            marks = [_marks(other, key) for other in others]
            for kind, own in _marks(told, key).items():
                seen[kind, key].append((own, 2 * sum(mark[kind] for mark in marks) > len(marks)))
        most = 2 * sum(other.attributed == other.reports for other in others) > len(others)
        seen["attributed", ""].append((told.attributed == told.reports, most))
    for (kind, key), pairs in sorted(seen.items()):
        if len(pairs) >= LEAST_EVENTS:
            mine, theirs = (sum(pair[side] for pair in pairs) for side in (0, 1))
            only_mine, only_theirs = (sum(pair == (flag, not flag) for pair in pairs) for flag in (True, False))
            table = (mine, len(pairs), theirs, len(pairs))
            yield _difference(kind, publisher, key, names, table, paired(only_mine, only_theirs))


def _omissions(publisher: str, shared: _Shared, names: Mapping[str, str]) -> Iterator[Difference]:
    """Events of each party that two others or more tell and it does not, against how much it leaves out in all."""
    told_by_others: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for event, held in shared.by_event.items():
        if len(held) - (publisher in held) >= 2:
            keys = ["", *(shared.sides[event] & shared.parties)]
            told_by_others.update(keys)
            if publisher not in held:
                left_out.update(keys)
    for key in sorted(told_by_others):
        there, rest = told_by_others[key], told_by_others[""] - told_by_others[key]
        if key and there >= LEAST_EVENTS and rest:
            missed, others = left_out[key], left_out[""] - left_out[key]
            chance = fisher(missed, there - missed, others, rest - others)
            yield _difference("left out", publisher, key, names, (missed, there, others, rest), chance)


WORDS = {
    "actor": "{publisher} makes {name} the actor in {mine} of {of_mine} events, most others in {others}",
    "recipient": "{publisher} makes {name} the recipient in {mine} of {of_mine} events, most others in {others}",
    "attributed": "{publisher} only lets somebody say {what} in {mine} of {of_mine} events, most others in {others}",
    "left out": "{publisher} leaves out {mine} of {of_mine} events of {name} that two others tell, "
    "and {others} of {of_others} of the rest",
}
"""How each kind of difference is said."""


def _difference(
    kind: str, publisher: str, key: str, names: Mapping[str, str], table: tuple[int, int, int, int], chance: float
) -> Difference:
    mine, of_mine, others, of_others = table
    name = names.get(key, key)
    words = WORDS[kind].format(
        publisher=publisher, name=name, what=f"what is told of {name}" if key else "what it tells",
        mine=mine, of_mine=of_mine, others=others, of_others=of_others,
    )  # fmt: skip
    return Difference(kind, publisher, key, name, mine, of_mine, others, of_others, chance, 1.0, words, ())


def _with_examples(one: Difference, shared: _Shared) -> Difference:
    """The difference with the first events of its kind."""
    import dataclasses

    concerned = (event for event in sorted(shared.by_event) if not one.about or one.about in shared.sides[event])
    found = (event for event in concerned if _shows(one, shared.by_event[event]))
    return dataclasses.replace(one, events=tuple(itertools.islice(found, EXAMPLES)))


def _shows(one: Difference, held: Mapping[str, Telling]) -> bool:
    """Whether an event is told (or left out) in the way that makes the difference."""
    if one.kind == "left out":
        return one.publisher not in held and len(held) >= 2
    if one.publisher not in held:
        return False
    more = one.mine >= one.others
    return _marks(held[one.publisher], one.about)[one.kind] == more


def paired(only_mine: int, only_theirs: int) -> float:
    """The exact sign test (McNemar's), two-sided: of events told in two ways, how many are so with one side only."""
    from math import comb

    total, least = only_mine + only_theirs, min(only_mine, only_theirs)
    if total > 1_000:
        return min(math.erfc((abs(only_mine - only_theirs) - 1) / math.sqrt(2 * total)), 1.0)
    return min(float(2 * sum(comb(total, k) for k in range(least + 1)) / 2**total), 1.0)


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


def _names(record: Record, keys: Iterable[str]) -> dict[str, str]:
    from sqlalchemy import select

    from redshank.record.database import reading
    from redshank.record.tables import entity

    wanted = select(entity.c.id, entity.c.name).where(entity.c.id.in_(sorted(keys)))
    with reading(record.engine) as connection:
        return {row.id: row.name for row in connection.execute(wanted)}


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
    """What must hold of reports: of these events, or else of any that more than one report tells, in a time."""
    from sqlalchemy import select

    from redshank.record.filters import within
    from redshank.record.tables import event, report

    found = [report.c.current, *within(event.c.start, since, until)]
    if events:
        lead = report.alias()
        return [*found, report.c.event.in_(select(lead.c.n).where(lead.c.id.in_(events)))]
    return [*found, event.c.reports > 1]


def _reports(events: Sequence[str], since: str | None, until: str | None) -> Any:
    """Rows of the reports with event's id and publisher."""
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
    return found.order_by(event.c.start.desc(), report.c.n).limit(MOST_EVENTS)


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
    found: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for n, role, key in connection.execute(rows):
        found[n][role == "r"].add(key)
    return {n: (frozenset(actors), frozenset(others)) for n, (actors, others) in found.items()}
