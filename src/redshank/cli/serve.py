"""``redshank serve``: the record in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from redshank.cli.ingest import RecordOption


def serve(
    record: RecordOption,
    host: Annotated[str, typer.Option(help="Address to listen on; others than this machine's need a token.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Port to listen on.")] = 8000,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="REDSHANK_TOKEN",
            help="What visitors must show. Better set as REDSHANK_TOKEN: others on this machine see arguments.",
        ),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Refuse all that would change the record.")] = False,
    allow_private: Annotated[bool, typer.Option(help="Let URLs lead to addresses that are not public.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Show a record in the browser: read, search, add articles, review; Ctrl-C stops it.

    The record is made if there is none. Only this machine can reach the server unless you say otherwise; on another
    address a token or --read-only is needed.

    Examples:
      redshank serve --record news.db
      REDSHANK_TOKEN=$(openssl rand -hex 20) redshank serve --record news.db --host 0.0.0.0
    """
    from redshank.web import WebSettings
    from redshank.web.serving import serve as run

    def ready(address: str) -> None:
        if not quiet:
            typer.echo(f"{address} (Ctrl-C stops)", err=True)

    settings = WebSettings(host=host, port=port, token=token or None, read_only=read_only, allow_private=allow_private)
    run(record, settings, ready)
