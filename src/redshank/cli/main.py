"""The ``redshank`` command: each command in a module of its own, registered here."""

import sys

import typer

from redshank.errors import InputError, RedshankError

app = typer.Typer(
    name="redshank",
    help="Reads news and keeps the political record: who did what to whom, when and where, who says so, and how sure.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


@app.callback()
def _root() -> None:
    """Redshank."""


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
