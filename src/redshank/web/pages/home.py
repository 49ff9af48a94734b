"""The home page: what is in the record, what happened lately, where and when, and what has changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from redshank.exchange.flat import EVENT_COLUMNS, flat_event
from redshank.record import Record
from redshank.web.dependencies import Kept, Maybe
from redshank.web.downloads import Format, Table, download
from redshank.web.rendering import render
from redshank.web.views import home as view

router = APIRouter(include_in_schema=False)

IMPORTS = ("from redshank.exchange.flat import flat_event", "from redshank.web.views import home")
"""What the queries of notebooks import."""
CHANGES = ("actor", "actor_name", "recipient", "recipient_name", "recent", "usual", "quad")


@router.get("/")
def home(
    request: Request,
    record: Kept,
    table: Literal["lately", "changes"] = "lately",
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """The record at a glance; of an empty one, how to begin."""
    if format:
        return download(_table(record, table), format)
    glance = view.glance(record)
    if not glance.articles:
        return render(request, "home_empty.html", {"settings": request.app.state.settings})
    context = {"glance": glance, "lately": view.lately(record), "changes": view.changes(record)}
    return render(request, "home.html", context)


def _table(record: Record, table: str) -> Table:
    """A table of the page."""
    if table == "changes":
        rows = [asdict(pair) for pair in view.changes(record).pairs]
        return Table("changes", CHANGES, rows, "[asdict(pair) for pair in home.changes(record).pairs]", IMPORTS)
    events = [flat_event(event) for event in view.lately(record).events]
    code = "[flat_event(event) for event in home.lately(record).events]"
    return Table("lately", EVENT_COLUMNS, events, code, IMPORTS)
