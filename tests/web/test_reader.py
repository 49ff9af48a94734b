"""The reader: the text as it was given, its evidence marked, its reports beside it."""

from __future__ import annotations

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from redshank.model import Article, Mention, Report, Span
from redshank.record import Question, open_record
from redshank.web.links import article_url, event_url
from redshank.web.views import reader
from tests.web.conftest import client_of


def text_of(page: str) -> str:
    """The words of the article on a page, without their marks."""
    inside = page.split("data-text", 1)[1].split(">", 1)[1].split("</article>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", inside)).split())


def test_the_text_stands_there_as_it_was_given(client, record):
    for kept in record.articles():
        page = client.get(article_url(kept.article.id))
        assert page.status_code == 200
        assert text_of(page.text) == " ".join(kept.article.text.split())


def test_every_report_has_a_card_that_leads_to_its_event_and_marks_in_the_text(client, record):
    kept = next(record.articles())
    page = client.get(article_url(kept.article.id)).text
    for one in record.reports(Question(articles=(kept.article.id,))):
        assert f'id="report-{one.id}"' in page
        assert f'href="{event_url(one.event)}"' in page
        actions = re.findall(rf'<mark data-role="action[^"]*" data-report="[^"]*{one.id}', page)
        assert actions


def report(text: str, trigger: tuple[int, int], actor: tuple[int, int], sentence: tuple[int, int]) -> Report:
    """A report about some stretches of a text."""
    who = Mention(*actor, text[slice(*actor)], None, "Somebody")
    return Report(
        "a", Span.of(text, *sentence), Span.of(text, *trigger), "ASSAULT", None, (), "190", "material conflict", -10.0,
        -9.0, (who,), (), None, None, "asserted", None, 0.5, "test",
    )  # fmt: skip


@st.composite
def marked(draw):
    """A text with reports whose words overlap in any way."""
    text = draw(st.text("ab \n“”\"'.é😀", min_size=4, max_size=80))
    spans = st.tuples(*[st.integers(0, len(text))] * 2).map(lambda pair: tuple(sorted(pair)))
    found = draw(st.lists(st.tuples(spans, spans, spans), max_size=5))
    return text, [(str(n), report(text, *three)) for n, three in enumerate(found)]


@settings(max_examples=150, deadline=None)
@given(marked())
def test_marks_may_overlap_in_any_way_and_no_word_is_lost_or_told_twice(given):
    text, reports = given
    blocks = reader.paragraphs_of(text)
    for (start, words), paragraph in zip(blocks, reader.told(blocks, reports), strict=True):
        pieces = [piece for stretch in paragraph.stretches for piece in stretch.pieces]
        assert "".join(piece.text for piece in pieces) == words
        at = start
        for piece in pieces:
            inside = {key for key, one in reports if one.trigger.start <= at < one.trigger.end}
            assert inside <= set(piece.reports)
            assert bool(inside) == ("action" in piece.roles)
            at += len(piece.text)


def test_markup_in_an_article_is_text(tmp_path):
    hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> Troops “<b>attacked</b>” the town. \ud800"
    article = Article("<i>x</i>\"'", hostile, "<h1>Title</h1>", "2024-01-01", "<u>Paper</u>", "javascript:alert(1)")
    with open_record(tmp_path / "r.db", create=True) as record:
        record.keep(article, [], coder="test")
    page = client_of(tmp_path / "r.db").get(article_url(article.id))
    assert page.status_code == 200
    for tag in ("<script>alert", "<img src=x", "<b>att", "<h1>Title", "<u>Pap", "<i>x", "javascript:"):
        assert tag not in page.text


def test_a_long_text_comes_in_parts_and_a_report_opens_its_own(tmp_path):
    text = "\n\n".join(f"Paragraph {n} says little. " * 40 for n in range(200)) + "\n\nRebels attacked Town."
    at = text.index("Rebels")
    one = report(text, (at + 7, at + 15), (at, at + 6), (at, len(text)))
    with open_record(tmp_path / "r.db", create=True) as record:
        record.keep(Article("a", text, "Long"), [one], coder="test")
    client = client_of(tmp_path / "r.db")
    first, last = client.get(article_url("a")).text, client.get(article_url("a", one.id)).text
    assert "Paragraph 0 " in first
    assert "Rebels" not in first
    assert "Rebels" in last
    assert f'id="report-{one.id}"' in last


def test_an_article_without_its_text_shows_its_sentences(tmp_path):
    text = "Nothing happened. Rebels attacked Town. Nothing more."
    one = report(text, (25, 33), (18, 24), (18, 39))
    with open_record(tmp_path / "r.db", create=True) as record:
        record.keep(Article("a", text, "Short"), [one], coder="test", text=False)
    page = client_of(tmp_path / "r.db").get(article_url("a"))
    assert "was not kept" in page.text
    assert text_of(page.text) == "Rebels attacked Town."


def test_an_article_that_is_not_there_is_said_so(client):
    assert client.get("/article?id=nothing").status_code == 404
    assert client.get("/article").status_code == 422


def test_the_reports_of_an_article_can_be_taken_away(client, record):
    kept = next(record.articles())
    rows = client.get(f"{article_url(kept.article.id)}&format=json").json()
    assert {row["id"] for row in rows} == {one.id for one in record.reports(Question(articles=(kept.article.id,)))}
