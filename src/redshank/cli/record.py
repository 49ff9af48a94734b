"""``redshank record``: making a record and caring for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from redshank.cli.io import Run

record_app = typer.Typer(help="Make a record and care for it: check, migrate, vacuum, backup.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="FILE_OR_URL", help="An SQLite file or a postgresql:// URL.")]


@record_app.command()
def create(record: Name) -> None:
    """Make an empty record; one that is there already stays as it is."""
    from redshank.record import open_record

    with open_record(record, create=True) as kept:
        typer.echo(f"{kept.name}: ready", err=True)


@record_app.command()
def check(record: Name) -> None:
    """Look for damage; names what is wrong and exits with 1 if something is."""
    from redshank.errors import RecordError
    from redshank.record import open_record

    try:
        with open_record(record) as kept:
            found = kept.check()
    except RecordError as error:
        if "damaged" not in error.what:
            raise
        found = [f"{error.what}: restore a backup"]
    for words in found:
        typer.echo(words)
    if found:
        raise typer.Exit(1)
    typer.echo("whole", err=True)


@record_app.command()
def migrate(record: Name) -> None:
    """Bring the record of an older version of the program up to date."""
    from redshank.record.database import address_of, connect
    from redshank.record.schema import migrate as bring_up

    engine = connect(address_of(record))
    try:
        typer.echo(f"schema {bring_up(engine)}", err=True)
    finally:
        engine.dispose()


@record_app.command()
def stats(
    record: Name, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False
) -> None:
    """Tell how much is kept, from when, and how many bytes it takes."""
    from redshank.record import open_record

    with open_record(record) as kept:
        found = kept.stats()
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    for name, value in found.items():
        words = ", ".join(value) if isinstance(value, list) else f"{value:,}" if isinstance(value, int) else value
        typer.echo(f"{name:16} {words}")


@record_app.command()
def vacuum(
    record: Name,
    retired: Annotated[
        bool, typer.Option("--retired", help="Also drop reports that newer coders did not make again.")
    ] = False,
    settle: Annotated[bool, typer.Option("--settle", help="First work out all events from nothing.")] = False,
) -> None:
    """Give room back to the disk and bring the figures for planning questions up to date."""
    from redshank.record import open_record

    with open_record(record) as kept:
        if settle:
            kept.settle_again()
        kept.vacuum(retired=retired)


@record_app.command()
def backup(
    record: Name,
    output: Annotated[Path, typer.Option("--output", "-o", help="The new file.")],
) -> None:
    """Copy an SQLite record to a new file, while others may read and write."""
    from redshank.record import open_record

    with open_record(record) as kept:
        kept.backup(output)


@record_app.command("import")
def import_(
    record: Name,
    inputs: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Files of events, also in .gz or .zip, or folders of them.")
    ],
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", "-f", help="icews, gdelt, polecat or phoenix.")
    ],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Keep events that other systems coded; they have no text. Doing it again adds nothing twice."""
    from redshank.errors import InputError
    from redshank.exchange.foreign import files, read_events
    from redshank.record import open_record

    with Run(quiet=quiet) as run, open_record(record, create=True) as kept:
        count = 0
        for path in run.progress(files(inputs), "importing"):
            try:
                for batch in read_events(path, format, run.fail):
                    count += kept.keep_many(batch)
            except InputError as error:
                run.fail(error)
        if not quiet:
            typer.echo(f"{count} new events", err=True)


@record_app.command()
def judgements(record: Name) -> None:
    """List what people judged, as JSON lines, what was taken back included."""
    from redshank.record import open_record

    with open_record(record) as kept:
        for judgement in kept.judgements():
            typer.echo(json.dumps(judgement.to_json(), ensure_ascii=False))
