"""``redshank serve`` shows a record until Ctrl-C, and is careful about who can reach it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def start(tmp_path):
    """Start servers as a person does; those that still run are ended."""
    running = []

    def started(*arguments, **environment):
        command = [sys.executable, "-m", "redshank", "serve", "--record", str(tmp_path / "r.db"), *arguments]
        whole = {**os.environ, **environment}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=whole, text=True)
        running.append(process)
        return process

    yield started
    for process in running:
        process.kill()
        process.wait()


def answer(address: str) -> int:
    """The status of an address, once the server is up."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=10) as opened:
                return opened.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def test_it_serves_until_ctrl_c_and_ends_without_a_word_too_many(start):
    port = free_port()
    process = start("--port", str(port))
    assert answer(f"http://127.0.0.1:{port}/") == 200
    getting_ready = urllib.request.Request(f"http://127.0.0.1:{port}/add/ready", method="POST")
    with urllib.request.urlopen(getting_ready, timeout=10) as opened:
        assert opened.status == 204
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - begun < 10
    assert process.returncode in (0, 130)
    assert out == ""
    assert err.splitlines() == [f"http://127.0.0.1:{port}/ (Ctrl-C stops)"]


def test_another_address_needs_a_token_or_read_only(redshank, tmp_path, monkeypatch):
    monkeypatch.delenv("REDSHANK_TOKEN", raising=False)
    done = redshank("serve", "--record", tmp_path / "r.db", "--host", "0.0.0.0")
    assert done.code == 2
    assert "REDSHANK_TOKEN" in done.err
    assert not (tmp_path / "r.db").exists()


def test_a_token_of_the_environment_guards_the_record(start):
    port = free_port()
    start("--port", str(port), "--quiet", REDSHANK_TOKEN="a token that is long enough")
    assert answer(f"http://127.0.0.1:{port}/api/v1/events") == 401
    assert answer(f"http://127.0.0.1:{port}/healthz") == 200


def test_a_port_in_use_is_said_so(redshank, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = redshank("serve", "--record", tmp_path / "r.db", "--port", str(port))
    assert done.code == 2
    assert "--port" in done.err


def test_what_is_no_record_is_said_so(redshank, tmp_path):
    (tmp_path / "r.db").write_text("nothing of the kind" * 100)
    done = redshank("serve", "--record", tmp_path / "r.db", "--port", str(free_port()))
    assert done.code == 2
    assert "is not a record" in done.err


def test_a_record_that_is_only_read_must_be_there(redshank, tmp_path):
    done = redshank("serve", "--record", tmp_path / "no.db", "--read-only")
    assert done.code == 2
    assert "no such record" in done.err
