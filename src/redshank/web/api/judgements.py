"""What people judge: every decision is a row that says who, when and why, and can be taken back."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from fastapi import Body, Query, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from redshank.model import Entity
from redshank.record import Record
from redshank.record.corrections import FIELDS
from redshank.record.packing import storable
from redshank.web.api.answers import page, router
from redshank.web.api.parameters import Arrived, Words
from redshank.web.api.shapes import JudgementShape, PageShape
from redshank.web.dependencies import Kept
from redshank.web.problems import AbsentError
from redshank.web.views import listing

api = router("judgements", writing=True)

Key = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[0-9a-zA-Z_.:-]+$")]
Who = Annotated[Words, Field(pattern=r"[0-9A-Za-z]", description="The person who judges.", examples=["ana"])]


def _clean(value: Any) -> Any:
    """A value of JSON that both databases can hold. Raises ValueError for one that cannot be written as JSON."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("must be a finite number")
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {storable(key): _clean(one) for key, one in value.items()} if isinstance(value, dict) else value


class Decision(BaseModel):
    """Who decides, and why."""

    model_config = ConfigDict(extra="forbid")

    who: Who
    why: Annotated[str, AfterValidator(storable), Field(max_length=2000)] = ""


class Mark(Decision):
    """A report is right or wrong; one that is wrong no longer counts."""

    kind: Literal["mark"]
    report: Key
    right: bool

    def keep(self, record: Record) -> int:
        """The number of the judgement."""
        _there(record, self.report)
        return record.mark(self.report, right=self.right, who=self.who, why=self.why)


class Correct(Decision):
    """A field of a report is another; ``value`` is as in the report's JSON."""

    kind: Literal["correct"]
    report: Key
    field: Literal["type", "mode", "contexts", "factuality", "actor", "recipient", "when", "where", "attribution"]
    value: Annotated[Any, AfterValidator(_clean)]

    def keep(self, record: Record) -> int:
        """The number of the judgement."""
        _there(record, self.report)
        return record.correct(self.report, self.field, self.value, who=self.who, why=self.why)


assert set(Correct.model_fields["field"].annotation.__args__) == set(FIELDS)  # type: ignore[union-attr]


class Merge(Decision):
    """Two events are one."""

    kind: Literal["merge"]
    event: Key
    other: Key

    def keep(self, record: Record) -> int:
        """The number of the judgement."""
        _there(record, self.event, self.other)
        return record.merge(self.event, self.other, who=self.who, why=self.why)


class Split(Decision):
    """Some reports of an event are about another."""

    kind: Literal["split"]
    event: Key
    reports: Annotated[list[Key], Field(min_length=1, max_length=500)]

    def keep(self, record: Record) -> int:
        """The number of the judgement."""
        _there(record, self.event, *self.reports)
        return record.split(self.event, self.reports, who=self.who, why=self.why)


class NewEntity(BaseModel):
    """An entity as the knowledge base has them."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z-]{1,30}:[0-9a-z-]{1,100}$", examples=["person:jane-doe"])]
    name: Annotated[Words, Field(min_length=1)]
    kind: Annotated[str, Field(pattern="^[a-z-]{1,30}$")] = "organisation"
    country: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None
    sector: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None
    aliases: Annotated[list[Words], Field(max_length=50)] = []
    description: Words = ""

    def entity(self) -> Entity:
        """The entity in the types of the record."""
        return Entity(self.id, self.name, self.kind, self.country, self.sector, tuple(self.aliases), self.description)


class Link(Decision):
    """A name means this entity, in what is kept and in what will come."""

    kind: Literal["link"]
    name: Annotated[Words, Field(min_length=1)]
    entity: NewEntity

    def keep(self, record: Record) -> int:
        """The number of the judgement."""
        return record.link(self.name, self.entity.entity(), who=self.who, why=self.why)


class Add(Decision):
    """An entity that the knowledge base does not have; ``ingest`` and ``recode`` will know it."""

    kind: Literal["entity"]
    entity: NewEntity

    def keep(self, record: Record) -> int:
        """The number of the judgement."""
        return record.add_entity(self.entity.entity(), who=self.who, why=self.why)


class Undo(Decision):
    """A judgement is taken back; undoing can be undone too."""

    kind: Literal["undo"]
    judgement: Annotated[int, Field(ge=1, le=2**31 - 1)]

    def keep(self, record: Record) -> int:
        """The number of the judgement."""
        if not any(one.n == self.judgement for one in record.judgements()):
            raise AbsentError("There is no such judgement in this record.")
        return record.undo(self.judgement, who=self.who, why=self.why)


def _there(record: Record, *keys: str) -> None:
    """Raise AbsentError unless all these reports or events are in the record."""
    if any(record.report(key) is None for key in keys):
        raise AbsentError("There is no such report or event in this record.")


Judged = Annotated[Mark | Correct | Merge | Split | Link | Add | Undo, Field(discriminator="kind")]

EXAMPLES = {
    "wrong": {"value": {"kind": "mark", "report": "0b44af9bcad3d835e90c", "right": False, "who": "ana"}},
    "another type": {
        "value": {
            "kind": "correct", "report": "0b44af9bcad3d835e90c", "field": "type", "value": "ASSAULT", "who": "ana",
            "why": "the raid is told as an attack",
        }
    },
    "taken back": {"value": {"kind": "undo", "judgement": 1, "who": "ana"}},
}  # fmt: skip


@api.get("/judgements", response_model=PageShape[JudgementShape])
def judgements(request: Request, record: Kept, asked: Annotated[Arrived, Query()]) -> Any:
    """What people judged, the latest first; what was taken back stands here as well."""
    return page(request, listing.judgements(record, asked.limit, asked.after), lambda one: one)


@api.post("/judgements", response_model=JudgementShape, status_code=201)
def judge(record: Kept, decision: Annotated[Judged, Body(openapi_examples=EXAMPLES)]) -> Any:
    """Keep a decision; it takes effect at once."""
    number = decision.keep(record)
    return next(one for one in record.judgements() if one.n == number)
