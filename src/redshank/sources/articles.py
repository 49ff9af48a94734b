"""Articles from whatever the user names: files, folders, URLs, feeds, web archives, standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from redshank.errors import InputError, UsageError
from redshank.model import Article
from redshank.settings import settings
from redshank.sources.dates import publication_date
from redshank.sources.decoding import clean, decode
from redshank.sources.folders import ARCHIVES, FEEDS, LINES, PAGES, PLAIN_JSON, files_in, open_file, suffix_of
from redshank.sources.identity import Identities
from redshank.sources.languages import LanguageError, language_of
from redshank.sources.records import fingerprint, json_file, json_lines

Found = Iterator[Article | InputError]
Reader = Callable[[IO[bytes], str], Found]


def read_articles(
    inputs: Sequence[str],
    *,
    date: str | None = None,
    allow_private: bool | None = None,
    stdin: IO[bytes] | None = None,
) -> Found:
    """The articles of all ``inputs``, in order, one at a time; memory does not grow with their number.

    An input is a file, a folder, a URL, or ``-`` for standard input. Whatever cannot be read is yielded as an
    InputError in its place, and the others go on. ``date`` is when articles without a date were published;
    ``allow_private`` lets URLs lead to addresses that are not public (None: as in the settings). Raises UsageError if
    ``date`` is no date.
    """
    day = _checked_date(date)
    private = settings().allow_private if allow_private is None else allow_private
    identities = Identities()
    for name in inputs:
        for found in _guarded(name, allow_private=private, stdin=stdin):
            if isinstance(found, InputError):
                yield found
            elif (finished := _finish(found, name, day, identities)) is not None:
                yield finished


def _checked_date(date: str | None) -> str | None:
    try:
        return publication_date(date)
    except InputError as error:
        raise UsageError(error.what, where="--date", do=error.do) from None


def _guarded(name: str, *, allow_private: bool, stdin: IO[bytes] | None) -> Found:
    """What one input holds; an error that ends it is its last item."""
    try:
        if name == "-":
            yield from _standard_input(stdin or sys.stdin.buffer)
        elif name.lower().startswith(("http://", "https://")):
            from redshank.sources.urls import read_url

            yield from read_url(name, allow_private=allow_private)
        elif Path(name).is_dir():
            yield from _folder(Path(name))
        else:
            yield from read_file(Path(name))
    except InputError as error:
        yield error


def _folder(folder: Path) -> Found:
    """The articles of all files below a folder."""
    empty = True
    for path in files_in(folder):
        empty = False
        try:
            yield from read_file(path)
        except InputError as error:
            yield error
    if empty:
        raise InputError("holds no file that can be read", where=str(folder), do="see the kinds of input in the docs")


def read_file(path: Path) -> Found:
    """The articles of one file, by its ending, else by how it starts. Raises InputError if it cannot be opened."""
    where = str(path)
    with open_file(path) as stream:
        reader = reader_for(suffix_of(path.name)) or sniffed(stream)
        try:
            yield from reader(stream, where)
        except OSError as error:
            raise InputError(error.strerror or str(error), where=where) from None


def reader_for(suffix: str) -> Reader | None:
    """What reads files of a known ending."""
    if suffix in LINES:
        return json_lines
    if suffix in PLAIN_JSON:
        return json_file
    if suffix in PAGES:
        from redshank.sources.pages import page_file

        return page_file
    if suffix in FEEDS:
        from redshank.sources.feeds import feed_file

        return feed_file
    if suffix in ARCHIVES:
        from redshank.sources.archives import archive

        return archive
    return text_file if suffix else None


def by_media_type(kind: str, stream: IO[bytes]) -> Reader:
    """What reads an answer of the web of media type ``kind``."""
    suffixes = {"json": ".json", "ndjson": ".jsonl", "jsonl": ".jsonl", "rss": ".xml", "atom": ".xml"}
    suffix = next((suffixes[name] for name in ("ndjson", "jsonl", "json", "rss", "atom") if name in kind), "")
    return reader_for(suffix) or sniffed(stream)


def sniffed(stream: IO[bytes]) -> Reader:
    """What reads a stream of unknown kind, by its first bytes, which stay unread."""
    head = _peek(stream).lstrip().lower()
    if head.startswith(b"warc/"):
        suffix = ".warc"
    elif head.startswith(b"{"):
        suffix = ".jsonl"
    elif head.startswith(b"["):
        suffix = ".json"
    elif head.startswith((b"<?xml", b"<rss", b"<feed")) and b"<html" not in head:
        suffix = ".xml"
    elif head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<!--", b"<?xml")):
        suffix = ".html"
    else:
        suffix = ".txt"
    return reader_for(suffix) or text_file


def _peek(stream: IO[bytes]) -> bytes:
    """The first bytes of a stream that can be looked at without reading them."""
    peek = getattr(stream, "peek", None)
    if peek is not None:
        return bytes(peek(1024)[:1024])
    at = stream.tell()
    head = stream.read(1024)
    stream.seek(at)
    return head


def _standard_input(stream: IO[bytes]) -> Found:
    yield from sniffed(stream)(stream, "standard input")


def text_file(stream: IO[bytes], where: str) -> Found:
    """A plain text as one article, whose id is its path, or a hash of its words on standard input."""
    most = 4 * settings().max_text
    raw = stream.read(most + 1)
    if len(raw) > most:
        raise too_long(where)
    text = decode(raw, where)
    if not text.strip():
        raise InputError("is empty", where=where)
    yield Article(id=fingerprint(text) if where == "standard input" else where, text=text)


def too_long(where: str) -> InputError:
    """The error for a text that is longer than an article can be."""
    what = f"is longer than {settings().max_text:,} characters"
    return InputError(what, where=where, do="split it into its articles, or raise REDSHANK_MAX_TEXT")


def _finish(article: Article, name: str, day: str | None, identities: Identities) -> Article | InputError | None:
    """The article with its date, language and an id of its own; None if the same one was read before."""
    where = article.id if article.id.startswith(name) else f"{name}: {article.id}"
    if len(article.text) > settings().max_text:
        return too_long(where)
    if not article.text.strip():
        return InputError("has no text", where=where)
    language = language_of(article.text, article.language)
    if language != "en":
        return LanguageError(language, where)
    identity = identities.of(article, where)
    if identity is None:
        return None
    return replace(article, id=clean(identity), date=article.date or day, language="en")
