"""The home page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from redshank.web.dependencies import Kept
from redshank.web.rendering import render

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, record: Kept) -> Response:
    """What is in the record, and what happened lately."""
    return render(request, "home.html", {"counts": record.count(), "events": list(record.events(limit=10))})
