"""PLOVER's JSON lines (PLOVER manual 0.8, chapter "Data format"), with further fields of ours where it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redshank.model import Event, Mention, Place, Report

if TYPE_CHECKING:
    from redshank.record import KeptReport

QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
RESOLUTIONS = {"building": 5, "district": 5, "city": 4, "region": 2, "area": 2, "country": 1}


def of_event(event: Event) -> dict[str, Any]:
    """An event as a PLOVER record. ``link`` holds ids of what it fulfils or is fulfilled by."""
    record = _common(event) | {"id": event.id, "link": [*event.fulfils, *event.fulfilled_by]}
    extra = ("planned", "status", "reports", "articles", "independent", "first_seen", "last_seen", "confidence")
    return _present(record | {name: getattr(event, name) for name in extra} | {"publication": list(event.publishers)})


def of_report(kept: KeptReport) -> dict[str, Any]:
    """A report as a PLOVER record, with the words it was read from."""
    report = kept.report
    record = _common(report) | {"id": kept.id, "link": [kept.event] if kept.event else None}
    record |= {"event_text": [report.trigger.text], "text": report.sentence.text, "coder": report.coder}
    record["text_info"] = {"start": report.sentence.start, "end": report.sentence.end}
    record["cite_info"] = _present({"citation": report.article, "publication": kept.publisher, "coder": report.coder})
    size = {q.kind: q.value for q in report.quantities if q.kind in ("dead", "injured")}
    extra = {"factuality": report.factuality, "confidence": report.confidence, "size": size or None}
    if report.attribution:
        speaker = report.attribution.speaker
        extra["attribution"] = _entity(speaker) if speaker else {"entity_text": "unnamed"}
    return _present(record | extra)


def _common(one: Event | Report) -> dict[str, Any]:
    when = one.when
    return {
        "date": when.start if when else None,
        "enddate": when.end if when and when.end != when.start else None,
        "actor": [_entity(mention) for mention in one.actor],
        "recipient": [_entity(mention) for mention in one.recipient],
        "event": [one.type],
        "mode": [one.mode] if one.mode else None,
        "context": list(one.contexts) or None,
        "quad_code": QUADS[one.quad],
        "event_scale": one.score,
        "event_loc": _location(one.where) if one.where else None,
    }


def _entity(mention: Mention) -> dict[str, Any]:
    return _present(
        {
            "code": mention.country,
            "sector": mention.sector,
            "entity_text": mention.text,
            "identifier_id": mention.entity,
            "identifier_text": mention.name,
        }
    )


def _location(place: Place) -> dict[str, Any]:
    return _present(
        {
            "extracted_place": place.mention.text if place.mention else None,
            "resolved_place": place.name,
            "geonameid": place.geonames,
            "lat": place.latitude,
            "lon": place.longitude,
            "country_code": place.country,
            "resolution": RESOLUTIONS.get(place.precision),
        }
    )


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
