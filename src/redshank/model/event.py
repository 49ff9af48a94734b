"""Events: what one or more reports are about."""

from dataclasses import dataclass
from typing import Any

from redshank.model.entity import Mention
from redshank.model.spacetime import Period, Place

STATUSES = (
    "single source",
    "corroborated",
    "disputed",
    "denied",
    "unconfirmed",
    "announced, not yet seen",
    "announced, since seen",
)
"""How an event stands: told by one independent publisher or by several; both told and denied; only denied; only hedged;
only announced, without or with an event that fulfils it."""
HAPPENED = ("single source", "corroborated", "disputed")
"""Statuses of events that were told as having happened."""


@dataclass(frozen=True, slots=True)
class Event:
    """What one or more reports are about: who did what to whom, when, where, and how well that is known.

    ``id`` is that of the report that tells it best; the id of any of its reports finds it. ``reports`` and ``articles``
    are counts, ``publishers`` all who told it, ``independent`` how many of them told it in words of their own.
    ``first_seen`` and ``last_seen`` are the days of the first and the last article. ``asserted_by`` and ``denied_by``
    name publishers and speakers. ``fulfils`` are ids of announcements that this event fulfils, ``fulfilled_by`` of
    events that fulfil this announcement. ``confidence`` is the greatest of its reports. Mentions have no offsets here
    (0, 0): the words stand in the reports.
    """

    id: str
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
    planned: bool
    status: str
    reports: int
    articles: int
    publishers: tuple[str, ...]
    independent: int
    first_seen: str | None
    last_seen: str | None
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    fulfils: tuple[str, ...]
    fulfilled_by: tuple[str, ...]
    confidence: float

    def to_json(self) -> dict[str, Any]:
        """The event as a line of JSON lines."""
        fields: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        for role in ("actor", "recipient"):
            fields[role] = [_party(mention) for mention in fields[role]]
        fields["when"] = _without_mention(self.when.to_json()) if self.when else None
        fields["where"] = _without_mention(self.where.to_json()) if self.where else None
        return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Event":
        """The event that ``to_json`` wrote."""
        known = {name: fields[name] for name in cls.__slots__}
        known = {name: tuple(value) if isinstance(value, list) else value for name, value in known.items()}
        for role in ("actor", "recipient"):
            known[role] = tuple(Mention(0, 0, m["name"], **m) for m in fields[role])
        known["when"] = Period.from_json(fields["when"]) if fields["when"] else None
        known["where"] = Place.from_json(fields["where"]) if fields["where"] else None
        return cls(**known)


def _party(mention: Mention) -> dict[str, Any]:
    names = ("entity", "name", "country", "sector")
    return {name: getattr(mention, name) for name in names}


def _without_mention(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "mention"}
