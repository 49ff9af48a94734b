"""Killed, crowded, locked, damaged, newer, full: the record survives or says what is wrong."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from redshank.errors import RecordError, UsageError
from redshank.record import Question, Record, database, open_record, tables
from redshank.record.schema import NEWEST, migrate
from tests.record.conftest import fresh_database
from tests.record.invented import met
from tests.record.killed import coded, write_articles

ROOT = Path(__file__).parents[2]
KILLS = {"sqlite": 100, "postgresql": 30}
LONGEST = 0.2
"""Seconds after which it is killed at the latest: some ten transactions."""


class Ingest:
    """``redshank ingest`` in a program of its own, to be killed."""

    def __init__(self, address: str, source: Path) -> None:
        self.address = address
        call = [sys.executable, "-m", "tests.record.killed", str(source)]
        self.program = subprocess.Popen(call, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, seconds: float | None = None) -> tuple[str, list[str]]:
        """Ingest, killed after so many seconds; how it ended, and the ids of the articles that were kept."""
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.write(f"{self.address}\n")
        self.program.stdin.flush()
        pid = int(self.program.stdout.readline().split()[1])
        if seconds is not None:
            time.sleep(seconds)
            os.kill(pid, signal.SIGKILL)
        lines = iter(lambda: self.program.stdout.readline().split(), [])  # type: ignore[union-attr]
        kept = []
        for word, *rest in lines:
            if word != "kept":
                return word, kept
            kept += rest
        raise AssertionError("the program ended")

    def close(self) -> None:
        """Let it end."""
        assert self.program.stdin is not None
        self.program.stdin.close()
        self.program.wait(timeout=20)


def _keep_one_by_one(record: Record, articles: list[Any]) -> None:
    for told, reports in articles:
        record.keep(told, reports)


def whole_articles(record: Record) -> None:
    """No article is there without all its reports, none is there twice, and the events fit."""
    assert record.check() == []
    counts = record.count()
    assert counts.reports == 2 * counts.articles == record.count(Question(text="moscow")).reports
    ids = [one.article.id for one in record.articles(current=False)]
    assert len(ids) == len(set(ids)) == counts.articles


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_killed_at_any_moment_it_opens_loses_and_doubles_nothing_and_goes_on(address: str, tmp_path: Path) -> None:
    chance = random.Random(7)
    kills = KILLS["postgresql" if "://" in address else "sqlite"]
    source, count = tmp_path / "articles.jsonl", 4 * kills
    write_articles(source, count)
    ingest, kept, midst = Ingest(address, source), set(), 0
    try:
        for _ in range(kills):
            how, fresh = ingest.run(chance.random() * LONGEST)
            kept.update(fresh)
            midst += how == "gone"
            with open_record(address, create=True) as record:
                whole_articles(record)
                assert kept <= {one.article.id for one in record.articles()}
        assert midst > kills / 2
        assert ingest.run()[0] == "done"
    finally:
        ingest.close()
    with open_record(address) as record:
        whole_articles(record)
        assert record.count().articles == count


def test_writers_take_turns_while_others_read(address: str) -> None:
    with open_record(address, create=True):
        pass
    errors: list[BaseException] = []

    def keep(numbers: range) -> None:
        try:
            with open_record(address) as record:
                for number in numbers:
                    record.keep(*coded(number))
        except BaseException as error:
            errors.append(error)

    def look(done: threading.Event) -> None:
        try:
            with open_record(address) as record:
                while not done.is_set():
                    counts = record.count()
                    assert counts.reports == 2 * counts.articles
                    time.sleep(0.01)
        except BaseException as error:
            errors.append(error)

    done = threading.Event()
    reader = threading.Thread(target=look, args=(done,))
    writers = [threading.Thread(target=keep, args=(range(at, at + 8),)) for at in (0, 4, 8)]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert errors == []
    with open_record(address) as record:
        assert record.count().articles == 16
        whole_articles(record)


def test_the_schema_is_what_the_tables_say(record: Record) -> None:
    with record.engine.connect() as connection:
        found = inspect(connection)
        for table in tables.metadata.sorted_tables:
            columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
            assert columns == {column.name: column.nullable for column in table.c}, table.name
            names = {index["name"] for index in found.get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= names


def as_of_the_first_schema(record: Record) -> None:
    """Take away what later versions of the schema added."""
    with database.writing(record.engine) as connection:
        for statement in (
            *("DROP TABLE pair", "DROP INDEX report_gone", "DROP INDEX report_start", "DROP INDEX party_country"),
            *("DROP INDEX article_day", "CREATE INDEX article_day ON article (day)"),
            "CREATE INDEX report_start ON report (start, type)",
            "CREATE INDEX party_country ON party (country, role)",
            "UPDATE alembic_version SET version_num = '0001'",
        ):  # fmt: skip
            connection.execute(text(statement))


def test_an_older_record_is_refused_until_it_is_migrated_and_loses_nothing(address: str) -> None:
    with open_record(address, create=True) as record:
        record.keep_many([coded(number) for number in range(4)])
        record.mark(next(record.reports()).id, right=False, who="Ana")
        seen = record.dyads(), record.series(), list(record.events())
        as_of_the_first_schema(record)
    with pytest.raises(RecordError, match=f"schema 0001, older than {NEWEST}"):
        open_record(address)
    engine = database.connect(database.address_of(address))
    assert migrate(engine) == migrate(engine) == NEWEST
    engine.dispose()
    with open_record(address) as record:
        assert (record.dyads(), record.series(), list(record.events())) == seen
        assert record.check() == []


def test_a_record_of_a_newer_version_is_refused(address: str) -> None:
    with open_record(address, create=True) as record, database.writing(record.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordError, match=f"schema 9999, newer than this program's {NEWEST}"):
        open_record(address)


def test_other_databases_are_no_records(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    with pytest.raises(RecordError, match="is not a record"):
        open_record(path, create=True)
    words = tmp_path / "words.txt"
    words.write_text("only words " * 1000)
    with pytest.raises(RecordError, match="is not a record"):
        open_record(words)
    with pytest.raises(RecordError, match="no such record"):
        open_record(tmp_path / "none.db")
    with pytest.raises(RecordError, match="cannot be opened"):
        open_record(tmp_path / "nowhere" / "record.db", create=True)
    with pytest.raises(UsageError, match="no URL of a record"):
        open_record("mysql://x/y")
    with pytest.raises(RecordError, match="cannot be reached"):
        open_record("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2")


def test_passwords_are_not_shown() -> None:
    assert "secret" not in database.shown(database.address_of("postgresql://me:secret@host/name"))


def test_a_locked_record_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    path = tmp_path / "record.db"
    with open_record(path, create=True) as record, contextlib.closing(sqlite3.connect(path)) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="locked by another program"):
            record.keep(*met("a"))
        other.execute("ROLLBACK")
        assert record.keep(*met("a"))


def test_a_damaged_record_says_so(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_record(path, create=True) as record:
        record.keep_many([coded(number) for number in range(40)])
        record.vacuum()
    raw = bytearray(path.read_bytes())
    for at in range(len(raw) // 8192 * 4096, len(raw) - 4096, 4096):
        raw[at : at + 2048] = b"\xff" * 2048
    path.write_bytes(raw)
    with open_record(path) as record:
        assert record.check()
        with pytest.raises(RecordError, match="damaged"):
            list(record.reports())


def test_every_call_on_a_damaged_record_says_so(tmp_path: Path) -> None:
    """Bytes flipped anywhere behind the first page give an error in words, or the right answer, never a traceback."""
    path, broken = tmp_path / "record.db", tmp_path / "broken.db"
    with open_record(path, create=True) as record:
        record.keep_many([coded(number) for number in range(12)])
        record.vacuum()
    whole, chance = path.read_bytes(), random.Random(3)
    calls: tuple[Any, ...] = (
        lambda r: list(r.reports()), lambda r: list(r.events()), lambda r: r.series(), lambda r: r.dyads(),
        lambda r: r.count(Question(text="moscow")), lambda r: list(r.articles()), lambda r: r.uncertain(),
        lambda r: r.keep(*coded(99)), lambda r: r.check(),
    )  # fmt: skip
    for _ in range(12):
        raw = bytearray(whole)
        for _ in range(40):
            raw[chance.randrange(4096, len(raw))] ^= 255
        broken.write_bytes(raw)
        for call in calls:
            with contextlib.suppress(RecordError), open_record(broken) as record:
                call(record)
    broken.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RecordError, match="damaged"):
        open_record(broken)


def _cut_off(record: Record) -> None:
    """Lose the connection in the midst of writing."""
    with record.changing() as changes:
        mine = changes.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with record.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:mine)"), {"mine": mine})
        changes.connection.execute(text("SELECT 1"))


def test_a_lost_connection_says_so_and_loses_nothing(postgres: str) -> None:
    with open_record(fresh_database(postgres), create=True) as record:
        record.keep(*coded(0))
        with pytest.raises(RecordError, match="connection was lost"):
            _cut_off(record)
        assert record.keep(*coded(1))
        whole_articles(record)
        assert record.count().articles == 2


@pytest.mark.skipif(not Path("/dev/shm").is_dir() or shutil.which("mount") is None, reason="no small disk to fill")
def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    call = ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", str(small)]
    if subprocess.run(call, capture_output=True, check=False).returncode:
        pytest.skip("no right to make a small disk")
    try:
        articles = [coded(number) for number in range(2000)]
        with open_record(small / "record.db", create=True) as record, pytest.raises(RecordError, match="disk"):
            _keep_one_by_one(record, articles)
        for _ in range(2):
            with open_record(small / "record.db") as record:
                whole_articles(record)
                assert record.count().articles > 3
    finally:
        subprocess.run(["umount", str(small)], check=False)


def test_a_backup_is_a_record(record: Record, tmp_path: Path) -> None:
    record.keep(*met("a"))
    target = tmp_path / "copy.db"
    if record.engine.dialect.name == "postgresql":
        with pytest.raises(UsageError, match="pg_dump"):
            record.backup(target)
        return
    record.backup(target)
    with open_record(target) as copy:
        assert copy.count() == record.count()
        assert copy.check() == []
    with pytest.raises(UsageError, match="there already"):
        record.backup(target)
    with pytest.raises(UsageError, match="folder that is not there"):
        record.backup(tmp_path / "nowhere" / "copy.db")


def test_a_backup_is_whole_while_others_write(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_record(path, create=True) as record:
        record.keep(*coded(0))
        writer = threading.Thread(target=_keep_one_by_one, args=(record, [coded(n) for n in range(1, 40)]))
        writer.start()
        try:
            for number in range(5):
                with open_record(path) as other:
                    other.backup(tmp_path / f"copy{number}.db")
                with open_record(tmp_path / f"copy{number}.db") as copy:
                    whole_articles(copy)
        finally:
            writer.join()
        assert record.count().articles == 40


def test_vacuum_and_stats(record: Record) -> None:
    record.keep(*met("a"))
    record.vacuum()
    figures = record.stats()
    assert (figures["articles"], figures["reports"], figures["events"], figures["schema"]) == (1, 1, 1, NEWEST)
    assert figures["bytes"] > 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_export_onto_a_full_disk_says_so(form: str, tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_record(path, create=True) as record:
        record.keep_many([coded(number) for number in range(4)])
    call = [
        sys.executable,
        "-m",
        "redshank",
        "export",
        "--record",
        str(path),
        "--format",
        form,
        "--output",
        "/dev/full",
    ]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "the disk is full" in done.stderr
