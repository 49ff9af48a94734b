"""``redshank forecast``: what comes next, with reasons; how well the forecaster does."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redshank.errors import UsageError

if TYPE_CHECKING:
    from redshank.forecasting.backtest import Report
    from redshank.forecasting.history import History
    from redshank.forecasting.outlook import Forecast

forecast_app = typer.Typer(help="Tells what comes next, with reasons, and how well it would have foretold the past.")

RecordOption = Annotated[str, typer.Option("--record", help="The record: an SQLite file or a postgresql:// URL.")]
HistoryOption = Annotated[
    Path | None,
    typer.Option("--history", help="Events from a file instead: TSV or JSON lines; actor, type, recipient, date."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", help="No progress on standard error.")]
BackgroundOption = Annotated[
    bool,
    typer.Option(
        "--background/--without-background", help="With events imported from ICEWS, GDELT or POLECAT, or without."
    ),
]
OutputOption = Annotated[Path | None, typer.Option("--output", help="Write here instead of standard output.")]


def history_from_record(record: str, background: bool = True) -> list[History]:
    """The events of a record as the forecaster takes them: what was told as having happened, with the names known.

    ``background`` False leaves out events that only other systems tell.
    """
    from redshank.analysis.background import history
    from redshank.forecasting.history import History
    from redshank.record import open_record

    with open_record(record) as opened:
        names = {entity.id: entity.name for entity in opened.entities()}
        rows = list(history(opened, background))
    dated = [(actor, type_, recipient, _day(day[:10])) for actor, type_, recipient, day in rows if len(day) >= 10]
    return sorted(
        History(day, actor, type_, recipient, names.get(actor, ""), names.get(recipient, ""))
        for actor, type_, recipient, day in dated
        if day is not None
    )


def _history(record: str, file: Path | None, background: bool) -> list[History]:
    from redshank.forecasting.history import read_history

    if bool(record) == (file is not None):
        raise UsageError("say where the events are", do="either --record or --history")
    return read_history(file) if file is not None else history_from_record(record, background)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"no day: {text!r}", do="dates as 2023-03-13") from error


def _write(lines: Iterable[str], output: Path | None) -> None:
    text = "".join(f"{line}\n" for line in lines)
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


@forecast_app.callback(invoke_without_command=True)
def forecast(
    context: typer.Context,
    record: RecordOption = "",
    history: HistoryOption = None,
    actor: Annotated[str, typer.Option("--actor", help="Only what this entity does.")] = "",
    recipient: Annotated[str, typer.Option("--recipient", help="Only what is done to this entity.")] = "",
    type_: Annotated[str, typer.Option("--type", help="With --actor: the likeliest recipients of this type.")] = "",
    days: Annotated[int, typer.Option("--days", help="Days to look ahead.")] = 7,
    at: Annotated[str, typer.Option("--at", help="Look ahead from this day (default: after the last event).")] = "",
    volume: Annotated[bool, typer.Option("--volume", help="All types and conflict above usual, of an actor.")] = False,
    top: Annotated[int, typer.Option("--top", help="How many forecasts.")] = 10,
    background: BackgroundOption = True,
    format_: Annotated[str, typer.Option("--format", help="table or jsonl.")] = "table",
    output: OutputOption = None,
) -> None:
    """Tell what comes next in a record, with odds, intervals and reasons."""
    if context.invoked_subcommand:
        return
    if format_ not in ("table", "jsonl"):
        raise UsageError(f"no format called {format_!r}", do="table or jsonl")
    if (volume or type_) and not actor:
        raise UsageError("--volume and --type need an --actor")
    found = _foretell(_history(record, history, background), actor, recipient, type_, days, _day(at), volume, top)
    _write(
        (json.dumps(f.to_json(), ensure_ascii=False) for f in found) if format_ == "jsonl" else _table(found), output
    )


def _foretell(
    events: list[History], actor: str, recipient: str, type_: str, days: int, at: datetime.date | None,
    volume: bool, top: int,
) -> list[Forecast]:  # fmt: skip
    from redshank.forecasting import outlook

    if volume:
        return outlook.volume(events, actor, recipient, at, horizons=(days,))
    if type_:
        return outlook.likely_recipients(events, actor, type_, at, top)
    return outlook.next_events(events, actor, recipient, days, at, top)


def _table(found: list[Forecast]) -> Iterable[str]:
    """Each forecast in a line, its reasons in lines below."""
    for told in found:
        actor, recipient = told.actor_name or told.actor, told.recipient_name or told.recipient
        dyad = f"{actor} > {recipient}" if recipient else actor
        if told.probability is None:
            yield f"{dyad}: {told.note}" if dyad else told.note
            continue
        span = f"({told.low:.0%} to {told.high:.0%}; usually {told.usual:.0%})" if told.based_on else ""
        note = f"[{told.note}]" if told.note else ""
        when = f"in {told.days} days from {told.start}"
        yield f"{told.probability:6.1%}  {told.type}  {dyad}  {when} {span} {note}".rstrip()
        for reason in told.reasons:
            yield f"        {reason.words}"


@forecast_app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Folder with train.txt, valid.txt and test.txt.")],
    split: Annotated[str, typer.Option("--split", help="Split to answer: valid or test.")] = "test",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    quiet: QuietOption = False,
    output: OutputOption = None,
) -> None:
    """Score the forecaster on a temporal knowledge graph: MRR, Hits@1, @3, @10 and seconds."""
    from redshank.forecasting.evaluation import evaluate as score

    figures = score(folder, split, tell=lambda message: None if quiet else print(message, file=sys.stderr))
    lines = [json.dumps(figures)] if as_json else [f"{name:10} {value}" for name, value in figures.items()]
    _write(lines, output)


@forecast_app.command()
def backtest(
    record: RecordOption = "",
    history: HistoryOption = None,
    days: Annotated[int, typer.Option("--days", help="Days looked ahead.")] = 7,
    last: Annotated[int, typer.Option("--last", help="Test on this many days at the end of the history.")] = 60,
    by: Annotated[str, typer.Option("--by", help="dyad or actor.")] = "dyad",
    background: BackgroundOption = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    output: OutputOption = None,
) -> None:
    """Forecast the past, week after week, and hold it against what came: Brier score, reliability, sharpness."""
    from redshank.forecasting.backtest import backtest as test

    if by not in ("dyad", "actor"):
        raise UsageError(f"no unit called {by!r}", do="dyad or actor")
    events = _history(record, history, background)
    if not events:
        raise UsageError("the history is empty")
    end = events[-1].date
    report = test(events, end - datetime.timedelta(days=last - 1), end, days, by=by)
    _write([json.dumps(report.to_json())] if as_json else _told(report), output)


def _told(report: Report) -> Iterable[str]:
    head = f"forecasts          {report.forecasts} at {report.origins} origins, {report.days} days ahead {report.note}"
    yield head.rstrip()
    yield f"Brier score        {report.brier:.5f}"
    bases = (report.brier_type, report.brier_unit, report.brier_climatology)
    for name, base, skill in zip(("of the type", "of the unit", "both"), bases, report.skill, strict=True):
        yield f"  past frequency {name:12} {base:.5f}  ({skill:+.1%} better)"
    yield f"  same as last     {report.brier_last:.5f}"
    yield f"calibration error  {report.calibration_error:.4f}  (worst of the larger groups {report.worst_bin:.3f})"
    yield f"sharpness          {report.sharpness:.5f}  (climatology {report.sharpness_climatology:.5f})"
    yield "odds told  came true  forecasts"
    for group in report.reliability:
        yield f"{group.odds:9.3f}  {group.came_true:9.3f}  {group.number:9d}"
