"""``redshank query``: questions to a record, answered with reports, events, counts, series, dyads or entities."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from redshank.cli.ingest import RecordOption
from redshank.cli.io import Run, text_output

if TYPE_CHECKING:
    from redshank.record import Question, Record

Names = list[str] | None


class Answer(StrEnum):
    """What a question is answered with."""

    REPORTS = "reports"
    EVENTS = "events"
    COUNT = "count"
    SERIES = "series"
    DYADS = "dyads"
    ENTITIES = "entities"
    WHY = "why"


class Form(StrEnum):
    """How answers are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


WHO = "Id of an entity, country (FRA), country/sector (FRA/GOV, /REB), or any:BLOC (any:org:nato); repeatable."


def query(
    record: RecordOption,
    show: Annotated[Answer, typer.Option(help="What to answer with.")] = Answer.EVENTS,
    actor: Annotated[Names, typer.Option(help=f"Who acts. {WHO}")] = None,
    recipient: Annotated[Names, typer.Option(help="Who is acted on, named in the same ways.")] = None,
    either: Annotated[Names, typer.Option(help="Who acts or is acted on.")] = None,
    speaker: Annotated[Names, typer.Option(help="Who says so.")] = None,
    type: Annotated[Names, typer.Option("--type", help="Event type, as CONSULT.")] = None,  # noqa: A002
    mode: Annotated[Names, typer.Option(help="Mode of the type, as visit.")] = None,
    quad: Annotated[Names, typer.Option(help="As 'material conflict'.")] = None,
    since: Annotated[str | None, typer.Option(help="From this day, month or year on.")] = None,
    until: Annotated[str | None, typer.Option(help="Until this day, month or year, itself included.")] = None,
    place: Annotated[Names, typer.Option(help="Name of a place, or country (FRA).")] = None,
    publisher: Annotated[Names, typer.Option(help="Who published the article.")] = None,
    factuality: Annotated[Names, typer.Option(help="asserted, planned, possible or negated.")] = None,
    voice: Annotated[str | None, typer.Option(help="article (its own voice) or attributed (someone says so).")] = None,
    confidence: Annotated[float | None, typer.Option(min=0, max=1, help="At least this sure.")] = None,
    text: Annotated[str | None, typer.Option(help='Words of the sentence; "exact phrase", begin*.')] = None,
    status: Annotated[Names, typer.Option(help="Status of the event, as corroborated or disputed.")] = None,
    event: Annotated[str | None, typer.Option(help="With --show why or reports: id of the event.")] = None,
    by: Annotated[str, typer.Option(help="Step of a series: day, week or month.")] = "month",
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.")] = None,
    format: Annotated[Form, typer.Option(help="How to write the answer.")] = Form.TABLE,  # noqa: A002
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Ask a record: who did what to whom, how often, and how sure that is.

    All filters given must hold; several values of one: any of them. Reports and events are counted apart.

    Examples:
      redshank query --record news.db --actor FRA --recipient RUS --since 2023
      redshank query --record news.db --either any:org:nato --quad "material conflict" --show series
      redshank query --record news.db --event 11c857560afc0e5bb861 --show why
    """
    from redshank.record import Question, open_record

    question = Question(
        actor=_several(actor), recipient=_several(recipient), either=_several(either), speaker=_several(speaker),
        types=_several(type), modes=_several(mode), quads=_several(quad), since=since, until=until,
        places=_several(place), publishers=_several(publisher), factuality=_several(factuality), voice=voice,
        confidence=confidence, text=text, statuses=_several(status),
    )  # fmt: skip
    with Run(quiet=quiet), open_record(record) as kept, text_output(output) as target:
        if format is Form.TABLE and limit is None:
            limit = ROWS_OF_A_TABLE
        rows = _answer(kept, show, question, event, by, limit)
        target.writelines(_written(rows, format))


ROWS_OF_A_TABLE = 50
"""Rows shown in a terminal where no limit is given."""


def _several(values: Names) -> tuple[str, ...]:
    return tuple(values or ())


def _answer(
    record: Record, show: Answer, question: Question, event: str | None, by: str, limit: int | None
) -> Iterable[dict[str, Any]]:
    from redshank.exchange import flat

    if show is Answer.WHY:
        return _reasons(record, event or "")
    if show is Answer.COUNT:
        return [asdict(record.count(question))]
    if show is Answer.SERIES:
        return [asdict(step) for step in record.series(question, by=by)][-limit if limit else None :]
    if show is Answer.DYADS:
        return [asdict(dyad) for dyad in record.dyads(question, limit=limit)]
    if show is Answer.ENTITIES:
        return [asdict(one) for one in record.entities(question, limit=limit)]
    if show is Answer.REPORTS:
        reports = record.event_reports(event) if event else record.reports(question, limit=limit)
        return (flat.flat_report(kept) for kept in reports)
    return (flat.flat_event(one) for one in record.events(question, limit=limit))


def _reasons(record: Record, event: str) -> Iterator[dict[str, Any]]:
    from redshank.errors import UsageError

    found = record.why(event)
    if not found:
        raise UsageError(f"there is no event {event[:40]!r}", where="--event")
    for kept, evidence in found:
        about = {"report": kept.id, "publisher": kept.publisher, "sentence": kept.report.sentence.text}
        if not evidence:
            yield about | {"evidence": "lead", "weight": None, "words": "tells the event best"}
        for one in evidence:
            yield about | {"evidence": one.name, "weight": one.weight, "words": one.words}


def _written(rows: Iterable[dict[str, Any]], form: Form) -> Iterator[str]:
    from redshank.exchange import flat

    if form is Form.JSONL:
        yield from flat.jsonl_lines(rows)
        return
    held = iter(rows)
    first = next(held, None)
    if first is None:
        return
    together = itertools.chain([first], held)
    if form is Form.CSV:
        yield from flat.csv_lines(together, tuple(first))
        return
    from redshank.cli.table import rows_as_table

    if "date_start" in first:
        told = [_told(row) for row in together]
        yield rows_as_table(tuple(name for name in told[0] if any(row[name] for row in told)), told, "event")
    else:
        yield rows_as_table(tuple(first), list(together))


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """An event or a report as a sentence-like row, which fits a terminal."""
    kind = " ".join(str(row[name]) for name in ("type", "mode") if row.get(name))
    whom = f" → {row['recipient']}" if row.get("recipient") else ""
    where = f" · {row['place']}" if row.get("place") else ""
    return {
        "date": row["date_start"],
        "event": f"{kind}: {row.get('actor') or 'somebody'}{whom}{where}",
        "status": row.get("status") or row.get("factuality"),
        "reports": row.get("reports", 1),
        "id": row["id"],
    }
