"""The ``redshank`` command: each command in a module of its own, registered here.

Command modules import nothing heavy at their top, so that ``redshank --help`` answers at once.
"""

import errno
import os
import sys

import typer

from redshank.cli.align import align
from redshank.cli.classify import classify
from redshank.cli.code import code
from redshank.cli.evaluate import evaluate
from redshank.cli.explain import explain
from redshank.cli.export import export
from redshank.cli.forecast import forecast_app
from redshank.cli.ingest import ingest, recode
from redshank.cli.locate import locate
from redshank.cli.mcp import mcp
from redshank.cli.query import query
from redshank.cli.quotes import quotes
from redshank.cli.record import record_app
from redshank.cli.review import review
from redshank.cli.serve import serve
from redshank.errors import InputError, RedshankError
from redshank.version import __version__

app = typer.Typer(
    name="redshank",
    help="Reads news and keeps the political record: who did what to whom, when and where, who says so, and how sure.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)

for command in (
    code, ingest, query, export, align, review, recode, serve, mcp, quotes, locate, classify, evaluate, explain,
):  # fmt: skip
    app.command()(command)
app.add_typer(record_app, name="record")
app.add_typer(forecast_app, name="forecast")


FULL = (errno.ENOSPC, errno.EDQUOT)
"""Errors of writing where there is no room left."""


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"redshank {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Print the version."),
) -> None:
    """Reads news and keeps the political record: who did what to whom, when and where, who says so, and how sure."""


def main() -> None:
    """Entry point: errors of ours become one line on standard error and an exit code, never a traceback."""
    try:
        app()
    except InputError as error:
        print(f"redshank: {error}", file=sys.stderr)
        sys.exit(1)
    except RedshankError as error:
        print(f"redshank: {error}", file=sys.stderr)
        sys.exit(2)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            where = error.filename or "what is written"
            print(f"redshank: {where}: the disk is full (make room and do it again)", file=sys.stderr)
            sys.exit(1)
        if os.environ.get("REDSHANK_DEBUG"):
            raise
        told = f"{type(error).__name__}: {error}"
        print(f"redshank: a fault of the program: {told} (set REDSHANK_DEBUG=1 to see where)", file=sys.stderr)
        sys.exit(70)
