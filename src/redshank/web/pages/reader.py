"""The reader: an article with its evidence marked, and its reports beside it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from redshank.record import Question
from redshank.web.dependencies import Kept, Maybe
from redshank.web.downloads import Format, answering, download
from redshank.web.links import with_query
from redshank.web.problems import AbsentError
from redshank.web.rendering import render
from redshank.web.views import reader

router = APIRouter(include_in_schema=False)


@router.get("/article")
def article(
    request: Request,
    record: Kept,
    id: Annotated[str, Query(max_length=4000)],  # noqa: A002
    report: Annotated[str | None, Query(max_length=100)] = None,
    version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
    part: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """An article in the reader, at a report if one is named."""
    found = reader.read(record, id, version=version, report=report, part=part)
    if found is None:
        raise AbsentError("This article is not in the record.", do="It may have another id: search for its title.")
    if format:
        return download(answering(record, "reports", Question(articles=(id,))), format)
    here = with_query("/article", {"id": id, "version": version})
    return render(request, "reader.html", {"reading": found, "roles": reader.ROLES, "wanted": report, "here": here})
