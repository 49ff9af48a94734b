"""The web application over a record of the sample articles: as a program sees it, and in a browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.testclient import TestClient

from redshank.record import Record, open_record
from redshank.web import WebSettings, create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def samples_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with the sample articles, coded once for all tests; do not change it."""
    from redshank.coding.many import code_articles
    from redshank.sources import read_articles

    path = tmp_path_factory.mktemp("web") / "samples.db"
    with open_record(path, create=True) as record:
        articles = [one for one in read_articles([str(ROOT / "samples" / "articles.jsonl")]) if hasattr(one, "text")]
        record.keep_many((article, reports) for article, reports in code_articles(articles))
    return path


@pytest.fixture(scope="session")
def record_path(samples_record: Path) -> Path:
    """The record that ``client`` and ``server`` read."""
    return samples_record


@pytest.fixture
def own_record(samples_record: Path, tmp_path: Path) -> Path:
    """A copy of the samples' record that a test may change."""
    path = tmp_path / "own.db"
    shutil.copy(samples_record, path)
    return path


@pytest.fixture(scope="session")
def record(record_path: Path) -> Iterator[Record]:
    """The record itself, to compare with what the pages say."""
    with open_record(record_path) as kept:
        yield kept


def client_of(path: Path | str, **settings: Any) -> TestClient:
    """A client of an application of its own."""
    app = create_app(str(path), WebSettings(**settings))
    return TestClient(app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def client(record_path: Path) -> TestClient:
    """Requests to the application, without a network."""
    return client_of(record_path)


@pytest.fixture
def own_client(own_record: Path) -> TestClient:
    """Requests that may change the record."""
    return client_of(own_record)


Serve = Callable[..., str]


def serve(path: Path, **settings: Any) -> Iterator[str]:
    """The address of a server that runs in a thread until the generator is closed."""
    import uvicorn

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(str(path), WebSettings(port=port, **settings))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def server(record_path: Path) -> Iterator[str]:
    """The address of a server of the samples' record; do not change it."""
    yield from serve(record_path)


@pytest.fixture
def own_server(own_record: Path) -> Iterator[str]:
    """The address of a server whose record a test may change."""
    yield from serve(own_record)


@pytest.fixture
def empty_server(tmp_path: Path) -> Iterator[str]:
    """The address of a server of an empty record."""
    yield from serve(tmp_path / "empty.db")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; tests that need it are skipped where there is none."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("REDSHANK_TEST_BROWSER") == "required":
            pytest.fail("no Chromium is installed")
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose scripts may not fail and which may ask no other host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.on("request", lambda asked: _note_foreign(asked.url, faults))
    yield opened
    context.close()
    assert faults == []


def _note_foreign(url: str, faults: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:", "about:")):
        faults.append(f"asked another host: {url}")


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe finds against WCAG 2.2 AA on a page: nothing, if all is well."""

    def found(opened: Page) -> list[str]:
        from axe_playwright_python.sync_playwright import Axe

        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        broken = Axe().run(opened, options=options).response["violations"]
        return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in broken for node in one["nodes"]]

    return found
