"""Pairs: the list, and what two do to each other over time."""

from __future__ import annotations

import pytest

from tests.web.conftest import client_of, serve
from tests.web.told import keep_told

PAIR = "/dyad?actor=person:emmanuel-macron&recipient=person:vladimir-putin"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("dyads") / "told.db"
    keep_told(path).close()
    return path


@pytest.fixture(scope="module")
def client(path):
    return client_of(path)


def test_a_pair_tells_both_directions(client):
    page = client.get(PAIR).text
    assert "12 events told as having happened between them" in page
    assert "Nothing is told as having happened in this direction." in page
    assert "In 37 reports" in page or "In 36 reports" in page


def test_a_pair_shows_its_series_signed_and_normalised(client):
    page = client.get(PAIR + "&by=month").text
    assert 'data-chart="signed"' in page
    assert '"verbal cooperation": 4' in page or '"verbal cooperation":4' in page
    assert "Events per 1,000" in page


def test_a_pair_shows_the_latest_sentences(client):
    page = client.get(PAIR).text
    assert '<mark data-role="action" title="action">met</mark>' in page


def test_countries_and_blocs_make_pairs_too(client):
    assert "anyone of France" in client.get("/dyad?actor=FRA&recipient=RUS").text
    assert "members of" in client.get("/dyad?actor=any:org:nato&recipient=RUS").text


def test_a_pair_that_is_not_named_can_be_chosen(client):
    page = client.get("/dyad").text
    assert "Choose two" in page
    assert "Emmanuel Macron" in page


def test_nothing_between_two_is_said_so(client):
    page = client.get("/dyad?actor=state:jpn&recipient=state:per")
    assert page.status_code == 200
    assert "Nothing is told between them" in page.text


def test_wrong_values_are_named(client):
    assert client.get("/dyad?actor=nobody&recipient=RUS").status_code == 404
    assert client.get("/dyad?actor=FRA&recipient=RUS&since=soon").status_code == 422


def test_every_table_of_a_pair_is_a_download(client):
    for table in ("series", "address", "turns"):
        answer = client.get(f"{PAIR}&table={table}&format=csv")
        assert answer.status_code == 200
        assert answer.text.splitlines()[0].split(",")[0] in ("start", "type")


def test_a_pair_keeps_the_rules_of_access(path, page, axe):
    for address in serve(path):
        for one in (PAIR, "/dyads", "/dyad"):
            page.goto(address + one)
            page.wait_for_timeout(300)
            assert axe(page) == [], one
