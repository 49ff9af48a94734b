"""Entities of the users' own: files that add to the knowledge base or replace its entities by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from redshank.errors import KnowledgeError
from redshank.knowledge.states import split
from redshank.knowledge.tables import entity_rows
from redshank.model import Entity

KINDS = frozenset(
    {"state", "government", "person", "organisation", "bloc", "armed-group", "party", "movement", "company"}
    | {"ngo", "media", "court", "people", "place", "government-body"}
)
SECTORS = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU"}
    | {"ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"}
    | {"IGO", "NGO", "MNC", "ISM", "IMG", "UNO", "EUR"}
)
"""PLOVER's sector codes, and its codes for international actors that are not states."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entity to add or put in place of another, its members as written, and the place in the file."""

    entity: Entity
    members: str
    place: str


def read(path: Path) -> Iterator[Change]:
    """The entities of a user's file, each checked; raises KnowledgeError naming line and column."""
    for place, fields in entity_rows(path):
        yield Change(checked(read_entity(fields, place), place), fields.get("members", ""), place)


def read_entity(fields: Mapping[str, str], place: str) -> Entity:
    """An entity from the columns ``id name kind country sector aliases description``; id and name must be there."""
    for column in ("id", "name"):
        if not fields.get(column, "").strip():
            raise KnowledgeError(f"column {column!r} is empty", where=place)
    return Entity(
        fields["id"],
        fields["name"],
        fields.get("kind", "") or "organisation",
        fields.get("country", "") or None,
        fields.get("sector", "") or None,
        split(fields.get("aliases", "")),
        fields.get("description", ""),
    )


def checked(entity: Entity, place: str) -> Entity:
    """The entity, if kind, country and sector are ones we know."""
    if entity.kind not in KINDS:
        raise KnowledgeError(f"column 'kind': {entity.kind!r}", where=place, do=f"one of {', '.join(sorted(KINDS))}")
    if entity.sector is not None and entity.sector not in SECTORS:
        wanted = ", ".join(sorted(SECTORS))
        raise KnowledgeError(f"column 'sector': {entity.sector!r}", where=place, do=f"one of {wanted}")
    if entity.country is not None and not (len(entity.country) == 3 and entity.country.isupper()):
        advice = "ISO 3166-1 alpha-3 such as FRA"
        raise KnowledgeError(f"column 'country': {entity.country!r}", where=place, do=advice)
    return entity
