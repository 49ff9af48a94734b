"""The map: where and when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from redshank.web.dependencies import Asked, Kept, Maybe, parameters_of
from redshank.web.downloads import Format, Table, download, question_code
from redshank.web.links import with_query
from redshank.web.rendering import render
from redshank.web.views import choices, geotime

router = APIRouter(include_in_schema=False)

SHOWN = 25
"""Rows of the table on the page; the download has all."""


@router.get("/map")
def world(
    request: Request,
    record: Kept,
    asked: Asked,
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """Events on the map and over time, each filtering the other."""
    found = geotime.geotime(record, asked)
    table = geotime.table(found)
    if format:
        code = f"geotime.table(geotime.geotime(record, {question_code(asked)}))"
        imports = ("from redshank.web.views import geotime",)
        return download(Table("places", geotime.COLUMNS, table, code, imports), format)
    parameters = parameters_of(asked)
    context = {
        "question": asked,
        "found": found,
        "rows": table[:SHOWN],
        "total": len(table),
        "choices": choices.choices(record, *asked.either),
        "here": with_query("/map", parameters),
        "source": with_query("/map/data", parameters),
        "vague": geotime.vague(found.places),
    }
    return render(request, "map.html", context)


@router.get("/map/data")
def data(record: Kept, asked: Asked, by: Annotated[str | None, Maybe, Query(max_length=10)] = None) -> Response:
    """What the map and the timeline take."""
    return JSONResponse(geotime.geotime(record, asked, by).to_json())
