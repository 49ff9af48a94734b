"""Pairs: the list of them, and the page of one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from redshank.web.dependencies import Asked, Day, Kept, Maybe, parameters_of
from redshank.web.downloads import Format, Table, answering, download
from redshank.web.links import event_url, list_urls, with_query
from redshank.web.rendering import render
from redshank.web.views import choices, listing
from redshank.web.views import dyad as view

router = APIRouter(include_in_schema=False)

SHOWN = 50
Who = Annotated[str | None, Maybe, Query(max_length=400)]


@router.get("/dyads")
def dyads(
    request: Request,
    record: Kept,
    asked: Asked,
    after: Annotated[str | None, Maybe, Query(max_length=100)] = None,
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """Ordered pairs of actor and recipient, those with the most events first."""
    if format:
        return download(answering(record, "dyads", asked), format)
    found = listing.dyads(record, asked, SHOWN, after)
    context = {
        "question": asked,
        "found": found,
        "choices": choices.choices(record, *asked.either),
        **list_urls("/dyads", parameters_of(asked), after, found.after),
    }
    return render(request, "dyads.html", context)


@router.get("/dyad")
def dyad(
    request: Request,
    record: Kept,
    actor: Who = None,
    recipient: Who = None,
    by: Annotated[str | None, Maybe, Query(pattern="^(week|month)?$")] = None,
    since: Day = None,
    until: Day = None,
    table: Literal["series", "address", "turns"] = "series",
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """Two who deal with each other."""
    offered = choices.choices(record, *(key for key in (actor, recipient) if key))
    if not actor or not recipient:
        return render(request, "dyad_choice.html", {"choices": offered, "actor": actor, "recipient": recipient})
    found = view.dyad_view(record, actor, recipient, by=by, since=since, until=until)
    if format:
        code = f"dyad.dyad_view(record, {actor!r}, {recipient!r}, by={found.by!r}, since={since!r}, until={until!r})"
        imports = ("from redshank.web.views import dyad",)
        name = f"{found.one.name}-{found.other.name}-{table}"
        told = Table(name, view.COLUMNS[table], view.rows(found, table), f"dyad.rows({code}, {table!r})", imports)
        return download(told, format)
    asked = {"actor": actor, "recipient": recipient, "by": by, "since": since, "until": until}
    context = {
        "view": found,
        "asked": asked,
        "choices": offered,
        "here": with_query("/dyad", asked),
        "turned": with_query("/dyad", asked | {"actor": recipient, "recipient": actor}),
        "signed": _signed(found),
        "normalised": {"rows": [{"start": one.start, "value": one.per_1000} for one in found.points]},
    }
    return render(request, "dyad.html", context)


def _signed(found: view.DyadView) -> dict[str, Any]:
    """The series as its chart takes it: events by quad, and turning points."""
    turns = [
        {
            "start": one.point.start,
            "label": one.point.words,
            "href": event_url(one.events[0].id) if one.events else None,
        }
        for one in found.turns
    ]
    return {"rows": list(found.quads), "turns": turns}
