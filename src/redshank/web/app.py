"""The web application: one record, its pages, its API."""

from __future__ import annotations

import contextlib
import importlib
import threading
from collections.abc import AsyncIterator
from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from redshank.record import open_record
from redshank.version import __version__
from redshank.web import problems
from redshank.web.configuration import WebSettings
from redshank.web.jobs import Jobs
from redshank.web.rendering import STATIC
from redshank.web.security import Gate
from redshank.web.views import foresight, knowledge, viewpoints

PAGES = (
    "add",
    "alignment",
    "articles",
    "dyads",
    "entities",
    "events",
    "forecast",
    "home",
    "maps",
    "network",
    "reader",
    "review",
    "saved",
    "search",
    "sign_in",
    "viewpoints",
)
"""Modules of ``redshank.web.pages``, each with its ``router``."""


def routers() -> tuple[APIRouter, ...]:
    """The routers of the API and of all pages."""
    from redshank.web import api

    return (*api.routers(), *(importlib.import_module(f"redshank.web.pages.{name}").router for name in PAGES))


def create_app(record: str, settings: WebSettings | None = None) -> FastAPI:
    """The application of a record (a file or ``postgresql://`` URL), which is made if there is none and it may be.

    Raises RecordError if it cannot be opened.
    """
    settings = settings or WebSettings()
    kept = open_record(record, create=not settings.read_only)
    jobs = Jobs(kept, settings)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=knowledge.load, name="redshank-knowledge", daemon=True).start()
        yield
        jobs.stop()
        kept.close()

    app = FastAPI(
        title="Redshank",
        version=__version__,
        description="Who did what to whom, when and where, who says so, and how sure: the record of events in news.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
    )
    app.state.record, app.state.settings, app.state.name = kept, settings, _name(record)
    app.state.jobs = jobs
    app.state.foresight, app.state.viewpoints = foresight.Desk(kept), viewpoints.Desk(kept)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Gate, settings=settings)
    app.mount("/static", Static(directory=STATIC), name="static")
    for router in routers():
        app.include_router(router)
    problems.install(app)
    return app


def _name(record: str) -> str:
    """What the record is called on the pages: the file without its folder, the database without its server."""
    return Path(record.partition("?")[0]).name or "record"


class Static(StaticFiles):
    """Our own files. Their addresses change when they do, so that browsers keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file of a path."""
        response = await super().get_response(path, scope)
        kept = b"v=" in scope.get("query_string", b"") and response.status_code == 200
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if kept else "no-cache"
        return response
