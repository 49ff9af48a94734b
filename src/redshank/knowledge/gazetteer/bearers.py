"""The bearers of a name: which places on the map are called so."""

from __future__ import annotations

import math
from dataclasses import dataclass

KINDS = {"C": "country", "R": "region", "D": "district", "P": "city", "A": "area", "B": "building"}
LETTERS = {kind: letter for letter, kind in KINDS.items()}
EARTH_RADIUS = 6371.0
"""Kilometres."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A place that bears a name.

    ``kind`` is ``country region district city area building``. ``country`` is ISO 3166-1 alpha-3, empty where several
    states share the place. ``region`` and ``district`` are GeoNames' codes of the first- and second-order units it is
    or lies in ("US.TX", "US.TX.277"), empty where unknown. Degrees are WGS 84. ``geonames`` is 0 where unknown.
    ``population`` is a population for cities, countries and regions, and a like-sized measure of fame for the rest.
    ``form`` tells what the name looked up is to the place: ``name``, ``alias`` (another of its names), ``people``
    (an adjective or its people: "Russian"), ``short`` ("Fla."), ``postal`` ("FL", only after a town and a comma).
    """

    name: str
    kind: str
    country: str
    region: str
    district: str
    latitude: float
    longitude: float
    population: int
    geonames: int
    form: str = "name"
    capital: bool = False

    def pack(self) -> str:
        """The bearer as a record of the table."""
        parts = (
            LETTERS[self.kind] + self.form[:2] + ("*" if self.capital else ""),
            str(self.geonames),
            self.country,
            self.region,
            self.district.removeprefix(self.region),
            f"{self.latitude:.3f}",
            f"{self.longitude:.3f}",
            str(self.population),
            self.name,
        )
        return "|".join(parts)

    @classmethod
    def unpack(cls, record: str) -> Bearer:
        """The bearer that ``pack`` wrote."""
        flags, geonames, country, region, district, latitude, longitude, population, name = record.split("|")
        return cls(
            name,
            KINDS[flags[0]],
            country,
            region,
            region + district if district else "",
            float(latitude),
            float(longitude),
            int(population),
            int(geonames),
            _FORMS[flags[1:3]],
            flags.endswith("*"),
        )

    def kilometres(self, latitude: float, longitude: float) -> float:
        """The distance to a point, along the surface of the earth."""
        here, there = math.radians(self.latitude), math.radians(latitude)
        across = math.radians(longitude - self.longitude)
        half = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(across / 2) ** 2
        return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))


FORMS = ("name", "alias", "people", "short", "postal")
_FORMS = {form[:2]: form for form in FORMS}
