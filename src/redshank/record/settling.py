"""Bringing the events up to date with what a transaction did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, insert, select, update

from redshank.model import Event
from redshank.record import tables
from redshank.record.changes import Changes
from redshank.record.clustering import Settling, united
from redshank.record.deriving import Member, derive, members
from redshank.record.hood import Hood
from redshank.record.linking import relink
from redshank.record.lookup import chunks
from redshank.record.packing import pack_event
from redshank.record.stored import Original


def bring_up_to_date(changes: Changes) -> None:
    """Settle who joins whom, and derive the events that this concerns."""
    changes.flush()
    judged = changes.judged
    numbers = _numbers_of(changes, {i for pair in (*judged.apart, *judged.together) for i in pair})
    hood = Hood(changes.connection, _apart(judged.apart, numbers))
    mine = [*changes.new, *sorted(changes.altered - set(changes.new))]
    hood.load(mine)
    hood.index(mine)
    touched = Settling(hood).settle(changes.new, sorted(changes.altered - set(changes.new)))
    hood.write()
    _renew(changes, hood, touched, [(numbers[a], numbers[b]) for a, b in judged.together if {a, b} <= numbers.keys()])
    changes.new, changes.altered, changes.restated = [], set(), set()


def _numbers_of(changes: Changes, ids: Iterable[str]) -> dict[str, int]:
    """Numbers of the reports with these ids that count now."""
    found: dict[str, int] = {}
    held, r = sorted(ids), tables.report.c
    for i in range(0, len(held), 400):
        where = and_(r.id.in_(held[i : i + 400]), r.current)
        found |= {row.id: row.n for row in changes.connection.execute(select(r.id, r.n).where(where))}
    return found


def _apart(pairs: Iterable[tuple[str, str]], numbers: Mapping[str, int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        if one in numbers and other in numbers:
            found[numbers[one]].add(numbers[other])
            found[numbers[other]].add(numbers[one])
    return {n: frozenset(others) for n, others in found.items()}


def _renew(changes: Changes, hood: Hood, touched: set[int], together: Sequence[tuple[int, int]]) -> None:
    """Write the events of the touched leads anew, those that people united as one."""
    r = tables.report.c
    leads = {n: lead for pair in together for n in pair if (lead := hood.lead(n)) is not None}
    ranks = {n: found.rank for n in set(leads.values()) if (found := hood.traits(n))}
    whole = united(leads, together, ranks)
    touched, stale = touched | set(whole), set(changes.restated)
    for some in chunks(sorted(touched)):
        stale.update(_events(changes, r.lead.in_(some)))
        changes.connection.execute(update(tables.report).where(r.lead.in_(some)).values(event=r.lead))
    for some in chunks(sorted(changes.altered | set(changes.new))):
        stale.update(_events(changes, r.n.in_(some)))
        gone = and_(r.n.in_(some), r.current.is_(False))
        changes.connection.execute(update(tables.report).where(gone).values(event=None, lead=None))
    rows = [{"lead_": lead, "event_": event} for lead, event in sorted(whole.items()) if lead != event]
    if rows:
        change = update(tables.report).where(r.lead == bindparam("lead_")).values(event=bindparam("event_"))
        changes.connection.execute(change, rows)
    _derive(changes, hood, stale | touched | set(whole.values()))


def _events(changes: Changes, condition: Any) -> list[int]:
    r = tables.report.c
    return [row.event for row in changes.distinct(r.event, and_(condition, r.event.is_not(None)))]


def _derive(changes: Changes, hood: Hood, events: set[int]) -> None:
    """Derive these events from their reports; those without any are gone."""
    found = members(changes.connection, sorted(events))
    for some in chunks(sorted(events)):
        changes.connection.execute(delete(tables.event).where(tables.event.c.n.in_(some)))
        changes.connection.execute(delete(tables.event_party).where(tables.event_party.c.event.in_(some)))
        changes.connection.execute(delete(tables.pair).where(tables.pair.c.event.in_(some)))
    for n, lead in sorted(changes.effective(sorted(found)).items()):
        _add_event(changes, n, derive(lead.id, lead.report, found[n], linked=False), lead, found[n])
    changes.flush()
    _add_pairs(changes, sorted(found))
    relink(changes.connection, hood, sorted(events), sorted(found))


def _add_pairs(changes: Changes, events: Sequence[int]) -> None:
    """Count for each event who acts towards whom in how many of its reports."""
    r, actor, recipient = tables.report.c, tables.party.alias(), tables.party.alias()
    for some in chunks(events):
        pairs = (
            select(actor.c.entity, recipient.c.entity, r.event, func.count())
            .join(actor, and_(actor.c.report == r.n, actor.c.role == tables.ROLES["actor"]))
            .join(recipient, and_(recipient.c.report == r.n, recipient.c.role == tables.ROLES["recipient"]))
            .where(r.event.in_(some), r.current)
            .group_by(actor.c.entity, recipient.c.entity, r.event)
        )
        changes.connection.execute(insert(tables.pair).from_select(list(tables.pair.c.keys()), pairs))


def _add_event(changes: Changes, n: int, event: Event, lead: Original, reports: Sequence[Member]) -> None:
    place = next((m.place for m in reports if m.where == event.where), None) if event.where else None
    when = event.when
    about = {
        name: getattr(event, name) for name in ("type", "planned", "status", "reports", "independent", "confidence")
    }
    start, end = (when.start, when.end) if when else (None, None)
    changes.numbers.add(tables.event, n=n, **about, start=start, end=end, place=place, body=pack_event(event))
    for role in ("actor", "recipient"):
        for number in sorted({changes.numbers.entity(m) for m in getattr(lead.report, role)}):
            changes.numbers.add(tables.event_party, entity=number, role=tables.ROLES[role], event=n)
