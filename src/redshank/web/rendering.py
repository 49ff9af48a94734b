"""Pages out of templates: everything that stands in one is text and never markup, whatever an article says."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from redshank.version import __version__
from redshank.web import links, wording

STATIC = Path(__file__).parent / "static"

NAVIGATION = (
    ("/", "Home"),
    ("/search", "Search"),
    ("/events", "Events"),
    ("/network", "Network"),
    ("/map", "Map"),
    ("/viewpoints", "Viewpoints"),
    ("/alignment", "Alignment"),
    ("/forecast", "Forecast"),
    ("/review", "Review"),
    ("/add", "Add"),
)
"""The main pages: their addresses and what they are called."""


@functools.cache
def environment() -> Environment:
    """The templates, with the words and addresses that they may use."""
    found = Environment(
        loader=PackageLoader("redshank.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.loopcontrols"],
    )
    found.globals |= {name: getattr(links, name) for name in LINKS}
    found.globals |= {"static": static, "version": __version__, "navigation": NAVIGATION}
    found.globals |= {"status_words": wording.STATUS_WORDS}
    found.filters |= wording.FILTERS
    return found


LINKS = ("with_query", "article_url", "event_url", "entity_url", "mention_url", "dyad_url")


@functools.cache
def static(name: str) -> str:
    """The address of a file of ours that changes when the file does, so that browsers may keep it for good."""
    path = STATIC / name
    mark = hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "none"
    return f"/static/{name}?v={mark}"


def html(request: Request, template: str, context: Mapping[str, Any]) -> str:
    """A template filled in; besides what is given it knows the request, the path and whether changes are allowed."""
    settings = request.app.state.settings if "app" in request.scope else None
    about = {
        "request": request,
        "path": request.url.path,
        "read_only": settings.read_only if settings else True,
        "record_name": getattr(request.app.state, "name", "") if settings else "",
        "fragment": bool(request.headers.get("hx-request")),
        "signed_in": bool(settings and settings.token) and request.url.path != "/sign-in",
    }
    if "view_address" not in context:
        about |= _noted(request)
    return environment().get_template(template).render(about | dict(context))


UNNOTED = ("/add", "/review", "/sign-in", "/saved", "/judgements")
"""Pages that are no views of the record: they are not saved and have no notes."""


def _noted(request: Request) -> dict[str, Any]:
    """The address of the view under which it is saved, empty for pages that are none, and the notes on it."""
    from redshank.web.views import noted

    path = request.url.path
    if "app" not in request.scope or request.method != "GET" or path.startswith(UNNOTED):
        return {"view_address": "", "view_notes": ()}
    address = noted.address_of(f"{path}?{request.url.query}" if request.url.query else path)
    return {"view_address": address, "view_notes": noted.on(request.app.state.record, address)}


def render(
    request: Request,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """The answer that shows a template."""
    written = html(request, template, context or {}).encode("utf-8", "replace")
    return HTMLResponse(written, status, dict(headers or {}))
