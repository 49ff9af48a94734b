"""The page that stands in while an answer about the whole record is worked out."""

from __future__ import annotations

from fastapi import HTTPException, Request
from starlette.responses import Response

from redshank.web.rendering import render

SECONDS = 3
"""After so many seconds the browser looks again, with or without scripts."""


def later() -> HTTPException:
    """What is told to who wants to take away a table that is still being worked out."""
    told = "This is still being worked out. Ask again in a few seconds."
    return HTTPException(503, told, {"Retry-After": str(SECONDS)})


def waiting(request: Request, title: str) -> Response:
    """A page that says that the answer is being worked out, and asks for it again."""
    return render(request, "waits.html", {"title": title}, headers={"Refresh": str(SECONDS)})
