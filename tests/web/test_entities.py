"""Entities: the list, and who they are, what they did, with whom, said by whom, who is near them."""

from __future__ import annotations

import time

import pytest

from redshank.record import open_record
from redshank.web.views import knowledge
from redshank.web.views.knowledge import known
from tests.record.invented import article, report
from tests.web.conftest import client_of, serve
from tests.web.told import keep_told


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("entities") / "told.db"
    with keep_told(path) as record:
        march = article("march", "police beat protesters in Lima.", date="2023-04-01")
        record.keep(march, [report(march, "ASSAULT", "police", "protesters", "beat", where="Lima")])
    return path


@pytest.fixture(scope="module")
def client(path):
    return client_of(path)


def test_an_entity_tells_who_it_is_and_its_offices(client):
    page = client.get("/entities/person:emmanuel-macron").text
    assert "<h1>Emmanuel Macron</h1>" in page
    assert "President of" in page
    assert "14 May 2017" in page


def test_a_server_has_loaded_what_is_known_before_the_first_page_asks(path):
    knowledge._memberships.cache_clear()
    with client_of(path):
        deadline = time.monotonic() + 30
        while not knowledge._memberships.cache_info().currsize and time.monotonic() < deadline:
            time.sleep(0.05)
    assert knowledge._memberships.cache_info().currsize


def test_an_entity_tells_what_it_did_with_whom_and_who_says_so(client):
    page = client.get("/entities/person:emmanuel-macron").text
    assert "/dyad?actor=person%3Aemmanuel-macron&amp;recipient=person%3Avladimir-putin" in page
    assert "12 reports" in page
    for name in ("Gazette", "Herald", "Courier"):
        assert name in page


def test_a_state_tells_its_memberships_and_who_leads_it(client):
    page = client.get("/entities/state:fra").text
    assert "NATO" in page
    assert "No report names them" in page


def test_memberships_tell_from_when_until_when():
    spans = {one.body_name: (one.since, one.until) for one in known("state:gbr", "2023-01-01").memberships}
    assert spans["European Union"] == (1973, 2020)
    assert spans["NATO"] == (1949, None)


def test_a_name_that_is_not_known_says_so(client):
    page = client.get("/entities/name:protesters%7CPER%7CCVL").text
    assert "The knowledge base does not have this name" in page
    assert "ASSAULT" in page


def test_whom_a_name_means_can_be_said_and_is_respected(tmp_path):
    path = tmp_path / "own.db"
    with open_record(path, create=True) as record:
        march = article("march", "police beat protesters in Lima.", date="2023-04-01")
        record.keep(march, [report(march, "ASSAULT", "police", "protesters", "beat", where="Lima")])
    client = client_of(path)
    answer = client.post("/entities/link", data={"name": "police", "entity": "gov:per", "who": "ana"})
    assert answer.status_code == 303
    assert "ASSAULT" in client.get(answer.headers["location"]).text
    assert client.post("/entities/link", data={"name": "x", "entity": "no:body", "who": "ana"}).status_code == 404


def test_nobody_of_that_name_is_said_so(client):
    assert client.get("/entities/person:nobody").status_code == 404


def test_the_list_names_the_most_frequent_first(client):
    page = client.get("/entities").text
    assert page.index("Emmanuel Macron") < page.index("protesters")


def test_every_table_of_an_entity_is_a_download(client):
    for table in ("partners", "deeds", "tellers", "series"):
        answer = client.get(f"/entities/person:emmanuel-macron?table={table}&format=csv")
        assert answer.status_code == 200
        assert answer.text.count("\n") > 1


def test_an_entity_keeps_the_rules_of_access(path, page, axe):
    for address in serve(path):
        for one in ("/entities/person:emmanuel-macron", "/entities/name:protesters%7CPER%7CCVL", "/entities"):
            page.goto(address + one)
            assert axe(page) == [], one
