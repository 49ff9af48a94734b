"""The page that asks for the token, where one is set."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from redshank.web.dependencies import Set
from redshank.web.rendering import render
from redshank.web.security import COOKIE, COOKIE_SECONDS, cookie_of, is_token

router = APIRouter(include_in_schema=False)

GUESS_SECONDS = 0.5
"""How long a wrong token waits for its answer."""


def within(address: str) -> str:
    """An address of this site to go on to; the home page for any other."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and address.isprintable() else "/"


@router.get("/sign-in")
def ask(request: Request, settings: Set, next: str = "/") -> Response:  # noqa: A002
    """The form; home where no token is set."""
    if settings.token is None:
        return RedirectResponse(within(next), 303)
    return render(request, "sign_in.html", {"next": within(next), "wrong": False})


@router.post("/sign-in")
async def sign_in(
    request: Request,
    settings: Set,
    token: Annotated[str, Form(max_length=1000)] = "",
    next: Annotated[str, Form(max_length=4000)] = "/",  # noqa: A002
) -> Response:
    """Let a visitor in who shows the token; the cookie stands for it from then on."""
    if settings.token is not None and not is_token(settings, token.strip()):
        await asyncio.sleep(GUESS_SECONDS)
        return render(request, "sign_in.html", {"next": within(next), "wrong": True}, status=403)
    response = RedirectResponse(within(next), 303)
    if settings.token is not None:
        secure = request.url.scheme == "https"
        value = cookie_of(settings.token)
        response.set_cookie(COOKIE, value, COOKIE_SECONDS, httponly=True, samesite="lax", secure=secure)
    return response


@router.post("/sign-out")
def sign_out() -> Response:
    """Forget the visitor."""
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response
