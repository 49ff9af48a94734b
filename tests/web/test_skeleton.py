"""The application stands: it opens a record, says what is in it, and answers what is not there."""

import re

from tests.web.conftest import client_of


def test_the_home_page_is_there_and_loads_only_files_of_ours(client):
    page = client.get("/")
    assert page.status_code == 200
    for address in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_an_empty_record_is_made_and_says_what_to_do(tmp_path):
    page = client_of(tmp_path / "new.db").get("/")
    assert "/add" in page.text


def test_a_page_that_is_not_there_is_answered_in_words(client):
    page = client.get("/nowhere", headers={"accept": "text/html"})
    assert page.status_code == 404
    assert "There is no such page" in page.text
