"""A report with people's judgements in effect."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from redshank.errors import UsageError
from redshank.knowledge.overrides import SECTORS
from redshank.model import FACTUALITIES, TYPES, Entity, Mention, Period, Place, Report
from redshank.ontology.conversion import cameo, goldstein
from redshank.ontology.plover import all_modes, contexts, event_type, score
from redshank.record.words import plain

FIELDS = ("type", "mode", "contexts", "factuality", "actor", "recipient", "when", "where", "attribution")
"""Fields of a report that a person may correct."""

ISO = re.compile(r"\d{4}-\d\d-\d\d")
COUNTRY = re.compile(r"[A-Z]{3}")

Links = Mapping[str, Entity]
"""Which entity a name means, by the person's word, for names as ``name_key`` makes them."""


def name_key(name: str) -> str:
    """A name as links are kept under."""
    return " ".join(plain(name).split())


def check(field: str, value: Any) -> None:
    """Raise UsageError for a correction that makes no sense."""
    if field not in FIELDS:
        raise UsageError(f"{field!r} cannot be corrected", do=f"one of {', '.join(FIELDS)}")
    if field == "type" and value not in TYPES:
        raise UsageError(f"{value!r} is no event type", do=f"one of {', '.join(TYPES)}")
    if field == "factuality" and value not in FACTUALITIES:
        raise UsageError(f"{value!r} is no factuality", do=f"one of {', '.join(FACTUALITIES)}")
    if field == "mode" and value is not None and value not in all_modes():
        raise UsageError(f"{value!r} is no mode", do=f"one of {', '.join(all_modes())}")
    if field == "contexts" and not isinstance(value, str) and (unknown := set(value or ()) - set(contexts())):
        raise UsageError(f"{sorted(unknown)[0]!r} is no context", do=f"one of {', '.join(contexts())}")
    try:
        _sound(field, _read(field, value))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{str(value)[:60]!r} is no {field}", do="write it as in the report's JSON") from error


def _sound(field: str, value: Any) -> None:
    """Raise ValueError or TypeError for a value that has the right shape and cannot be."""
    if field == "contexts" and any(len(word) == 1 for word in value):
        raise ValueError(value)
    if isinstance(value, Period) and _day(value.start) > _day(value.end):
        raise ValueError(value)
    if isinstance(value, Place):
        _on_earth(value)
    if field in ("actor", "recipient"):
        for mention in value:
            _sound_mention(mention)


def _day(text: str) -> date:
    if not ISO.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _on_earth(place: Place) -> None:
    if not place.name.strip() or (place.country and not COUNTRY.fullmatch(place.country)):
        raise ValueError(place)
    if (place.latitude is None) != (place.longitude is None):
        raise ValueError(place)
    if not (-90 <= float(place.latitude or 0) <= 90 and -180 <= float(place.longitude or 0) <= 180):
        raise ValueError(place)


def _sound_mention(mention: Mention) -> None:
    if not mention.name.strip() or not 0 <= mention.start <= mention.end:
        raise ValueError(mention)
    if (mention.country and not COUNTRY.fullmatch(mention.country)) or (
        mention.sector and mention.sector not in SECTORS
    ):
        raise ValueError(mention)


def _read(field: str, value: Any) -> Any:
    """The value of a field out of JSON, as a report has it. Mentions may leave out their words."""
    if field in ("actor", "recipient"):
        return tuple(_mention(fields) for fields in value)
    if field == "contexts":
        return tuple(str(word) for word in value)
    if field == "when":
        return Period.from_json({"precision": "day", **value}) if value else None
    if field == "where":
        empty = dict.fromkeys(("country", "latitude", "longitude", "geonames"))
        return Place.from_json({**empty, "precision": "city", **value}) if value else None
    if field == "attribution" and value is not None:
        raise ValueError("a voice can only be taken away")
    return value


def _mention(fields: Mapping[str, Any]) -> Mention:
    name = str(fields["name"])
    rest = {key: fields.get(key) for key in ("entity", "country", "sector")}
    return Mention(fields.get("start", 0), fields.get("end", 0), fields.get("text", name), name=name, **rest)


def in_effect(report: Report, corrections: Sequence[tuple[str, Any]], links: Links) -> Report:
    """The report as corrected, in the order of the judgements, with the names that people linked."""
    if links:
        report = dataclasses.replace(
            report,
            actor=tuple(_linked(mention, links) for mention in report.actor),
            recipient=tuple(_linked(mention, links) for mention in report.recipient),
        )
    if not corrections:
        return report
    changed = {field: _read(field, value) for field, value in corrections}
    return _coded(dataclasses.replace(report, **changed), set(changed))


def _linked(mention: Mention, links: Links) -> Mention:
    found = links.get(name_key(mention.text)) or (None if mention.entity else links.get(name_key(mention.name)))
    if found is None:
        return mention
    return dataclasses.replace(mention, entity=found.id, name=found.name, country=found.country, sector=found.sector)


def _coded(report: Report, changed: set[str]) -> Report:
    """The codes that follow from type, mode and contexts."""
    if not changed & {"type", "mode", "contexts", "factuality"}:
        return report
    mode = report.mode if report.mode in event_type(report.type).modes else None
    code = cameo(report.type, mode, report.contexts, report.factuality)
    return dataclasses.replace(
        report,
        mode=mode,
        cameo=code,
        goldstein=goldstein(code),
        quad=event_type(report.type).quad,
        score=score(report.type, mode),
    )
