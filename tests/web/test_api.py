"""The API: the verbs of the record, by the page, with errors that programs can read."""

from __future__ import annotations

import pytest

from redshank.record import Question, open_record
from tests.record.invented import article, met, report
from tests.web.conftest import client_of
from tests.web.told import keep_told

API = "/api/v1"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("api") / "told.db"
    keep_told(path).close()
    return path


@pytest.fixture(scope="module")
def client(path):
    return client_of(path)


def through(client, address):
    """All rows of a list, page by page, and how many pages there were."""
    rows, pages = [], 0
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        rows, pages, address = rows + answer.json()["items"], pages + 1, answer.json()["next"]
    return rows, pages


@pytest.mark.parametrize("what", ["reports", "events", "entities", "dyads", "articles"])
def test_a_list_by_the_page_is_the_whole_list(client, what):
    whole, _ = through(client, f"{API}/{what}?limit=500")
    parts, pages = through(client, f"{API}/{what}?limit=1")
    assert parts == whole
    assert pages == len(whole)


def test_a_list_tells_nothing_twice_and_leaves_nothing_out_while_the_record_grows(tmp_path):
    path = tmp_path / "growing.db"
    client = client_of(path)
    with open_record(path) as record:
        for day in range(1, 7):
            told = article(f"a{day}", f"Macron met Putin in Moscow, {day}.", date=f"2023-0{day}-08", more=f"x {day}")
            record.keep(told, [report(told, "CONSULT", "Macron", "Putin", "met")])
        before = {one["id"] for one in through(client, f"{API}/reports")[0]}
        for what in ("reports", "events", "articles", "entities", "dyads"):
            seen, address = [], f"{API}/{what}?limit=2"
            while address:
                answer = client.get(address).json()
                seen += [str(one.get("id") or (one["actor"], one["recipient"])) for one in answer["items"]]
                address = answer["next"]
                record.keep(*met(f"new-{what}-{len(seen)}", date="2023-12-08", more=f"{what} {len(seen)}"))
            assert len(seen) == len(set(seen)), what
            if what == "reports":
                assert before <= set(seen)


def test_entities_are_counted_as_at_the_first_page_until_the_last(tmp_path):
    path = tmp_path / "growing.db"
    client = client_of(path)
    with open_record(path) as record:
        record.keep(*met("one"))
        first = client.get(f"{API}/entities?limit=1").json()
        told = article("two", "police beat protesters in Lima.")
        record.keep(told, [report(told, "ASSAULT", "police", "protesters", "beat")])
    rest = client.get(first["next"]).json()
    assert len(first["items"] + rest["items"]) == 2
    assert rest["next"] is None


def test_filters_are_those_of_the_record(client, path):
    found = client.get(f"{API}/reports", params={"speaker": "FRA", "limit": 500}).json()["items"]
    with open_record(path) as record:
        assert [one["id"] for one in found] == [kept.id for kept in record.reports(Question(speaker=("FRA",)))]
    assert client.get(f"{API}/counts?factuality=negated").json() == {"reports": 1, "events": 1, "articles": 1}
    assert client.get(f"{API}/events?status=disputed").json()["items"][0]["denied_by"] == ["Tribune"]


def test_an_event_tells_its_reports_and_why_they_are_one(client):
    key = client.get(f"{API}/events?status=disputed").json()["items"][0]["id"]
    assert len(client.get(f"{API}/events/{key}/reports").json()) == 4
    why = client.get(f"{API}/events/{key}/why").json()
    assert why[0]["evidence"] == []
    assert sum(one["weight"] for one in why[1]["evidence"]) >= 3.4


def test_an_article_comes_with_its_text_and_its_reports(client):
    found = client.get(f"{API}/article", params={"id": "Gazette-0"}).json()
    assert found["text"].startswith("Macron met Putin")
    (report,) = client.get(f"{API}/article/reports", params={"id": "Gazette-0"}).json()
    span = report["trigger"]
    assert found["text"][span["start"] : span["end"]] == span["text"] == "met"


def test_one_entity_and_one_pair(client):
    who = client.get(f"{API}/entities/person:emmanuel-macron").json()
    assert who["offices"][0]["office"] == "president"
    assert who["partners"][0]["id"] == "person:vladimir-putin"
    pair = client.get(f"{API}/dyad?actor=FRA&recipient=RUS").json()
    assert pair["forth"]["events"] == 12
    assert pair["back"]["events"] == 0


def test_search_finds_words_events_and_names(client):
    found = client.get(f"{API}/search?text=Moscow").json()
    assert found["counts"]["reports"] == 37
    assert client.get(f"{API}/search?text=macron").json()["entities"][0]["id"] == "person:emmanuel-macron"


def test_words_without_a_letter_are_found_nowhere(client):
    assert client.get(f"{API}/reports?text=!!!").json()["items"] == []


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/events/none", 404, "no such event"),
        ("/reports/none", 404, "no such report"),
        ("/article?id=none", 404, "no such article"),
        ("/entities/none", 404, "no such entity"),
        ("/events?type=WAR", 422, "no type is called"),
        ("/events?since=soon", 422, "since"),
        ("/events?unknown=1", 422, "unknown"),
        ("/events?limit=0", 422, "limit"),
        ("/entities?after=1~2~3~4", 404, "no such page"),
        ("/nowhere", 404, "no such page"),
    ],
)
def test_errors_are_problems_that_say_what_is_wrong(client, address, status, words):
    answer = client.get(API + address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert words in problem["detail"]


def test_a_judgement_takes_effect_and_can_be_taken_back(tmp_path):
    path = tmp_path / "own.db"
    keep_told(path, weeks=2).close()
    client = client_of(path)
    key = client.get(f"{API}/reports").json()["items"][0]["id"]
    wrong = client.post(f"{API}/judgements", json={"kind": "mark", "report": key, "right": False, "who": "ana"})
    assert wrong.status_code == 201
    assert client.get(f"{API}/counts").json()["reports"] == 6
    undo = {"kind": "undo", "judgement": wrong.json()["n"], "who": "ana", "why": "it was right"}
    assert client.post(f"{API}/judgements", json=undo).json()["undoes"] == wrong.json()["n"]
    assert client.get(f"{API}/counts").json()["reports"] == 7
    assert [one["kind"] for one in client.get(f"{API}/judgements").json()["items"]] == ["undo", "mark"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "ASSAULT"), ("mode", None), ("contexts", ["military"]), ("factuality", "planned"),
        ("recipient", [{"name": "Russia", "entity": "state:rus", "country": "RUS"}]),
        ("when", {"start": "2023-02-01", "end": "2023-02-03", "precision": "range"}),
        ("where", {"name": "Kyiv", "country": "UKR"}), ("attribution", None),
    ],
)  # fmt: skip
def test_every_field_can_be_corrected(tmp_path, field, value):
    path = tmp_path / "own.db"
    keep_told(path, weeks=1).close()
    client = client_of(path)
    key = client.get(f"{API}/reports").json()["items"][0]["id"]
    body = {"kind": "correct", "report": key, "field": field, "value": value, "who": "ana"}
    assert client.post(f"{API}/judgements", json=body).status_code == 201
    found = client.get(f"{API}/reports/{key}").json()[field]
    assert found == value or {**found[0]}["name"] == "Russia" if isinstance(found, list) else True


def test_a_decision_about_nothing_is_refused(client):
    for body in (
        {"kind": "mark", "report": "none", "right": True, "who": "ana"},
        {"kind": "undo", "judgement": 99, "who": "ana"},
    ):
        assert client.post(f"{API}/judgements", json=body).status_code == 404
    assert client.post(f"{API}/judgements", json={"kind": "mark", "report": "x"}).status_code == 422


def test_nothing_is_judged_where_the_record_is_only_read(path):
    client = client_of(path, read_only=True)
    body = {"kind": "mark", "report": "none", "right": True, "who": "ana"}
    assert client.post(f"{API}/judgements", json=body).status_code == 403


def test_the_server_says_that_it_lives(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_odds_come_when_they_are_learnt(client):
    found = client.get(f"{API}/forecast").json()
    assert found["days"] == 7
    assert found["ready"] in (True, False)


def test_networks_alignments_and_viewpoints_are_told(client):
    assert client.get(f"{API}/network").json()["pairs"] == 1
    assert client.get(f"{API}/alignment").status_code == 200
    assert client.get(f"{API}/viewpoints").json()["shared"] in (0, 12)
