"""The server: the application on a port until Ctrl-C, then cleanly gone."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from redshank.errors import UsageError
from redshank.web.app import create_app
from redshank.web.configuration import WebSettings

GOING_SECONDS = 3
"""How long requests that are being answered may take once the server was told to stop."""

MOST_AT_ONCE = 1_000
"""Connections that are held at once, of which each browser keeps up to six; more are told to come back later."""


def serve(record: str, settings: WebSettings, ready: Callable[[str], None] = lambda _: None) -> None:
    """Serve a record until the program is told to stop; ``ready`` is told the address once it is had.

    Raises UsageError if the address cannot be had, RecordError if the record cannot be opened.
    """
    app = create_app(record, settings)
    with _bound(settings) as listening:
        ready(address_of(settings))
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_AT_ONCE,
            timeout_keep_alive=10,
            timeout_graceful_shutdown=GOING_SECONDS,
        )
        uvicorn.Server(config).run(sockets=[listening])


def address_of(settings: WebSettings) -> str:
    """Where a browser finds the server."""
    host = settings.host
    if host in ("0.0.0.0", "::", ""):
        host = socket.gethostname()
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}/"


def _bound(settings: WebSettings) -> socket.socket:
    """A socket that listens there."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    opened = socket.socket(family)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((settings.host.strip("[]"), settings.port))
    except (OSError, OverflowError) as error:
        opened.close()
        told = getattr(error, "strerror", None) or str(error)
        where = f"{settings.host}:{settings.port}"
        raise UsageError(f"cannot be listened on: {told.lower()}", where=where, do="give another --port") from None
    return opened
