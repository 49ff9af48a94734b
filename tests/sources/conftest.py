"""A web server of our own on this machine, and pages for it."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests_sources_pages import PAGE, TEXT

BOMB = gzip.compress(b" " * 20_000_000, 1)


class Handler(BaseHTTPRequestHandler):
    """Answers by path; counts the requests of each."""

    protocol_version = "HTTP/1.1"
    seen: dict[str, int]

    def do_GET(self) -> None:
        counts = self.server.seen  # type: ignore[attr-defined]
        counts[self.path] = counts.get(self.path, 0) + 1
        action = getattr(self, "on_" + self.path.strip("/").split("/")[0].split("?")[0].replace("-", "_"), None)
        if action is None:
            self.answer(404, b"nothing here")
        else:
            action()

    def answer(self, status: int, body: bytes, kind: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def on_page(self) -> None:
        self.answer(200, PAGE.encode())

    def on_packed(self) -> None:
        self.answer(200, gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def on_bomb(self) -> None:
        self.answer(200, BOMB, Content_Encoding="gzip")

    def on_latin(self) -> None:
        body = PAGE.replace("utf-8", "x").replace("Kabul", "Bogot\xe1").encode("latin-1")
        self.answer(200, body, "text/html; charset=iso-8859-1")

    def on_text(self) -> None:
        self.answer(200, TEXT.encode(), "text/plain")

    def on_pdf(self) -> None:
        self.answer(200, b"%PDF-1.7 ...", "application/pdf")

    def on_moved(self) -> None:
        self.answer(302, b"", Location="/page")

    def on_forever(self) -> None:
        self.answer(302, b"", Location=self.path + "/x")

    def on_elsewhere(self) -> None:
        self.answer(302, b"", Location=self.server.elsewhere)  # type: ignore[attr-defined]

    def on_file(self) -> None:
        self.answer(302, b"", Location="file:///etc/passwd")

    def on_busy(self) -> None:
        if self.server.seen[self.path] < 3:  # type: ignore[attr-defined]
            self.answer(503, b"later")
        else:
            self.answer(200, PAGE.encode())

    def on_closed(self) -> None:
        self.answer(403, b"no")

    def on_huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(5 * 1024**3))
        self.end_headers()

    def on_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"<p>more</p>" * 10_000)
        except OSError:
            self.close_connection = True

    def on_slow(self) -> None:
        time.sleep(3)
        self.close_connection = True

    def on_drip(self) -> None:
        try:
            for byte in b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Slow: " + b"x" * 100:
                self.wfile.write(bytes([byte]))
                time.sleep(0.05)
        except OSError:
            pass
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Nothing is written."""


class Server(ThreadingHTTPServer):
    """The server, with what it has seen."""

    daemon_threads = True

    def __init__(self, host: str) -> None:
        super().__init__((host, 0), Handler)
        self.seen: dict[str, int] = {}
        self.elsewhere = ""

    def url(self, path: str) -> str:
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}/{path}"

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no error here."""


@pytest.fixture
def server() -> Iterator[Server]:
    yield from _running("127.0.0.1")


@pytest.fixture
def other_server() -> Iterator[Server]:
    yield from _running("127.0.0.2")


def _running(host: str) -> Iterator[Server]:
    server = Server(host)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
