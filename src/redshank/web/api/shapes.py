"""What the API answers with, as its schema tells it. Fields mean what they mean in the JSON of ``redshank``."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")


class Shape(BaseModel):
    """A JSON object with these fields."""

    model_config = ConfigDict(from_attributes=True)


class SpanShape(Shape):
    """The words from ``start`` to ``end`` of the article's text, in code points."""

    start: int
    end: int
    text: str


class PartyShape(Shape):
    """Who takes part: id in the knowledge base or null, name, alpha-3 country, PLOVER sector."""

    entity: str | None = Field(examples=["person:emmanuel-macron"])
    name: str = Field(examples=["Emmanuel Macron"])
    country: str | None = Field(examples=["FRA"])
    sector: str | None = Field(examples=["GOV"])


class MentionShape(PartyShape):
    """The words that name who takes part."""

    start: int
    end: int
    text: str


class PeriodShape(Shape):
    """When: both days included, and how exactly it is told."""

    start: str = Field(examples=["2023-03-10"])
    end: str = Field(examples=["2023-03-10"])
    precision: str = Field(examples=["day"])


class PlaceShape(Shape):
    """Where: WGS 84 degrees, GeoNames id, and how large a thing is named."""

    name: str = Field(examples=["Beijing"])
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: int | None
    precision: str = Field(examples=["city"])


class ReadPeriodShape(PeriodShape):
    """When, with the words that say so; null where the day of publication stands in."""

    mention: SpanShape | None


class ReadPlaceShape(PlaceShape):
    """Where, with the words that say so."""

    mention: SpanShape | None


class AttributionShape(Shape):
    """Who says so, if not the article itself."""

    speaker: MentionShape | None
    cue: str
    quoted: bool


class QuantityShape(Shape):
    """A number told with the event."""

    kind: str
    value: float
    unit: str
    mention: SpanShape


class CodedShape(Shape):
    """The codes of a report or an event."""

    id: str = Field(examples=["4f1c0a2b9d3e5f607182"])
    type: str = Field(examples=["CONSULT"])
    mode: str | None = Field(examples=["visit"])
    contexts: list[str]
    cameo: str
    quad: str
    goldstein: float
    score: float
    confidence: float


class ReportShape(CodedShape):
    """One coded statement, with the words it was read from and people's corrections in effect."""

    article: str
    sentence: SpanShape
    trigger: SpanShape
    actor: list[MentionShape]
    recipient: list[MentionShape]
    when: ReadPeriodShape | None
    where: ReadPlaceShape | None
    factuality: str
    attribution: AttributionShape | None
    quantities: list[QuantityShape]
    coder: str
    event: str | None
    publisher: str | None
    published: str | None
    judged: bool


class EventShape(CodedShape):
    """What one or more reports are about, and how well it is known."""

    actor: list[PartyShape]
    recipient: list[PartyShape]
    when: PeriodShape | None
    where: PlaceShape | None
    planned: bool
    status: str
    reports: int
    articles: int
    publishers: list[str]
    independent: int
    first_seen: str | None
    last_seen: str | None
    asserted_by: list[str]
    denied_by: list[str]
    fulfils: list[str]
    fulfilled_by: list[str]


class EvidenceShape(Shape):
    """One thing that speaks for (positive) or against (negative) two reports being about one event."""

    name: str
    weight: float
    words: str


class WhyShape(Shape):
    """A report of an event, and what joined it to the one that leads; nothing for that one."""

    report: ReportShape
    evidence: list[EvidenceShape]


class ArticleShape(Shape):
    """An article as it is kept; its text is given where one article is asked for."""

    id: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    language: str | None
    author: str | None
    version: int
    hash: str
    story: int
    coder: str
    coded_at: str
    has_text: bool


class ArticleTextShape(ArticleShape):
    """An article with its text; empty where only its sentences were to be kept."""

    text: str


class ParticipantShape(Shape):
    """An entity, and in how many reports it stands in which role."""

    id: str = Field(examples=["state:fra"])
    name: str = Field(examples=["France"])
    country: str | None
    sector: str | None
    as_actor: int
    as_recipient: int


class DyadShape(Shape):
    """An ordered pair of actor and recipient, with what is told between them."""

    actor: str
    actor_name: str
    recipient: str
    recipient_name: str
    reports: int
    events: int


class CountsShape(Shape):
    """How many, each for itself: one event may have many reports."""

    reports: int
    events: int
    articles: int


class StepShape(Shape):
    """A step of time. ``articles`` were published in it in all; ``share`` is reports per 1,000 of them."""

    start: str = Field(examples=["2023-03"])
    reports: int
    events: int
    articles: int
    share: float | None


class JudgementShape(Shape):
    """What a person decided; ``undoes`` is the number of the judgement that it takes back."""

    n: int
    kind: str
    target: str
    verdict: dict[str, Any]
    who: str
    at: str
    why: str
    undoes: int | None


class PageShape(Shape, Generic[Item]):
    """A page of a list: its rows, and where the next page is. Both are null on the last one."""

    items: list[Item]
    after: str | None
    next: str | None = Field(examples=["/api/v1/events?after=2023-03-07~4f1c0a2b9d3e5f607182"])


class ProblemShape(Shape):
    """What went wrong (RFC 9457), and what to do about it."""

    type: str
    title: str
    status: int
    detail: str
    do: str | None = None
