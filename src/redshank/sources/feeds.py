"""Articles of RSS and Atom feeds: what the feed itself says; the pages it links to are not fetched."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import IO, Any

from redshank.errors import InputError
from redshank.model import Article
from redshank.settings import settings
from redshank.sources.dates import publication_date
from redshank.sources.decoding import clean
from redshank.sources.notices import notice
from redshank.sources.records import fingerprint

_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table|figure|figcaption)\b[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")


def feed_file(stream: IO[bytes], where: str) -> Iterator[Article | InputError]:
    """The entries of a feed as articles, in the feed's order.

    An entry without a text of its own is its headline. Raises InputError if it is no feed or too large.
    """
    raw = stream.read(settings().max_feed + 1)
    if len(raw) > settings().max_feed:
        raise InputError(f"is a feed of over {settings().max_feed:,} bytes", where=where, do="raise REDSHANK_MAX_FEED")
    feed = _parsed(raw, where)
    publisher = feed.feed.get("title") or None
    bare = 0
    for number, entry in enumerate(feed.entries, 1):
        found = _article(entry, publisher, f"{where}, entry {number}")
        bare += isinstance(found, Article) and found.title is None
        yield found
    if bare:
        notice("entries with a headline only", where=where, entries=bare, do="give their links to read the pages")


def _parsed(raw: bytes, where: str) -> Any:
    """feedparser's view of the feed; entities of its own, which can be made to grow without end, are refused."""
    import feedparser

    if not raw.strip():
        raise InputError("is empty", where=where)
    if b"<!ENTITY" in raw or b"<!ENTITY" in raw.replace(b"\x00", b""):
        raise InputError("defines XML entities, which are not read", where=where)
    feed = feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries and (feed.get("bozo") or not feed.get("version")):
        raise InputError("is not a feed (RSS or Atom)", where=where, do="if it is a page, name it .html")
    return feed


def _article(entry: Any, publisher: str | None, where: str) -> Article | InputError:
    """One entry as an article."""
    title = plain(entry.get("title") or "") or None
    parts = [part.get("value") or "" for part in entry.get("content") or ()]
    text = max((plain(part) for part in [*parts, entry.get("summary") or ""]), key=len)
    link = entry.get("link") or None
    if not text and not title:
        return InputError("has neither text nor headline", where=where, do="give its link" if link else "")
    return Article(
        id=entry.get("id") or link or fingerprint(text, title),
        text=text or str(title),
        title=title if text else None,
        date=_date(entry),
        publisher=publisher,
        url=link,
        author=entry.get("author") or None,
    )


def _date(entry: Any) -> str | None:
    """When the entry was published, in its own time zone if that can be read."""
    for name in ("published", "updated"):
        try:
            if found := publication_date(entry.get(name)):
                return found
        except InputError:
            moment = entry.get(f"{name}_parsed")
            if moment:
                return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"
    return None


def plain(markup: str) -> str:
    """The words of a piece of HTML, a line for each paragraph."""
    if "<" in markup:
        markup = _TAG.sub("", _BLOCK.sub("\n", _HIDDEN.sub(" ", markup)))
    lines = (" ".join(line.split()) for line in html.unescape(markup).split("\n"))
    return clean("\n".join(line for line in lines if line))
