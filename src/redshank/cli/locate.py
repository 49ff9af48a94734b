"""``redshank locate``: the places that articles name, on the map."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from redshank.model import Article
    from redshank.reading.places import Named


def locate(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Articles (JSON lines, files, -).")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here instead of standard output.")
    ] = None,
    peoples: Annotated[
        bool, typer.Option(help="Also adjectives and names of peoples (Russian, Texans), as form people.")
    ] = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")] = False,
) -> None:
    """Find the places that articles name and tell which places on the map they are.

    JSON lines of articles in; out, one line per place named, in the order of the text. Offsets count characters of the
    text. "geonames" is the GeoNames id, "precision" how large the thing named is, "confidence" how sure it is that the
    words name a place.
    """
    from redshank.cli.io import Run, refuse_overwriting, text_output
    from redshank.sources import read_articles

    refuse_overwriting(inputs, output)
    with Run(quiet=quiet) as run, text_output(output) as out:
        for article in run.progress(run.good(read_articles(inputs)), "articles"):
            for line in _lines(article, peoples):
                out.write(line + "\n")


def _lines(article: Article, peoples: bool) -> Iterator[str]:
    from redshank.reading.parse import parse
    from redshank.reading.places import named
    from redshank.reading.sentences import sentences

    for found in named(parse(sentences(article.text)), article.text):
        if peoples or found.form != "people":
            yield json.dumps(to_json(article.id, found), ensure_ascii=False)


def to_json(article: str, found: Named) -> dict[str, Any]:
    """A place named, as it is printed."""
    place, mention = found.place, found.place.mention
    return {
        "article": article,
        "start": mention.start if mention else None,
        "end": mention.end if mention else None,
        "text": mention.text if mention else None,
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geonames": place.geonames,
        "precision": place.precision,
        "form": found.form,
        "confidence": round(found.confidence, 3),
    }
