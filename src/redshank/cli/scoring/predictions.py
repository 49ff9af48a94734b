"""Predictions out of a file: what ``redshank code`` or ``redshank classify`` wrote, or another coder in their form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redshank.cli.scoring.labels import Labelled, parsed_lines
from redshank.errors import InputError
from redshank.model import FACTUALITIES, TYPES, Report


@dataclass(frozen=True, slots=True)
class Answer:
    """What a classifier said of a pair: the type, its probability (1 where none is given), the factuality if any."""

    type: str
    sure: float = 1.0
    factuality: str | None = None


def read_reports(path: Path) -> dict[str, list[Report]]:
    """The reports of a file in the form of ``redshank code --format jsonl``, by the id of their article."""
    found: dict[str, list[Report]] = {}
    for where, fields in parsed_lines(path):
        report = _report(fields, where)
        found.setdefault(report.article, []).append(report)
    return found


def _report(fields: dict[str, Any], where: str) -> Report:
    try:
        report = Report.from_json(fields)
        places = [m.start for m in (*report.actor, *report.recipient)]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"is not a report ({error})", where=where, do="write what `redshank code --format jsonl` writes"
        ) from None
    if not all(type(place) is int for place in places) or report.type not in TYPES:
        raise InputError("has a type or offsets that no report has", where=where)
    return report


def reports_of(line: Labelled, found: dict[str, list[Report]]) -> list[Report]:
    """The reports of one labelled text."""
    return found.get(line.article.id, [])


def read_answers(path: Path, count: int) -> list[Answer]:
    """The answers of a file in the form of ``redshank classify``, one for each of ``count`` pairs in their order.

    A line needs a ``type``; ``scores`` by type and ``factuality`` may stand beside it.
    """
    answers = list(_answers(path))
    if len(answers) != count:
        raise InputError(f"has {len(answers)} answers for {count} pairs", where=str(path))
    return answers


def _answers(path: Path) -> Iterator[Answer]:
    for where, fields in parsed_lines(path):
        kind, scores, sure = fields.get("type"), fields.get("scores"), fields.get("factuality")
        if kind not in (*TYPES, "YIELD"):
            raise InputError(f'"type" is {kind!r}'[:120], where=where, do=f"one of {', '.join(TYPES)}")
        if sure is not None and sure not in FACTUALITIES:
            raise InputError(f'"factuality" is {sure!r}'[:120], where=where)
        given = scores.get(kind) if isinstance(scores, dict) else None
        yield Answer(kind, float(given) if isinstance(given, int | float) else 1.0, sure)
