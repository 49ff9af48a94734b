"""Views are saved and noted on with a name; a note stands on its view, whatever page of it one is at."""

from __future__ import annotations

import pytest

from redshank.record import open_record
from redshank.record.notes import add_note
from tests.web.conftest import client_of


@pytest.fixture
def client(own_record):
    """An application over a record that a test may change."""
    return client_of(own_record)


def test_a_view_is_saved_and_listed_and_removed(client):
    form = client.get("/saved/new?address=/events%3Ftype%3DAID%26after%3Dx&title=Aid").text
    assert 'value="/events?type=AID"' in form
    assert client.post("/saved", data={"address": "/events?type=AID", "title": "Aid", "who": "ana"}).status_code == 303
    page = client.get("/saved").text
    assert '<a href="/events?type=AID">Aid</a>' in page
    client.post("/judgements/undo", data={"judgement": "1", "back": "/saved"})
    assert "Nothing is saved yet" in client.get("/saved").text


def test_a_note_stands_on_its_view_whatever_page_of_it_one_is_at(client, own_record):
    note = {"address": "/events?type=CONSULT&since=2023", "words": "<b>Look</b> at March.", "who": "ana"}
    answer = client.post("/notes", data=note)
    assert answer.headers["location"] == "/events?since=2023&type=CONSULT#notes"
    with open_record(own_record) as record:
        add_note(record, "/events?type=AID&either=state:fra", "From a program.", who="ben")
    assert "From a program" in client.get("/events?either=state%3Afra&type=AID").text
    for address in (
        "/events?since=2023&type=CONSULT",
        "/events?type=CONSULT&since=2023&until=",
        "/events?type=CONSULT&since=2023&after=2023-03-10~z",
    ):
        page = client.get(address).text
        assert "&lt;b&gt;Look&lt;/b&gt; at March." in page, address
    assert "at March" not in client.get("/events?type=AID").text
    assert "at March" in client.get("/saved").text


@pytest.mark.parametrize(
    "form",
    [
        {"address": "https://example.org", "words": "x", "who": "ana"},
        {"address": "//example.org", "words": "x", "who": "ana"},
        {"address": "/events", "words": " ", "who": "ana"},
        {"address": "/events", "words": "x"},
        {},
    ],
)
def test_what_is_no_note_is_refused(client, form):
    assert client.post("/notes", data=form).status_code == 422


def test_where_the_record_is_only_read_nothing_offers_to_save(record_path):
    reader = client_of(record_path, read_only=True)
    assert "/saved/new" not in reader.get("/events").text
    assert reader.get("/saved/new").status_code == 403
    assert reader.post("/saved", data={"address": "/", "title": "x", "who": "ana"}).status_code == 403
