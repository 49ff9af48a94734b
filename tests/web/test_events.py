"""The list of events and the page of one: what was written, who says so, why it is one event."""

from __future__ import annotations

import pytest

from tests.web.conftest import client_of, serve
from tests.web.told import keep_told


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    path = tmp_path_factory.mktemp("events") / "told.db"
    record = keep_told(path)
    yield path, record
    record.close()


@pytest.fixture(scope="module")
def client(told):
    return client_of(told[0])


@pytest.fixture(scope="module")
def disputed(told):
    return next(event for event in told[1].events() if event.status == "disputed")


def test_an_event_says_itself_in_one_line_with_its_status_in_words(client, disputed):
    page = client.get(f"/events/{disputed.id}").text
    assert "<h1>Emmanuel Macron visited Vladimir Putin in Moscow on 1 March 2023</h1>" in page
    assert "Told by some, denied by others: 4 reports in 4 articles by 4 publishers" in page


def test_an_event_shows_every_sentence_by_publisher_and_leads_to_each_article(client, told, disputed):
    page = client.get(f"/events/{disputed.id}").text
    for kept in told[1].event_reports(disputed.id):
        assert kept.publisher in page
        assert f"report={kept.id}" in page
    assert '<mark data-role="actor" title="actor">Macron</mark>' in page
    assert "to the day" in page
    assert "a city or town" in page


def test_an_event_says_who_asserts_and_who_denies(client, disputed):
    page = client.get(f"/events/{disputed.id}").text
    assert "1 voice denies it" in page
    assert "3 voices tell it as having happened" in page


def test_an_event_says_why_its_reports_are_one(client, disputed):
    page = client.get(f"/events/{disputed.id}").text
    assert "Why these reports are one event" in page
    assert "the same days" in page


def test_an_event_shows_how_each_publisher_tells_it(client, disputed):
    page = client.get(f"/events/{disputed.id}").text
    assert "How each publisher tells it" in page
    assert "only lets others say it" in page


def test_the_id_of_any_report_leads_to_its_event(client, told, disputed):
    other = told[1].event_reports(disputed.id)[-1].id
    answer = client.get(f"/events/{other}")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/events/{disputed.id}"


def test_what_is_not_there_is_said_so(client):
    answer = client.get("/events/nothing")
    assert answer.status_code == 404
    assert "There is no such event" in answer.text


def test_the_list_goes_on_where_the_page_before_ended(told):
    client = client_of(told[0])
    page = client.get("/events?either=FRA").text
    assert "12 events told in 37 reports" in page
    assert client.get("/events?type=AID").text.count("No event answers this") == 1


def test_an_empty_record_says_what_to_do(tmp_path):
    page = client_of(tmp_path / "new.db").get("/events").text
    assert "Nothing is in this record yet" in page
    assert 'href="/add"' in page


def test_an_event_works_in_a_browser_by_the_rules_of_access(told, disputed, page, axe):
    for address in serve(told[0]):
        page.goto(f"{address}/events/{disputed.id}")
        page.wait_for_selector("figure[data-map] svg, figure[data-map] canvas")
        assert axe(page) == []
        page.goto(f"{address}/events")
        assert axe(page) == []
        page.keyboard.press("Tab")
        page.get_by_role("link", name="Emmanuel Macron visited Vladimir Putin").first.click()
        page.wait_for_url("**/events/*")
        page.get_by_role("link", name="in the article").first.click()
        page.wait_for_selector("[data-reader]")
        page.go_back()
        assert page.locator("h1").inner_text().startswith("Emmanuel Macron visited")
        page.wait_for_load_state("networkidle")
