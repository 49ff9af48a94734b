"""A person's own record as the forecaster takes it: who did what to whom on which day."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redshank.errors import InputError, UsageError

MAX_ROWS = 5_000_000
"""Longer histories are refused before they fill the memory."""
COLUMNS = ("actor", "type", "recipient", "date")


@dataclass(frozen=True, slots=True, order=True)
class History:
    """One event of the past. ``recipient`` is empty where there was none; names are for showing only."""

    date: datetime.date
    actor: str
    type: str
    recipient: str
    actor_name: str = ""
    recipient_name: str = ""

    @property
    def words(self) -> str:
        """The event in one line."""
        to = f" {self.recipient_name or self.recipient}" if self.recipient else ""
        return f"{self.date}: {self.actor_name or self.actor} {self.type}{to}"

    def to_json(self) -> dict[str, str]:
        """The event as a line of JSON lines."""
        return {"actor": self.actor, "type": self.type, "recipient": self.recipient, "date": self.date.isoformat()}


def known_before(history: Iterable[History], at: datetime.date) -> list[History]:
    """The events before ``at``, in order of time; what was told twice counts once."""
    return sorted({event for event in history if event.date < at})


def read_history(path: Path) -> list[History]:
    """Events from a TSV file with a header, or from JSON lines: columns actor, type, recipient, date (ISO).

    ``actor_name`` and ``recipient_name`` may stand beside them. Raises UsageError where there is no such file,
    InputError with the line where a row cannot be read.
    """
    if not path.is_file():
        raise UsageError("no such file", where=str(path))
    reader = _json_rows if path.suffix in (".jsonl", ".json", ".ndjson") else _table_rows
    events = []
    for number, row in reader(path):
        events.append(_event(row, f"{path}:{number}"))
        if len(events) > MAX_ROWS:
            raise InputError(f"more than {MAX_ROWS} events", where=str(path))
    return sorted(events)


def _json_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError("not a line of JSON", where=f"{path}:{number}") from error
            if not isinstance(row, dict):
                raise InputError("not a JSON object", where=f"{path}:{number}")
            yield number, row


def _table_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
        if missing:
            raise InputError(f"no column {', '.join(missing)}", where=str(path), do="actor, type, recipient, date")
        yield from enumerate(table, 2)


def _event(row: dict[str, Any], where: str) -> History:
    actor, type_, recipient = (str(row.get(name) or "").strip() for name in COLUMNS[:3])
    if not actor or not type_:
        raise InputError("an event without actor or type", where=where)
    names = (str(row.get(name) or "").strip() for name in ("actor_name", "recipient_name"))
    return History(_date(str(row.get("date") or ""), where), actor, type_, recipient, *names)


def _date(text: str, where: str) -> datetime.date:
    """The day; a partial date is no day and is refused."""
    try:
        return datetime.date.fromisoformat(text.strip()[:10])
    except ValueError as error:
        raise InputError(f"no day: {text!r}", where=where, do="dates as 2023-03-13") from error
