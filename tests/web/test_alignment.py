"""Alignment: who stands together, and how that moved."""

from __future__ import annotations

import pytest

from redshank.web import create_app
from redshank.web.views import alignment
from tests.web.conftest import client_of, serve


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """A record of invented news, enough to say where powers stand."""
    from docs.invented import build

    path = tmp_path_factory.mktemp("grown") / "news.db"
    build(path, 0.3, samples=False)
    return path


@pytest.fixture(scope="module")
def grown_client(grown):
    return client_of(grown)


@pytest.fixture(scope="module")
def grown_server(grown):
    yield from serve(grown)


def test_friends_come_first_and_foes_last(grown_client):
    rows = grown_client.get("/alignment?format=json").json()
    scores = [row["score"] for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert all(row["low"] <= row["score"] <= row["high"] for row in rows)
    worst = {frozenset((row["a_name"], row["b_name"])) for row in rows[-8:]}
    assert frozenset(("Russia", "Ukraine")) in worst


def test_one_party_is_seen_from_itself(grown_client):
    rows = grown_client.get("/alignment?entity=state:ukr&format=json").json()
    assert rows
    assert {row["a"] for row in rows} == {"state:ukr"}


def test_who_is_not_there_is_not_found(grown_client):
    assert grown_client.get("/alignment?entity=state:atlantis").status_code == 404
    assert grown_client.get("/alignment/pair?a=state:ukr&b=state:atlantis").status_code == 404


def test_an_empty_record_says_what_is_missing(tmp_path):
    assert "Too little to say" in client_of(tmp_path / "empty.db").get("/alignment").text


def test_a_slow_answer_is_waited_for_on_a_page_that_says_so(grown, monkeypatch):
    import threading

    from fastapi.testclient import TestClient

    held = threading.Event()

    def slow(record):
        held.wait(20)
        return alignment._standings(record)

    monkeypatch.setattr(alignment, "standings", alignment.Lately(slow))
    monkeypatch.setattr(alignment.standings.soon.__func__, "__defaults__", (0.05,))
    client = TestClient(create_app(str(grown)), base_url="http://localhost")
    waits = client.get("/alignment")
    assert "being worked out" in waits.text
    assert waits.headers["refresh"]
    held.set()
    alignment.standings.of(client.app.state.record)
    assert "Together" in client.get("/alignment").text


def test_a_pair_shows_how_it_moved_and_is_for_everybody(page, grown_server, axe):
    page.goto(f"{grown_server}/alignment")
    page.wait_for_selector(".plot svg")
    assert axe(page) == []
    page.get_by_role("link", name="Ukraine – Russia").or_(
        page.get_by_role("link", name="Russia – Ukraine")
    ).first.click()
    page.wait_for_selector(".moved .plot svg")
    page.locator(".moved .rows li").first.wait_for(state="attached")
    assert axe(page) == []
