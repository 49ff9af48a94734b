"""Search tells what answers, how many there are, and who is called so; every list goes on by the page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank.errors import UsageError
from redshank.record import Question, open_record
from redshank.web.views import facets, listing, search
from tests.record.invented import article, report


def test_words_find_sentences_and_light_up_in_them(client, record):
    told = next(w for w in ("embassy", "sanctions", "talks", "Iran") if record.count(Question(text=w)).reports)
    page = client.get(f"/search?q={told}").text
    assert f">{record.count(Question(text=told)).reports} report" in page
    assert f"<mark>{told}</mark>".lower() in page.lower()


def test_facets_count_the_reports_that_choosing_them_leaves(client, record):
    for facet in facets.breakdown(record, Question(quads=("material conflict",))).facets:
        for value in facet.values:
            if facet.name in ("type", "publisher", "factuality", "either", "status"):
                field = {"type": "types", "publisher": "publishers", "status": "statuses"}.get(facet.name, facet.name)
                asked = Question(**{"quads": ("material conflict",), field: (value.value,)})
                if facet.name == "either":
                    assert 0 < record.count(asked).reports <= value.count
                else:
                    assert record.count(asked).reports == value.count


@pytest.mark.parametrize("asked", [
    Question(), Question(text="border"), Question(types=("ACCUSE",)), Question(text="the", since="2023", until="2024"),
    Question(either=("FRA",)), Question(text="zebras"), Question(either=("FRA",), since="2023-03", until="2023-03"),
    Question(either=("any:org:nato",), since="2023-03", until="2023-04"),
])  # fmt: skip
def test_what_is_counted_is_what_the_record_counts(record, asked):
    found = facets.breakdown(record, asked)
    assert found.counts == record.count(asked)
    listed = listing.entities(record, asked, 10_000).items
    assert sorted(listed, key=lambda one: (-one.as_actor - one.as_recipient, one.id)) == record.entities(asked)
    for facet in found.facets:
        if facet.name in ("quad", "status", "factuality", "voice"):
            assert sum(one.count for one in facet.values) == found.counts.reports


def test_a_publisher_may_be_called_anything(tmp_path):
    with open_record(tmp_path / "odd.db", create=True) as record:
        for number, paper in enumerate(("A, B; C", "\x1e\x1f", None)):
            told = article(f"a{number}", "France criticised Russia.", date="2023-03-02", publisher=paper)
            record.keep(told, [report(told, "ACCUSE", "France", "Russia", "criticised")])
        found = facets.breakdown(record, Question(text="criticised"))
    assert found.counts.reports == 3
    assert "A, B; C" in [one.value for facet in found.facets for one in facet.values]


def test_facets_of_the_whole_record_leave_out_what_does_not_count(own_record):
    with open_record(own_record) as record:
        for one in list(record.reports(limit=3)):
            record.mark(one.id, right=False, who="Ada")
        whole, each = (facets.breakdown(record, question) for question in (Question(), Question(confidence=0.0)))
        assert whole == each
        voices = next(facet.values for facet in whole.facets if facet.name == "voice")
        assert sum(value.count for value in voices) == record.count().reports


def test_a_facet_that_is_chosen_can_be_taken_away(client):
    page = client.get("/search?q=border&type=CONSULT").text
    assert re.search(r'href="/search\?q=border&amp;show=reports"[^>]*>\s*CONSULT', page)


def test_a_name_leads_to_the_entity_also_one_that_is_only_known(client):
    assert "/entities/state:chn" in client.get("/search?q=China").text
    assert "/entities/state:chn" in client.get("/search?q=People%27s+Republic+of+China").text


def test_events_and_entities_are_shown_as_well(client):
    assert "/events/" in client.get("/search?q=border&show=events").text
    assert "as actor" in client.get("/search?q=border&show=entities").text


@pytest.mark.parametrize("query", ["!!!", '"', "*", "' OR 1=1 --", "(((", "NEAR(a b)", "a" * 1000, "\u0000", "é" * 500])
def test_no_query_breaks_the_search(client, query):
    assert client.get("/search", params={"q": query}).status_code in (200, 422)


def test_what_asks_nothing_is_said_so(client):
    page = client.get("/search", params={"q": "!!!"})
    assert page.status_code == 422
    assert "no words to search for" in page.text


def test_nothing_found_says_what_to_do(client):
    assert "Nothing answers this" in client.get("/search?q=zebras").text


def test_answers_can_be_taken_away_in_every_form(client, record):
    rows = client.get("/search?q=border&format=json").json()
    assert len(rows) == record.count(Question(text="border")).reports
    assert client.get("/search?q=border&format=csv").text.count("\n") >= len(rows)
    assert client.get("/search?show=articles&format=parquet").content[:4] == b"PAR1"
    assert "Question(text='border')" in client.get("/search?q=border&format=notebook").text


@pytest.mark.parametrize("words", ["", "the"])
def test_pages_of_answers_hold_each_report_once(client, record, words):
    seen, address = [], f"/search?q={words}"
    while address:
        page = client.get(address).text
        seen += re.findall(r"report=([0-9a-f]{20})#", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else None
    assert len(seen) == len(set(seen)) == record.count(Question(text=words or None)).reports > 20


def test_articles_are_listed_and_found_by_title(client, record):
    page = client.get("/articles").text
    assert page.count('<li>\n    <span class="when">') == record.count().articles
    found = client.get("/articles?q=niger+generals").text
    assert "Niger" in found
    assert "1 article," in found
    assert "No article answers this" in client.get("/articles?q=zebras").text
    assert client.get("/articles?since=gestern").status_code == 422
    assert len(client.get("/articles?format=json").json()) == record.count().articles


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text("abc é*\"'", max_size=20))
def test_lighting_words_up_changes_no_letter(sentence, words):
    try:
        pieces = search.lit(sentence, words)
    except UsageError:
        return
    assert "".join(piece for piece, _ in pieces) == sentence
