"""Articles of web archives (WARC, packed or not), record by record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from redshank.errors import InputError
from redshank.model import Article
from redshank.settings import settings
from redshank.sources.decoding import decode
from redshank.sources.pages import page_article

_PAGES = ("text/html", "application/xhtml+xml")


def archive(stream: IO[bytes], where: str) -> Iterator[Article | InputError]:
    """The articles of the archive's pages and extracted texts, in order; the other records are passed over.

    A record that holds no article is an InputError that names its URL. A damaged archive ends with an InputError.
    """
    import zlib

    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    records = 0
    try:
        for records, record in enumerate(ArchiveIterator(stream), 1):  # noqa: B007
            if (found := _record(record, where)) is not None:
                yield found
    except (ArchiveLoadFailed, zlib.error, EOFError, ValueError) as error:
        words = str(error).strip().split("\n")[0][:120]
        raise InputError(f"is not a whole web archive: {words}", where=where) from None
    if not records:
        raise InputError("holds no records of a web archive", where=where)


def _record(record: Any, where: str) -> Article | InputError | None:
    """The article of one record, or why it has none; None if it is of a kind that holds no articles."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    kind = _media_type(record)
    place = f"{where}: {url}"
    page = record.rec_type in ("response", "resource") and kind in _PAGES
    if not url or not (page or (record.rec_type == "conversion" and kind == "text/plain")):
        return None
    try:
        raw = record.content_stream().read(settings().max_page + 1)
        return page_article(raw, place, url=url, charset=_charset(record)) if page else _text(raw, url, place)
    except InputError as error:
        return error


def _text(raw: bytes, url: str, place: str) -> Article:
    """The article of a record that holds text which others have extracted."""
    if len(raw) > settings().max_page:
        raise InputError(f"is a text of over {settings().max_page:,} bytes", where=place, do="raise REDSHANK_MAX_PAGE")
    return Article(id=url, text=decode(raw, place), url=url)


def _content_type(record: Any) -> str:
    """The Content-Type of what the record holds, empty if the server did not answer with a page."""
    if record.rec_type == "response":
        if record.http_headers is None or record.http_headers.get_statuscode() != "200":
            return ""
        return str(record.http_headers.get_header("Content-Type") or "text/html")
    return str(record.rec_headers.get_header("Content-Type") or "")


def _media_type(record: Any) -> str:
    return _content_type(record).split(";")[0].strip().lower()


def _charset(record: Any) -> str | None:
    from email.message import Message

    message = Message()
    message["Content-Type"] = _content_type(record)
    return message.get_content_charset()
