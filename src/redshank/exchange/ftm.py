"""FollowTheMoney entities: those who act, and the events they were involved in, as JSON lines that its tools read.

Written without the library, which is not needed to write it; the tests check the result with it where it is installed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from redshank.knowledge import default
from redshank.model import Event

if TYPE_CHECKING:
    from redshank.record.counting import Participant

SCHEMATA = {
    "person": "Person",
    "company": "Company",
    "media": "Organization",
    "government": "PublicBody",
    "court": "PublicBody",
    "state": "PublicBody",
    "armed-group": "Organization",
    "party": "Organization",
    "movement": "Organization",
    "organisation": "Organization",
    "ngo": "Organization",
    "bloc": "Organization",
}
"""FollowTheMoney's schema for our kinds; for the others LegalEntity."""


def entity_key(entity_id: str) -> str:
    """An id as FollowTheMoney takes it: no spaces nor bars."""
    return "redshank-" + hashlib.sha1(entity_id.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def of_participant(one: Participant) -> dict[str, Any]:
    """An entity of the record."""
    known = default().entity(one.id)
    properties: dict[str, list[str]] = {"name": [one.name]}
    if country := _iso2(one.country):
        properties["country"] = [country]
    if known is not None:
        properties["alias"] = list(known.aliases[:20])
        properties["description"] = [known.description] if known.description else []
    schema = SCHEMATA.get(known.kind, "LegalEntity") if known else "LegalEntity"
    return _entity(entity_key(one.id), schema, properties)


def of_event(event: Event) -> dict[str, Any]:
    """An event, with who was involved in it."""
    who = ", ".join(mention.name for mention in event.actor) or "somebody"
    whom = ", ".join(mention.name for mention in event.recipient)
    words = f"{event.type}: {who}" + (f" to {whom}" if whom else "")
    properties: dict[str, list[str]] = {"name": [words], "keywords": [event.type, *event.contexts]}
    properties["summary"] = [f"{event.status}; {event.reports} reports by {event.independent} independent publishers"]
    mentions = (*event.actor, *event.recipient)
    ids = (
        mention.entity or f"name:{mention.name}|{mention.country or ''}|{mention.sector or ''}" for mention in mentions
    )
    properties["involved"] = [entity_key(key) for key in ids]
    properties["publisher"] = list(event.publishers)
    if event.when:
        single = event.when.start == event.when.end
        properties |= {"date": [event.when.start]} if single else {
            "startDate": [event.when.start], "endDate": [event.when.end]}  # fmt: skip
    if event.where:
        properties["location"] = [event.where.name]
        if country := _iso2(event.where.country):
            properties["country"] = [country]
    return _entity("redshank-event-" + event.id, "Event", properties)


def _entity(key: str, schema: str, properties: dict[str, list[str]]) -> dict[str, Any]:
    return {"id": key, "schema": schema, "properties": {name: v for name, v in sorted(properties.items()) if v}}


def _iso2(country: str | None) -> str:
    state = default().states.get(country or "")
    return state.iso2.lower() if state and state.iso2 else ""


def of_events(events: Iterable[Event], people: Iterable[Participant]) -> Iterator[dict[str, Any]]:
    """All who are involved, then the events."""
    for one in people:
        yield of_participant(one)
    for event in events:
        yield of_event(event)
