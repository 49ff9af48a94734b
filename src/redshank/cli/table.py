"""Reports for reading in a terminal: each event in a sentence-like row, with its evidence, voice and factuality."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from redshank.model import Article, Mention, Quantity, Report, Span

QUAD_STYLES = {
    "verbal cooperation": "cyan",
    "material cooperation": "green",
    "verbal conflict": "yellow",
    "material conflict": "red",
}
FACTUALITY_WORDS = {"asserted": "", "planned": "planned", "possible": "possible", "negated": "NOT"}
FACTUALITY_STYLES = {"planned": "italic blue", "possible": "italic magenta", "negated": "bold red"}
DOUBTFUL = 0.5
"""Reports less sure than this are printed with a question mark."""
INDENT = 4


class _PipedConsole(Console):
    """A console whose reader may stop reading, as ``| head`` does; that is for the command to handle."""

    def on_broken_pipe(self) -> None:
        """Let the caller know, instead of leaving with an error of its own."""
        raise BrokenPipeError


def table_console(target: TextIO) -> Console:
    """The console that tables are printed on."""
    return _PipedConsole(file=target, soft_wrap=False, highlight=False, markup=False)


EVENT_WIDTH = 30
"""Characters that an event has in a table however narrow the terminal: who did what to whom is read first."""


def rows_as_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], told: str = "") -> str:
    """Rows in columns for reading; long cells are folded, those of the column that has what is ``told`` last."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name.replace("_", " "), min_width=EVENT_WIDTH if name == told else None)
    for row in rows:
        table.add_row(*("" if row[name] is None else f"{row[name]}" for name in columns))
    buffer = io.StringIO()
    Console(file=buffer, markup=False, highlight=False).print(table)
    return buffer.getvalue()


def print_reports(console: Console, article: Article, reports: Sequence[Report]) -> None:
    """Print one article's heading and its reports, in the order of the text."""
    console.print(_heading(article, len(reports)))
    for sentence, told in itertools.groupby(reports, key=lambda report: report.sentence):
        group = list(told)
        for report in group:
            console.print(Padding(_row(report), (0, 0, 0, 2)))
            if (voice := _voice(report)) is not None:
                console.print(Padding(voice, (0, 0, 0, INDENT)))
        console.print(Padding(_evidence(sentence, group), (0, 0, 0, INDENT)))
    console.print()


def _heading(article: Article, count: int) -> Text:
    told = "no political event found" if not count else f"{count} report{'s' if count != 1 else ''}"
    parts = [article.title or article.id, article.publisher or "", article.date or "no date", told]
    return Text(" · ".join(p for p in parts if p), style="bold reverse")


def _row(report: Report) -> Text:
    """ "CONSULT visit  Emmanuel Macron (FRA) → Vladimir Putin (RUS)  planned · on 2023-03-07 · in Moscow · 0.91"."""
    row = Text()
    row.append(report.type, style=f"bold {QUAD_STYLES[report.quad]}")
    if report.mode:
        row.append(f" {report.mode}", style=QUAD_STYLES[report.quad])
    row.append("? " if report.confidence < DOUBTFUL else "  ", style="yellow")
    row.append(_names(report.actor) or "somebody", style="bold")
    if report.recipient:
        row.append(" → ", style="dim")
        row.append(_names(report.recipient), style="bold")
    if word := FACTUALITY_WORDS[report.factuality]:
        row.append(f"  {word}", style=FACTUALITY_STYLES[report.factuality])
    for detail in _details(report):
        row.append(f" · {detail}", style="dim")
    return row


def _names(mentions: Iterable[Mention]) -> str:
    return ", ".join(f"{m.name} ({m.country})" if m.country and m.country != m.name else m.name for m in mentions)


def _details(report: Report) -> list[str]:
    details = [f"‘{report.trigger.text}’"]
    if report.when:
        start, end = report.when.start, report.when.end
        day = start if start == end else f"{start} to {end}"
        details.append(f"about {day}" if report.when.precision == "inferred" else day)
    if report.where:
        details.append(report.where.name)
    details += [_number(q) for q in report.quantities]
    details.append(f"{report.confidence:.2f}")
    return details


def _number(quantity: Quantity) -> str:
    """A number in the words of the text, so that "thousands" is not printed as 2,000."""
    kind = f" {quantity.kind}" if quantity.kind in ("dead", "injured") else ""
    return f"{quantity.mention.text}{kind}"


def _evidence(sentence: Span, reports: Sequence[Report]) -> Text:
    """The sentence once for all its reports, with actors and recipients in bold and triggers underlined."""
    text = Text(f"“{' '.join(sentence.text.split())}”", style="dim")
    if " ".join(sentence.text.split()) != sentence.text:
        return text
    for report in reports:
        for mention in (*report.actor, *report.recipient):
            _mark(text, mention.start - sentence.start, mention.end - sentence.start, "bold")
        _mark(text, report.trigger.start - sentence.start, report.trigger.end - sentence.start, "underline")
    return text


def _mark(text: Text, start: int, end: int, style: str) -> None:
    if 0 <= start < end:
        text.stylize(f"not dim {style}", start + 1, end + 1)


def _voice(report: Report) -> Text | None:
    voice = report.attribution
    if voice is None:
        return None
    who = voice.speaker.name if voice.speaker else "somebody not named"
    how = "in their own words" if voice.quoted else "as reported"
    return Text(f"— says {who} ({voice.cue}, {how})", style="italic")
