"""What the API answers with where the record is looked at as a whole: entities, pairs, search, network, outlook."""

from __future__ import annotations

from pydantic import Field

from redshank.web.api.shapes import CountsShape, EventShape, ReportShape, Shape


class HeldShape(Shape):
    """An office over time; dates may be partial, no ``end`` means still held."""

    office: str
    holder: str
    holder_name: str
    body: str
    body_name: str
    start: str
    end: str


class MembershipShape(Shape):
    """From which year until which year an entity was a member; null for since before, and for still."""

    body: str
    body_name: str
    since: int | None
    until: int | None


class DeedShape(Shape):
    """How often an entity stands in a role ("actor" or "recipient") in events of a type."""

    role: str
    type: str
    quad: str
    events: int
    reports: int


class PartnerShape(Shape):
    """Someone on the other side of the same reports; ``role`` is that of the entity asked about."""

    role: str
    id: str
    name: str
    country: str | None
    sector: str | None
    events: int
    reports: int
    cooperation: int
    conflict: int
    known: bool


class TellerShape(Shape):
    """Who tells of the entity: a speaker (with an id) or a publisher (without), and in how many reports."""

    kind: str
    id: str
    name: str
    reports: int


class EntityShape(Shape):
    """Who an entity is, what it did and what was done to it, with whom, said by whom.

    ``known`` says whether the knowledge base has it; the fields from ``kind`` to ``memberships`` come from there.
    """

    id: str = Field(examples=["state:fra"])
    name: str
    country: str | None
    sector: str | None
    known: bool
    kind: str | None
    description: str
    aliases: list[str]
    offices: list[HeldShape]
    led_by: list[HeldShape]
    memberships: list[MembershipShape]
    names: list[str]
    reports: int
    events: int
    articles: int
    as_actor: int
    as_recipient: int
    quoted: int
    deeds: list[DeedShape]
    partners: list[PartnerShape]
    tellers: list[TellerShape]


class DirectionShape(Shape):
    """What one does to the other, as told to have happened; the score is PLOVER's mean (-10 to 10)."""

    events: int
    reports: int
    cooperative: int
    hostile: int
    score: float | None


class PointShape(Shape):
    """A step of a series between two; ``per_1000`` is events per 1,000 articles of that time."""

    start: str
    events: int
    reports: int
    cooperative: int
    hostile: int
    score: float | None
    goldstein: float | None
    articles: int
    per_1000: float | None


class IncidentShape(Shape):
    """An event in short."""

    event: str
    date: str
    type: str
    mode: str | None
    score: float
    reports: int


class TurnShape(Shape):
    """A lasting change of how many friendly or hostile events there are, with the events behind it."""

    start: str
    earliest: str
    latest: str
    kind: str
    before: float
    after: float
    gain: float
    words: str
    incidents: list[IncidentShape]


class AddressShape(Shape):
    """A way of addressing the other: events of a type and mode, forth and back."""

    type: str
    mode: str | None
    quad: str
    forth: int
    back: int


class BetweenShape(Shape):
    """Two who deal with each other: both directions, the series of both together, its turning points."""

    actor: str
    actor_name: str
    recipient: str
    recipient_name: str
    by: str
    forth: DirectionShape
    back: DirectionShape
    others: int
    points: list[PointShape]
    turns: list[TurnShape]
    address: list[AddressShape]
    latest: list[EventShape]


class ValueShape(Shape):
    """A value of a facet: what the address says, what people read, and how many reports have it."""

    value: str
    label: str
    count: int


class FacetShape(Shape):
    """What reports can be told apart by; ``name`` is the parameter of the address."""

    name: str
    label: str
    values: list[ValueShape]


class CalledShape(Shape):
    """An entity that is called as the search says, with its reports."""

    id: str
    name: str
    country: str | None
    reports: int


class SearchShape(Shape):
    """What answers a search."""

    counts: CountsShape
    entities: list[CalledShape]
    reports: list[ReportShape]
    events: list[EventShape]
    facets: list[FacetShape]


class NodeShape(Shape):
    """An entity of the network; ``community`` is -1 outside the largest ones; ``x``, ``y`` are as in GEXF export."""

    id: str
    name: str
    country: str | None
    sector: str | None
    events: int
    ties: int
    community: int
    x: float
    y: float


class TieShape(Shape):
    """What two entities do to each other; ``forth`` are events of which ``source`` is the actor."""

    source: str
    source_name: str
    target: str
    target_name: str
    events: int
    cooperation: int
    conflict: int
    balance: float
    forth: int
    back: int


class CommunityShape(Shape):
    """Entities that work together more than with others."""

    number: int
    size: int
    leading: list[str]


class NetworkShape(Shape):
    """The busiest entities and the ties among them; ``entities`` and ``pairs`` count all, shown or not."""

    nodes: list[NodeShape]
    ties: list[TieShape]
    communities: list[CommunityShape]
    entities: int
    pairs: int


class SideShape(Shape):
    """A party of an alignment: a state with all who act for it, or an entity."""

    id: str
    name: str
    country: str | None
    sector: str | None


class AlignmentShape(Shape):
    """Where two stand towards each other, from -1 to 1, with a 90 % interval; see the documentation for the parts."""

    a: SideShape
    b: SideShape
    score: float
    low: float
    high: float
    standing: str
    direct: float
    third: float
    trust: float
    contact: float
    heat: float
    tone: float
    friends: float
    enemies: float
    events: int
    cooperative: int
    hostile: int
    publishers: int
    last: str | None


class MovedShape(Shape):
    """An alignment as it was known on a day."""

    date: str
    score: float
    low: float
    high: float
    standing: str
    direct: float
    third: float
    events: int


class InfluenceShape(Shape):
    """An event, and by how much it moves the score of its two parties."""

    event: str
    date: str
    type: str
    score: float
    actor: str
    recipient: str
    shift: float


class MovementShape(Shape):
    """How the alignment of two moved, and the events that moved it most."""

    a: SideShape
    b: SideShape
    steps: list[MovedShape]
    events: list[InfluenceShape]


class PastShape(Shape):
    """A past event behind a forecast."""

    actor: str
    type: str
    recipient: str
    date: str


class ReasonShape(Shape):
    """A reason in words: ``hits`` of ``trials``, with its events."""

    kind: str
    words: str
    hits: int
    trials: int
    rows: list[PastShape]


class ForecastShape(Shape):
    """The odds that ``actor`` does ``type`` to ``recipient`` at least once; null where there is too little to go on."""

    actor: str
    type: str
    recipient: str
    start: str
    days: int
    probability: float | None
    low: float
    high: float
    usual: float
    based_on: int
    reasons: list[ReasonShape]
    note: str
    actor_name: str
    recipient_name: str


class OutlookShape(Shape):
    """The likeliest events from ``start`` on. While odds are learnt, ``ready`` is false and ``stage`` says how far."""

    ready: bool
    stage: str
    days: int
    start: str | None
    forecasts: list[ForecastShape]
