"""Which version a record's schema has, and bringing it up to ours."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from redshank.errors import RecordError
from redshank.record.database import APPLICATION_ID, migrations, reading, shown, worded, writing

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = "0002"
"""The version this program writes; the last of the migrations."""


@functools.cache
def known_versions() -> tuple[str, ...]:
    """All versions this program can read or bring up to date, the oldest first."""
    return tuple(sorted(path.stem.partition("_")[0] for path in (migrations() / "versions").glob("[0-9]*.py")))


def version(engine: Engine) -> str | None:
    """The schema's version; None for an empty database. Raises RecordError for one that is something else."""
    with reading(engine) as connection:
        return version_of(connection)


def version_of(connection: Connection) -> str | None:
    """The version of a record that is open."""
    where = shown(connection.engine.url)
    names = set(inspect(connection).get_table_names())
    if "alembic_version" in names and "judgement" in names:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    if names - {"alembic_version"}:
        raise RecordError("holds other tables and is not a record", where=where, do="name another file or database")
    return None


def require_newest(engine: Engine) -> None:
    """Raise RecordError unless the schema is the one this program writes."""
    found, where = version(engine), shown(engine.url)
    if found is None:
        raise RecordError("is empty", where=where, do="create a record with 'redshank record create' or 'ingest'")
    if found == NEWEST:
        return
    if found in known_versions():
        raise RecordError(f"has schema {found}, older than {NEWEST}", where=where, do="redshank record migrate")
    raise RecordError(
        f"has schema {found}, newer than this program's {NEWEST}", where=where, do="use a newer version of redshank"
    )


def migrate(engine: Engine) -> str:
    """Create or update the schema in one transaction; the version it has then. Data is kept."""
    found = version(engine)
    if found is not None and found not in known_versions():
        require_newest(engine)
    if found == NEWEST:
        return NEWEST
    from alembic import command

    with writing(engine) as connection, worded(engine.url):
        if version_of(connection) != NEWEST:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, NEWEST)
            if engine.dialect.name == "sqlite":
                connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
    return NEWEST


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    return config
