"""Who takes part, and pairs of those who do."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from redshank.web.api.answers import page, router
from redshank.web.api.parameters import Date, Ranked, Unset, Words
from redshank.web.api.shapes import DyadShape, PageShape, ParticipantShape
from redshank.web.api.weighed import BetweenShape, EntityShape
from redshank.web.dependencies import Kept
from redshank.web.problems import AbsentError
from redshank.web.views import dyad, entity, listing

api = router("entities")


@api.get("/entities", response_model=PageShape[ParticipantShape])
def entities(request: Request, record: Kept, asked: Annotated[Ranked, Query()]) -> Any:
    """Who takes part in the reports that answer a question, the most frequent first."""
    return page(request, listing.entities(record, asked.question(), asked.limit, asked.after), lambda one: one)


@api.get("/entities/{key:path}", response_model=EntityShape, name="entity")
def one_entity(
    record: Kept, key: Annotated[Words, Path(description="Id of the entity.", examples=["state:fra"])]
) -> Any:
    """Who an entity is, what it did and what was done to it, with whom, said by whom."""
    found = entity.entity_view(record, key)
    if found is None:
        raise AbsentError("There is no such entity in this record.")
    return entity_fields(found)


def entity_fields(found: entity.EntityView) -> dict[str, Any]:
    """The view of an entity as the API tells it."""
    known = found.known
    about: dict[str, Any] = {"known": known is not None, "kind": None, "description": "", "aliases": []}
    about |= {"offices": (), "led_by": (), "memberships": ()}
    if known is not None:
        about |= {name: getattr(known.entity, name) for name in ("kind", "description", "aliases")}
        about |= {name: getattr(known, name) for name in ("offices", "led_by", "memberships")}
    own = ("id", "name", "country", "sector", "as_actor", "as_recipient", "quoted", "deeds", "tellers")
    counts = {name: getattr(found.counts, name) for name in ("reports", "events", "articles")}
    about |= {name: getattr(found, name) for name in own} | counts
    return about | {"names": [words for words, _ in found.names], "partners": found.partners[:MOST_PARTNERS]}


MOST_PARTNERS = 200
"""Partners told with an entity; ``/dyads`` has all, by the page."""


class Between(BaseModel):
    """Which two, in which time."""

    model_config = ConfigDict(extra="forbid")

    actor: Words = Field(description="One of the two: an id, FRA, FRA/GOV, any:org:nato.", examples=["state:fra"])
    recipient: Words = Field(description="The other, named in the same ways.", examples=["RUS"])
    by: Literal["week", "month"] | Unset = Field(None, description="Step of the series; by default what fits.")
    since: Date | Unset = Field(None, description="From this day, month or year on.")
    until: Date | Unset = Field(None, description="Until this day, month or year, itself included.")


@api.get("/dyad", response_model=BetweenShape, name="dyad")
def between(record: Kept, asked: Annotated[Between, Query()]) -> Any:
    """Two who deal with each other: both directions, the series of both together, and its turning points."""
    found = dyad.dyad_view(record, asked.actor, asked.recipient, by=asked.by, since=asked.since, until=asked.until)
    return dyad_fields(found)


def dyad_fields(found: dyad.DyadView) -> dict[str, Any]:
    """The view of a pair as the API tells it."""
    names = ("by", "forth", "back", "others", "points", "address")
    sides = {"actor": found.one.key, "actor_name": found.one.name}
    sides |= {"recipient": found.other.key, "recipient_name": found.other.name}
    told = {name: getattr(found, name) for name in names}
    turns = [one.point for one in found.turns]
    return sides | told | {"turns": turns, "latest": [event.to_json() for event in found.latest]}


@api.get("/dyads", response_model=PageShape[DyadShape])
def dyads(request: Request, record: Kept, asked: Annotated[Ranked, Query()]) -> Any:
    """Ordered pairs of actor and recipient, those with the most events first."""
    return page(request, listing.dyads(record, asked.question(), asked.limit, asked.after), lambda one: one)
