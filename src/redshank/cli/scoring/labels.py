"""A person's labels, read and checked; whatever is not as asked is named by its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redshank.errors import InputError, UsageError
from redshank.model import Article

Offsets = tuple[int, int]

MAX_LINE = 64 * 1024 * 1024
"""Bytes of one line; the longest article anyone labelled by hand has some hundred thousand."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One line of labels: its fields, its text, and where it stands for messages."""

    fields: dict[str, Any]
    text: str
    where: str

    def fail(self, what: str, do: str = "") -> InputError:
        """The error to raise for something wrong in this line."""
        return InputError(what, where=self.where, do=do)

    @property
    def article(self) -> Article:
        """The text as an article, so that it can be coded."""
        from redshank.sources.records import to_article

        return to_article(self.fields, self.where)

    def listed(self, name: str) -> list[dict[str, Any]]:
        """The objects under ``name``, which must be there, if only as an empty list."""
        value = self.fields.get(name)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fail(f'has no list of objects "{name}"', "write [] where there is nothing to find")
        return value

    def span(self, value: Any, name: str) -> Offsets:
        """``[start, end]`` as offsets into the text."""
        if not isinstance(value, list) or len(value) != 2 or any(type(part) is not int for part in value):
            raise self.fail(f'"{name}" is not [start, end]')
        start, end = value
        if not 0 <= start < end <= len(self.text):
            raise self.fail(f'"{name}" {value} is not inside the text of {len(self.text)} characters')
        return start, end

    def spans(self, value: Any, name: str) -> tuple[Offsets, ...]:
        """One span, or a list of them, of which at least one is given."""
        if not isinstance(value, list) or not value:
            raise self.fail(f'"{name}" is not [start, end] or a list of these')
        many = value if isinstance(value[0], list) else [value]
        return tuple(self.span(one, name) for one in many)

    def choice(self, value: Any, name: str, allowed: Collection[str]) -> str:
        """One of the words that ``name`` may be."""
        if not isinstance(value, str) or value not in allowed:
            raise self.fail(f'"{name}" is {value!r}'[:120], f"one of {', '.join(allowed)}")
        return value


def labelled(path: Path) -> Iterator[Labelled]:
    """The lines of a file of labels. Raises InputError at the first that is not a JSON object with a text."""
    count = 0
    for number, line in _lines(path):
        if line.strip():
            count += 1
            yield _parsed(line, f"{path}, line {number}")
    if not count:
        raise InputError("has no labels", where=str(path), do="write one JSON object a line")


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    if path.is_dir():
        raise UsageError("is a folder", where=str(path), do="name a file of labels")
    try:
        with path.open("rb") as stream:
            number = 0
            while line := stream.readline(MAX_LINE):
                number += 1
                if len(line) == MAX_LINE:
                    raise InputError(f"is longer than {MAX_LINE:,} bytes", where=f"{path}, line {number}")
                yield number, line
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or 'error').lower()}", where=str(path)) from None


def parsed_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON objects of a file, one a line, with where they stand. Raises InputError at the first that is none."""
    for number, line in _lines(path):
        if line.strip():
            where = f"{path}, line {number}"
            yield where, _object(line, where)


def _object(line: bytes, where: str) -> dict[str, Any]:
    from redshank.sources.decoding import decode
    from redshank.sources.records import parse_json

    fields = parse_json(decode(line, where), where)
    if not isinstance(fields, dict):
        raise InputError("is not a JSON object", where=where)
    return fields


def _parsed(line: bytes, where: str) -> Labelled:
    fields = _object(line, where)
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError('has no "text"', where=where)
    return Labelled(fields, text, where)


def overlap(one: Offsets, other: Offsets) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
