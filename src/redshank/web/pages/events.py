"""Events: the list of them, and the page of one."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from redshank.record import Record
from redshank.record.traits import entity_id
from redshank.web.dependencies import Asked, Kept, Maybe, parameters_of
from redshank.web.downloads import Format, Table, answering, download
from redshank.web.links import dyad_url, event_url, list_urls
from redshank.web.problems import AbsentError
from redshank.web.rendering import render
from redshank.web.views import choices, listing
from redshank.web.views import event as view
from redshank.web.wording import PLACE_PRECISIONS, PRECISIONS

router = APIRouter(include_in_schema=False)

SHOWN = 30


@router.get("/events")
def events(
    request: Request,
    record: Kept,
    asked: Asked,
    after: Annotated[str | None, Maybe, Query(max_length=100)] = None,
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """What happened, the latest first."""
    if format:
        return download(answering(record, "events", asked), format)
    found = listing.events(record, asked, SHOWN, after)
    context = {
        "question": asked,
        "found": found,
        "counts": record.count(asked),
        "choices": choices.choices(record, *asked.either),
        **list_urls("/events", parameters_of(asked), after, found.after),
    }
    return render(request, "events.html", context)


@router.get("/events/{key}")
def event(
    request: Request,
    record: Kept,
    key: Annotated[str, Path(max_length=80)],
    table: Literal["reports", "why"] = "reports",
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """An event with its reports; the id of any of them leads here."""
    if format:
        return download(_table(record, key, table), format)
    found = view.event_view(record, key)
    if found is None:
        do = "It may have been judged wrong, or belong to an older version of its article."
        raise AbsentError("There is no such event in this record.", do=do)
    if found.event.id != key:
        return RedirectResponse(event_url(found.event.id), 307)
    about = {
        "view": found,
        "event": found.event,
        "here": event_url(key),
        "map": _point(found),
        "stances": view.STANCES,
        "stances_one": view.STANCES_OF_ONE,
        "precisions": PRECISIONS,
        "place_precisions": PLACE_PRECISIONS,
        "pair_url": lambda one, other: dyad_url(entity_id(one), entity_id(other)),
    }
    return render(request, "event.html", about)


def _table(record: Record, key: str, table: str) -> Table:
    if record.event(key) is None:
        raise AbsentError("There is no such event in this record.")
    imports = ("from redshank.web.views import event",)
    if table == "why":
        code = f"event.why_rows(record, {key!r})"
        return Table(f"why-{key}", view.WHY_COLUMNS, view.why_rows(record, key), code, imports)
    code = f"event.report_rows(record, {key!r})"
    return Table(f"event-{key}", view.REPORT_COLUMNS, view.report_rows(record, key), code, imports)


def _point(found: view.EventView) -> dict[str, object] | None:
    """The event as the map takes it; None if it has no place with a position."""
    event, where = found.event, found.event.where
    if where is None or where.latitude is None or where.longitude is None:
        return None
    row = {
        "id": event.id,
        "label": where.name,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "precision": where.precision,
        "events": 1,
        "quad": event.quad,
        "date": event.when.start if event.when else None,
    }
    return {"rows": [row]}
