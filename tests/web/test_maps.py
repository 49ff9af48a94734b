"""The map and the timeline: what they count, and how each filters the other."""

from __future__ import annotations

import re

import pytest

from redshank.record import Question, open_record
from redshank.web.views import geotime
from tests.record.invented import article, report
from tests.web.conftest import client_of


def test_every_event_is_counted_once_and_stands_where_its_place_is(record):
    found = geotime.geotime(record, Question())
    events = list(record.events())
    placed = [one for one in events if one.where and one.where.latitude is not None]
    assert (found.events, found.placed) == (len(events), len(placed))
    assert sum(row[3] for row in found.rows) == len(events)
    assert {spot.name for spot in found.places} == {one.where.name for one in placed if one.where}


def test_filters_hold_for_map_and_table(client, record):
    data = client.get("/map/data", params={"type": "ACCUSE"}).json()
    wanted = record.count(Question(types=("ACCUSE",))).events
    assert sum(row[3] for row in data["rows"]) == wanted > 0
    assert all(row[2] == 2 for row in data["rows"])
    rows = client.get("/map", params={"type": "ACCUSE", "format": "json"}).json()
    assert sum(row["events"] for row in rows) == sum(row[3] for row in data["rows"] if row[0] >= 0)


@pytest.mark.parametrize(("day", "step", "start"), [
    ("2023-03-15", "day", "2023-03-15"), ("2023-03-15", "week", "2023-03-13"), ("2023-03-15", "month", "2023-03-01"),
    ("2023-03-15", "year", "2023-01-01"), ("0001-01-01", "week", "0001-01-01"),
])  # fmt: skip
def test_a_day_lies_in_the_step_that_holds_it(day, step, start):
    assert geotime.start_of(day, step) == start


def test_more_rows_than_a_browser_wants_are_counted_by_longer_steps(record, monkeypatch):
    monkeypatch.setattr(geotime, "MOST_ROWS", 10)
    found = geotime.geotime(record, Question(), "day")
    assert found.by == "year"
    assert sum(row[3] for row in found.rows) == found.events


def test_the_timeline_ends_with_the_last_article_not_with_a_goal_for_years_to_come(tmp_path):
    with open_record(tmp_path / "goal.db", create=True) as record:
        for day, of in (("2023-03-02", "2023-03-01"), ("2023-03-09", "2030-01-01")):
            told = article(day, "Macron met Putin in Moscow.", date=day)
            record.keep(told, [report(told, "CONSULT", "Macron", "Putin", "met", when=of)])
        found = geotime.geotime(record, Question())
    assert (found.begin, found.end, found.last) == ("2023-03-01", "2023-03-01", "2030-01-01")


def test_an_empty_record_says_what_to_do(tmp_path):
    page = client_of(tmp_path / "empty.db").get("/map").text
    assert "Nothing is in this record yet" in page
    assert 'href="/add"' in page


def test_a_wrong_date_is_refused_in_words(client):
    answer = client.get("/map", params={"since": "March"})
    assert answer.status_code == 422
    assert "is no date" in answer.text


def test_a_place_filters_the_timeline_and_the_timeline_the_map(page, server):
    page.goto(f"{server}/map")
    page.wait_for_selector("a .spot")
    said = page.locator("[data-part=said]")
    whole = said.inner_text()
    page.locator(".spots a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[data-part=said]').innerText.includes(' in ')")
    assert said.inner_text() != whole
    assert "at=" in page.url
    said.get_by_role("button", name="Show all").click()
    page.locator(".slider input").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('[data-part=said]').innerText.includes(' from ')")
    assert "from=" in page.url
    kept = said.inner_text()
    page.reload()
    page.wait_for_selector("a .spot")
    page.wait_for_function("document.querySelector('[data-part=said]').innerText.includes(' from ')")
    assert said.inner_text() == kept
    saving = page.get_by_role("link", name="Save this view").get_attribute("href")
    assert "from%3D" in saving
    assert re.search(r"since=\d{4}-\d\d-\d\d", said.get_by_role("link", name="Read them").get_attribute("href"))


def test_the_map_names_the_source_of_its_outlines(page, server, axe):
    page.goto(f"{server}/map")
    page.wait_for_selector("a .spot")
    assert "visionscarto" in page.locator("figcaption").first.inner_text()
    assert axe(page) == []
