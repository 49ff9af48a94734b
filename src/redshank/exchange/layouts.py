"""The formats of other programs by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from redshank.exchange import columns, flat, ftm, graphs, plover

if TYPE_CHECKING:
    from redshank.model import Event
    from redshank.record import KeptReport, Question, Record

Lines = Callable[["Record", str, "Question | None"], Iterator[str]]


def _items(record: Record, what: str, question: Question | None) -> Iterable[Event | KeptReport]:
    return record.reports(question) if what == "reports" else record.events(question)


def _plover(record: Record, what: str, question: Question | None) -> Iterator[str]:
    if what == "reports":
        return flat.jsonl_lines(plover.of_report(kept) for kept in record.reports(question))
    return flat.jsonl_lines(plover.of_event(event) for event in record.events(question))


def _ftm(record: Record, what: str, question: Question | None) -> Iterator[str]:
    events = record.events(question) if what == "events" else ()
    return flat.jsonl_lines(ftm.of_events(events, record.entities(question)))


LINES: dict[str, Lines] = {
    "plover": _plover,
    "gdelt": lambda record, what, question: columns.gdelt_lines(record.events(question)),
    "icews": lambda record, what, question: columns.icews_lines(_items(record, what, question)),
    "ftm": _ftm,
    "graphml": lambda record, what, question: graphs.graphml_lines(record, question),
    "gexf": lambda record, what, question: graphs.gexf_lines(record, question),
    "geojson": lambda record, what, question: graphs.geojson_lines(_items(record, what, question)),
    "tkg": lambda record, what, question: graphs.tkg_lines(record.events(question)),
}
