"""Pictures of every page of the web application at 1280 and 390 pixels, for ``docs/web.md``.

    python -m docs.screenshots [--record FILE] [--into docs/screenshots] [--only NAME ...]

Without ``--record`` an invented record is made (``docs/invented.py``). Needs Chromium and playwright.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = {1280: 900, 390: 1500}
"""Widths of the pictures, and their heights."""
SLOW = 90_000
"""Milliseconds that learning may take."""


def pages(record: Path) -> dict[str, tuple[str, str]]:
    """Addresses by name, each with a selector that is there once the page is drawn."""
    from redshank.record import Question, open_record

    with open_record(record) as kept:
        disputed = sorted(
            kept.events(Question(statuses=("disputed",)), limit=60), key=lambda one: (-one.reports, one.id)
        )
        event = disputed[0].id if disputed else next(kept.events(limit=1)).id
    return {
        "home": ("/", "a .spot"),
        "reader": ("/article?id=sample-01", ".reports li"),
        "event": (f"/events/{event}", "h1"),
        "entity": (f"/entities/{quote('state:irn', safe=':')}", "h1"),
        "dyad": ("/dyad?actor=state:sau&recipient=state:irn", ".plot svg"),
        "network": ("/network", "[data-network][data-ready]"),
        "map": ("/map?since=2024", "a .spot"),
        "viewpoints": ("/viewpoints", "tbody tr"),
        "alignment": ("/alignment", ".plot svg"),
        "pair": ("/alignment/pair?a=state:sau&b=state:irn", ".moved .plot svg"),
        "forecast": ("/forecast", "[data-chart=reliability] svg"),
        "review": ("/review", "h1"),
        "search": ("/search?q=ceasefire", "h1"),
        "events": ("/events", "h1"),
        "add": ("/add", "h1"),
    }


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The address of a server of the record."""
    import uvicorn

    from redshank.web import WebSettings, create_app

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(create_app(str(record), WebSettings(port=port)), port=port, log_level="error")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that draws WebGL without a graphics card."""
    from playwright.sync_api import sync_playwright

    drawing = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--force-color-profile=srgb", *drawing]
        )
        yield opened
        opened.close()


def take(opened: Page, address: str, ready: str, path: Path) -> None:
    """One picture of what the window shows."""
    opened.goto(address)
    opened.wait_for_selector(ready, timeout=SLOW, state="attached")
    opened.wait_for_load_state("networkidle")
    time.sleep(0.8)
    opened.screenshot(path=path)
    smaller(path)


def smaller(path: Path) -> None:
    """The picture with 256 colours, which is a third of the bytes and looks the same."""
    from PIL import Image

    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def main() -> None:
    """Take all pictures, or those that were named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--into", type=Path, default=Path(__file__).parent / "screenshots")
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    asked.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        record = asked.record or Path(folder) / "invented.db"
        if asked.record is None:
            from docs.invented import build

            build(record)
        with served(record) as base, chromium() as browser:
            for name, (address, ready) in pages(record).items():
                if asked.only and name not in asked.only:
                    continue
                for width, height in WIDTHS.items():
                    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
                    path = asked.into / f"{name}-{width}.png"
                    take(context.new_page(), base + address, ready, path)
                    context.close()


if __name__ == "__main__":
    main()
