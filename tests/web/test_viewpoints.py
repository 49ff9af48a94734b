"""Viewpoints: how publishers tell the same events, only where there is enough to say so."""

from __future__ import annotations

import time

import pytest

from redshank.web.views import viewpoints as view
from tests.web.conftest import client_of, serve
from tests.web.told import keep_told


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("viewpoints") / "told.db"
    keep_told(path).close()
    return path


@pytest.fixture(scope="module")
def client(path):
    return client_of(path)


def settled(client, address):
    """The page once the comparison is done."""
    for _ in range(100):
        answer = client.get(address)
        if "Refresh" not in answer.headers:
            return answer
        time.sleep(0.1)
    raise AssertionError("the comparison does not end")


def test_a_paper_that_only_lets_others_say_it_stands_out_with_its_counts(client):
    page = settled(client, "/viewpoints").text
    assert "Said in its own voice, or only by others" in page
    assert "12 of 12" in page
    assert "12 events told by more than one publisher" in page


def test_one_publisher_against_the_others(client):
    page = settled(client, "/viewpoints?publisher=Courier").text
    assert "How Courier tells what others tell too" in page


def test_too_little_is_said_so_and_what_would_help(tmp_path):
    keep_told(tmp_path / "small.db", weeks=2).close()
    page = settled(client_of(tmp_path / "small.db"), "/viewpoints").text
    assert "Too little to compare" in page
    assert 'href="/add"' in page


def test_differences_can_be_taken_away(client):
    settled(client, "/viewpoints")
    answer = client.get("/viewpoints?format=json")
    assert {row["publisher"] for row in answer.json()} >= {"Courier"}


def test_an_answer_is_worked_out_once_for_all_who_ask(path, monkeypatch):
    from redshank.record import open_record

    made = []
    monkeypatch.setattr(view, "weigh", lambda record, coming: made.append(coming.asked))
    with open_record(path) as record:
        desk = view.Desk(record)
        for _ in range(3):
            desk.ask(view.Asked(), 5)
    assert made == [view.Asked()]


def test_viewpoints_keep_the_rules_of_access(path, page, axe):
    for address in serve(path):
        page.goto(address + "/viewpoints?publisher=Courier")
        page.get_by_role("heading", name="How Courier tells").wait_for()
        assert axe(page) == []
        page.goto(address + "/viewpoints")
        page.get_by_role("heading", name="Who tells what others tell too").wait_for()
        assert axe(page) == []
