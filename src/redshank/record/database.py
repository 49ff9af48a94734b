"""Connections to a record's database, SQLite or PostgreSQL, with the same behaviour; errors in the user's words."""

from __future__ import annotations

import contextlib
import functools
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from redshank.errors import RecordError, UsageError

BUSY_SECONDS = 60
"""How long a writer waits for another; one article is written in well under a second."""

CACHE_KIB = 65_536
MAP_BYTES = 1 << 28

APPLICATION_ID = 0x52445348
"""Marks an SQLite file as a record ("RDSH"), for ``file`` and for us."""

LOCK = 0x52445348
"""Number of the PostgreSQL advisory lock that lets writers in one at a time."""


def address_of(name: str | Path) -> URL:
    """The database address of what the user names: a path, ``sqlite:///path`` or ``postgresql://...``."""
    text_ = str(name)
    if "://" not in text_:
        if not text_:
            raise UsageError("no record is named", do="give a file or a postgresql:// URL")
        return URL.create("sqlite", database=text_)
    try:
        url = make_url(text_)
    except ArgumentError:
        raise UsageError("is no URL of a record", where=text_[:80], do="postgresql://user@host/name") from None
    if url.get_backend_name() in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database:
        return url
    raise UsageError("is no URL of a record", where=shown(url), do="postgresql://user@host/name or an SQLite file")


def shown(url: URL) -> str:
    """The address for messages: the path of a file, or the URL without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "memory"
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def connect(url: URL) -> Engine:
    """An engine for the address; nothing is opened yet. Raises UsageError if its driver is not installed."""
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        return create_engine(url, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError):
        do = "pip install redshank[postgres]"
        raise UsageError("PostgreSQL's driver is not installed", where=shown(url), do=do) from None


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: Any) -> None:
    """Transactions begin when we say so; readers and one writer at a time; references are checked."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode=WAL")
    for setting in (
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"cache_size=-{CACHE_KIB}",
        f"mmap_size={MAP_BYTES}",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextlib.contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it or nothing is kept; writers take turns in both databases."""
    with worded(engine.url), engine.connect().execution_options(writing=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


@contextlib.contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that reads one consistent state, whatever is written meanwhile."""
    with worded(engine.url), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextlib.contextmanager
def worded(url: URL) -> Iterator[None]:
    """Errors of the database become RecordError that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise explained(error.orig or error, shown(url)) from error
    except sqlite3.Error as error:
        raise explained(error, shown(url)) from error
    except UnicodeDecodeError as error:
        raise explained(sqlite3.DatabaseError("malformed words"), shown(url)) from error


_WORDINGS = (
    ("database is locked", "is locked by another program", "wait until that one is done, or stop it"),
    ("database is busy", "is locked by another program", "wait until that one is done, or stop it"),
    ("file is not a database", "is not a record", "name another file"),
    ("malformed", "is damaged", "restore a backup; 'redshank record check' tells more"),
    ("could not decode to utf-8", "is damaged", "restore a backup; 'redshank record check' tells more"),
    ("corrupt", "is damaged", "restore a backup; 'redshank record check' tells more"),
    ("no space left", "the disk is full", "make room and do it again; what was kept so far is safe"),
    ("disk is full", "the disk is full", "make room and do it again; what was kept so far is safe"),
    ("disk i/o error", "the disk could not be read or written", "see whether the disk is full or failing"),
    ("readonly database", "cannot be written", "see the permissions of the file and its folder"),
    ("unable to open database file", "cannot be opened", "see that its folder exists and may be written"),
    ("no such table", "is not a record, or is damaged", "create one with 'redshank record create'"),
    ("terminating connection", "the connection was lost", "do it again; what was kept so far is safe"),
    ("server closed the connection", "the connection was lost", "do it again; what was kept so far is safe"),
    ("connection is lost", "the connection was lost", "do it again; what was kept so far is safe"),
    ("password authentication failed", "refuses the user or password", "see the URL"),
    ("connection refused", "cannot be reached", "see that the server runs and the URL is right"),
    ("could not translate host name", "cannot be reached", "see the host in the URL"),
    ("does not exist", "does not exist", "create the database first"),
    ("lock timeout", "is locked by another program", "wait until that one is done, or stop it"),
)


def explained(error: BaseException, where: str) -> RecordError:
    """What the database's own error means for the user."""
    words = str(error).lower()
    for sign, what, do in _WORDINGS:
        if sign in words:
            return RecordError(what, where=where, do=do)
    first = " ".join(str(error).split())[:200]
    return RecordError(f"the database says: {first}", where=where)


@functools.cache
def migrations() -> Path:
    """The folder of the migrations that ship with the package."""
    return Path(__file__).parent / "migrations"
