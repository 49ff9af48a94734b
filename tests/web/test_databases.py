"""The same pages over both databases: what they say does not depend on where the record lies."""

from __future__ import annotations

import html
import re

import pytest

from redshank.record import Question, open_record
from tests.record.conftest import fresh_database, postgres
from tests.web.conftest import client_of

__all__ = ["postgres"]

PAGES = (
    "/", "/search", "/search?q=border", "/search?q=china&show=events", "/search?q=china&show=entities",
    "/search?type=ASSAULT&show=articles", "/events", "/events?quad=material+conflict", "/articles",
    "/articles?q=niger", "/article?id=sample-06", "/review", "/judgements", "/saved", "/map", "/network",
    "/api/v1/events", "/api/v1/reports?limit=5", "/api/v1/dyads", "/api/v1/entities",
)  # fmt: skip


@pytest.fixture(scope="module")
def both(request, record_path, tmp_path_factory):
    """Applications over the same articles in SQLite and in PostgreSQL."""
    address = fresh_database(request.getfixturevalue("postgres"))
    second = tmp_path_factory.mktemp("both") / "r.db"
    with open_record(record_path) as record:
        coded = [
            (kept.article, [one.report for one in record.reports(Question(articles=(kept.article.id,)))])
            for kept in record.articles()
        ]
    for where in (address, str(second)):
        with open_record(where, create=True) as record:
            record.keep_many(coded)
    return client_of(second), client_of(address)


def words(page: str) -> str:
    """What a page says, without what names the record or the moment."""
    inside = page.split("<main", 1)[-1].split("</main>")[0]
    inside = re.sub(r"<h1>[^<]*</h1>|coded by [^<]*", "", inside)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", inside)).split())


@pytest.mark.parametrize("path", PAGES)
def test_pages_say_the_same(both, path):
    lite, big = (client.get(path) for client in both)
    assert lite.status_code == big.status_code == 200
    assert words(lite.text) == words(big.text)
