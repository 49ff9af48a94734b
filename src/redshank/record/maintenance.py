"""Care for the record: figures, checks, room, copies."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, and_, bindparam, delete, exists, func, select, text, update

from redshank.errors import RecordError, UsageError
from redshank.record import schema, sketch, tables
from redshank.record.changes import Changes
from redshank.record.database import reading, shown, worded
from redshank.record.lookup import chunks
from redshank.record.packing import unpack_event, unpack_report, unpack_text
from redshank.record.words import terms

if TYPE_CHECKING:
    from redshank.record.record import Record

COUNTED = ("article", "report", "event", "entity", "place", "judgement", "link")


def stats(engine: Engine) -> dict[str, Any]:
    """Figures about the record."""
    a, r = tables.article.c, tables.report.c
    with reading(engine) as connection:
        found: dict[str, Any] = {"record": shown(engine.url), "schema": schema.version_of(connection)}
        for name in COUNTED:
            table = tables.metadata.tables[name]
            found[f"{name}s" if name != "entity" else "entities"] = connection.execute(
                select(func.count()).select_from(table)
            ).scalar_one()
        current = select(func.count()).select_from(tables.report).where(r.current)
        found["current reports"] = connection.execute(current).scalar_one()
        found["stories"] = connection.execute(select(func.count(a.story.distinct()))).scalar_one()
        found["publishers"] = connection.execute(select(func.count(a.publisher.distinct()))).scalar_one()
        first, last = connection.execute(select(func.min(a.day), func.max(a.day))).one()
        found |= {"first article": first, "last article": last}
        found["coders"] = [row.name for row in connection.execute(select(tables.coder.c.name).order_by("name"))]
        found["bytes"] = _bytes(connection)
    return found


def _bytes(connection: Any) -> int:
    if connection.dialect.name == "postgresql":
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def check(engine: Engine) -> list[str]:
    """What is wrong: damage of the file, rows that lack others, events that do not follow from their reports."""
    try:
        return _checked(engine)
    except RecordError as error:
        return [error.what]


def _checked(engine: Engine) -> list[str]:
    found: list[str] = []
    with reading(engine) as connection:
        if engine.dialect.name == "sqlite":
            found += _damage(connection)
        if found:
            return found
        for words, question in _DOUBTS.items():
            if number := connection.execute(select(func.count()).select_from(question.subquery())).scalar_one():
                found.append(f"{number} {words}")
        found += _unreadable(connection)
    return found


def _damage(connection: Any) -> list[str]:
    lines = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)") if row[0] != "ok"]
    return lines + [
        f"row of {row[0]} refers to nothing" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]


_a, _r, _e, _p = tables.article.c, tables.report.c, tables.event.c, tables.pair.c

_DOUBTS = {
    "reports without their evidence": select(_r.n).where(~exists().where(tables.evidence.c.report == _r.n)),
    "reports that count and have no event": select(_r.n).where(and_(_r.current, _r.event.is_(None))),
    "reports of an event that is not there": select(_r.n).where(and_(_r.current, ~exists().where(_e.n == _r.event))),
    "events without reports": select(_e.n).where(~exists().where(and_(_r.event == _e.n, _r.current))),
    "pairs of an event that is not there": select(_p.event).where(~exists().where(_e.n == _p.event)),
    "articles without a fingerprint": select(_a.n).where(~exists().where(tables.fingerprint.c.article == _a.n)),
    "reports that count, of articles that do not": select(_r.n)
    .join(tables.article, _a.n == _r.article)
    .where(and_(_r.current, _a.current.is_(False))),
}


def _unreadable(connection: Any) -> list[str]:
    """Packed rows that cannot be read back."""
    found: list[str] = []
    bodies = (
        (tables.evidence, tables.evidence.c.report, lambda body: unpack_report(body, "", "")),
        (tables.text, tables.text.c.article, unpack_text),
        (tables.event, tables.event.c.n, lambda body: unpack_event(body, "", [], [])),
    )
    for table, key, unpack in bodies:
        for n, body in connection.execute(select(key, table.c.body).execution_options(yield_per=1000)):
            try:
                unpack(body)
            except Exception as error:
                found.append(f"{table.name} {n} cannot be read: {type(error).__name__}")
    return found[:20]


def forget_events(changes: Changes) -> None:
    """Take all events away and let them be worked out from nothing."""
    r = tables.report.c
    for table in (tables.link, tables.event_party, tables.pair, tables.event, tables.block):
        changes.connection.execute(delete(table))
    changes.connection.execute(update(tables.report).values(lead=None, event=None))
    rows = changes.connection.execute(select(r.n).where(r.current).order_by(r.n))
    changes.new.extend(row.n for row in rows)
    _sketch_again(changes)


def _sketch_again(changes: Changes) -> None:
    """Write the telling words of the articles anew, where their texts were kept."""
    f, t, a = tables.fingerprint.c, tables.text.c, tables.article.c
    for some in chunks(row.article for row in changes.connection.execute(select(t.article).order_by(t.article))):
        found = select(t.article, t.body, a.title).join(tables.article, a.n == t.article).where(t.article.in_(some))
        rows = changes.connection.execute(found).all()
        made = [{"n": r.article, "s": sketch.pack(sketch.sketch(r.title, unpack_text(r.body)))} for r in rows]
        change = update(tables.fingerprint).where(f.article == bindparam("n")).values(sketch=bindparam("s"))
        changes.connection.execute(change, made)


def vacuum(record: Record, *, retired: bool) -> None:
    """Give room back to the system."""
    if retired:
        with record.changing() as changes:
            _drop_retired(changes)
    with worded(record.engine.url), record.engine.connect() as connection:
        bare = connection.execution_options(isolation_level="AUTOCOMMIT")
        if record.engine.dialect.name == "postgresql":
            bare.exec_driver_sql("VACUUM ANALYZE")
        else:
            _vacuum_file(bare.connection.driver_connection)


def _vacuum_file(connection: Any) -> None:
    for statement in (
        "INSERT INTO sentence_words (sentence_words) VALUES ('optimize')",
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "VACUUM",
        "ANALYZE",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ):
        connection.execute(statement).fetchall()


def _drop_retired(changes: Changes) -> None:
    """Drop reports that newer coders did not make again, unless a person judged them."""
    r, s = tables.report.c, tables.sentence.c
    rows = changes.connection.execute(select(r.n, r.id).where(and_(r.current.is_(False), r.retired))).all()
    judged = changes.judged
    ns = [row.n for row in rows if row.id not in judged.wrong and not judged.judged(row.id)]
    for some in chunks(ns):
        for column in (tables.party.c.report, tables.evidence.c.report, r.n):
            changes.connection.execute(delete(column.table).where(column.in_(some)))
    empty = select(s.n, s.text).where(~exists().where(r.sentence == s.n))
    unused = changes.connection.execute(empty).all()
    _drop_words(changes, unused)
    for some in chunks(row.n for row in unused):
        changes.connection.execute(delete(tables.sentence).where(s.n.in_(some)))


def _drop_words(changes: Changes, unused: Any) -> None:
    """Make sentences no longer findable."""
    if not unused:
        return
    if changes.connection.dialect.name == "postgresql":
        rows = [{"n": row.n} for row in unused]
        changes.connection.execute(text("DELETE FROM sentence_words WHERE rowid = :n"), rows)
        return
    gone = "INSERT INTO sentence_words (sentence_words, rowid, words) VALUES ('delete', :n, :words)"
    rows = [{"n": row.n, "words": " ".join(terms(row.text))} for row in unused]
    changes.connection.execute(text(gone), rows)


def backup(engine: Engine, target: Path) -> None:
    """Copy an SQLite record to a new file, whole and consistent while others write."""
    if engine.dialect.name != "sqlite":
        raise UsageError("a PostgreSQL record is copied with pg_dump", where=shown(engine.url))
    if target.exists():
        raise UsageError("is there already", where=str(target), do="name a new file")
    if not target.parent.is_dir():
        raise UsageError("lies in a folder that is not there", where=str(target), do="make the folder first")
    part = target.with_name(target.name + ".part")
    try:
        with worded(engine.url), contextlib.closing(sqlite3.connect(part)) as copy, engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            source.backup(copy)
        part.replace(target)
    except OSError as error:
        raise RecordError(f"cannot be written: {error.strerror}", where=str(target)) from error
    finally:
        part.unlink(missing_ok=True)
