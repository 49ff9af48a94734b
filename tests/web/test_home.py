"""Home: how much there is, what was told lately, what has changed, and how an empty record begins."""

from __future__ import annotations

import dataclasses
import re

from redshank.model import Article, Mention, Period, Report, Span
from redshank.record import open_record
from redshank.web.views import home
from tests.web.conftest import client_of


def test_it_counts_events_and_reports_apart(client, record):
    counts = record.count()
    page = client.get("/").text
    for number, name in ((counts.events, "events"), (counts.reports, "reports"), (counts.articles, "articles")):
        assert re.search(rf"<dt>{name}</dt><dd>(<a [^>]*>)?{number}<", page)


def told(number: int, day: str, recipient: str, factuality: str = "asserted") -> tuple[Article, list[Report]]:
    """An article with one report of an attack."""
    text = f"Number {number}: Army hit {recipient}."
    who, whom = (Mention(0, 4, name, None, name) for name in ("Army", recipient))
    report = Report(
        f"a{number}", Span.of(text, 0, len(text)), Span(12, 16, "Army"), "ASSAULT", None, (), "190",
        "material conflict", -10.0, -9.0, (who,), (whom,), Period(day, day, "day"), None, factuality, None, 0.9, "test",
    )  # fmt: skip
    return Article(f"a{number}", text, date=day, publisher=f"Paper {number}"), [report]


def test_pairs_between_whom_more_happens_than_usual_are_told(tmp_path):
    with open_record(tmp_path / "r.db", create=True) as record:
        steady = [told(n, f"2024-0{1 + n % 6}-{10 + n}", "Harbour") for n in range(18)]
        sudden = [told(50 + n, f"2024-06-{1 + 5 * n:02}", "Bridge") for n in range(6)]
        record.keep_many([*steady, *sudden])
        found = home.changes(record)
    assert found.pairs[0].recipient_name == "Bridge"
    assert found.pairs[0].recent >= home.LEAST_RECENT
    assert found.pairs[0].usual == 0
    assert found.pairs[0].quad == "material conflict"


def test_what_is_announced_for_later_is_not_what_happened_lately(tmp_path):
    with open_record(tmp_path / "r.db", create=True) as record:
        article, reports = told(1, "2024-05-01", "Bridge")
        later = dataclasses.replace(reports[0], when=Period("2031-01-01", "2031-01-01", "day"), factuality="planned")
        record.keep_many([(article, [later]), told(2, "2024-05-02", "Harbour")])
        found = home.lately(record)
    assert [event.recipient[0].name for event in found.events] == ["Harbour"]
    assert found.until == "2024-05-02"


def test_an_empty_record_begins_with_what_to_do(tmp_path):
    page = client_of(tmp_path / "new.db").get("/").text
    assert '<textarea id="text"' in page
    assert 'type="file"' in page
    assert 'name="address"' in page


def test_an_empty_record_that_is_only_read_says_whom_to_ask(tmp_path):
    with open_record(tmp_path / "new.db", create=True):
        pass
    assert "redshank ingest" in client_of(tmp_path / "new.db", read_only=True).get("/").text


def test_articles_without_events_are_said_to_have_none(tmp_path):
    with open_record(tmp_path / "r.db", create=True) as record:
        record.keep(Article("a", "The weather was fine.", "Weather"), [], coder="test")
    page = client_of(tmp_path / "r.db").get("/").text
    assert "No event was found" in page


def test_its_tables_can_be_taken_away(client):
    assert client.get("/?table=lately&format=csv").text.startswith("id,type,")
    assert client.get("/?table=changes&format=json").status_code == 200
    assert client.get("/?table=changes&format=notebook").json()["nbformat"] == 4
