"""Decisions that the API takes: what each must hold, and how the record keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag

from redshank.knowledge.overrides import KINDS, SECTORS
from redshank.model import FACTUALITIES, TYPES, Entity
from redshank.ontology import contexts
from redshank.ontology.plover import all_modes
from redshank.record import Record
from redshank.record.packing import storable
from redshank.web.api.parameters import Words, real_day
from redshank.web.problems import AbsentError
from redshank.web.wording import PLACE_PRECISIONS, PRECISIONS

Key = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[0-9a-zA-Z_.:-]+$")]
Who = Annotated[
    str,
    Field(pattern=r"^[^\s\x00].*$", max_length=100, description="The person who judges.", examples=["ana"]),
    AfterValidator(storable),
]
Named = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(storable)]


Country = Annotated[str, Field(pattern="^[A-Z]{3}$", max_length=3, examples=["FRA"])]
Day = Annotated[
    str,
    Field(pattern="^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", examples=["2023-03-10"]),
    AfterValidator(real_day),
]


def _one_of(values: Iterable[str]) -> Any:
    """A word out of a list."""
    listed = sorted(values)
    form = "|".join(re.escape(value) for value in listed)
    return Annotated[str, Field(pattern=f"^({form})$", json_schema_extra={"enum": [*listed]})]


class Decision(BaseModel):
    """Who decides, and why."""

    model_config = ConfigDict(extra="forbid")

    who: Who
    why: Annotated[str, Field(max_length=2000), AfterValidator(storable)] = ""


class Mark(Decision):
    """A report is right or wrong; one that is wrong no longer counts."""

    kind: Literal["mark"]
    report: Key
    right: bool

    def keep(self, record: Record) -> int:
        """The number of the judgement."""
        _there(record, self.report)
        return record.mark(self.report, right=self.right, who=self.who, why=self.why)


class Correction(Decision):
    """A field of a report is another."""

    kind: Literal["correct"]
    report: Key
    field: str
    value: Any

    def keep(self, record: Record) -> int:
        """The number of the judgement."""
        _there(record, self.report)
        value = self.model_dump(mode="json", exclude_none=self.field in ("actor", "recipient", "where"))["value"]
        return record.correct(self.report, self.field, value, who=self.who, why=self.why)


class CorrectType(Correction):
    """The type is another; codes that follow from it change with it."""

    field: Literal["type"]
    value: _one_of(TYPES)  # type: ignore[valid-type]


class CorrectMode(Correction):
    """The mode is another, or none."""

    field: Literal["mode"]
    value: _one_of(all_modes()) | None  # type: ignore[valid-type]


class CorrectContexts(Correction):
    """The contexts are these."""

    field: Literal["contexts"]
    value: Annotated[list[_one_of(tuple(contexts()))], Field(max_length=20)]  # type: ignore[valid-type]


class CorrectFactuality(Correction):
    """It is told in another way: as having happened, announced, hedged or denied."""

    field: Literal["factuality"]
    value: _one_of(FACTUALITIES)  # type: ignore[valid-type]


class NewParty(BaseModel):
    """Who takes part: a name, and what is known of it."""

    model_config = ConfigDict(extra="forbid")

    name: Named
    entity: Annotated[str, Field(pattern=r"^[a-z-]{1,30}:[0-9a-z-]{1,100}$")] | None = None
    country: Country | None = None
    sector: _one_of(tuple(sorted(SECTORS))) | None = None  # type: ignore[valid-type]


class CorrectParties(Correction):
    """Actors or recipients are these."""

    field: Literal["actor", "recipient"]
    value: Annotated[list[NewParty], Field(max_length=20)]


class NewPeriod(BaseModel):
    """When: both days included."""

    model_config = ConfigDict(extra="forbid")

    start: Day
    end: Day
    precision: _one_of(PRECISIONS) = "day"  # type: ignore[valid-type]


class CorrectWhen(Correction):
    """It happened at another time, or it is not told when."""

    field: Literal["when"]
    value: NewPeriod | None


class NewPlace(BaseModel):
    """Where, in WGS 84 degrees."""

    model_config = ConfigDict(extra="forbid")

    name: Named
    country: Country | None = None
    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None
    geonames: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    precision: _one_of(PLACE_PRECISIONS) = "city"  # type: ignore[valid-type]


class CorrectWhere(Correction):
    """It happened elsewhere, or it is not told where."""

    field: Literal["where"]
    value: NewPlace | None


class CorrectVoice(Correction):
    """The article itself says so, and nobody in it; a voice can only be taken away."""

    field: Literal["attribution"]
    value: None


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
    name: Named
    kind: _one_of(tuple(sorted(KINDS))) = "organisation"  # type: ignore[valid-type]
    country: Country | None = None
    sector: _one_of(tuple(sorted(SECTORS))) | None = None  # type: ignore[valid-type]
    aliases: Annotated[list[Words], Field(max_length=50)] = []
    description: Words = ""

    def entity(self) -> Entity:
        """The entity in the types of the record."""
        return Entity(self.id, self.name, self.kind, self.country, self.sector, tuple(self.aliases), self.description)


class Link(Decision):
    """A name means this entity, in what is kept and in what will come."""

    kind: Literal["link"]
    name: Named
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


def _tag(value: Any) -> str | None:
    """Which kind of decision a JSON object is: its ``kind``, and for corrections the ``field``."""
    if not isinstance(value, dict):
        return None
    kind, field = value.get("kind"), value.get("field")
    if kind != "correct":
        return kind if isinstance(kind, str) else None
    return f"correct {'parties' if field in ('actor', 'recipient') else field}"


Judged = Annotated[
    Annotated[Mark, Tag("mark")]
    | Annotated[CorrectType, Tag("correct type")]
    | Annotated[CorrectMode, Tag("correct mode")]
    | Annotated[CorrectContexts, Tag("correct contexts")]
    | Annotated[CorrectFactuality, Tag("correct factuality")]
    | Annotated[CorrectParties, Tag("correct parties")]
    | Annotated[CorrectWhen, Tag("correct when")]
    | Annotated[CorrectWhere, Tag("correct where")]
    | Annotated[CorrectVoice, Tag("correct attribution")]
    | Annotated[Merge, Tag("merge")]
    | Annotated[Split, Tag("split")]
    | Annotated[Link, Tag("link")]
    | Annotated[Add, Tag("entity")]
    | Annotated[Undo, Tag("undo")],
    Discriminator(_tag),
]
"""Any decision."""
