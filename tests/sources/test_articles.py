"""Articles from files, folders and standard input."""

from __future__ import annotations

import gzip
import io
import json
import os
import threading
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests_sources_pages import PAGE, TEXT

from redshank import settings as of_settings
from redshank.errors import InputError, UsageError
from redshank.model import Article
from redshank.sources import LanguageError, read_articles

GERMAN = (
    "Der Außenminister ist am Montag nach Paris gereist, um mit ihr über den Krieg in der Ukraine zu reden. "
    "Beide wollen sich im Frühjahr wieder treffen."
)


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("REDSHANK_MAX_TEXT", "5000")
    monkeypatch.setenv("REDSHANK_MAX_JSON", "10000")
    of_settings.settings.cache_clear()
    yield
    of_settings.settings.cache_clear()


def read(path: Path | str, **options: Any) -> list[Any]:
    return list(read_articles([str(path)], **options))


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def lines(*fields: Any) -> str:
    return "\n".join(json.dumps(field) for field in fields)


def test_a_text_file_is_an_article_exactly_as_it_stands(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "  One.\r\nTwo.\n")
    [article] = read(path)
    assert (article.id, article.text, article.language) == (str(path), "  One.\r\nTwo.\n", "en")


def test_json_lines_keep_every_field(tmp_path: Path) -> None:
    fields = {"id": "a1", "text": TEXT, "title": "T", "date": "2023-03", "publisher": "P", "url": "https://x.org/1"}
    [article] = read(written(tmp_path, "a.jsonl", lines({**fields, "author": ["Ann", "Bob"], "more": 1})))
    assert article.to_json() == {**fields, "author": "Ann; Bob", "language": "en"}


def test_a_bad_line_is_named_by_its_number_and_the_others_go_on(tmp_path: Path) -> None:
    content = lines({"id": "a", "text": "One."}) + '\n{"id": \n\n' + lines({"id": "c", "text": "Three."})
    first, bad, last = read(written(tmp_path, "a.jsonl", content))
    assert (first.id, last.id) == ("a", "c")
    assert bad.where.endswith("a.jsonl, line 2")
    assert "not JSON" in bad.what


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"id": "a"}, 'no "text"'),
        ({"id": "a", "text": None}, 'no "text"'),
        ({"id": "a", "text": 5}, "a number"),
        ({"id": "a", "text": "  \n"}, "no text"),
        ({"id": "a", "text": "x", "date": "2023-13-45"}, "'2023-13-45' is not a date"),
        ({"id": "a", "text": "x", "date": "2023-02-30"}, "not a date"),
        ({"id": "a", "text": "x", "date": "03/04/2023"}, "not a date"),
        ({"id": "a", "text": "x", "title": {"en": "x"}}, 'an object as "title"'),
        ([1, 2], "a list, not an article"),
        ("words", "a string, not an article"),
    ],
)
def test_a_line_that_is_no_article_says_why(tmp_path: Path, fields: Any, words: str) -> None:
    [error] = read(written(tmp_path, "a.jsonl", lines(fields)))
    assert isinstance(error, InputError)
    assert words in error.what


def test_json_nested_without_end_is_refused(tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.json"):
        [error] = read(written(tmp_path, name, '{"text": ' + "[" * 200_000))
        assert "nested too deeply" in error.what


@pytest.mark.parametrize("wrap", [lambda a: a, lambda a: {"articles": a}, lambda a: a[0]])
def test_a_json_file_holds_one_article_or_a_list(tmp_path: Path, wrap: Any) -> None:
    found = read(written(tmp_path, "a.json", json.dumps(wrap([{"id": "a", "text": "One."}]))))
    assert [article.id for article in found] == ["a"]


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    for name in ("a.txt", "a.json", "a.xml", "a.html"):
        [error] = read(written(tmp_path, name, ""))
        assert isinstance(error, InputError), name
    assert read(written(tmp_path, "a.jsonl", "")) == []


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"PK\x03\x04", b"\x89PNG", bytes(range(256)) * 20])
def test_a_binary_file_is_refused_whatever_it_is_called(tmp_path: Path, content: bytes) -> None:
    for name in ("a.txt", "a.html", "a.json", "a.jsonl", "a"):
        assert all(isinstance(found, InputError) for found in read(written(tmp_path, name, content)))


def test_another_encoding_is_read_as_well_as_can_be_and_said(tmp_path: Path, caplog: Any) -> None:
    [article] = read(written(tmp_path, "a.txt", "The café in Bogotá – “closed”.".encode("cp1252")))
    assert article.text == "The café in Bogotá – “closed”."
    assert "encoding guessed" in caplog.text
    assert "cp1252" in caplog.text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_marks_of_encodings_are_heeded(tmp_path: Path, encoding: str) -> None:
    [article] = read(written(tmp_path, "a.txt", "Bogotá is quiet.".encode(encoding)))
    assert article.text == "Bogotá is quiet."


def test_what_no_database_holds_is_replaced_in_place(tmp_path: Path) -> None:
    [article] = read(written(tmp_path, "a.jsonl", '{"id": "a", "text": "a\\u0000b\\ud800c"}'))
    assert article.text == "a\ufffdb\ufffdc"


def test_a_text_of_fifty_megabytes_is_refused_with_advice(tmp_path: Path) -> None:
    [error] = read(written(tmp_path, "a.txt", b"word " * 10_000_000))
    assert "longer than 10,000,000 characters" in error.what
    assert "split" in error.do


def test_a_line_of_a_million_characters_is_read(tmp_path: Path) -> None:
    text = "The army left. " * 70_000
    assert read(written(tmp_path, "a.txt", text))[0].text == text
    assert read(written(tmp_path, "b.jsonl", lines({"id": "b", "text": text + "."})))[0].text == text + "."


@pytest.mark.usefixtures("small_limits")
def test_a_line_that_is_too_long_is_refused_by_number_and_passed_over(tmp_path: Path) -> None:
    content = lines({"id": "a", "text": "x" * 50_000}, {"id": "b", "text": "Two."}, {"id": "c", "text": "y " * 3_000})
    long, good, text = read(written(tmp_path, "a.jsonl", content))
    assert long.where.endswith("line 1")
    assert "longer than 10,000 bytes" in long.what
    assert good.id == "b"
    assert "longer than 5,000 characters" in text.what


def test_memory_stays_flat_however_long_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as out:
        for number in range(4_000):
            text = f"{number} " + "The army left. " * 400
            print(json.dumps({"id": str(number), "text": text, "language": "en"}), file=out)
    tracemalloc.start()
    assert sum(1 for _ in read_articles([str(path)])) == 4_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 20_000_000
    assert peak < 10_000_000


def test_a_page_without_an_article_is_named(tmp_path: Path) -> None:
    [error] = read(written(tmp_path, "a.html", "<html><body><nav><a href='/'>Home</a></nav></body></html>"))
    assert "holds no article" in error.what


def test_a_saved_page_is_an_article(tmp_path: Path) -> None:
    path = written(tmp_path, "a.html", PAGE)
    [article] = read(path)
    assert (article.id, article.title, article.date) == (str(path), "Minister in Kabul", "2024-03-05")
    assert "prisoners" in article.text
    assert "Home" not in article.text


@pytest.mark.parametrize("title", ["Minister in Kabul - The Daily Example", "Minister in Kabul | Daily Example"])
def test_the_name_of_the_publisher_behind_a_headline_is_cut(tmp_path: Path, title: str) -> None:
    page = PAGE.replace("<title>Minister in Kabul", f"<title>{title}").replace("<h1>Minister in Kabul</h1>", "")
    assert read(written(tmp_path, "a.html", page))[0].title == "Minister in Kabul"


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(lines({"id": "a", "text": "One."}),))
    writer.start()
    assert [article.id for article in read(path)] == ["a"]
    writer.join()


def test_a_page_nested_without_end_does_no_harm(tmp_path: Path) -> None:
    for page in ("<html><body>" + "<div>" * 60_000 + "text", "<" * 300_000, "<p>" * 200_000):
        [found] = read(written(tmp_path, "a.html", page))
        assert isinstance(found, InputError)


def test_an_article_in_another_language_is_passed_over_by_name(tmp_path: Path) -> None:
    content = lines({"id": "a", "text": GERMAN}, {"id": "b", "text": TEXT}, {"id": "c", "text": "Hi", "language": "fr"})
    german, english, french = read(written(tmp_path, "a.jsonl", content))
    assert isinstance(german, LanguageError)
    assert "German" in german.what
    assert english.language == "en"
    assert "French" in french.what


@pytest.mark.parametrize("text", ["Trump meets Xi.", "Macron, Scholz, Draghi.", "Kyiv: 3 dead", "OK"])
def test_a_short_text_is_taken_for_english(tmp_path: Path, text: str) -> None:
    assert isinstance(read(written(tmp_path, "a.txt", text))[0], Article)


def test_a_folder_is_read_in_the_order_of_names_and_not_left(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    (inside / "b").mkdir(parents=True)
    outside.mkdir()
    written(outside, "secret.txt", "Secret.")
    written(inside, "c.txt", "C.")
    written(inside / "b", "x.jsonl", lines({"id": "x", "text": "X."}))
    written(inside, "a.md", "A.")
    written(inside, "picture.png", b"\x89PNG")
    written(inside, ".hidden.txt", "Hidden.")
    (inside / "link.txt").symlink_to(outside / "secret.txt")
    (inside / "loop").symlink_to(inside)
    assert [article.text for article in read(inside)] == ["A.", "X.", "C."]


def test_an_empty_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    assert "no file" in read(tmp_path)[0].what
    assert "does not exist" in read(tmp_path / "nothing.txt")[0].what


def test_an_input_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    good = written(tmp_path, "a.txt", "One.")
    found = list(read_articles([str(tmp_path / "none.txt"), str(good)]))
    assert [type(one) for one in found] == [InputError, Article]


@pytest.mark.parametrize("content", [lines({"id": "s", "text": "One."}), "One.", json.dumps([{"text": "One."}])])
def test_standard_input_is_told_by_how_it_starts(content: str) -> None:
    [article] = read("-", stdin=io.BytesIO(content.encode()))
    assert article.text == "One."


def test_a_page_on_standard_input() -> None:
    [article] = read("-", stdin=io.BytesIO(PAGE.encode()))
    assert article.title == "Minister in Kabul"


def test_packed_json_lines_are_unpacked(tmp_path: Path) -> None:
    content = gzip.compress(lines({"id": "a", "text": "One."}).encode())
    assert [article.id for article in read(written(tmp_path, "a.jsonl.gz", content))] == ["a"]


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as out:
        for _ in range(150):
            out.write(b"\n" * 1_000_000)
    [error] = read(path)
    assert "unpacks to far more" in error.what


def test_a_broken_gzip_file_is_named(tmp_path: Path) -> None:
    content = gzip.compress(lines({"id": "a", "text": "One. " * 5_000}).encode())[:-20]
    assert "whole gzip" in read(written(tmp_path, "a.jsonl.gz", content))[-1].what


def test_without_an_id_the_words_make_one(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.jsonl", lines({"text": "One."}, {"text": "Two."}, {"text": "3", "url": "https://x.org"})
    )
    first, second = read(path), read(path)
    assert [article.id for article in first] == [article.id for article in second]
    assert len({article.id for article in first}) == 3
    assert first[2].id == "https://x.org"


def test_the_same_article_is_read_once_and_the_same_id_for_other_words_is_told_apart(
    tmp_path: Path, caplog: Any
) -> None:
    content = lines({"id": "a", "text": "One."}, {"id": "a", "text": "One."}, {"id": "a", "text": "Two."})
    assert [(a.id, a.text) for a in read(written(tmp_path, "a.jsonl", content))] == [("a", "One."), ("a~2", "Two.")]
    assert "same article again" in caplog.text
    assert "same id, other words" in caplog.text


def test_a_date_for_articles_without_one(tmp_path: Path) -> None:
    content = lines({"id": "a", "text": "One."}, {"id": "b", "text": "Two.", "date": "2020-01-02"})
    assert [a.date for a in read(written(tmp_path, "a.jsonl", content), date="2023-03")] == ["2023-03", "2020-01-02"]
    with pytest.raises(UsageError, match="not a date"):
        read("x", date="2023-13-45")
