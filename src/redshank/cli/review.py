"""``redshank review``: a person goes through the least certain reports and judges them."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from redshank.cli.ingest import RecordOption

if TYPE_CHECKING:
    from rich.console import Console

    from redshank.record import KeptReport, Record

KEYS = "[r]ight  [w]rong  [t]ype  [f]actuality  [s]kip  [u]ndo last  [q]uit"


def review(
    record: RecordOption,
    who: Annotated[str | None, typer.Option(help="Your name, kept with each judgement; by default your login.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many reports to go through.")] = 20,
) -> None:
    """Judge the reports that the coder is least sure of, one after the other.

    Each answer is kept as a row with your name and the time; nothing is overwritten, and 'u' takes the last one back.
    """
    from rich.console import Console

    from redshank.record import open_record

    console = Console(stderr=True, highlight=False)
    with open_record(record) as kept:
        reviewer = Reviewer(kept, who or getpass.getuser(), console)
        for report in kept.uncertain(limit=limit):
            if not reviewer.ask(report):
                break
        console.print(f"{reviewer.count} judgements")


class Reviewer:
    """One person at a terminal."""

    def __init__(self, record: Record, who: str, console: Console) -> None:
        self.record, self.who, self.console = record, who, console
        self.count = 0
        self._last: list[int] = []

    def ask(self, kept: KeptReport) -> bool:
        """Show a report and take answers until one settles it; False to stop."""
        from redshank.cli.table import print_reports

        article = next(iter(self.record.articles(ids=[kept.report.article])), None)
        if article is not None:
            print_reports(self.console, article.article, [kept.report])
        while True:
            key = typer.prompt(KEYS, default="s", err=True).strip().lower()[:1]
            if key == "q":
                return False
            if key == "s" or self._answer(key, kept):
                return True

    def _answer(self, key: str, kept: KeptReport) -> bool:
        """Take one answer; whether the report is settled."""
        from redshank.errors import UsageError

        try:
            if key in ("r", "w"):
                self._note(self.record.mark(kept.id, right=key == "r", who=self.who))
                return True
            if key in ("t", "f"):
                field = "type" if key == "t" else "factuality"
                value: Any = typer.prompt(field, err=True).strip()
                self._note(self.record.correct(kept.id, field, value.upper() if key == "t" else value, who=self.who))
                return True
            if key == "u" and self._last:
                self.record.undo(self._last.pop(), who=self.who)
                self.count -= 1
        except UsageError as error:
            self.console.print(str(error), markup=False)
        return False

    def _note(self, judgement: int) -> None:
        self._last.append(judgement)
        self.count += 1
