"""The article of a web page: its main text, title, author, publisher and date, by trafilatura and htmldate."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import urlsplit

from redshank.errors import InputError
from redshank.model import Article
from redshank.settings import settings
from redshank.sources.dates import publication_date
from redshank.sources.decoding import clean, decode, refuse_binary
from redshank.sources.limits import MAX_PAGE_ELEMENTS, MAX_TITLE, MIN_PAGE_LINE

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_BEHIND = re.compile(r"\s[|–—•:-]\s(?P<name>[^|–—•]{2,40})$")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>")


def page_file(stream: IO[bytes], where: str) -> Iterator[Article | InputError]:
    """The article of a saved page; its id is the path."""
    yield page_article(stream.read(settings().max_page + 1), where)


def page_article(raw: bytes, where: str, *, url: str | None = None, charset: str | None = None) -> Article:
    """The article of a page; its id is ``url`` if that is known, else ``where``.

    ``charset`` is what the server says the encoding is. Raises InputError if the page is too large or holds no article.
    """
    if len(raw) > settings().max_page:
        what = f"is a page of over {settings().max_page:,} bytes"
        raise InputError(what, where=where, do="save its text, or raise REDSHANK_MAX_PAGE")
    refuse_binary(raw, where)
    if raw.count(b"<") > MAX_PAGE_ELEMENTS:
        raise InputError(f"has over {MAX_PAGE_ELEMENTS:,} elements", where=where, do="save its text")
    found = _extract(_decoded(raw, charset, where), url)
    text = clean(found.text or "") if found is not None else ""
    if max(map(len, text.split("\n"))) < MIN_PAGE_LINE:
        raise InputError("holds no article that could be told from the rest of the page", where=where)
    host = _host(url or found.url)
    return Article(
        id=url or where,
        text=text,
        title=_headline(found.title or "", found.sitename or "", host or "") or None,
        date=_date(found.date),
        publisher=found.sitename or host,
        url=url or found.url or None,
        author=found.author or None,
    )


def _extract(html: str, url: str | None) -> Any:
    """trafilatura's document, or None; comments of readers are no part of an article."""
    import trafilatura

    return trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False)


def _decoded(raw: bytes, charset: str | None, where: str) -> str:
    """The page as text: the encoding is the server's word, else the page's own, else as for any text."""
    own = _CHARSET.search(raw[:4096])
    for name in (charset, own.group(1).decode("ascii", "replace") if own else None):
        known = _codec(name)
        if known and known != "utf-8":
            return _DECLARATION.sub("", clean(raw.decode(known, "replace")))
    return _DECLARATION.sub("", decode(raw, where))


def _codec(name: str | None) -> str | None:
    """Python's name of an encoding of text; as in browsers, Latin-1 means Windows-1252."""
    try:
        found = codecs.lookup(name).name if name else None
        known = None if found is None or not isinstance(b"".decode(found), str) else found
    except (LookupError, ValueError):
        return None
    return "cp1252" if known in ("iso8859-1", "ascii") else known


def _headline(title: str, publisher: str, host: str) -> str:
    """The title of a page without the publisher's name behind it (``Army leaves - World | Example.org``)."""
    title = title[:MAX_TITLE]
    while match := _BEHIND.search(title):
        name = _letters(match["name"])
        if not name or (name not in _letters(publisher) and name not in _letters(host)):
            break
        title = title[: match.start()]
    return clean(title).strip()


def _letters(words: str) -> str:
    """Letters and digits only, in lower case."""
    return "".join(char for char in words.casefold() if char.isalnum())


def _date(found: str | None) -> str | None:
    """The date that was found on the page, if it can be one."""
    try:
        return publication_date(found)
    except InputError:
        return None


def _host(url: str | None) -> str | None:
    """The host of ``url`` without ``www.``, for pages that do not name their publisher."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
