"""What all routes of the API share: their router, how their errors are described, and how a page is written."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from redshank.web.api.shapes import ProblemShape
from redshank.web.links import with_query
from redshank.web.views.listing import Page

Item = TypeVar("Item")

PREFIX = "/api/v1"

USUAL = (401, 403, 404, 422, 503)
"""Statuses that any request may be answered with: no token, another site, no such thing, a wrong value, a busy disk."""
WRITING = (400, 408, 413)
"""Those of requests that bring something."""


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How errors stand in the schema: problem+json, for each status."""
    schema = ProblemShape.model_json_schema()
    content = {"application/problem+json": {"schema": schema}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


class Route(APIRoute):
    """A route that, asked in a way that it does not take, names all ways that its address takes."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say which methods there are."""
        if scope["method"] not in (self.methods or ()):
            raise HTTPException(405, headers={"Allow": ", ".join(sorted(_methods(self.path)))})
        await super().handle(scope, receive, send)


def _methods(path: str) -> set[str]:
    """The methods of an address, which may be spread over several routes."""
    from redshank.web.api import routers

    routes = (route for one in routers() for route in one.routes if isinstance(route, Route))
    return {method for route in routes if route.path == path for method in route.methods or ()}


def router(tag: str, *, writing: bool = False) -> APIRouter:
    """A router of the API whose operations are called like their functions."""
    statuses = (*USUAL, *WRITING) if writing else USUAL
    return APIRouter(
        prefix=PREFIX,
        tags=[tag],
        responses=problems(*sorted(statuses)),
        generate_unique_id_function=_name_of,
        route_class=Route,
    )


def _name_of(route: APIRoute) -> str:
    return route.name


def page(request: Request, found: Page[Item], written: Callable[[Item], Any]) -> dict[str, Any]:
    """A page of a list with the address of the next one."""
    address = None
    if found.after is not None:
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
        address = with_query(request.url.path, [*kept, ("after", found.after)])
    return {"items": [written(item) for item in found.items], "after": found.after, "next": address}
