"""``redshank code``: articles in, reports out; nothing is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redshank.cli.io import Run, binary_output, refuse_overwriting, text_output

if TYPE_CHECKING:
    from redshank.coding.many import Coded
    from redshank.model import Article, Report


class Format(StrEnum):
    """How reports are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def code(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files (.txt .md .html .json .jsonl .warc .warc.gz, feeds), folders, URLs, or - for standard input.",
        ),
    ],
    format: Annotated[Format, typer.Option(help="How to write the reports.")] = Format.TABLE,  # noqa: A002
    date: Annotated[
        str | None, typer.Option(help="Publication date of articles that have none: 2023-03-13, 2023-03, 2023.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")] = None,
    articles: Annotated[
        Path | None, typer.Option(help="Also write the articles' texts, to which offsets refer, as JSON lines.")
    ] = None,
    entities: Annotated[
        list[Path] | None, typer.Option(help="A file of your own entities, on top of the knowledge base (repeatable).")
    ] = None,
    recall: Annotated[
        str, typer.Option(help="'normal' keeps what is likely right; 'high' keeps doubtful reports too.")
    ] = "normal",
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes to code with.")] = 1,
    allow_private: Annotated[
        bool | None, typer.Option("--allow-private", help="Let URLs lead to addresses that are not public.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Code news articles into political events: who did what to whom, when, where, who says so and how sure.

    Each report is tied to the words it was read from. Nothing is kept; use [bold]ingest[/bold] to keep a record.

    Examples:
      redshank code article.txt --date 2023-03-13
      redshank code https://example.org/news/1 --format jsonl
      redshank code folder/ --format csv --output reports.csv --workers 2
    """
    from redshank.coding.many import code_articles
    from redshank.sources import read_articles

    refuse_overwriting(inputs, output)
    with Run(quiet=quiet) as run:
        found = run.good(read_articles(inputs, date=date, allow_private=allow_private))
        coded = code_articles(_kept(found, articles), entities or (), workers, recall=recall)
        _write(run, run.progress(coded, "coding"), format, output)


def _kept(found: Iterable[Article], path: Path | None) -> Iterator[Article]:
    """The articles, each also written to a file if one is named."""
    if path is None:
        yield from found
        return
    with text_output(path) as lines:
        for article in found:
            lines.write(json.dumps(article.to_json(), ensure_ascii=False) + "\n")
            yield article


def _reports(run: Run, coded: Iterable[Coded]) -> Iterator[Report]:
    for _, reports in done(run, coded):
        yield from reports


def done(run: Run, coded: Iterable[Coded]) -> Iterator[tuple[Article, list[Report]]]:
    """The articles that were coded; an article that was not is named on standard error."""
    for article, reports in coded:
        if isinstance(reports, list):
            yield article, reports
        else:
            run.fail(reports)


def _write(run: Run, coded: Iterable[Coded], format: Format, output: Path | None) -> None:  # noqa: A002
    from redshank.exchange import reports as writers

    if format is Format.PARQUET:
        with binary_output(output) as target:
            writers.write_parquet(_reports(run, coded), target)
        return
    with text_output(output) as target:
        if format is Format.TABLE:
            from redshank.cli.table import print_reports, table_console

            console = table_console(target)
            for article, reports in done(run, coded):
                print_reports(console, article, reports)
            return
        for line in writers.LINES[format.value](_reports(run, coded)):
            target.write(line)
