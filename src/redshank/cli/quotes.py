"""``redshank quotes``: who says what in articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from redshank.model import Article


def quotes(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Articles (JSON lines, files, -).")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here instead of standard output.")
    ] = None,
    stances: Annotated[
        bool, typer.Option(help="Also support, opposition, wishes and decisions attributed to somebody.")
    ] = True,
    nested: Annotated[bool, typer.Option(help="Also statements inside the content of others.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")] = False,
) -> None:
    """Find who says what: each statement's speaker, cue and content, in the speaker's words or in others'.

    JSON lines of articles in; out, one line per statement, in the order of the cues. Offsets count characters of the
    text. "speaker" is null where the text names nobody, "quoted" tells whether the words stand in quotation marks,
    "kind" is speech, writing, thought or stance, "confidence" how sure the cue is one.
    """
    from redshank.cli.io import Run, refuse_overwriting, text_output
    from redshank.sources import read_articles

    refuse_overwriting(inputs, output)
    with Run(quiet=quiet) as run, text_output(output) as out:
        for article in run.progress(run.good(read_articles(inputs)), "articles"):
            for line in _lines(article, stances=stances, nested=nested):
                out.write(line + "\n")


def _lines(article: Article, *, stances: bool, nested: bool) -> Iterator[str]:
    """The statements of an article as JSON."""
    from redshank.reading.parse import parse
    from redshank.reading.quotations import quotations
    from redshank.reading.sentences import sentences

    parsed = list(parse(sentences(article.text)))
    for found in quotations(article.text, parsed, stances=stances, nested=nested):
        yield json.dumps(found.to_json(article.id), ensure_ascii=False)
