"""What the knowledge base says of an entity: names, offices over time, memberships, who leads it, who belongs to it."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from redshank.knowledge import default
from redshank.knowledge.offices import HEADS_OF_GOVERNMENT, LEADERS, Office
from redshank.model import Entity

YEARS = range(1945, 2027)
"""Years in which memberships are looked for: from the founding of the United Nations on."""

BODIES = frozenset({"bloc", "organisation"})


@dataclass(frozen=True, slots=True)
class Held:
    """An office over time: who held which office of what. Dates may be partial; no ``end`` means still held."""

    office: str
    holder: str
    holder_name: str
    body: str
    body_name: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Membership:
    """From which year until which year an entity was a member of a body; None for since before, and for still."""

    body: str
    body_name: str
    since: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an entity. ``members`` are pairs of id and name on the day asked for."""

    entity: Entity
    offices: tuple[Held, ...] = ()
    led_by: tuple[Held, ...] = ()
    memberships: tuple[Membership, ...] = ()
    members: tuple[tuple[str, str], ...] = field(default=())


def load() -> None:
    """Work out, once and for all, what the first page of an entity would wait for."""
    default()
    _led()
    _memberships()


def known(key: str, on: str) -> Known | None:
    """What the knowledge base has of an id, members as on a day; None if it does not have it."""
    base = default()
    entity = base.entity(key)
    if entity is None:
        return None
    body = _code(entity)
    return Known(
        entity,
        tuple(_held(office) for office in reversed(base.offices(key))),
        tuple(_held(office) for office in _led().get(body, ())),
        _memberships().get(body, ()),
        tuple(_members(key, on)),
    )


def _code(entity: Entity) -> str:
    """How offices and memberships name an entity: states by their code, all others by their id."""
    state = next((one for one in default().states.values() if one.id == entity.id), None)
    return state.code if state else entity.id


def _held(office: Office) -> Held:
    name = office.title or office.office.replace("-", " ")
    return Held(name, office.holder, _name(office.holder), *_body(office.body), office.start, office.end)


def _name(key: str) -> str:
    entity = default().entity(key)
    return entity.name if entity else key


def _body(code: str) -> tuple[str, str]:
    """Id and name of a state or organisation that offices and memberships name."""
    state = default().states.get(code)
    key = state.id if state else code
    return key, _name(key)


@functools.cache
def _led() -> Mapping[str, tuple[Office, ...]]:
    """Offices of each state and organisation, the latest first."""
    base = default()
    found: dict[str, list[Office]] = defaultdict(list)
    for entity in base:
        for office in base.offices(entity.id):
            found[office.body].append(office)
    return {body: tuple(sorted(some, key=_standing, reverse=True)) for body, some in found.items()}


def _standing(office: Office) -> tuple[bool, bool, str, str]:
    """Those still held first, leaders before others, the latest first."""
    leads = office.office in HEADS_OF_GOVERNMENT or office.office in LEADERS
    return not office.end, leads and not office.end, office.start, office.office


@functools.cache
def _memberships() -> Mapping[str, tuple[Membership, ...]]:
    """Memberships of each state and entity, by the years at whose ends they held."""
    base = default()
    found: dict[str, list[Membership]] = defaultdict(list)
    for body in sorted((one for one in base if one.kind in BODIES), key=lambda one: one.name):
        years: dict[str, list[int]] = defaultdict(list)
        for year in YEARS:
            for member in base.members(body.id, f"{year}-12-31"):
                years[member].append(year)
        for member, held in years.items():
            found[member] += (_membership(body, member, *span) for span in _spans(held))
    return {member: tuple(some) for member, some in found.items()}


def _membership(body: Entity, member: str, first: int, last: int) -> Membership:
    """The membership at whose year's ends ``first`` to ``last`` it held."""
    since = first if first != YEARS[0] else None
    if last == YEARS[-1]:
        return Membership(body.id, body.name, since, None)
    into_next = default().is_member(body.id, member, f"{last + 1}-01-01")
    return Membership(body.id, body.name, since, last + into_next)


def _spans(years: list[int]) -> Iterator[tuple[int, int]]:
    """Stretches of years in a row, as first and last."""
    first = last = years[0]
    for year in [*years[1:], 0]:
        if year != last + 1:
            yield first, last
            first = year
        last = year


def _members(key: str, on: str) -> Iterator[tuple[str, str]]:
    for code in default().members(key, on):
        yield _body(code)
