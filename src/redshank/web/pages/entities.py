"""Entities: the list of those in the record, and the page of one."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from redshank.record import Record
from redshank.web import reviewer
from redshank.web.dependencies import Asked, Kept, Maybe, parameters_of
from redshank.web.downloads import Format, Table, answering, download
from redshank.web.links import entity_url, list_urls
from redshank.web.problems import AbsentError
from redshank.web.rendering import render
from redshank.web.views import choices, listing
from redshank.web.views import entity as view

router = APIRouter(include_in_schema=False)

SHOWN = 50
Key = Annotated[str, Path(max_length=400)]


@router.get("/entities")
def entities(
    request: Request,
    record: Kept,
    asked: Asked,
    after: Annotated[str | None, Maybe, Query(max_length=100)] = None,
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """Who takes part, the most frequent first."""
    if format:
        return download(answering(record, "entities", asked), format)
    found = listing.entities(record, asked, SHOWN, after)
    context = {
        "question": asked,
        "found": found,
        "choices": choices.choices(record),
        **list_urls("/entities", parameters_of(asked), after, found.after),
    }
    return render(request, "entities.html", context)


@router.post("/entities/link")
def link(
    request: Request,
    record: Kept,
    name: Annotated[str, Form(min_length=1, max_length=300)],
    entity: Annotated[str, Form(min_length=1, max_length=200)],
    who: Annotated[str, Form(min_length=1, max_length=80)],
) -> Response:
    """Say which entity of the knowledge base a name means."""
    from redshank.knowledge import default

    meant = default().entity(entity)
    if meant is None:
        raise AbsentError("The knowledge base has no such entity.")
    record.link(name, meant, who=who)
    answer = RedirectResponse(entity_url(meant.id), 303)
    reviewer.remembered_by(answer, request, who)
    return answer


@router.get("/entities/{key:path}")
def entity(
    request: Request,
    record: Kept,
    key: Key,
    table: Literal["partners", "deeds", "tellers", "series"] = "partners",
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """Who they are, what they did and what was done to them."""
    found = _found(record, key)
    if format:
        code = f"entity.rows(entity.entity_view(record, {key!r}), {table!r})"
        imports = ("from redshank.web.views import entity",)
        return download(
            Table(f"{found.name}-{table}", view.COLUMNS[table], view.rows(found, table), code, imports), format
        )
    chart = {"rows": view.rows(found, "series")}
    context = {"view": found, "here": entity_url(key), "chart": chart, "who": reviewer.named(request)}
    return render(request, "entity.html", context)


def _found(record: Record, key: str) -> view.EntityView:
    found = view.entity_view(record, key)
    if found is None:
        raise AbsentError("Nobody of that name is in this record.", do="Search for the name.")
    return found
