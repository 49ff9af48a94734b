"""Any table of a page taken away: as CSV, JSON or Parquet, or as a notebook with the query that gives its rows.

A page that has tables names them in a mapping and hands over to ``download`` where its URL says ``?format=``:

    if format:
        return download(Table("events", EVENT_COLUMNS, rows, query), format)
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any

from starlette.responses import Response, StreamingResponse

from redshank.exchange import export, flat
from redshank.version import __version__

if TYPE_CHECKING:
    from redshank.record import Question, Record

Row = Mapping[str, Any]


class Format(StrEnum):
    """What a table can be taken away as."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    NOTEBOOK = "notebook"


MEDIA = {
    Format.CSV: ("text/csv; charset=utf-8", "csv"),
    Format.JSON: ("application/json", "json"),
    Format.PARQUET: ("application/vnd.apache.parquet", "parquet"),
    Format.NOTEBOOK: ("application/x-ipynb+json", "ipynb"),
}
"""Content type and ending of each format."""

IN_MEMORY = 8 * 1024 * 1024
"""Bytes of a Parquet file that are held in memory; more goes to a temporary file."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the same columns. ``name`` is what the file is called, ``query`` is Python that gives the rows again:
    an expression of ``record`` and ``Question``, as in ``rows(record, "events", Question(types=("AID",)))``.

    ``query`` may use ``rows`` (``redshank.exchange.export.rows``) and ``asdict``, and what ``imports`` import.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Row]
    query: str = ""
    imports: tuple[str, ...] = ()


def download(table: Table, format: Format) -> Response:  # noqa: A002
    """The table as a file that the browser keeps; rows are written as they come."""
    media, ending = MEDIA[format]
    name = "".join(c if c.isascii() and c.isalnum() else "-" for c in table.name).strip("-") or "table"
    headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
    if format is Format.NOTEBOOK:
        return Response(json.dumps(notebook(table), ensure_ascii=False, indent=1), headers=headers, media_type=media)
    return StreamingResponse(_pieces(table, format), headers=headers, media_type=media)


def _pieces(table: Table, format: Format) -> Iterator[str | bytes]:  # noqa: A002
    if format is Format.CSV:
        return flat.csv_lines((_flat(row) for row in table.rows), table.columns)
    if format is Format.JSON:
        return _json(table.rows)
    return _parquet(table)


def _flat(row: Row) -> dict[str, Any]:
    """A row of single values: several stand in one cell, parted by '; '; what has parts of its own is JSON."""
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return "; ".join(str(_cell(one)) for one in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _json(rows: Iterable[Row]) -> Iterator[str]:
    opening = "[\n"
    for row in rows:
        yield opening + json.dumps(row, ensure_ascii=False)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


PIECE = 64 * 1024


def _parquet(table: Table) -> Iterator[bytes]:
    with SpooledTemporaryFile(IN_MEMORY) as target:
        _write_parquet(table, target)
        target.seek(0)
        while piece := target.read(PIECE):
            yield piece


def _write_parquet(table: Table, target: IO[bytes]) -> None:
    if table.columns in flat.COLUMNS.values():
        flat.write_parquet((_flat(row) for row in table.rows), table.columns, target)
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [_flat(row) for row in table.rows]
    schema = pa.schema([(name, _kind(pa, [row.get(name) for row in rows])) for name in table.columns])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), target, compression="zstd")


def _kind(pa: Any, values: list[Any]) -> Any:
    """The Arrow type that holds all values of a column."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return pa.bool_()
    if kinds == {int}:
        return pa.int64()
    return pa.float64() if kinds and kinds <= {int, float} else pa.string()


def question_code(question: Question) -> str:
    """The question as Python, with only the filters that are set."""
    default = type(question)()
    fields = ((field.name, getattr(question, field.name)) for field in dataclasses.fields(question))
    told = (f"{name}={value!r}" for name, value in fields if value != getattr(default, name))
    return f"Question({', '.join(told)})"


def rows_code(what: str, question: Question) -> str:
    """The rows of all reports, events, entities or dyads that answer a question, as Python."""
    return f'rows(record, "{what}", {question_code(question)})'


def answering(record: Record, what: str, question: Question) -> Table:
    """All reports, events, entities or dyads that answer a question."""
    return Table(what, flat.COLUMNS[what], export.rows(record, what, question), rows_code(what, question))


def notebook(table: Table) -> dict[str, Any]:
    """A Jupyter notebook that opens the record, asks the very query of the table and shows its rows."""
    told = f"# {table.name}\n\nFrom a record kept by Redshank {__version__}. Set `RECORD` to where the record is."
    opening = (
        "from dataclasses import asdict\n\n"
        "from redshank.exchange.export import rows\n"
        "from redshank.record import Question, open_record\n"
        f"{''.join(f'{line}{chr(10)}' for line in table.imports)}\n"
        'RECORD = "news.db"\n'
        "record = open_record(RECORD)"
    )
    asking = f"table = list({table.query})\nlen(table)"
    showing = "import pandas\n\npandas.DataFrame(table)"
    cells = [_cell_of("markdown", told), *(_cell_of("code", code) for code in (opening, asking, showing))]
    about = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}


def _cell_of(kind: str, source: str) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True)}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
