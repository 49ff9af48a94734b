"""The page that stands in while an answer about the whole record is worked out."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from redshank.web.rendering import render

SECONDS = 3
"""After so many seconds the browser looks again, with or without scripts."""


def waiting(request: Request, title: str) -> Response:
    """A page that says that the answer is being worked out, and asks for it again."""
    return render(request, "waits.html", {"title": title}, headers={"Refresh": str(SECONDS)})
