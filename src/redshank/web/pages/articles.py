"""The list of articles."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from redshank.web.dependencies import Kept, Maybe, Some
from redshank.web.downloads import Format, Table, download
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
        rows = (asdict(one) for one in view.all_of(record, filters))
        return download(Table("articles", view.COLUMNS, rows, _code(filters)), format)
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


def _code(filters: view.Filters) -> str:
    """The query of the table as Python."""
    conditions = []
    if filters.publishers:
        conditions.append(f"article.publisher in {filters.publishers!r}")
    if filters.since:
        conditions.append(f"(article.date or '') >= {filters.since!r}")
    if filters.until:
        conditions.append(f"(article.date or '') <= {filters.until + '~'!r}")
    if filters.words:
        conditions.append(f"all(word in (article.title or '').lower() for word in {filters.words.lower().split()!r})")
    wanted = f" if {' and '.join(conditions)}" if conditions else ""
    told = "{name: value for name, value in article.to_json().items() if name != 'text'}"
    return f"[{told} for article in (kept.article for kept in record.articles()){wanted}]"
