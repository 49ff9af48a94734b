"""The gazetteer: the places of the world by name, offline.

Cities over 500 people, administrative units and countries are those of GeoNames (https://www.geonames.org), licensed
CC BY 4.0; areas, coordinates of countries, peoples and short forms are our own tables. The table is built by
``training/gazetteer/build.py``. A look-up reads one small block of the file; nothing else is loaded.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from redshank.knowledge.gazetteer.bearers import Bearer
from redshank.knowledge.gazetteer.keys import key
from redshank.knowledge.gazetteer.table import Table

__all__ = ["Bearer", "bearers", "country", "key", "largest"]

CREDIT = "Contains data of GeoNames (https://www.geonames.org), CC BY 4.0"


@cache
def _table() -> Table:
    return Table(Path(str(resources.files("redshank.knowledge") / "data" / "gazetteer.bin")))


@lru_cache(maxsize=8192)
def bearers(name: str) -> tuple[Bearer, ...]:
    """All places called ``name`` (any case, with or without accents), the best known first; empty if there are none."""
    found = (Bearer.unpack(record) for record in _table().get(key(name)))
    return tuple(sorted(found, key=lambda b: (-b.population, b.geonames, b.name)))


def country(name: str) -> Bearer | None:
    """The country called ``name`` ("Russia", "US", "Burma"), not its people ("Russian"); None if there is none."""
    states = (b for b in bearers(name) if b.kind == "country" and b.form != "people")
    return next(states, None)


@cache
def _by_country() -> dict[str, tuple[Bearer, ...]]:
    records = _table().get("\x00largest")
    kept: dict[str, list[Bearer]] = {}
    for record in records:
        bearer = Bearer.unpack(record)
        kept.setdefault(bearer.country, []).append(bearer)
    return {state: tuple(cities) for state, cities in kept.items()}


def largest(country: str) -> tuple[Bearer, ...]:
    """The capital and the largest cities of a country (ISO 3166-1 alpha-3), capital first; empty if unknown."""
    return _by_country().get(country, ())
