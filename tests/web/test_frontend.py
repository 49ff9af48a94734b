"""What is served of scripts and styles: built from the sources that are here, small, and without what CSP forbids."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src" / "redshank" / "web"
FRONTEND, STATIC = WEB / "frontend", WEB / "static"
KILOBYTES = 300


def sources() -> str:
    """The hash that ``npm run build`` writes."""
    found = hashlib.sha256()
    paths = [
        path
        for path in FRONTEND.rglob("*")
        if path.is_file() and "node_modules" not in path.parts and path.name != "README.md"
    ]
    for name in sorted(path.relative_to(FRONTEND).as_posix() for path in paths):
        found.update(f"{name}\0".encode() + (FRONTEND / name).read_bytes() + b"\0")
    return found.hexdigest()


def test_the_bundles_are_built_from_the_sources():
    built = json.loads((STATIC / "built.json").read_text())
    assert built["sources"] == sources(), "run 'npm ci && npm run build' in src/redshank/web/frontend"


def test_nothing_in_them_asks_another_host_or_needs_eval():
    for path in STATIC.rglob("*.js"):
        words = path.read_text()
        assert not re.search(r"""(fetch|import)\(\s*["']https?://""", words), path.name
    assert not re.search(r"(url\(|@import)[^;)]*//", (STATIC / "app.css").read_text())


def weight(client, address: str) -> float:
    """Kilobytes of a page with all that it may load, compressed."""
    page = client.get(address).text
    total = len(gzip.compress(page.encode()))
    names = {
        "app.css",
        "app.js",
        "theme.js",
        "favicon.svg",
        *(f"chunks/{path.name}" for path in (STATIC / "chunks").iterdir()),
    }
    wanted = {"map": "world.json", "network": "none"}
    if "data-network" in page:
        names = {name for name in names if "geotime" not in name and not name.startswith("chunks/map")}
    if "data-map" in page or "data-geotime" in page:
        names = {name for name in names if "network" not in name} | {wanted["map"]}
    return (total + sum(len(gzip.compress((STATIC / name).read_bytes())) for name in names)) / 1024


@pytest.mark.parametrize("address", ["/", "/map", "/network", "/events", "/article?id=sample-01"])
def test_a_page_with_all_that_it_loads_is_light(client, address):
    assert weight(client, address) < KILOBYTES


def test_colours_can_be_read_in_light_and_dark(page, server, axe):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{server}/article?id=sample-01")
        page.locator(".reports li").first.focus()
        assert axe(page) == [], scheme


def test_the_theme_that_is_chosen_stays(page, server):
    page.goto(server)
    page.locator("[data-theme-toggle]").click()
    chosen = page.locator("html").get_attribute("data-theme")
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == chosen == "dark"


def test_pages_fit_a_phone(page, server):
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/", "/map", "/network", "/alignment", "/events", "/article?id=sample-01", "/add", "/search"):
        page.goto(f"{server}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
