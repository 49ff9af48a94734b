"""Articles behind URLs, from servers of our own."""

from __future__ import annotations

import ipaddress
import time
from typing import Any

import pytest

from redshank import settings as of_settings
from redshank.errors import InputError
from redshank.model import Article
from redshank.sources import read_articles
from redshank.sources.addresses import CheckedBackend, is_public
from redshank.sources.urls import fetch


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("REDSHANK_FETCH_SECONDS", "1.5")
    monkeypatch.setenv("REDSHANK_CONNECT_SECONDS", "1")
    monkeypatch.setenv("REDSHANK_MAX_PAGE", "2000000")
    of_settings.settings.cache_clear()
    yield
    of_settings.settings.cache_clear()


def read(url: str) -> Article | InputError:
    [found] = read_articles([url], allow_private=True)
    return found


@pytest.mark.parametrize("path", ["page", "packed", "moved"])
def test_a_page_becomes_an_article_with_its_facts(server: Any, path: str) -> None:
    article = read(server.url(path))
    assert isinstance(article, Article)
    assert article.id == article.url == server.url("packed" if path == "packed" else "page")
    assert (article.title, article.date, article.publisher) == ("Minister in Kabul", "2024-03-05", "The Daily Example")
    assert article.author == "Ann Example"
    assert "signed an agreement" in article.text


def test_the_encoding_that_the_server_names_is_used(server: Any) -> None:
    article = read(server.url("latin"))
    assert isinstance(article, Article)
    assert "Bogotá" in article.text


def test_plain_text_is_an_article(server: Any) -> None:
    article = read(server.url("text"))
    assert isinstance(article, Article)
    assert article.id == server.url("text")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("none", "404"),
        ("closed", "not open to programs"),
        ("forever", "redirects more than 10 times"),
        ("huge", "more than 2,000,000 bytes"),
        ("endless", "more than 2,000,000 bytes"),
        ("bomb", "more than 2,000,000 bytes"),
        ("slow", "in time"),
        ("drip", "in time"),
        ("pdf", "a PDF"),
        ("file", "leads to file:"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason(server: Any, path: str, words: str) -> None:
    start = time.monotonic()
    error = read(server.url(path))
    assert isinstance(error, InputError)
    assert words in error.what
    assert error.where.startswith(server.url(path))
    assert time.monotonic() - start < 5


def test_a_failure_that_passes_is_tried_again(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDSHANK_FETCH_SECONDS", "10")
    of_settings.settings.cache_clear()
    assert isinstance(read(server.url("busy")), Article)
    assert server.seen["/busy"] == 3


def test_a_lasting_failure_is_not_tried_again(server: Any) -> None:
    read(server.url("none"))
    assert server.seen["/none"] == 1


def test_a_host_that_does_not_exist_is_named() -> None:
    error = read("http://nothing-here.invalid/")
    assert isinstance(error, InputError)
    assert "could not be fetched" in error.what


PRIVATE_URLS = ["http://127.0.0.1:9/", "http://localhost:9/", "http://2130706433:9/", "http://0x7f.1:9/", "http://0:9/"]
PRIVATE_URLS += ["http://[::1]:9/", "http://[::ffff:127.0.0.1]:9/", "http://169.254.169.254/latest", "http://10.1.2.3/"]


@pytest.mark.parametrize("url", PRIVATE_URLS)
def test_a_private_address_is_refused(url: str) -> None:
    [error] = read_articles([url])
    assert isinstance(error, InputError)
    assert "not public" in error.what or "not a URL" in error.what or "could not be fetched" in error.what
    assert error.where == url


def test_a_server_on_this_machine_is_not_even_asked(server: Any) -> None:
    [error] = read_articles([server.url("page")])
    assert isinstance(error, InputError)
    assert server.seen == {}


def checked(resolver: Any = None) -> CheckedBackend:
    """A backend for which 127.0.0.1 is the open internet, and nothing else is."""
    allowed = ipaddress.ip_address("127.0.0.1")
    arguments = {"resolver": resolver} if resolver else {}
    return CheckedBackend(time.monotonic() + 5, lambda address: address == allowed, **arguments)


def test_a_redirect_to_a_private_address_is_refused(server: Any, other_server: Any) -> None:
    server.elsewhere = other_server.url("page")
    with pytest.raises(InputError, match="not public"):
        fetch(server.url("elsewhere"), backend=checked())
    assert other_server.seen == {}


def test_a_name_is_resolved_once_and_the_checked_address_is_used(server: Any) -> None:
    answers = [[ipaddress.ip_address("127.0.0.1")], [ipaddress.ip_address("127.0.0.2")]]
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Any:
        asked.append(host)
        return answers[min(len(asked), 2) - 1]

    port = server.server_address[1]
    fetched = fetch(f"http://news.example:{port}/page", backend=checked(rebinding))
    assert b"Minister" in fetched.raw
    assert asked == ["news.example"]
    with pytest.raises(InputError, match="not public"):
        fetch(f"http://news.example:{port}/page", backend=checked(rebinding))


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 255.255.255.255
    ::1 :: fe80::1 fc00::1 fec0::1 ff02::1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 192.0.2.1""".split(),
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
