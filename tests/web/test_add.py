"""Adding articles: pasted, uploaded or fetched, they end in the reader; what is wrong is said in words."""

from __future__ import annotations

import json
import time

import pytest

from redshank.record import open_record
from redshank.web.jobs import Jobs, Pasted
from tests.web.conftest import client_of

TEXT = (
    "PARIS, March 7 (Sample Wire) - French President Emmanuel Macron met German Chancellor Olaf Scholz in Paris on "
    "Tuesday to discuss aid for Ukraine, the Elysee said.\n\nRussian forces shelled Kharkiv on Monday, killing three."
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """An application with a record of its own, whose coder goes on from test to test."""
    with client_of(tmp_path_factory.mktemp("add") / "new.db") as opened:
        yield opened


def outcome(client, response):
    """Where a job leads in the end, as a browser without scripts is led."""
    assert response.status_code == 303, response.text
    for _ in range(600):
        page = client.get(response.headers["location"])
        if page.status_code == 303:
            return client.get(page.headers["location"])
        if "http-equiv" not in page.text:
            return page
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def test_a_pasted_text_ends_in_the_reader_with_its_evidence(client):
    page = outcome(client, client.post("/add", data={"text": TEXT, "date": "2023-03-08", "title": "Macron meets"}))
    assert "<h1>Macron meets</h1>" in page.text
    assert 'data-role="action"' in page.text
    assert "Emmanuel Macron" in page.text
    assert "7 Mar 2023" in page.text


def test_the_same_text_again_leads_to_the_reader_at_once(client):
    page = outcome(client, client.post("/add", data={"text": TEXT, "date": "2023-03-08", "title": "Macron meets"}))
    assert "<h1>Macron meets</h1>" in page.text


def test_files_are_read_by_their_kind_and_named_as_people_name_them(client):
    line = json.dumps({"id": "one", "text": TEXT + " He left later.", "title": "From JSON"})
    files = [
        ("files", ("../../etc/news.txt", TEXT + " They parted.", "text/plain")),
        ("files", ("lines.jsonl", line, "application/json")),
        ("files", ("empty.txt", " ", "text/plain")),
    ]
    page = outcome(client, client.post("/add", files=files)).text
    assert "2 articles in the record" in page
    assert "From JSON" in page
    assert "news.txt" in page
    assert "is empty" in page
    assert "/tmp" not in page
    assert "redshank-web" not in page


def test_a_private_address_is_not_fetched(client):
    for address in ("http://127.0.0.1:1/", "http://169.254.169.254/latest", "http://[::1]/", "http://0x7f.1/"):
        page = outcome(client, client.post("/add", data={"address": address})).text
        assert "not public" in page, address


def test_what_is_no_english_is_said_so(client):
    german = (
        "Der Bundeskanzler traf am Dienstag den französischen Präsidenten in Paris, um über Hilfe zu sprechen. " * 3
    )
    assert "is in German" in outcome(client, client.post("/add", data={"text": german})).text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Nothing was given"),
        ({"text": "  "}, "Nothing was given"),
        ({"address": "ftp://example.org"}, "is no URL of the web"),
        ({"address": " ".join(["http://example.org"] * 21)}, "More than 20"),
    ],
)
def test_what_cannot_be_taken_is_said_at_once(client, form, words):
    answer = client.post("/add", data=form)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_file_of_no_known_kind_is_refused(client):
    answer = client.post("/add", files=[("files", ("a.exe", b"MZ", "application/octet-stream"))])
    assert answer.status_code == 422
    assert "a.exe" in answer.text


def test_a_job_that_is_not_there_is_said_so(client):
    assert client.get("/add/nothing").status_code == 404


def test_only_so_many_wait(tmp_path):
    from redshank.web import WebSettings
    from redshank.web.problems import TooMuchError

    with open_record(tmp_path / "r.db", create=True) as record:
        jobs = Jobs(record, WebSettings(jobs=2))
        jobs._stopping.set()
        for _ in range(2):
            jobs.add((Pasted(TEXT),))
        with pytest.raises(TooMuchError):
            jobs.add((Pasted(TEXT),))


def test_a_text_that_takes_too_long_is_given_up_and_the_next_one_is_coded(tmp_path, monkeypatch):
    from redshank.web.worker import Worker

    monkeypatch.setattr(Worker, "START_SECONDS", 0.0)
    with client_of(tmp_path / "r.db", coding_seconds=0.05) as slow:
        assert "too long" in outcome(slow, slow.post("/add", data={"text": TEXT})).text


def test_a_lot_that_takes_too_long_is_cut_off_and_what_came_before_stays(tmp_path):
    with client_of(tmp_path / "r.db", lot_seconds=0.0) as slow:
        assert "took too long" in outcome(slow, slow.post("/add", data={"text": TEXT})).text


def test_only_so_many_articles_are_taken_at_once(tmp_path):
    lines = "\n".join(json.dumps({"id": str(n), "text": "short"}) for n in range(9))
    with client_of(tmp_path / "r.db", articles=3) as small:
        page = outcome(small, small.post("/add", files=[("files", ("many.jsonl", lines, "text/plain"))])).text
    assert "More than 3 articles" in page
    assert page.count("<li>\n      <p") == 4


def test_a_read_only_record_takes_nothing(record_path):
    reader = client_of(record_path, read_only=True)
    assert '<form method="post" action="/add"' not in reader.get("/add").text
    assert reader.post("/add", data={"text": TEXT}).status_code == 403
