"""The name under which a visitor judges, saves and notes; their browser remembers it."""

from __future__ import annotations

from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "redshank_who"
SECONDS = 365 * 24 * 3600
LONGEST = 80


def named(request: Request) -> str:
    """The name that the visitor gave before, empty if none."""
    return unquote(request.cookies.get(COOKIE, ""))[:LONGEST]


def remembered_by(response: Response, request: Request, who: str) -> None:
    """Let the visitor's browser remember the name."""
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, quote(who[:LONGEST]), SECONDS, httponly=True, samesite="lax", secure=secure)
