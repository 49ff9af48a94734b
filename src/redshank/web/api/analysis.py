"""What the record shows when it is weighed as a whole: the network, and where powers stand towards each other."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from redshank.web.api.answers import router
from redshank.web.api.parameters import Date, Filters, Unset, Words
from redshank.web.api.telling import ViewpointsShape
from redshank.web.api.weighed import AlignmentShape, MovementShape, NetworkShape
from redshank.web.dependencies import Comparisons, Kept
from redshank.web.problems import AbsentError
from redshank.web.views import alignment, network, viewpoints

api = router("analysis")


class NetworkFilters(Filters):
    """Filters, and how much of the network."""

    most: int = Field(network.USUAL, ge=2, le=network.MOST, description="Entities, the busiest first.")
    least: int = Field(1, ge=1, le=1_000_000, description="Events that a tie must have.")


@api.get("/network", response_model=NetworkShape, name="network")
def the_network(record: Kept, asked: Annotated[NetworkFilters, Query()]) -> Any:
    """Who works with whom and against whom: the busiest entities, their ties, communities, and stable positions."""
    found = network.network(record, asked.question(), asked.most, asked.least)
    ties = network.table(found.ties)
    counts = {"entities": found.entities, "pairs": found.pairs}
    return {"nodes": found.nodes, "ties": ties, "communities": [asdict(one) for one in found.communities]} | counts


class Standing(BaseModel):
    """Whose alignments, and how many."""

    model_config = ConfigDict(extra="forbid")

    entity: Words = Field("", description="Only those of this party, by its id.", examples=["state:fra"])
    least: int = Field(alignment.LEAST, ge=1, le=1_000_000, description="Events that there must be between the two.")
    limit: int = Field(100, ge=1, le=500, description="At most so many, from both ends of the list.")


@api.get("/alignment", response_model=list[AlignmentShape], name="alignment")
def standings(record: Kept, asked: Annotated[Standing, Query()]) -> Any:
    """Where powers stand towards each other, with intervals; the most aligned first.

    Weighing a large record takes seconds the first time; later answers may be two minutes behind the record.
    """
    known = alignment.standings.of(record)
    found = known.of(asked.entity) if asked.entity else list(known.pairs)
    if asked.entity and not found:
        raise AbsentError("Nothing is known of where this one stands.")
    found = [one for one in found if one.events >= asked.least]
    return [one.to_json() for one in alignment.ends(found, asked.limit)]


class Compared(BaseModel):
    """What is compared."""

    model_config = ConfigDict(extra="forbid")

    publisher: Words = Field("", description="Only this publisher against the others.", examples=["Reuters"])
    since: Date | Unset = Field(None, description="Only events from this day, month or year on.")
    until: Date | Unset = Field(None, description="Only events until this day, month or year, itself included.")


NOTHING = {"ready": False, "since": None, "shared": 0, "compared": 0, "note": "", "publishers": (), "differences": ()}


@api.get("/viewpoints", response_model=ViewpointsShape, name="viewpoints")
def how_told(desk: Comparisons, asked: Annotated[Compared, Query()]) -> Any:
    """How publishers tell the same events, where there is enough to say so.

    Publishers are compared in the background: while ``ready`` is false, ask again in some seconds.
    """
    found = desk.ask(viewpoints.Asked(asked.publisher, asked.since, asked.until))
    return NOTHING if found.found is None else {"ready": True, "since": found.first} | found.found.to_json()


class Two(BaseModel):
    """Two parties."""

    model_config = ConfigDict(extra="forbid")

    one: Words = Field(description="Id of a party.", examples=["state:fra"])
    other: Words = Field(description="Id of the other.", examples=["state:deu"])


@api.get("/alignment/moved", response_model=MovementShape, name="alignment_moved")
def moved(record: Kept, asked: Annotated[Two, Query()]) -> Any:
    """How the alignment of two moved month by month, and the events that moved it most."""
    pair = alignment.standings.of(record).pair(asked.one, asked.other)
    return alignment.moved(record, pair.a.id, pair.b.id).to_json()
