"""``redshank export``: a record taken out in the formats that other programs read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from redshank.cli.ingest import RecordOption
from redshank.cli.io import Run, binary_output, text_output


class Format(StrEnum):
    """Formats out."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    PLOVER = "plover"
    GDELT = "gdelt"
    ICEWS = "icews"
    FTM = "ftm"
    GRAPHML = "graphml"
    GEXF = "gexf"
    GEOJSON = "geojson"
    TKG = "tkg"


class What(StrEnum):
    """What of the record."""

    REPORTS = "reports"
    EVENTS = "events"
    ENTITIES = "entities"
    DYADS = "dyads"


def export(
    record: RecordOption,
    format: Annotated[Format, typer.Option(help="The format.")] = Format.JSONL,  # noqa: A002
    what: Annotated[
        What | None, typer.Option(help="What to take out; by default events, or what the format is for.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")] = None,
    since: Annotated[str | None, typer.Option(help="From this day, month or year on.")] = None,
    until: Annotated[str | None, typer.Option(help="Until this day, month or year, itself included.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Take reports, events, entities or dyads out of a record.

    plover: PLOVER as JSON lines. gdelt, icews: the columns of GDELT 2.0 and ICEWS, tab-separated. ftm: FollowTheMoney
    entities. graphml, gexf: who acts towards whom, as a graph. geojson: events on the map. tkg: a temporal knowledge
    graph (subject, relation, object, day).

    Examples:
      redshank export --record news.db --format csv --what events --output events.csv
      redshank export --record news.db --format gexf --output powers.gexf
    """
    from redshank.exchange import export as exchange
    from redshank.record import Question, open_record

    chosen = exchange.chosen(format.value, what.value if what else None)
    question = Question(since=since, until=until)
    with Run(quiet=quiet), open_record(record) as kept:
        if format.value in exchange.BINARY:
            with binary_output(output) as target:
                exchange.write_binary(kept, chosen, target, question)
            return
        with text_output(output) as target:
            for line in exchange.lines(kept, format.value, chosen, question):
                target.write(line)
