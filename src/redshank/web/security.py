"""Who may ask for what: hosts, the token, requests from other sites, changes, sizes; and the headers of every answer.

The middleware stands before everything else. It refuses

- names of the server that are not its own while it listens to this machine only, so that a site whose name was made to
  lead here (DNS rebinding) reads nothing;
- visitors without the token, where one is set;
- changes asked for by a page of another site (CSRF), told by ``Sec-Fetch-Site`` or, where a browser does not send that,
  by ``Origin``; programs send neither and carry no one's cookies;
- all changes while the record is only read;
- bodies that are larger, or slower to come in, than is taken.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from redshank.web.configuration import WebSettings
from redshank.web.links import with_query
from redshank.web.problems import RefusedError, TooMuchError, answer, wants_json

log = logging.getLogger("redshank.web")

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Nothing from elsewhere, nothing inline: what slipped into a page could neither run nor send anything away."""

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/static/", "/sign-in", "/healthz")
"""Paths that need no token: what the page that asks for it is made of, and whether the server lives."""

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
COOKIE = "redshank"
COOKIE_SECONDS = 30 * 24 * 3600


def cookie_of(token: str) -> str:
    """What the cookie of a visitor who showed the token holds: not the token itself."""
    return hmac.new(token.encode(), b"redshank visitor", hashlib.sha256).hexdigest()


def is_token(settings: WebSettings, given: str) -> bool:
    """Whether this is the token, compared without telling by the time how much of it is right."""
    return settings.token is not None and secrets.compare_digest(given.encode(), settings.token.encode())


def is_admitted(settings: WebSettings, request: Request) -> bool:
    """Whether the visitor has the token, in a header or as the cookie that stands for it; all have where none is."""
    if settings.token is None:
        return True
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and is_token(settings, given.strip()):
        return True
    cookie = request.cookies.get(COOKIE, "")
    return secrets.compare_digest(cookie.encode(), cookie_of(settings.token).encode())


def is_from_elsewhere(request: Request) -> bool:
    """Whether a page of another site makes this request."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host", "")


def refusal(settings: WebSettings, request: Request) -> RefusedError | None:
    """Why the request is not allowed, None if it is; the token is looked at elsewhere."""
    if settings.is_local and _name(request) not in LOCAL_NAMES | {settings.host}:
        return RefusedError("This server answers to this machine only.", do="Open it as localhost.")
    if request.method in SAFE:
        return None
    if is_from_elsewhere(request):
        return RefusedError("A page of another site asked for this.", do="Open the page here and do it again.")
    if settings.read_only and request.url.path not in ("/sign-in", "/sign-out"):
        return RefusedError("This record is only read here.", do="Ask whoever runs the server.")
    return None


def _name(request: Request) -> str:
    """The host that was asked for, without its port."""
    host = request.headers.get("host", "").lower()
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


class Gate:
    """ASGI middleware that refuses what is not allowed and gives every answer its headers."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(_without_blanks(scope), receive)
        scope = request.scope
        sending = Sending(send, whole=scope["method"] != "HEAD")
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        answered = self._stopped(request)
        try:
            await (answered or self.app)(scope, _bounded(receive, self.settings), sending)
        except Exception as error:
            if sending.begun:
                raise
            log.error("request failed path=%s error=%s", request.url.path, type(error).__name__, exc_info=error)
            await answer(request, error)(scope, receive, sending)

    def _stopped(self, request: Request) -> Response | None:
        if (error := refusal(self.settings, request)) is not None:
            return answer(request, error)
        length = request.headers.get("content-length", "")
        if length.isdigit() and int(length[:20]) > self.settings.upload_bytes:
            return answer(request, too_large(self.settings))
        if request.url.path.startswith(OPEN) or is_admitted(self.settings, request):
            return None
        return self._ask_for_token(request)

    def _ask_for_token(self, request: Request) -> Response:
        if wants_json(request) or request.method not in SAFE:
            headers = {"WWW-Authenticate": "Bearer"}
            return answer(request, HTTPException(401, "This record is open to those who have its token.", headers))
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(with_query("/sign-in", {"next": asked if asked != "/" else None}), 303)


def _without_blanks(scope: Scope) -> Scope:
    """The request of a page without parameters that are empty, as forms send them for every field left blank."""
    query = scope.get("query_string", b"")
    if scope["path"].startswith("/api/") or not query:
        return scope
    parts = (part.partition(b"=") for part in query.split(b"&"))
    left = [name + equals + value for name, equals, value in parts if value.replace(b"%20", b"").strip(b"+")]
    return {**scope, "query_string": b"&".join(left)}


def too_large(settings: WebSettings) -> TooMuchError:
    """The error for a request of too many bytes."""
    megabytes = settings.upload_bytes / 1024 / 1024
    return TooMuchError(f"That is more than {megabytes:.0f} MB at once.", do="Give fewer or smaller files.")


def _bounded(receive: Receive, settings: WebSettings) -> Receive:
    """The body as it comes in, up to a size and within a time."""
    loop = asyncio.get_running_loop()
    state = {"bytes": 0, "open": True}
    deadline = loop.time() + settings.upload_seconds

    async def bounded() -> Message:
        if not state["open"]:
            return await receive()
        try:
            async with asyncio.timeout_at(deadline):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408, "The request took too long to come in.") from None
        state["bytes"] += len(message.get("body", b""))
        state["open"] = bool(message.get("more_body", False))
        if state["bytes"] > settings.upload_bytes:
            raise HTTPException(413, too_large(settings).what)
        return message

    return bounded


class Sending:
    """What sends an answer, with the headers that each has, ``whole`` or without its body; it knows whether one has
    begun."""

    def __init__(self, send: Send, *, whole: bool = True) -> None:
        self.send = send
        self.whole = whole
        self.begun = False

    async def __call__(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "private, no-cache")
        elif not self.whole:
            message = {**message, "body": b""}
        await self.send(message)
