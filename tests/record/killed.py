"""``redshank ingest`` to be killed: a warm program that forks one child for each address it is given, run by the tests.

Standard input: an address a line. Standard output: ``pid N``, then ``kept ID`` for each article that the child has
kept for good, then ``gone`` or ``done``. Coding is invented (two reports an article), all else is the command itself.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from redshank.model import Article, Report
from tests.record.invented import FILLER, article, report

LINE = "Macron met Putin in Moscow on Tuesday."


def coded(number: int) -> tuple[Article, list[Report]]:
    """An article with two reports, some alike with those of others."""
    day = f"20{10 + number // 1400:02}-{1 + number // 112 % 12:02}-{1 + number // 4 % 28:02}"
    more = f"{FILLER['march']} {FILLER['storm']} Number {number // 2} of the series was filed by desk {number % 7}."
    told = article(f"k{number}", LINE, date=day, publisher=f"Paper {number % 5}", more=more)
    return told, reports_of(told)


def reports_of(told: Article) -> list[Report]:
    """What the invented coder makes of an article."""
    return [
        report(told, "CONSULT", "Macron", "Putin", "met", where="Moscow", mode="visit"),
        report(told, "SUPPORT", "Putin", "Macron", "Moscow"),
    ]


def write_articles(path: Path, count: int) -> None:
    """The articles as ``redshank ingest`` reads them."""
    names = ("id", "text", "title", "date", "publisher", "url", "language")
    rows = ({name: getattr(told, name) for name in names} for told, _ in map(coded, range(count)))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def say(words: str) -> None:
    """One line that is there whole or not at all."""
    os.write(1, f"{words}\n".encode())


def _invented(articles: Iterable[Article], *_: Any, **__: Any) -> Iterator[tuple[Article, list[Report]]]:
    return ((told, reports_of(told)) for told in articles)


def warm() -> None:
    """Load what ingesting needs, let the coder be the invented one, and keep_many tell what is kept."""
    import alembic.command  # noqa: F401
    import datasketch  # noqa: F401
    import psycopg  # noqa: F401

    from redshank.coding import many
    from redshank.record import sketch, syndication
    from redshank.record.record import Record

    told, _ = coded(0)
    syndication.signature(told.text), sketch.sketch(told.title, told.text)
    keep_many = Record.keep_many

    def telling(self: Record, batch: Any, **about: Any) -> int:
        held = list(batch)
        count = keep_many(self, held, **about)
        for one, _ in held:
            say(f"kept {one.id}")
        return count

    many.code_articles = _invented  # type: ignore[assignment]
    Record.keep_many = telling  # type: ignore[method-assign]


def serve(source: str) -> None:
    """Fork a child for each address."""
    from redshank.cli import ingest

    ingest.BATCH = 4
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                ingest.ingest([source], line.strip(), quiet=True)
                os._exit(0)
            finally:
                os._exit(1)
        say(f"pid {pid}")
        _, status = os.waitpid(pid, 0)
        say("done" if status == 0 else "gone")


if __name__ == "__main__":
    warm()
    serve(sys.argv[1])
