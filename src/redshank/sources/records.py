"""Articles in JSON: one object a line, or one file with an object or a list of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import IO, Any

from redshank.errors import InputError
from redshank.model import Article
from redshank.settings import settings
from redshank.sources.dates import publication_date
from redshank.sources.decoding import clean, decode, refuse_binary

_WORDS = ("title", "publisher", "url", "language", "author")
_LISTS = ("articles", "items", "documents", "data", "results")


def json_lines(stream: IO[bytes], where: str) -> Iterator[Article | InputError]:
    """The articles of JSON lines, one by one; a line that is none is an InputError that names its number."""
    for number, line in _lines(stream):
        place = f"{where}, line {number}"
        if line is None:
            what = f"is longer than {settings().max_json:,} bytes"
            yield InputError(what, where=place, do="write one article a line, or raise REDSHANK_MAX_JSON")
        elif line.strip():
            yield _attempt(line, place)


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; None in place of one that is too long, which is passed over piece by piece."""
    number, most = 0, settings().max_json
    while line := stream.readline(most):
        number += 1
        if len(line) < most or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := stream.readline(most)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def _attempt(line: bytes, place: str) -> Article | InputError:
    try:
        return to_article(parse_json(decode(line, place), place), place)
    except InputError as error:
        return error


def json_file(stream: IO[bytes], where: str) -> Iterator[Article | InputError]:
    """The articles of a JSON file: an object, a list of them, one with a list under ``articles``, or JSON lines."""
    raw = stream.read(settings().max_json + 1)
    if len(raw) > settings().max_json:
        what = f"is JSON of over {settings().max_json:,} bytes"
        raise InputError(what, where=where, do="JSON lines may be of any length; or raise REDSHANK_MAX_JSON")
    refuse_binary(raw, where)
    text = decode(raw, where)
    if not text.strip():
        raise InputError("is empty", where=where)
    try:
        found = parse_json(text, where)
    except InputError:
        if "\n{" not in text.strip():
            raise
        import io

        yield from json_lines(io.BytesIO(raw), where)
        return
    for number, fields in enumerate(_listed(found), 1):
        place = where if found is fields else f"{where}, article {number}"
        try:
            yield to_article(fields, place)
        except InputError as error:
            yield error


def _listed(found: Any) -> list[Any]:
    """The articles in a JSON value."""
    if isinstance(found, dict) and "text" not in found:
        lists = [found[name] for name in _LISTS if isinstance(found.get(name), list)]
        found = lists[0] if lists else found
    return found if isinstance(found, list) else [found]


def parse_json(text: str, where: str) -> Any:
    """The JSON value in ``text``; InputError if it is none, or nested too deeply to be read."""
    try:
        return json.loads(text)
    except RecursionError:
        raise InputError("JSON is nested too deeply", where=where, do="an article is one flat object") from None
    except json.JSONDecodeError as error:
        raise InputError(f"is not JSON: {error.msg} at character {error.pos + 1}", where=where) from None
    except ValueError as error:
        raise InputError(f"is not JSON: {error}", where=where) from None


def to_article(fields: Any, where: str) -> Article:
    """The article in ``{"id", "text"}`` and optionally ``title, date, publisher, url, language, author``.

    Without an id, its URL stands in, else a hash of its words. Raises InputError if the text is missing or a field is
    of the wrong kind.
    """
    if not isinstance(fields, dict):
        raise InputError(f"holds {_kind(fields)}, not an article", where=where, do='write {"id": ..., "text": ...}')
    text = fields.get("text")
    if not isinstance(text, str):
        what = 'has no "text"' if text is None else f'has {_kind(text)} as "text"'
        raise InputError(what, where=where, do='an article is {"id": ..., "text": ...}')
    text = clean(text)
    words = {name: _word(fields.get(name), name, where) for name in _WORDS}
    given = _word(fields.get("id"), "id", where) or words["url"] or fingerprint(text, words["title"])
    return Article(id=given, text=text, date=publication_date(fields.get("date"), where), **words)


def fingerprint(text: str, title: str | None = None) -> str:
    """A stable id for an article that has none: a hash of its words."""
    return hashlib.sha256(f"{title or ''}\x00{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _word(value: Any, name: str, where: str) -> str | None:
    """A field as a string, None if empty; numbers are written out, lists of names joined."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "; ".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise InputError(f'has {_kind(value)} as "{name}"', where=where, do="it should be a string")
    return clean(value).strip() or None if value else None


def _kind(value: Any) -> str:
    """What JSON calls the kind of ``value``."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
