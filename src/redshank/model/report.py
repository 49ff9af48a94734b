"""Reports: one coded statement, in one sentence of one article."""

import hashlib
from dataclasses import dataclass
from typing import Any

from redshank.model.entity import Mention
from redshank.model.spacetime import Period, Place
from redshank.model.span import Span

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER's 16 event types as used by POLECAT (PLOVER manual 0.8, chapter 3)."""

FACTUALITIES = ("asserted", "planned", "possible", "negated")
"""Told as having happened or happening; intended or announced; hedged or conditional; said not to have happened."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so, when it is not the article's own voice: the speaker (None if not named), the cue, direct or not."""

    speaker: Mention | None
    cue: str
    quoted: bool

    def to_json(self) -> dict[str, Any]:
        """The attribution as it stands in a report's JSON."""
        return {"speaker": self.speaker.to_json() if self.speaker else None, "cue": self.cue, "quoted": self.quoted}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Attribution":
        """The attribution that ``to_json`` wrote."""
        speaker = Mention.from_json(fields["speaker"]) if fields["speaker"] else None
        return cls(speaker, fields["cue"], fields["quoted"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number told with an event: ``kind`` is ``dead injured size money goods``, ``unit`` persons, USD, rockets,
    ..."""

    kind: str
    value: float
    unit: str
    mention: Span

    def to_json(self) -> dict[str, Any]:
        """The quantity as it stands in a report's JSON."""
        return {"kind": self.kind, "value": self.value, "unit": self.unit, "mention": self.mention.to_json()}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Quantity":
        """The quantity that ``to_json`` wrote."""
        return cls(fields["kind"], fields["value"], fields["unit"], Span.from_json(fields["mention"]))


@dataclass(frozen=True, slots=True)
class Report:
    """One coded statement: who did what to whom, when, where, who says so and how sure.

    ``goldstein`` is that of the CAMEO code (-10 to 10), ``score`` PLOVER's own conflict-cooperation score of type and
    mode (-10 to 10), ``confidence`` a probability (0 to 1) that type, actor and recipient are right.
    """

    article: str
    sentence: Span
    trigger: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad: str
    goldstein: float
    score: float
    actor: tuple[Mention, ...]
    recipient: tuple[Mention, ...]
    when: Period | None
    where: Place | None
    factuality: str
    attribution: Attribution | None
    confidence: float
    coder: str
    quantities: tuple[Quantity, ...] = ()

    @property
    def id(self) -> str:
        """A stable hash of the article, the type and the spans of trigger, actor and recipient."""
        spans: list[Span | Mention] = [self.trigger, *self.actor, *self.recipient]
        key = "|".join([self.article, self.type, *(f"{s.start}-{s.end}" for s in spans)])
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:20]

    def to_json(self) -> dict[str, Any]:
        """The report as one line of ``redshank code --format jsonl``."""
        return {
            "id": self.id,
            "article": self.article,
            "sentence": self.sentence.to_json(),
            "trigger": self.trigger.to_json(),
            "type": self.type,
            "mode": self.mode,
            "contexts": list(self.contexts),
            "cameo": self.cameo,
            "quad": self.quad,
            "goldstein": self.goldstein,
            "score": self.score,
            "actor": [m.to_json() for m in self.actor],
            "recipient": [m.to_json() for m in self.recipient],
            "when": self.when.to_json() if self.when else None,
            "where": self.where.to_json() if self.where else None,
            "factuality": self.factuality,
            "attribution": self.attribution.to_json() if self.attribution else None,
            "quantities": [q.to_json() for q in self.quantities],
            "confidence": self.confidence,
            "coder": self.coder,
        }

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Report":
        """The report that ``to_json`` wrote."""
        return cls(
            article=fields["article"],
            sentence=Span.from_json(fields["sentence"]),
            trigger=Span.from_json(fields["trigger"]),
            type=fields["type"],
            mode=fields["mode"],
            contexts=tuple(fields["contexts"]),
            cameo=fields["cameo"],
            quad=fields["quad"],
            goldstein=fields["goldstein"],
            score=fields["score"],
            actor=tuple(Mention.from_json(m) for m in fields["actor"]),
            recipient=tuple(Mention.from_json(m) for m in fields["recipient"]),
            when=Period.from_json(fields["when"]) if fields["when"] else None,
            where=Place.from_json(fields["where"]) if fields["where"] else None,
            factuality=fields["factuality"],
            attribution=Attribution.from_json(fields["attribution"]) if fields["attribution"] else None,
            confidence=fields["confidence"],
            coder=fields["coder"],
            quantities=tuple(Quantity.from_json(q) for q in fields.get("quantities", ())),
        )
