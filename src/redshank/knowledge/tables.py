"""Tables of the knowledge base: tab-separated files in the package, and the users' own in four formats."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from redshank.errors import KnowledgeError

FOLDER = Path(__file__).parent / "data"
ENTITY_COLUMNS = ("id", "name", "kind", "country", "sector", "aliases", "members", "description")
MAX_BYTES = 64 * 1024 * 1024


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and fields of each row of a tab-separated table; ``#`` lines and empty lines are left out."""
    columns: list[str] | None = None
    for number, line in enumerate(read_text(path).split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = [cell.strip() for cell in cells]
            continue
        if len(cells) > len(columns):
            raise KnowledgeError(f"{len(cells)} cells under {len(columns)} columns", where=f"{path}, line {number}")
        cells += [""] * (len(columns) - len(cells))
        yield number, dict(zip(columns, cells, strict=True))


def read_text(path: Path) -> str:
    """The file as text; a missing, huge or undecodable file is a KnowledgeError."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise KnowledgeError("the file is over 64 MiB", where=str(path))
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise KnowledgeError(error.strerror or "cannot be read", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise KnowledgeError("not UTF-8 text", where=str(path), do="save it as UTF-8") from error


def entity_rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Place (for errors) and fields of each entity in a user's file: ``.tsv .csv .jsonl .json .yaml .yml``.

    Lists (aliases, members) may be lists or strings parted by ``|``. Unknown columns are an error that names them.
    """
    readers = {".csv": _csv_rows, ".jsonl": _jsonl_rows, ".json": _yaml_rows, ".yaml": _yaml_rows, ".yml": _yaml_rows}
    reader = readers.get(path.suffix.lower(), _tsv_rows)
    for place, fields in reader(path):
        for column in fields:
            if column not in ENTITY_COLUMNS:
                known = ", ".join(ENTITY_COLUMNS)
                raise KnowledgeError(f"unknown column {column!r}", where=place, do=f"the columns are {known}")
        yield place, {column: _cell(value, column, place) for column, value in fields.items()}


def _cell(value: Any, column: str, place: str) -> str:
    """A cell as the string that the tables of the package have."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)) and all(isinstance(item, (str, int)) for item in value):
        return "|".join(str(item) for item in value)
    if isinstance(value, (str, int, float)):
        return str(value).strip()
    raise KnowledgeError(f"column {column!r} holds a {type(value).__name__}", where=place, do="write text or a list")


def _tsv_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, fields in rows(path):
        yield f"{path}, line {number}", fields


def _csv_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    reader = csv.DictReader(read_text(path).splitlines())
    try:
        for fields in reader:
            place = f"{path}, line {reader.line_num}"
            if None in fields:
                raise KnowledgeError("more cells than columns", where=place)
            yield place, fields
    except csv.Error as error:
        raise KnowledgeError(str(error), where=f"{path}, line {reader.line_num}") from error


def _jsonl_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(read_text(path).splitlines(), 1):
        place = f"{path}, line {number}"
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise KnowledgeError(f"not JSON ({error})", where=place) from error
        if not isinstance(fields, dict):
            raise KnowledgeError("not an object with the columns as keys", where=place)
        yield place, fields


def _yaml_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """A list of mappings, in YAML or JSON (which YAML holds)."""
    import yaml

    try:
        items = json.loads(read_text(path)) if path.suffix.lower() == ".json" else yaml.safe_load(read_text(path))
    except (yaml.YAMLError, json.JSONDecodeError, RecursionError) as error:
        raise KnowledgeError(f"not readable ({error})", where=str(path)) from error
    if not isinstance(items, list):
        raise KnowledgeError("not a list of entities", where=str(path))
    for number, fields in enumerate(items, 1):
        place = f"{path}, entity {number}"
        if not isinstance(fields, dict):
            raise KnowledgeError("not a mapping with the columns as keys", where=place)
        yield place, {str(key): value for key, value in fields.items()}
