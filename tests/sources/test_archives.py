"""Web archives."""

import io
from pathlib import Path
from typing import Any

import pytest
from tests_sources_pages import PAGE, TEXT
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from redshank.errors import InputError
from redshank.model import Article
from redshank.sources import read_articles


def archive(*pages: tuple[str, str, str, bytes], gzip: bool = True) -> bytes:
    """A web archive of (URL, status, media type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for url, status, kind, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return out.getvalue()


PAGES = [
    ("https://x.org/1", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
    ("https://x.org/2", "404 Not Found", "text/html", b"<p>gone</p>"),
    ("https://x.org/3", "200 OK", "image/png", b"\x89PNG"),
    ("https://x.org/4", "200 OK", "text/html", b"<html><body><a href='/'>Home</a></body></html>"),
    ("https://x.org/5", "200 OK", "text/html; charset=iso-8859-1", PAGE.replace("Kabul", "Bogotá").encode("latin-1")),
]


def read(path: Path) -> list[Any]:
    return list(read_articles([str(path)]))


@pytest.mark.parametrize("gzip", [True, False])
def test_the_pages_of_an_archive_are_articles_and_the_rest_is_passed_over(tmp_path: Path, gzip: bool) -> None:
    path = tmp_path / ("a.warc.gz" if gzip else "a.warc")
    path.write_bytes(archive(*PAGES, gzip=gzip))
    first, empty, last = read(path)
    assert (first.id, first.url, first.date) == ("https://x.org/1", "https://x.org/1", "2024-03-05")
    assert isinstance(empty, InputError)
    assert "https://x.org/4" in empty.where
    assert "Bogotá" in last.text


def test_extracted_texts_are_articles(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    record = writer.create_warc_record(
        "https://x.org/1", "conversion", payload=io.BytesIO(TEXT.encode()), warc_content_type="text/plain"
    )
    writer.write_record(record)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(out.getvalue())
    [article] = read(path)
    assert (article.id, article.text) == ("https://x.org/1", TEXT)


@pytest.mark.parametrize("content", [b"no archive at all\n" * 5, archive(*PAGES)[:-300], b"\x1f\x8b\x08\x00junk"])
def test_a_damaged_archive_is_named_after_what_could_be_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)
    found = read(path)
    assert isinstance(found[-1], InputError)
    assert all(isinstance(one, Article | InputError) for one in found)


def test_a_record_that_is_too_large_is_named_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from redshank import settings as of_settings

    monkeypatch.setenv("REDSHANK_MAX_PAGE", "100000")
    of_settings.settings.cache_clear()
    path = tmp_path / "a.warc.gz"
    path.write_bytes(archive(("https://x.org/0", "200 OK", "text/html", b"<p>" + b"x" * 5_000_000), *PAGES[:1]))
    large, good = read(path)
    of_settings.settings.cache_clear()
    assert "over 100,000 bytes" in large.what
    assert good.id == "https://x.org/1"
