"""Reports as JSON lines, CSV and Parquet, written as they come."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from redshank.model import Mention, Report

COLUMNS = (
    "id", "article", "type", "mode", "contexts", "cameo", "quad", "goldstein", "score",
    "actor", "actor_id", "actor_country", "actor_sector",
    "recipient", "recipient_id", "recipient_country", "recipient_sector",
    "date_start", "date_end", "date_precision", "place", "place_country", "latitude", "longitude", "geonames",
    "factuality", "speaker", "cue", "quoted", "quantities", "confidence", "trigger", "sentence",
    "sentence_start", "sentence_end", "coder",
)  # fmt: skip
"""Columns of a flat report: several actors or recipients stand in one cell, parted by '; ' in the same order."""

BATCH = 5_000
"""Reports in one row group of a Parquet file: memory stays flat however many there are."""

_NUMBERS = frozenset({"goldstein", "score", "confidence", "latitude", "longitude"})
_INTEGERS = frozenset({"sentence_start", "sentence_end", "geonames"})


def _joined(mentions: tuple[Mention, ...], field: str) -> str:
    return "; ".join(str(getattr(mention, field) or "") for mention in mentions)


def flat(report: Report) -> dict[str, Any]:
    """A report as one row of ``COLUMNS``; None where there is nothing to say."""
    when, where, voice = report.when, report.where, report.attribution
    row: dict[str, Any] = {name: getattr(report, name, None) for name in COLUMNS}
    for role in ("actor", "recipient"):
        mentions: tuple[Mention, ...] = getattr(report, role)
        row[role] = _joined(mentions, "name")
        row |= {f"{role}_{short}": _joined(mentions, field) for short, field in _MENTION_FIELDS.items()}
    row["contexts"] = "; ".join(report.contexts)
    if when:
        row |= {"date_start": when.start, "date_end": when.end, "date_precision": when.precision}
    if where:
        row |= {"place": where.name, "place_country": where.country, "geonames": where.geonames}
        row |= {"latitude": where.latitude, "longitude": where.longitude}
    if voice:
        row |= {"speaker": voice.speaker.name if voice.speaker else None, "cue": voice.cue, "quoted": voice.quoted}
    row["quantities"] = "; ".join(f"{q.value:g} {q.unit} {q.kind}" for q in report.quantities)
    row |= {"trigger": report.trigger.text, "sentence": report.sentence.text}
    row |= {"sentence_start": report.sentence.start, "sentence_end": report.sentence.end}
    return row


_MENTION_FIELDS = {"id": "entity", "country": "country", "sector": "sector"}


def jsonl_lines(reports: Iterable[Report]) -> Iterator[str]:
    """One line of JSON per report, as the contract of ``redshank code`` says."""
    for report in reports:
        yield json.dumps(report.to_json(), ensure_ascii=False) + "\n"


def csv_lines(reports: Iterable[Report]) -> Iterator[str]:
    """A header, then one line of CSV per report. Cells that a spreadsheet would run as formulas get a leading quote."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for report in reports:
        writer.writerow({name: _harmless(value) for name, value in flat(report).items()})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    if buffer.getvalue():
        yield buffer.getvalue()


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def write_parquet(reports: Iterable[Report], target: IO[bytes]) -> None:
    """Flat reports as a Parquet file, a row group at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {**dict.fromkeys(_NUMBERS, pa.float64()), **dict.fromkeys(_INTEGERS, pa.int64()), "quoted": pa.bool_()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for rows in _batches(flat(report) for report in reports):
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


LINES: dict[str, Callable[[Iterable[Report]], Iterator[str]]] = {"jsonl": jsonl_lines, "csv": csv_lines}
"""Text formats by name."""
