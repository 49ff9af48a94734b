"""The network: signed ties, places that hold, and the tools that find one's way in it."""

from __future__ import annotations

import re

import pytest

from redshank.exchange import drawing
from redshank.record import Question
from redshank.web.views import network
from tests.web.conftest import client_of


def test_ties_count_the_events_of_both_directions(record):
    found = network.network(record, Question())
    assert found.ties
    for tie in found.ties[:20]:
        forth = record.count(Question(actor=(tie.source,), recipient=(tie.target,))).events
        back = record.count(Question(actor=(tie.target,), recipient=(tie.source,))).events
        assert (tie.forth, tie.back) == (forth, back)
        assert tie.events == tie.cooperation + tie.conflict


def test_a_node_stands_in_the_same_place_whatever_is_filtered_and_in_the_export(client, record):
    spots = drawing.positions(record)
    for question in ({}, {"type": "ACCUSE"}, {"quad": "verbal cooperation"}):
        nodes = client.get("/network/data", params=question).json()["nodes"]
        assert nodes
        assert all((node["x"], node["y"]) == spots[node["id"]] for node in nodes)
    gexf = client.get("/network/gexf").text
    assert len(re.findall("viz:position", gexf)) > 10
    assert client.get("/network/graphml").text.startswith("<graphml")


def test_what_is_chosen_holds_for_the_table_and_all_that_is_taken_away(client, record):
    whole = client.get("/network?format=json").json()
    least = client.get("/network?least=2&format=json").json()
    assert least == [tie for tie in whole if tie["events"] >= 2] != whole
    against = client.get("/network?sign=conflict&format=json").json()
    assert against == [tie for tie in whole if 3 * (tie["cooperation"] - tie["conflict"]) < tie["events"]] != whole
    page = client.get("/network?least=2&sign=conflict&focus=state:usa").text
    for form in ("csv", "notebook"):
        assert f'href="/network?least=2&amp;focus=state%3Ausa&amp;sign=conflict&amp;format={form}"' in page


@pytest.mark.parametrize(
    "address", ["/network/shp", "/network?sign=love", "/network?most=1", "/network?most=9999", "/network?type=HUG"]
)
def test_what_there_is_not_is_refused_in_words(client, address):
    answer = client.get(address)
    assert answer.status_code in (404, 422)
    assert "<h1>" in answer.text


def test_an_empty_record_says_what_to_do(tmp_path):
    page = client_of(tmp_path / "empty.db").get("/network").text
    assert "Nobody deals with anybody yet" in page


def test_one_is_found_by_name_and_the_address_keeps_it(page, server, record):
    name = network.network(record, Question()).nodes[0].name
    page.goto(f"{server}/network")
    page.wait_for_selector("[data-network][data-ready]")
    page.keyboard.press("f")
    page.keyboard.type(name)
    chosen = page.locator('[data-network-part="chosen"]')
    chosen.wait_for(state="visible")
    assert name in chosen.inner_text()
    assert "focus=" in page.url
    page.reload()
    chosen.wait_for(state="visible")
    assert name in chosen.inner_text()
    page.locator("#network-links a[href*='focus=']").first.wait_for()
    assert f"Ties of {name}" in page.locator("#network-ties h2").inner_text()
    chosen.get_by_role("button", name="Show all again").click()
    assert "focus=" not in page.url


def test_the_kind_of_ties_stays_in_the_address_and_holds_for_the_table(page, server):
    page.goto(f"{server}/network")
    page.wait_for_selector("[data-network][data-ready]")
    page.get_by_label("conflict", exact=True).check()
    page.locator("#network-links a[href*='sign=conflict']").first.wait_for()
    rows = page.locator("#network-ties tbody tr")
    assert all(int(rows.nth(i).locator("td").nth(3).inner_text()) for i in range(rows.count()))
    page.reload()
    assert page.get_by_label("conflict", exact=True).is_checked()


def test_the_page_is_for_everybody(page, server, axe):
    page.goto(f"{server}/network")
    page.wait_for_selector("[data-network][data-ready]")
    assert axe(page) == []
