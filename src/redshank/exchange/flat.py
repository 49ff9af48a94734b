"""Events, entities and dyads as rows of a table, and any rows as JSON lines, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Any

from redshank.exchange import reports
from redshank.model import Event, Mention

if TYPE_CHECKING:
    from redshank.record import KeptReport
    from redshank.record.counting import Dyad, Participant

Row = dict[str, Any]

EVENT_COLUMNS = (
    "id", "type", "mode", "contexts", "cameo", "quad", "goldstein", "score",
    "actor", "actor_id", "actor_country", "actor_sector",
    "recipient", "recipient_id", "recipient_country", "recipient_sector",
    "date_start", "date_end", "date_precision", "place", "place_country", "latitude", "longitude", "geonames",
    "planned", "status", "reports", "articles", "publishers", "independent", "first_seen", "last_seen",
    "asserted_by", "denied_by", "fulfils", "fulfilled_by", "confidence",
)  # fmt: skip
REPORT_COLUMNS = (*reports.COLUMNS, "event", "publisher", "published", "judged")
ENTITY_COLUMNS = ("id", "name", "country", "sector", "as_actor", "as_recipient")
DYAD_COLUMNS = ("actor", "actor_name", "recipient", "recipient_name", "reports", "events")

COLUMNS = {"reports": REPORT_COLUMNS, "events": EVENT_COLUMNS, "entities": ENTITY_COLUMNS, "dyads": DYAD_COLUMNS}

_NUMBERS = frozenset({"goldstein", "score", "confidence", "latitude", "longitude"})
_COUNTS = frozenset(
    {"sentence_start", "sentence_end", "geonames", "reports", "articles", "independent", "as_actor", "as_recipient"}
)
_MARKS = frozenset({"quoted", "planned", "judged"})


def flat_event(event: Event) -> Row:
    """An event as one row of ``EVENT_COLUMNS``; several values stand in one cell, parted by '; '."""
    row: Row = {name: getattr(event, name, None) for name in EVENT_COLUMNS}
    for role in ("actor", "recipient"):
        mentions: tuple[Mention, ...] = getattr(event, role)
        row[role] = _joined(mention.name for mention in mentions)
        row[f"{role}_id"] = _joined(mention.entity for mention in mentions)
        row[f"{role}_country"] = _joined(mention.country for mention in mentions)
        row[f"{role}_sector"] = _joined(mention.sector for mention in mentions)
    for name in ("contexts", "publishers", "asserted_by", "denied_by", "fulfils", "fulfilled_by"):
        row[name] = _joined(getattr(event, name))
    if when := event.when:
        row |= {"date_start": when.start, "date_end": when.end, "date_precision": when.precision}
    if where := event.where:
        row |= {"place": where.name, "place_country": where.country, "geonames": where.geonames}
        row |= {"latitude": where.latitude, "longitude": where.longitude}
    return row


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(value or "" for value in values)


def flat_report(kept: KeptReport) -> Row:
    """A kept report as one row of ``REPORT_COLUMNS``."""
    about = {"id": kept.id, "event": kept.event, "publisher": kept.publisher, "published": kept.date}
    return reports.flat(kept.report) | about | {"judged": kept.judged}


def flat_pair(pair: Dyad | Participant) -> Row:
    """A dyad or an entity as a row."""
    return asdict(pair)


def jsonl_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One line of JSON per row."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def csv_lines(rows: Iterable[Row], columns: tuple[str, ...], *, delimiter: str = ",") -> Iterator[str]:
    """A header, then one line per row. Cells that a spreadsheet would run as formulas get a leading quote."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n", delimiter=delimiter)
    writer.writeheader()
    for row in rows:
        writer.writerow({name: reports._harmless(row.get(name)) for name in columns})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    if buffer.getvalue():
        yield buffer.getvalue()


def write_parquet(rows: Iterable[Row], columns: tuple[str, ...], target: IO[bytes]) -> None:
    """Rows as a Parquet file, a row group at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds: dict[str, Callable[[], Any]] = {
        **dict.fromkeys(_NUMBERS, pa.float64),
        **dict.fromkeys(_COUNTS, pa.int64),
        **dict.fromkeys(_MARKS, pa.bool_),
    }
    if columns == DYAD_COLUMNS:
        kinds["events"] = pa.int64
    schema = pa.schema([(name, kinds.get(name, pa.string)()) for name in columns])
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in reports._batches(dict(row) for row in rows):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
