"""The list of articles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from redshank.web.dependencies import Kept, Maybe, Some
from redshank.web.downloads import Format, download
from redshank.web.links import list_urls
from redshank.web.rendering import render
from redshank.web.views import articles as view

router = APIRouter(include_in_schema=False)

SHOWN = 40
Day = Annotated[str | None, Maybe, Query(max_length=10, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]


@router.get("/articles")
def articles(
    request: Request,
    record: Kept,
    q: Annotated[str | None, Maybe, Query(max_length=300)] = None,
    publisher: Some = [],  # noqa: B006
    since: Day = None,
    until: Day = None,
    after: Annotated[str | None, Maybe, Query(max_length=20)] = None,
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """Articles, those that came last first."""
    filters = view.Filters(q, tuple(publisher), since, until)
    if format:
        return download(view.table(record, filters), format)
    parameters = [("q", q), ("publisher", publisher), ("since", since), ("until", until)]
    found = view.articles(record, filters, SHOWN, after)
    context = {
        "found": found,
        "total": view.count(record, filters),
        "filters": filters,
        "publishers": view.publishers(record),
        **list_urls("/articles", parameters, after, found.after),
    }
    return render(request, "articles.html", context)
