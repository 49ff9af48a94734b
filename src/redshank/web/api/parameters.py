"""Parameters of the API: the filters of ``redshank query`` by the same names, and how far a list goes."""

from __future__ import annotations

import calendar
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from redshank.model import FACTUALITIES, STATUSES, TYPES
from redshank.record import Question
from redshank.record.packing import storable
from redshank.record.question import QUADS, VOICES
from redshank.record.words import terms
from redshank.web.views import listing

MOST_VALUES = 50
MOST_CHARACTERS = 300
MOST_ROWS = 500
NOWHERE = ("",)
"""Ids of articles that there are not."""
DATE = r"^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
"""A day, month or year, as ISO 8601 writes it."""

Unset = SkipJsonSchema[None]
"""What is not given; it cannot be written in an address, so that the schema does not name it."""

Words = Annotated[str, Field(max_length=MOST_CHARACTERS), AfterValidator(storable)]
"""A short text that both databases can hold."""


def real_day(date: str) -> str:
    """The date, or the last day of its month where the month has no such day."""
    if len(date) < 10:
        return date
    last = calendar.monthrange(int(date[:4]), int(date[5:7]))[1]
    return f"{date[:8]}{min(int(date[8:]), last):02}"


Date = Annotated[str, Field(pattern=DATE), AfterValidator(real_day)]


def _one_of(values: tuple[str, ...]) -> Any:
    """Words out of a list; others are refused in the record's own words."""
    return Annotated[str, Field(max_length=MOST_CHARACTERS, json_schema_extra={"enum": list(values)})]


def _several(what: str, example: str) -> Any:
    return Field([], max_length=MOST_VALUES, description=f"{what} Repeat it for several.", examples=[[example]])


WHO = "Id of an entity, country (FRA), country and sector (FRA/GOV, /REB), or bloc (any:org:nato)."


class Filters(BaseModel):
    """Filters on reports: all that are given must hold; several values of one: any of them."""

    model_config = ConfigDict(extra="forbid")

    actor: list[Words] = _several(f"Who acts. {WHO}", "state:fra")
    recipient: list[Words] = _several("Who is acted on, named in the same ways.", "RUS")
    either: list[Words] = _several("Who acts or is acted on, named in the same ways.", "FRA/GOV")
    speaker: list[Words] = _several("Who says so, named in the same ways.", "person:emmanuel-macron")
    type: list[_one_of(TYPES)] = _several("Event type.", "CONSULT")  # type: ignore[valid-type]
    mode: list[Words] = _several("Mode of the type.", "visit")
    quad: list[_one_of(QUADS)] = _several("Quad class.", "material conflict")  # type: ignore[valid-type]
    since: Date | Unset = Field(None, description="From this day, month or year on.", examples=["2023-03"])
    until: Date | Unset = Field(None, description="Until this day, month or year, itself included.", examples=["2023"])
    place: list[Words] = _several("Name of a place, or country.", "Moscow")
    publisher: list[Words] = _several("Who published the article.", "Reuters")
    factuality: list[_one_of(FACTUALITIES)] = _several("How sure it is told.", "asserted")  # type: ignore[valid-type]
    voice: _one_of(VOICES) | Unset = Field(  # type: ignore[valid-type]
        None, description="The article's own, or attributed to someone."
    )
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | Unset = Field(
        None, description="At least this sure."
    )
    text: Annotated[str, Field(max_length=1000), AfterValidator(storable)] | Unset = Field(
        None, description='Words of the sentence; "exact phrase", begin*.', examples=["grain deal"]
    )
    status: list[_one_of(STATUSES)] = _several("How the event stands.", "corroborated")  # type: ignore[valid-type]

    def question(self) -> Question:
        """What is asked of the record. Raises UsageError for a value that is not in its list.

        Text without a single word is found nowhere.
        """
        text, nowhere = (self.text, ()) if self.text is None or any(terms(self.text)) else (None, NOWHERE)
        return Question(
            actor=tuple(self.actor), recipient=tuple(self.recipient), either=tuple(self.either),
            speaker=tuple(self.speaker), types=tuple(self.type), modes=tuple(self.mode), quads=tuple(self.quad),
            since=self.since, until=self.until, places=tuple(self.place), publishers=tuple(self.publisher),
            factuality=tuple(self.factuality), voice=self.voice, confidence=self.confidence, text=text,
            statuses=tuple(self.status), articles=nowhere,
        )  # fmt: skip


Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="At most so many rows.")]
AFTER = "Where the page begins: `after` of the page before it."


class Dated(Filters):
    """Filters and a page of a list that goes by date."""

    limit: Limit = 50
    after: Annotated[str, Field(pattern=listing.BY_DATE)] | Unset = Field(None, description=AFTER)


class Ranked(Filters):
    """Filters and a page of a list that goes by counts."""

    limit: Limit = 50
    after: Annotated[str, Field(pattern=listing.BY_COUNT)] | Unset = Field(None, description=AFTER)


class Arrived(BaseModel):
    """A page of a list in the order in which things came."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = 50
    after: Annotated[str, Field(pattern=listing.BY_ARRIVAL)] | Unset = Field(None, description=AFTER)
