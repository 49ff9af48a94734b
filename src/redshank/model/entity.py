"""Entities, and the mentions that name them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entity:
    """Whoever can act or be acted on: state, government, person, armed group, party, organisation, company, crowd.

    ``kind`` is one of ``state government person organisation bloc armed-group party movement company ngo media court
    people place``. ``country`` is ISO 3166-1 alpha-3 (XKX for Kosovo) or None; ``sector`` a PLOVER sector (GOV, MIL,
    REB, ...) or None. ``aliases`` are further names in use, ``description`` one sentence in our words.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """The words ``text[start:end]`` that name an entity, and what is known of it.

    ``entity`` is its id in the knowledge base or None; ``name`` is the fullest name known for it (never empty).
    """

    start: int
    end: int
    text: str
    entity: str | None
    name: str
    country: str | None = None
    sector: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The mention as it stands in a report's JSON."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Mention":
        """The mention that ``to_json`` wrote."""
        return cls(**{name: fields[name] for name in cls.__slots__})
