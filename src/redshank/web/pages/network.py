"""The network of who works with whom and against whom."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response, StreamingResponse

from redshank.record import Question
from redshank.web.dependencies import Asked, Kept, Maybe, parameters_of
from redshank.web.downloads import Format, Table, download, question_code
from redshank.web.links import with_query
from redshank.web.pages.waiting import waiting
from redshank.web.rendering import render
from redshank.web.views import choices, network

router = APIRouter(include_in_schema=False)

SHOWN = 30
"""Rows of the table on the page; the download has all."""
TITLE = "Who works with whom, and against whom"
SIZES = (40, 80, 150, 400)

Most = Annotated[int, Query(ge=2, le=network.MOST)]


class View(BaseModel):
    """What of the network is shown; all of it stands in the address, and holds for the table and its downloads."""

    model_config = ConfigDict(frozen=True)

    most: int = Field(network.USUAL, ge=2, le=network.MOST, description="Entities shown, the busiest first.")
    least: int = Field(1, ge=1, le=1_000_000, description="Events that a tie must have.")
    focus: str = Field("", max_length=300, description="The entity of whose ties alone the table tells.")
    sign: Literal["", "cooperation", "conflict"] = Field("", description="Only ties of this sign, and mixed ones.")
    steps: int = Field(1, ge=1, le=4, description="Steps from the entity in focus that the drawing shows.")

    def parameters(self) -> list[tuple[str, object]]:
        """Those that are not as usual."""
        return list(self.model_dump(exclude_defaults=True).items())

    def ties(self, found: network.Network) -> list[network.Tie]:
        """The ties that the table shows."""
        return network.chosen(found, self.focus, self.least, self.sign)

    def code(self, asked: Question) -> str:
        """The rows of the table, as Python."""
        whole = f"network.network(record, {question_code(asked)}, {self.most})"
        return f"network.table(network.chosen({whole}, {self.focus!r}, {self.least}, {self.sign!r}))"


def _viewed(view: Annotated[View, Query()]) -> View:
    """The model on its own: beside other parameters it would be taken for one of them."""
    return view


IMPORTS = ("from redshank.web.views import network",)


@router.get("/network")
def graph(
    request: Request,
    record: Kept,
    asked: Asked,
    view: Annotated[View, Depends(_viewed)],
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """The network as a drawing and as a table of ties."""
    if not format and network.drawings.soon(record) is None:
        return waiting(request, TITLE)
    found = network.network(record, asked, view.most)
    ties = view.ties(found)
    if format:
        rows = network.table(ties)
        return download(Table("network", network.COLUMNS, rows, view.code(asked), IMPORTS), format)
    context = {
        "title": TITLE,
        "question": asked,
        "found": found,
        "view": view,
        "sizes": SIZES,
        "ties": ties,
        "shown": ties[:SHOWN],
        "focus": next((one for one in found.nodes if one.id == view.focus), None),
        "choices": choices.choices(record, *asked.either),
        "here": with_query("/network", [*parameters_of(asked), *view.parameters()]),
        "source": with_query("/network/data", [*parameters_of(asked), ("most", view.most)]),
        "gexf": with_query("/network/gexf", parameters_of(asked)),
        "graphml": with_query("/network/graphml", parameters_of(asked)),
    }
    return render(request, "network.html", context)


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
