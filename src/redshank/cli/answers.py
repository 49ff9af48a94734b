"""What a person types at ``redshank review``, read into the values that judgements hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from redshank.errors import UsageError
from redshank.model import Entity, Report

FIELDS = {
    "type": "one of PLOVER's types, as CONSULT",
    "mode": "a mode of the type, as visit; nothing for none",
    "contexts": "contexts parted by commas; nothing for none",
    "factuality": "asserted, planned, possible or negated",
    "actor": "names or ids parted by ';', as Olaf Scholz; or name | country | sector",
    "recipient": "the same; nothing for nobody",
    "when": "2023-03-07, 2023-03, 2023, or 2023-03-07 to 2023-03-09; nothing for no date",
    "where": "a place, as Lima or Lima, PER; nothing for none",
    "attribution": "nothing, to say that it is the article's own voice",
}
"""Fields that can be corrected, and how to type their values."""

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

Entities = Mapping[str, Entity]
"""Entities that people added to the record, by id."""


def value_of(field: str, typed: str, report: Report, added: Entities) -> Any:
    """The value of a field as the JSON of a report has it. Raises UsageError for what cannot be understood."""
    typed = typed.strip()
    if field == "type":
        return typed.upper()
    if field == "mode":
        return typed.lower() or None
    if field == "contexts":
        return [word.strip().lower() for word in typed.split(",") if word.strip()]
    if field == "factuality":
        return typed.lower()
    if field in ("actor", "recipient"):
        return [mention(one, report, added) for one in typed.split(";") if one.strip()]
    if field == "when":
        return period(typed) if typed else None
    if field == "where":
        return place(typed) if typed else None
    if field == "attribution" and not typed:
        return None
    raise UsageError(f"{field[:20]!r} cannot be corrected so", do=f"one of {', '.join(FIELDS)}")


def mention(typed: str, report: Report, added: Entities) -> dict[str, Any]:
    """Someone by name or id, or as ``name | country | sector``; with the words of the sentence where they are there."""
    name, *about = (part.strip() for part in typed.split("|"))
    on = report.when.start if report.when else ""
    found = None if about else entity(name, on, added)
    fields: dict[str, Any] = {"name": found.name if found else name, "entity": found.id if found else None}
    if found is not None:
        fields["country"], fields["sector"] = affiliation(found, on)
    else:
        fields["country"], fields["sector"] = (*(part.upper() or None for part in about), None, None)[:2]
    at = report.sentence.text.find(name)
    if at >= 0 and name:
        fields |= {"start": report.sentence.start + at, "end": report.sentence.start + at + len(name), "text": name}
    return fields


def entity(typed: str, on: str, added: Entities) -> Entity | None:
    """The entity of an id or a name, of the knowledge base or added by people; None if there is none."""
    from redshank.knowledge import default

    found = added.get(typed) or default().entity(typed)
    if found is None:
        found = next((one for one in added.values() if typed in (one.name, *one.aliases)), None)
    if found is None and re.fullmatch(r"[a-z-]+:\S+", typed):
        raise UsageError(f"there is no entity {typed[:60]!r}", do="add it first")
    return found or default().resolve(typed, on or None)


def affiliation(found: Entity, on: str) -> tuple[str | None, str | None]:
    """Country and sector of an entity on a day."""
    from redshank.knowledge import default

    known = default().entity(found.id)
    return default().affiliation(found.id, on) if known and on else (found.country, found.sector)


def period(typed: str) -> dict[str, str]:
    """A day, month, year, or two of them with ``to`` between."""
    spans = [_span(part.strip()) for part in re.split(r"\s+to\s+|\.\.", typed)]
    first, last = spans[0], spans[-1]
    if len(spans) > 2 or first is None or last is None:
        raise UsageError(f"{typed[:40]!r} is no date", do=FIELDS["when"])
    return {"start": first[0], "end": last[1], "precision": first[2] if len(spans) == 1 else "range"}


def _span(typed: str) -> tuple[str, str, str] | None:
    """First and last day of a date that may be partial, and its precision."""
    import calendar

    found = _DAY.fullmatch(typed)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if month > 12 or not 1 <= year <= 9999 or (day and day > calendar.monthrange(year, month)[1]):
        return None
    if day:
        return typed, typed, "day"
    if month:
        return f"{typed}-01", f"{typed}-{calendar.monthrange(year, month)[1]:02}", "month"
    return f"{typed}-01-01", f"{typed}-12-31", "year"


CITY = 10
"""A name means a city and not the region around it of the same name, if that has no more than so many times its people:
Lima, but Texas."""


def place(typed: str) -> dict[str, Any]:
    """A place of the gazetteer, the best known of its name in that country; another is kept by its name alone."""
    from redshank.knowledge import gazetteer

    name, _, country = (part.strip() for part in typed.partition(","))
    code = _country(country)
    found = [one for one in gazetteer.bearers(name) if one.form != "people" and (not code or one.country == code)]
    if not found:
        return {"name": name, "country": code or None, "precision": "city"}
    cities = [one for one in found if one.kind == "city" and one.population * CITY >= found[0].population]
    one = cities[0] if cities and found[0].kind in ("region", "district") else found[0]
    about = {"latitude": one.latitude, "longitude": one.longitude, "geonames": one.geonames or None}
    return {"name": one.name, "country": one.country or None, "precision": one.kind, **about}


def _country(typed: str) -> str:
    """Alpha-3 of a country by code or name. Raises UsageError for what is none."""
    from redshank.knowledge import gazetteer

    if not typed:
        return ""
    if re.fullmatch(r"[A-Za-z]{3}", typed):
        return typed.upper()
    found = gazetteer.country(typed)
    if found is None:
        raise UsageError(f"{typed[:40]!r} is no country", do="give its code, as PER")
    return found.country


def numbers(typed: str, most: int) -> list[int]:
    """Numbers as ``1 3`` or ``1,3``, from 1 to ``most``. Raises UsageError for others."""
    parts = re.split(r"[\s,]+", typed.strip())
    if not all(part.isdecimal() and 1 <= int(part) <= most for part in parts):
        raise UsageError(f"{typed[:40]!r} are no numbers from the list")
    return [int(part) for part in parts]
