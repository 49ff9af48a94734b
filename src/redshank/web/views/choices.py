"""What the filters of a page offer to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from redshank.model import TYPES
from redshank.record import Question, Record
from redshank.record.question import QUADS
from redshank.web.views import listing
from redshank.web.views.state import remembered

MOST_ENTITIES = 120
"""Entities that a list to choose from has: the most frequent ones, by name."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Values of filters: entities as pairs of id and name, types, quads."""

    entities: tuple[tuple[str, str], ...]
    types: tuple[str, ...] = TYPES
    quads: tuple[str, ...] = QUADS


@remembered
def frequent(record: Record, most: int) -> tuple[tuple[str, str], ...]:
    """The most frequent entities, the most frequent first: pairs of id and name."""
    return tuple((one.id, one.name) for one in listing.entities(record, Question(), most).items)


def choices(record: Record, *chosen: str) -> Choices:
    """What can be chosen from, and besides it what was ``chosen`` already (ids of entities)."""
    known = sorted(frequent(record, MOST_ENTITIES), key=lambda pair: (pair[1].casefold(), pair[0]))
    ids = {key for key, _ in known}
    more = [(key, key.partition(":")[2].partition("|")[0] or key) for key in chosen if key and key not in ids]
    return Choices((*more, *known))
