"""Feeds: what they say themselves."""

from pathlib import Path
from typing import Any

import pytest

from redshank.errors import InputError
from redshank.sources import read_articles
from redshank.sources.feeds import plain

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Daily Example</title><link>https://x.org</link>
<item><title>Army leaves</title><guid>g1</guid><link>https://x.org/1</link>
<pubDate>Fri, 21 Aug 2026 16:00:54 -0400</pubDate>
<description>&lt;p&gt;The army left Kabul.&lt;/p&gt;</description>
<content:encoded><![CDATA[
<p>The army left Kabul &amp; Herat.</p><script>x()</script><p>It went to Kandahar.</p>]]></content:encoded>
</item>
<item><title>Minister quits in Paris</title><link>https://x.org/2</link></item>
<item><pubDate>yesterday</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title><entry><id>tag:1</id><title>Talks</title>
<updated>2024-03-05T10:00:00Z</updated><author><name>Ann</name></author><link href="https://x.org/3"/>
<summary>Iran and Iraq held talks.</summary></entry></feed>"""


def read(folder: Path, content: str, name: str = "feed.xml") -> list[Any]:
    path = folder / name
    path.write_text(content)
    return list(read_articles([str(path)]))


def test_an_entry_is_an_article_with_the_longest_text_that_the_feed_gives(tmp_path: Path) -> None:
    article = read(tmp_path, RSS)[0]
    assert article.text == "The army left Kabul & Herat.\nIt went to Kandahar."
    assert (article.id, article.title, article.publisher) == ("g1", "Army leaves", "The Daily Example")
    assert (article.date, article.url) == ("2026-08-21T16:00:54-04:00", "https://x.org/1")


def test_an_entry_without_text_is_its_headline_and_nothing_is_fetched(tmp_path: Path, caplog: Any) -> None:
    article = read(tmp_path, RSS)[1]
    assert (article.text, article.title, article.url) == ("Minister quits in Paris", None, "https://x.org/2")
    assert "headline only" in caplog.text


def test_an_entry_without_anything_is_named_by_its_number(tmp_path: Path) -> None:
    error = read(tmp_path, RSS)[2]
    assert isinstance(error, InputError)
    assert error.where.endswith("entry 3")


def test_atom(tmp_path: Path) -> None:
    [article] = read(tmp_path, ATOM)
    assert (article.id, article.text, article.date) == (
        "tag:1",
        "Iran and Iraq held talks.",
        "2024-03-05T10:00:00+00:00",
    )
    assert article.author == "Ann"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<sitemap><url>x</url></sitemap>", "not a feed"),
        ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">]><rss version="2.0"/>', "entities"),
        ("<rss" * 50_000, "not a feed"),
    ],
)
def test_what_is_no_feed_is_refused(tmp_path: Path, content: str, words: str) -> None:
    [error] = read(tmp_path, content)
    assert words in error.what


def test_markup_becomes_paragraphs() -> None:
    assert plain("<p>A <b>b</b>.</p><ul><li>c<li>d</ul>1 &lt; 2") == "A b.\nc\nd\n1 < 2"
