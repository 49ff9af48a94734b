"""How fast the pages are on a record of 100,000 reports, and for 50 readers while an ingest runs.

    python benchmarks/web.py [--reports 100000] [--record FILE] [--filled] [--readers 50] [--seconds 60]

The record is invented as in ``benchmarks/record.py``. Server time of a page is that of one request to the application
in this process, rendering included: the median over different events, entities, pairs and articles, drawn from the
reports, so that those told of most come most often. ``first`` is with nothing remembered of that address, ``again`` the
same address once more. Times are of this process's CPU as well, for machines that do other work.

Readers ask a server in a process of its own for a page about every five seconds each, drawn from all pages, while
another process keeps invented articles one after the other.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import multiprocessing
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from record import News, fill, multiply

from redshank.record import Record, open_record

DRAWN = 25
THINKING = 5.0
"""Seconds between a reader's pages, on average."""

Addresses = dict[str, list[str]]


def addresses(record: Record, draws: int = DRAWN) -> Addresses:
    """Addresses of each page."""
    from redshank.web import links

    chance = random.Random(7)
    kept = chance.sample(list(record.reports(limit=20_000)), 4 * draws)
    parties = [
        (one.report.actor[0], one.report.recipient[0]) for one in kept if one.report.actor and one.report.recipient
    ]
    pairs = [tuple(links.mention_url(m).removeprefix("/entities/") for m in pair) for pair in parties]
    words = ("ceasefire", "drone strike", "grain deal", "hostages", '"oil gas"', "parliament vote", "summit")
    months = [f"20{year}-{month:02}" for year in (21, 22, 23) for month in range(1, 13)]
    return {
        "home": ["/"],
        "events": [f"/events?type={kind}" for kind in ("AID", "ASSAULT", "CONSULT", "PROTEST")] + ["/events"],
        "event": [links.event_url(one.event or "") for one in kept][:draws],
        "article": [links.article_url(one.report.article, one.id).partition("#")[0] for one in kept][:draws],
        "entity": [f"/entities/{a}" for a, _ in pairs][:draws],
        "entities": ["/entities", "/entities?type=AID"],
        "dyad": [f"/dyad?actor={a}&recipient={b}" for a, b in pairs][:draws],
        "dyads": ["/dyads", "/dyads?type=AID"],
        "search": [f"/search?q={word.replace(' ', '+')}" for word in words],
        "map": ["/map", *(f"/map?since={month}&until={month}" for month in months)][:draws],
        "network": ["/network", *(f"/network?since={month}&until={month}" for month in months)][:draws],
        "viewpoints": ["/viewpoints"],
        "alignment": ["/alignment"],
        "forecast": ["/forecast"],
        "review": ["/review"],
        "articles": ["/articles"],
        "api events": ["/api/v1/events", "/api/v1/events?type=AID"],
        "api entities": ["/api/v1/entities?limit=20"],
    }


def pages(path: Path, asked: Addresses) -> None:
    """The median server time of each page."""
    from fastapi.testclient import TestClient

    from redshank.web import create_app

    app = create_app(str(path))
    with TestClient(app, base_url="http://localhost", follow_redirects=True) as client:
        _warm(client.get)
        print(f"{'page':14} {'first':>9} {'CPU':>8} {'again':>9} {'CPU':>8}  slowest first   KB")
        for name, urls in asked.items():
            rounds = [[_timed(client.get, url) for url in urls] for _ in range(2)]
            told = [statistics.median(part[i] for part in one) for one in rounds for i in (0, 1)]
            slowest, size = max(part[0] for part in rounds[0]), max(part[2] for part in rounds[0])
            figures = f"{told[0]:6.0f} ms {told[1]:5.0f} ms {told[2]:6.0f} ms {told[3]:5.0f} ms"
            print(f"{name:14} {figures} {slowest:9.0f} ms {size / 1000:8.0f}", flush=True)


def _warm(get: Callable[[str], object]) -> None:
    """Ask for what is worked out once for the whole record, until it is there."""
    for url in ("/", "/network", "/alignment", "/forecast", "/viewpoints"):
        begun = time.monotonic()
        while "Refresh" in get(url).headers and time.monotonic() - begun < 300:  # type: ignore[attr-defined]
            time.sleep(1)
        print(f"{url}: ready after {time.monotonic() - begun:.1f} s", flush=True)


def _timed(get: Callable[[str], object], url: str) -> tuple[float, float, int]:
    begun, worked = time.perf_counter(), time.process_time()
    answer = get(url)
    spent = 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked)
    assert answer.status_code == 200, (url, answer.status_code)  # type: ignore[attr-defined]
    return *spent, len(answer.content)  # type: ignore[attr-defined]


def load(path: Path, asked: Addresses, readers: int, seconds: float, port: int = 8799) -> None:
    """Readers of a server while an ingest runs."""
    command = [sys.executable, "-m", "redshank", "serve", "--record", str(path), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    stop = multiprocessing.Event()
    ingest = multiprocessing.Process(target=_ingest, args=(path, stop))
    try:
        _warm(lambda url: _open(port, url))
        ingest.start()
        spans, failed = _read(port, [url for urls in asked.values() for url in urls], readers, seconds)
    finally:
        stop.set()
        if ingest.pid is not None:
            ingest.join()
        server.send_signal(signal.SIGINT)
        server.wait(20)
    spans.sort()
    print(
        f"{readers} readers, {len(spans)} pages in {seconds:.0f} s while articles were kept: {len(failed)} errors, "
        f"median {statistics.median(spans):.0f} ms, 95 of 100 under {spans[int(0.95 * len(spans))]:.0f} ms"
    )
    for words in sorted(set(failed))[:5]:
        print(words)


def _open(port: int, url: str) -> urllib.request.addinfourl:
    deadline = time.monotonic() + 120
    while True:
        try:
            answer: urllib.request.addinfourl = urllib.request.urlopen(f"http://127.0.0.1:{port}{url}", timeout=300)
            return answer
        except urllib.error.URLError as error:
            if isinstance(error, urllib.error.HTTPError) or time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _ingest(path: Path, stop: multiprocessing.synchronize.Event) -> None:
    news = News(seed=3)
    with open_record(path) as record:
        for number in itertools.count():
            if stop.is_set():
                print(f"{number} articles of 7 reports kept meanwhile")
                return
            told, reports = news.article(10_000_000 + int(time.time() * 1000) + number, _today())
            record.keep(told, reports)


def _today() -> datetime.date:
    """A day after all others of the record."""
    return datetime.date(2024, 1, 15)


def _read(port: int, urls: list[str], readers: int, seconds: float) -> tuple[list[float], list[str]]:
    spans: list[float] = []
    failed: list[str] = []
    until = time.monotonic() + seconds

    def reader(number: int) -> None:
        chance = random.Random(number)
        time.sleep(chance.random() * THINKING)
        while time.monotonic() < until:
            url = chance.choice(urls)
            begun = time.perf_counter()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{url}", timeout=60) as answer:
                    answer.read()
                spans.append(1000 * (time.perf_counter() - begun))
            except (OSError, urllib.error.URLError) as error:
                failed.append(f"{url}: {error}")
            time.sleep(chance.expovariate(1 / THINKING))

    threads = [threading.Thread(target=reader, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return spans, failed


def main() -> None:
    """Fill a record, ask for its pages, and let many read at once."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=100_000)
    options.add_argument("--record", type=Path, help="a new file; a temporary one by default")
    options.add_argument("--filled", action="store_true", help="the record is filled already")
    options.add_argument("--readers", type=int, default=50)
    options.add_argument("--load", action="store_true", help="only the readers, not page by page")
    options.add_argument("--seconds", type=float, default=60.0)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.record or Path(folder) / "web.db"
        with open_record(path, create=True) as record:
            if not chosen.filled:
                fill(record, chosen.reports // 10)
                multiply(record)
                record.vacuum()
            asked = addresses(record)
        if not chosen.load:
            pages(path, asked)
        if chosen.readers:
            load(path, asked, chosen.readers, chosen.seconds)


if __name__ == "__main__":
    main()
