"""``redshank ingest`` and ``redshank recode``: articles coded and kept in a record."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redshank.cli.code import done
from redshank.cli.io import Run

if TYPE_CHECKING:
    from redshank.model import Article, Report
    from redshank.record import Record

BATCH = 16
"""Articles kept in one transaction; they are coded again if the program is stopped in their midst."""

BATCH_SECONDS = 5.0
"""After how long what was coded is kept, however few articles it is."""

RecordOption = Annotated[
    str, typer.Option("--record", "-r", metavar="FILE_OR_URL", help="An SQLite file or a postgresql:// URL.")
]


def ingest(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files (.txt .md .html .json .jsonl .warc .warc.gz, feeds), folders, URLs, or - for standard input.",
        ),
    ],
    record: RecordOption,
    date: Annotated[
        str | None, typer.Option(help="Publication date of articles that have none: 2023-03-13, 2023-03, 2023.")
    ] = None,
    text: Annotated[bool, typer.Option(help="Keep the articles' texts, or only the sentences with reports.")] = True,
    entities: Annotated[
        list[Path] | None, typer.Option(help="A file of your own entities, on top of the knowledge base (repeatable).")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes to code with.")] = 1,
    allow_private: Annotated[bool, typer.Option(help="Let URLs lead to addresses that are not public.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no summary.")] = False,
) -> None:
    """Code news articles and keep them with their reports and events.

    The record is made if there is none. Doing it again adds nothing twice, and what was stopped half-way goes on where
    it stopped. A changed article is kept as a new version beside the old one.

    Examples:
      redshank ingest folder/ --record news.db
      redshank ingest https://example.org/feed.xml --record news.db --no-text
      redshank ingest articles.jsonl --record postgresql://user@host/news --workers 4
    """
    from redshank.coding.many import code_articles
    from redshank.coding.reporting import CODER
    from redshank.record import open_record
    from redshank.sources import read_articles

    with Run(quiet=quiet) as run, open_record(record, create=True) as kept, _entities(kept, entities or ()) as files:
        found = run.good(read_articles(inputs, date=date, allow_private=allow_private))
        coded = code_articles(_new(kept, found), files, workers)
        batches = _batches(done(run, run.progress(coded, "ingesting")))
        count = sum(kept.keep_many(batch, coder=CODER, text=text) for batch in batches)
        if not quiet:
            typer.echo(f"{count} new articles", err=True)


def recode(
    record: RecordOption,
    entities: Annotated[
        list[Path] | None, typer.Option(help="A file of your own entities, on top of the knowledge base (repeatable).")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes to code with.")] = 1,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what this version coded before, as after adding entities.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no summary.")] = False,
) -> None:
    """Code the kept articles anew with this version of the coder; what people judged stays in force.

    What the older coder made stays in the record and no longer counts ('record vacuum --retired' drops it). Articles
    without their text cannot be coded again.
    """
    from redshank.coding.many import code_articles
    from redshank.coding.reporting import CODER
    from redshank.record import open_record

    with Run(quiet=quiet) as run, open_record(record) as kept, _entities(kept, entities or ()) as files:
        articles = (one.article for one in kept.articles() if one.has_text and (everything or one.coder != CODER))
        changed = 0
        for article, reports in done(run, run.progress(code_articles(articles, files, workers), "recoding")):
            changed += kept.recode(article, reports, coder=CODER)
        if not quiet:
            typer.echo(f"{changed} articles changed", err=True)


def _new(record: Record, articles: Iterable[Article]) -> Iterator[Article]:
    """The articles that are not in the record."""
    return (article for article in articles if not record.has(article))


def _batches(coded: Iterable[tuple[Article, list[Report]]]) -> Iterator[list[tuple[Article, list[Report]]]]:
    """Articles to keep together: a number of them, or as many as came in some seconds."""
    batch: list[tuple[Article, list[Report]]] = []
    begun = time.monotonic()
    for one in coded:
        batch.append(one)
        if len(batch) >= BATCH or time.monotonic() - begun > BATCH_SECONDS:
            yield batch
            batch, begun = [], time.monotonic()
    if batch:
        yield batch


@contextlib.contextmanager
def _entities(record: Record, files: Sequence[Path]) -> Iterator[list[Path]]:
    """The user's files of entities, and before them one of those that people added to the record."""
    import json
    import tempfile

    added = record.added_entities()
    if not added:
        yield list(files)
        return
    with tempfile.TemporaryDirectory(prefix="redshank-") as folder:
        path = Path(folder) / "added.jsonl"
        names = ("id", "name", "kind", "country", "sector", "description")
        rows = [{name: getattr(one, name) or "" for name in names} | {"aliases": list(one.aliases)} for one in added]
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        yield [path, *files]
