"""The home page: what is in the record, what happened lately, where and when, and what has changed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from redshank.web.dependencies import Kept
from redshank.web.rendering import render
from redshank.web.views import home as view

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, record: Kept) -> Response:
    """The record at a glance; of an empty one, how to begin."""
    glance = view.glance(record)
    if not glance.articles:
        return render(request, "home_empty.html", {"settings": request.app.state.settings})
    context = {"glance": glance, "lately": view.lately(record), "changes": view.changes(record)}
    return render(request, "home.html", context)
