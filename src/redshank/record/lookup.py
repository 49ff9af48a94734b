"""Numbers of entities, places and coders in the record, and the next free ones; one writer at a time."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, func, insert, select

from redshank.model import Mention, Place
from redshank.record import tables
from redshank.record.packing import storable
from redshank.record.traits import entity_id, place_key

Value = TypeVar("Value")

CHUNK = 400
"""Values in one IN list."""


def chunks(values: Iterable[Value]) -> Iterable[list[Value]]:
    """The values in lists that one statement takes."""
    held = list(values)
    return (held[i : i + CHUNK] for i in range(0, len(held), CHUNK))


@functools.cache
def _in_order() -> list[Table]:
    """All tables, those that others refer to first."""
    return tables.metadata.sorted_tables


class Numbers:
    """Gives numbers to new rows and finds those of old ones, within one transaction that writes."""

    def __init__(self, connection: Connection, known: Known) -> None:
        self.connection = connection
        self.known = known
        self._next: dict[str, int] = {}
        self.pending: dict[str, list[dict[str, Any]]] = {}

    def next(self, table: Table) -> int:
        """The next free number of a table."""
        if table.name not in self._next:
            self._next[table.name] = self.connection.execute(select(func.max(table.c.n))).scalar() or 0
        self._next[table.name] += 1
        return self._next[table.name]

    def add(self, table: Table, **row: Any) -> None:
        """Keep a row for ``flush``."""
        self.pending.setdefault(table.name, []).append(row)

    def flush(self) -> None:
        """Write the rows that were added, tables that others refer to first."""
        for table in _in_order():
            if rows := self.pending.pop(table.name, None):
                self.connection.execute(insert(table), rows)

    def coder(self, name: str) -> int:
        """The number of a coder by its name."""
        return self._find("coder", name, lambda: {"name": storable(name)}, tables.coder.c.name)

    def entity(self, mention: Mention) -> int:
        """The number of the entity that a mention names."""
        key = storable(entity_id(mention))
        fields = {"id": key, "name": storable(mention.name), "known": mention.entity is not None}
        about = {"country": mention.country, "sector": mention.sector}
        return self._find("entity", key, lambda: fields | about, tables.entity.c.id)

    def place(self, place: Place) -> int:
        """The number of a place."""
        key = storable(place_key(place))
        return self._find("place", key, lambda: _place_row(place, key), tables.place.c.key)

    def _find(self, table: str, key: str, row: Any, column: Any) -> int:
        cache = self.known.of(table)
        if key not in cache:
            found = self.connection.execute(select(column.table.c.n).where(column == key)).scalar()
            if found is None:
                found = self.next(column.table)
                self.connection.execute(insert(column.table), [{"n": found, **row()}])
            cache[key] = found
        return cache[key]


def _place_row(place: Place, key: str) -> dict[str, Any]:
    about = {name: getattr(place, name) for name in ("country", "latitude", "longitude", "geonames", "precision")}
    return {"name": storable(place.name), "key": key, **about}


MOST_KNOWN = 200_000
"""Numbers remembered per table between transactions; then it starts afresh, which costs some look-ups."""


class Known:
    """Numbers already found, kept between transactions; to be forgotten when one of them fails."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[str, int]] = {}

    def of(self, table: str) -> dict[str, int]:
        """What is known of a table."""
        cache = self._tables.setdefault(table, {})
        if len(cache) > MOST_KNOWN:
            cache.clear()
        return cache

    def forget(self) -> None:
        """Know nothing."""
        self._tables.clear()
