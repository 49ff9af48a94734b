"""The review queue: a decision takes effect at once, is kept with a name, and can be taken back."""

from __future__ import annotations

import re

import pytest

from redshank.record import Question, open_record
from redshank.web.views import review
from tests.web.conftest import client_of


@pytest.fixture
def opened(own_record):
    """The record that a test may change."""
    with open_record(own_record) as record:
        yield record


@pytest.fixture
def client(own_record):
    """An application over it."""
    return client_of(own_record)


def test_the_queue_begins_with_doubt_that_weighs_most(opened):
    first = opened.report(review.next_one(opened, Question()))
    sure = [one for one in opened.reports() if one.report.confidence > 0.95]
    assert sure
    assert first.report.confidence < 0.8
    assert first.id not in {one.id for one in sure}


def test_wrong_takes_the_report_out_of_the_record_and_undo_brings_it_back(client, opened):
    key = review.next_one(opened, Question())
    before = opened.count().reports
    page = client.get("/review").text
    assert f'action="/review/{key}"' in page
    answer = client.post(f"/review/{key}", data={"verdict": "wrong", "who": "ana", "back": "/review"})
    assert answer.status_code == 303
    assert opened.count().reports == before - 1
    after = client.get(answer.headers["location"]).text
    number = re.search(r'name="judgement" value="(\d+)"', after)[1]
    assert f'action="/review/{key}"' not in after
    assert "ana" in after
    back = client.post("/judgements/undo", data={"judgement": number})
    assert back.headers["location"] == f"/review/{key}"
    assert opened.count().reports == before


def test_a_correction_is_respected_everywhere_and_the_trail_says_who_made_it(client, opened):
    kept = next(one for one in opened.reports() if one.report.type == "CONSULT")
    form = {"verdict": "correct", "type": "AGREE", "mode": "", "actor": "Emmanuel Macron; some envoy", "who": "Ana Ć."}
    assert client.post(f"/review/{kept.id}", data=form).status_code == 303
    changed = opened.report(kept.id).report
    assert changed.type == "AGREE"
    assert [one.name for one in changed.actor] == ["Emmanuel Macron", "some envoy"]
    assert changed.actor[0].entity == "person:emmanuel-macron"
    assert changed.actor[0].country == "FRA"
    page = client.get(f"/review/{kept.id}").text
    assert "type is AGREE" in page
    assert "Ana Ć." in page
    assert "type is AGREE" in client.get("/judgements").text
    reader = client.get("/article", params={"id": kept.report.article}).text
    assert "Emmanuel Macron and some envoy" in reader


def test_the_name_is_remembered_and_without_one_nothing_is_kept(client, opened):
    key = review.next_one(opened, Question())
    answer = client.post(f"/review/{key}", data={"verdict": "right"})
    assert answer.status_code == 422
    assert "Say who you are" in answer.text
    assert opened.judgements() == []
    client.post(f"/review/{key}", data={"verdict": "right", "who": "ana"})
    other = review.next_one(opened, Question())
    client.post(f"/review/{other}", data={"verdict": "right"})
    assert [one.who for one in opened.judgements()] == ["ana", "ana"]


def test_skipping_passes_over_and_the_end_is_said(client, opened):
    total = opened.count(Question(types=("AGREE",))).reports
    assert total > 1
    page = client.get("/review?type=AGREE").text
    assert "skipped=1" in page
    assert "You passed over" in client.get(f"/review?type=AGREE&skipped={total}").text


@pytest.mark.parametrize(
    "form", [{}, {"verdict": "maybe"}, {"verdict": "correct"}, {"verdict": "correct", "type": "X"}]
)
def test_what_is_no_decision_is_not_kept(client, opened, form):
    key = review.next_one(opened, Question())
    assert client.post(f"/review/{key}", data={**form, "who": "ana"}).status_code == 422
    assert opened.judgements() == []


def test_what_is_not_there_cannot_be_judged(client):
    assert client.get("/review/nothing").status_code == 404
    assert client.post("/judgements/undo", data={"judgement": "7", "who": "ana"}).status_code == 404
    assert client.post("/judgements/undo", data={"judgement": "x", "who": "ana"}).status_code == 404


def test_a_decision_leads_only_to_pages_of_this_application(client, opened):
    key = review.next_one(opened, Question())
    for back in ("https://example.org/", "//example.org/", "/\\example.org"):
        answer = client.post(f"/review/{key}", data={"verdict": "right", "who": "ana", "back": back})
        assert answer.headers["location"].startswith("/")
        assert not answer.headers["location"].startswith(("//", "/\\"))


def test_judgements_can_be_taken_away(client, opened):
    client.post(f"/review/{review.next_one(opened, Question())}", data={"verdict": "right", "who": "ana"})
    assert client.get("/judgements?format=json").json()[0]["who"] == "ana"
    assert client.get("/judgements?format=csv").text.startswith("n,kind,target")


def test_what_was_judged_in_the_reader_can_be_taken_back_on_the_page_of_the_report(client, opened):
    kept = next(opened.reports())
    form = {"verdict": "wrong", "who": "ana", "back": f"/article?id={kept.report.article}#report-{kept.id}"}
    assert client.post(f"/review/{kept.id}", data=form).headers["location"] == form["back"]
    assert "Judged wrong" in client.get(form["back"]).text
    assert "Take it back" in client.get(f"/review/{kept.id}").text
    client.post("/judgements/undo", data={"judgement": "1"})
    assert "Judged wrong" not in client.get(form["back"]).text
