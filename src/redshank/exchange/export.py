"""A record taken out in a format: which writer for what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

from redshank.errors import UsageError
from redshank.exchange import flat

if TYPE_CHECKING:
    from redshank.record import Question, Record

WHAT = ("reports", "events", "entities", "dyads")

FORMATS: dict[str, tuple[str, ...]] = {
    "jsonl": WHAT,
    "csv": WHAT,
    "parquet": WHAT,
    "plover": ("events", "reports"),
    "gdelt": ("events",),
    "icews": ("events", "reports"),
    "ftm": ("events", "entities"),
    "graphml": ("dyads",),
    "gexf": ("dyads",),
    "geojson": ("events", "reports"),
    "tkg": ("events",),
}
"""What each format can hold; the first is taken where none is named."""

BINARY = frozenset({"parquet"})


def chosen(format_: str, what: str | None) -> str:
    """What to export; raises UsageError for what a format cannot hold."""
    if format_ not in FORMATS:
        raise UsageError(f"no format is called {format_[:20]!r}", do="one of " + ", ".join(FORMATS))
    if what is None:
        return "events" if "events" in FORMATS[format_] else FORMATS[format_][0]
    if what not in WHAT:
        raise UsageError(f"nothing is called {what[:20]!r}", do="one of " + ", ".join(WHAT))
    if what not in FORMATS[format_]:
        raise UsageError(f"{format_} holds no {what}", do="it holds " + " or ".join(FORMATS[format_]))
    return what


def rows(record: Record, what: str, question: Question | None = None) -> Iterator[flat.Row]:
    """The rows of a table of reports, events, entities or dyads."""
    if what == "reports":
        return (flat.flat_report(kept) for kept in record.reports(question))
    if what == "events":
        return (flat.flat_event(event) for event in record.events(question))
    pairs: Iterable[Any] = record.entities(question) if what == "entities" else record.dyads(question)
    return (flat.flat_pair(pair) for pair in pairs)


def objects(record: Record, what: str, question: Question | None = None) -> Iterator[dict[str, Any]]:
    """The same as whole JSON objects."""
    if what == "reports":
        return (kept.to_json() for kept in record.reports(question))
    if what == "events":
        return (event.to_json() for event in record.events(question))
    return rows(record, what, question)


def lines(record: Record, format_: str, what: str, question: Question | None = None) -> Iterator[str]:
    """A record in a format of text, piece by piece."""
    if format_ == "jsonl":
        return flat.jsonl_lines(objects(record, what, question))
    if format_ == "csv":
        return flat.csv_lines(rows(record, what, question), flat.COLUMNS[what])
    from redshank.exchange.layouts import LINES

    return LINES[format_](record, what, question)


def write_binary(record: Record, what: str, target: IO[bytes], question: Question | None = None) -> None:
    """A record as Parquet."""
    flat.write_parquet(rows(record, what, question), flat.COLUMNS[what], target)
