"""Viewpoints: how publishers tell the same events."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from redshank.record import Question
from redshank.web.dependencies import Comparisons, Day, Maybe
from redshank.web.downloads import Format, Table, download
from redshank.web.links import with_query
from redshank.web.pages.waiting import later
from redshank.web.rendering import render
from redshank.web.views import viewpoints as view

router = APIRouter(include_in_schema=False)

SHOWN = 12
"""Differences of each kind on the page of all publishers; that of one publisher, and the downloads, have all."""
PATIENCE = 20.0
"""Seconds that a download waits for its rows."""


@router.get("/viewpoints")
def viewpoints(
    request: Request,
    desk: Comparisons,
    publisher: Annotated[str, Query(max_length=300)] = "",
    since: Day = None,
    until: Day = None,
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """How publishers tell the same events, where there is enough to say so."""
    Question(since=since, until=until)
    asked = view.Asked(publisher, since, until)
    found = desk.ask(asked, PATIENCE if format else view.PATIENCE)
    about: dict[str, Any] = {"publisher": publisher, "since": since, "until": until}
    here = with_query("/viewpoints", about)
    context = about | {"here": here, "found": found, "kinds": view.KINDS, "shown": SHOWN if not publisher else None}
    if found.found is None:
        if format:
            raise later()
        return render(request, "viewpoints_wait.html", context, headers={} if found.failed else {"Refresh": "4"})
    if format:
        return download(_table(found), format)
    return render(request, "viewpoints.html", context | {"result": found.found})


def _table(found: view.Weighing) -> Table:
    asked = found.asked
    names = f", publishers=({asked.publisher!r},)" if asked.publisher else ""
    since = found.first or asked.since
    query = f"[one.to_json() for one in viewpoints(record, since={since!r}, until={asked.until!r}{names}).differences]"
    imports = ("from redshank.analysis.viewpoints import viewpoints",)
    return Table("viewpoints", view.COLUMNS, view.rows(found), query, imports)
