"""Answers in words that can be cited: every one with the sentences it rests on, who printed them, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from redshank.model import Event
from redshank.record import KeptReport, Record, asking, tables
from redshank.record.database import reading
from redshank.web import links
from redshank.web.wording import line

MOST_WORDS = 600
"""Characters of a sentence that are cited; longer ones are lists run together."""


def cited(kept: KeptReport) -> dict[str, Any]:
    """A report as evidence: its sentence as printed, where, by whom it is said, and how sure it is told."""
    report = kept.report
    said = report.attribution
    speaker = (said.speaker.name if said.speaker else "somebody unnamed") if said else None
    return {
        "report": kept.id,
        "says": line(report),
        "sentence": report.sentence.text[:MOST_WORDS],
        "publisher": kept.publisher,
        "published": kept.date,
        "article": report.article,
        "said_by": speaker,
        "factuality": report.factuality,
        "confidence": round(report.confidence, 3),
        "judged_by_a_person": kept.judged,
        "page": links.article_url(report.article, kept.id),
    }


def told(event: Event, evidence: Iterable[KeptReport]) -> dict[str, Any]:
    """An event in a line, with how it stands and the sentences it rests on."""
    return {
        "event": event.id,
        "says": line(event),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "start": event.when.start if event.when else None,
        "end": event.when.end if event.when else None,
        "date_precision": event.when.precision if event.when else None,
        "place": event.where.name if event.where else None,
        "actors": [_party(mention) for mention in event.actor],
        "recipients": [_party(mention) for mention in event.recipient],
        "reports": event.reports,
        "independent_publishers": event.independent,
        "asserted_by": list(event.asserted_by),
        "denied_by": list(event.denied_by),
        "page": links.event_url(event.id),
        "evidence": [cited(kept) for kept in evidence],
    }


def _party(mention: Any) -> dict[str, Any]:
    from redshank.record.traits import entity_id

    return {"id": entity_id(mention), "name": mention.name, "country": mention.country}


def events(record: Record, found: Sequence[Event]) -> list[dict[str, Any]]:
    """Events, each with the sentence that tells it best."""
    leads = leading(record, [event.id for event in found])
    return [told(event, [leads[event.id]] if event.id in leads else []) for event in found]


def leading(record: Record, keys: Sequence[str]) -> dict[str, KeptReport]:
    """The reports of these ids that count."""
    from sqlalchemy import select

    r = tables.report.c
    with reading(record.engine) as connection:
        rows = connection.execute(select(r.n).where(r.id.in_(list(keys)), r.current))
        return {kept.id: kept for kept in asking.kept(connection, [row.n for row in rows])}
