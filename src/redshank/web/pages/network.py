"""The network of who works with whom and against whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from redshank.web.dependencies import Asked, Kept, Maybe, parameters_of
from redshank.web.downloads import Format, Table, download, rows_code
from redshank.web.links import with_query
from redshank.web.pages.waiting import waiting
from redshank.web.rendering import render
from redshank.web.views import choices, network

router = APIRouter(include_in_schema=False)

SHOWN = 30
"""Rows of the table on the page; the download has all."""
TITLE = "Who works with whom, and against whom"
SIZES = (40, 80, 150, 400)

Most = Annotated[int, Query(ge=2, le=network.MOST, description="Entities shown, the busiest first.")]
Least = Annotated[int, Query(ge=1, le=1_000_000, description="Events that a tie must have.")]


@router.get("/network")
def graph(
    request: Request,
    record: Kept,
    asked: Asked,
    most: Most = network.USUAL,
    least: Least = 1,
    focus: Annotated[str, Query(max_length=300)] = "",
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """The network as a drawing and as a table of ties."""
    if not format and network.drawings.soon(record) is None:
        return waiting(request, TITLE)
    found = network.network(record, asked, most)
    if format:
        query = rows_code("dyads", asked)
        return download(Table("network", network.COLUMNS, network.table(found), query), format)
    parameters = [*parameters_of(asked), ("most", most if most != network.USUAL else None)]
    context = {
        "title": TITLE,
        "question": asked,
        "found": found,
        "most": most,
        "least": least,
        "sizes": SIZES,
        "shown": _ties(found, focus, least)[:SHOWN],
        "focus": next((one for one in found.nodes if one.id == focus), None),
        "choices": choices.choices(record, *asked.either),
        "here": with_query("/network", parameters),
        "source": with_query("/network/data", parameters),
        "gexf": with_query("/network/gexf", parameters_of(asked)),
        "graphml": with_query("/network/graphml", parameters_of(asked)),
    }
    return render(request, "network.html", context)


def _ties(found: network.Network, focus: str, least: int) -> list[network.Tie]:
    """The ties that the table shows: of one entity, if one is chosen."""
    return [one for one in found.ties if one.events >= least and (not focus or focus in (one.source, one.target))]


@router.get("/network/data")
def data(record: Kept, asked: Asked, most: Most = network.USUAL) -> Response:
    """What the drawing takes."""
    return JSONResponse(network.network(record, asked, most).to_json())


@router.get("/network/{form:str}")
def export(record: Kept, asked: Asked, form: str) -> Response:
    """The whole network for Gephi (GEXF) and others (GraphML), with the positions of the drawing."""
    from redshank.exchange import graphs
    from redshank.web.problems import AbsentError

    writers = {"gexf": graphs.gexf_lines, "graphml": graphs.graphml_lines}
    if form not in writers:
        raise AbsentError("There is no such form of the network.", do="gexf or graphml")
    headers = {"content-disposition": f'attachment; filename="network.{form}"'}
    lines = writers[form](record, asked)
    return StreamingResponse(lines, headers=headers, media_type="application/xml")
