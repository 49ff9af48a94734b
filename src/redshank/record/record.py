"""The record: everything coded, kept in one database, with its events and what people judged.

with open_record("news.db", create=True) as record:
    record.keep(article, reports)
    for event in record.events(Question(actor=("state:fra",), types=("CONSULT",))):
        print(event.type, event.status, event.reports)
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Engine, and_, select

from redshank.errors import RecordError
from redshank.model import Article, Entity, Event, Report
from redshank.record import asking, counting, judgements, judging, keeping, maintenance, recoding, schema, tables
from redshank.record.changes import Changes
from redshank.record.counting import Counts, Dyad, Participant, Step
from redshank.record.database import address_of, connect, reading, shown, writing
from redshank.record.evidence import Evidence
from redshank.record.judgements import Judgement
from redshank.record.kept import KeptArticle, KeptReport
from redshank.record.lookup import Known
from redshank.record.packing import storable
from redshank.record.question import Question
from redshank.record.settling import bring_up_to_date

UNCODED = "unknown"
"""Coder of articles that came without one."""


def open_record(name: str | Path, *, create: bool = False) -> Record:
    """The record of a file or ``postgresql://`` URL; ``create`` makes one where there is none.

    Raises RecordError if there is none, if it is of an older or newer version, damaged, or cannot be reached.
    """
    url = address_of(name)
    missing = url.get_backend_name() == "sqlite" and not Path(url.database or "").exists()
    if missing and not create:
        raise RecordError("there is no such record", where=shown(url), do="create it with 'redshank record create'")
    engine = connect(url)
    try:
        if create and schema.version(engine) is None:
            schema.migrate(engine)
        schema.require_newest(engine)
    except BaseException:
        engine.dispose()
        raise
    return Record(engine)


class Record:
    """An open record. Reading and writing may go on in several threads and programs at once; writers take turns."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._known = Known()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @property
    def name(self) -> str:
        """The path or URL, without a password."""
        return shown(self.engine.url)

    @contextlib.contextmanager
    def changing(self) -> Iterator[Changes]:
        """A transaction that writes; events follow at its end, and all of it is kept or nothing."""
        try:
            with writing(self.engine) as connection:
                changes = Changes(connection, self._known)
                yield changes
                bring_up_to_date(changes)
        except BaseException:
            self._known.forget()
            raise

    # Keeping

    def has(self, article: Article) -> bool:
        """Whether this very article is kept: the same id and the same words."""
        a = tables.article.c
        where = and_(a.id == storable(article.id), a.hash == article.hash)
        with reading(self.engine) as connection:
            return connection.execute(select(a.n).where(where)).first() is not None

    def keep(self, article: Article, reports: Sequence[Report], *, coder: str | None = None, text: bool = True) -> bool:
        """Keep an article with its reports; False if it was kept before. ``text`` False keeps its sentences only."""
        return self.keep_many([(article, reports)], coder=coder, text=text) == 1

    def keep_many(
        self, coded: Iterable[tuple[Article, Sequence[Report]]], *, coder: str | None = None, text: bool = True
    ) -> int:
        """Keep articles in one transaction; how many were new."""
        with self.changing() as changes:
            return sum(
                keeping.keep(changes, article, reports, coder or _coder(reports), text=text)
                for article, reports in coded
            )

    def recode(self, article: Article, reports: Sequence[Report], *, coder: str) -> bool:
        """Replace what an older coder made of a kept article, whether that changes it; what people judged stays."""
        with self.changing() as changes:
            return recoding.recode(changes, article, reports, coder)

    # Reading

    def articles(self, *, ids: Sequence[str] | None = None, current: bool = True) -> Iterator[KeptArticle]:
        """Kept articles in the order they came, all or those of some ids; with ``current`` False old versions too."""
        return asking.articles(self.engine, ids, current)

    def reports(self, question: Question | None = None, *, limit: int | None = None) -> Iterator[KeptReport]:
        """Reports that answer a question, the latest first."""
        return asking.reports(self.engine, question or Question(), limit)

    def events(self, question: Question | None = None, *, limit: int | None = None) -> Iterator[Event]:
        """Events with a report that answers a question, the latest first."""
        return asking.events(self.engine, question or Question(), limit)

    def event(self, key: str) -> Event | None:
        """The event of an id, or the event that the report of that id belongs to."""
        return asking.event_of(self.engine, key)

    def report(self, key: str) -> KeptReport | None:
        """The report of an id."""
        return asking.report_of(self.engine, key)

    def event_reports(self, key: str) -> list[KeptReport]:
        """The reports of an event, the one that leads it first."""
        return asking.event_reports(self.engine, key)

    def why(self, key: str) -> list[tuple[KeptReport, list[Evidence]]]:
        """For each report of an event, the evidence that joined it to the one that leads it."""
        return asking.why(self.engine, key)

    def count(self, question: Question | None = None) -> Counts:
        """How many reports, events and articles answer a question, each for itself."""
        return counting.count(self.engine, question or Question())

    def series(self, question: Question | None = None, *, by: str = "month") -> list[Step]:
        """Counts by ``day``, ``week`` or ``month`` in order, with the number of articles of that time beside them."""
        return counting.series(self.engine, question or Question(), by)

    def dyads(self, question: Question | None = None, *, limit: int | None = None) -> list[Dyad]:
        """Ordered pairs of actor and recipient with their counts of events and reports, the most frequent first."""
        return counting.dyads(self.engine, question or Question(), limit)

    def entities(self, question: Question | None = None, *, limit: int | None = None) -> list[Participant]:
        """Who takes part, how often as actor and as recipient, the most frequent first."""
        return counting.entities(self.engine, question or Question(), limit)

    def uncertain(self, *, limit: int = 20) -> list[KeptReport]:
        """Reports that nobody has judged, the least certain first."""
        return asking.uncertain(self.engine, limit)

    # Judging

    def mark(self, report: str, *, right: bool, who: str, why: str = "") -> int:
        """Say that a report is right or wrong; the number of the judgement."""
        return judging.judge(self, "mark", report, {"right": right}, who, why)

    def correct(self, report: str, field: str, value: Any, *, who: str, why: str = "") -> int:
        """Correct a field of a report; ``value`` is as in its JSON."""
        return judging.judge(self, "correct", report, {"field": field, "value": value}, who, why)

    def merge(self, event: str, other: str, *, who: str, why: str = "") -> int:
        """Say that two events are one."""
        return judging.judge(self, "merge", event, {"with": other}, who, why)

    def split(self, event: str, reports: Sequence[str], *, who: str, why: str = "") -> int:
        """Say that some reports of an event are about another."""
        return judging.judge(self, "split", event, {"reports": list(reports)}, who, why)

    def link(self, name: str, entity: Entity, *, who: str, why: str = "") -> int:
        """Say which entity a name means, in what is kept and in what will come."""
        return judging.judge(self, "link", name, judging.entity_fields(entity), who, why)

    def add_entity(self, entity: Entity, *, who: str, why: str = "") -> int:
        """Add an entity that the knowledge base does not have; ``ingest`` and ``recode`` will know it."""
        return judging.judge(self, "entity", entity.id, judging.entity_fields(entity), who, why)

    def undo(self, judgement: int, *, who: str, why: str = "") -> int:
        """Take a judgement back; the row stays, with another that undoes it."""
        return judging.judge(self, "undo", str(judgement), {}, who, why)

    def judgements(self, *, about: Iterable[str] | None = None) -> list[Judgement]:
        """All judgements in their order, those taken back too; or those about reports, events, names or entities."""
        with reading(self.engine) as connection:
            found = judgements.read(connection)
        return found if about is None else judgements.concerning(found, about)

    def standing(self) -> set[int]:
        """Numbers of the judgements that are in force: not undone."""
        return {judgement.n for judgement in judgements.standing(self.judgements())}

    def added_entities(self) -> list[Entity]:
        """Entities that people added."""
        return list(judgements.in_force(self.judgements()).entities.values())

    # Care

    def settle_again(self) -> None:
        """Work out all events from nothing, as after an update that weighs evidence in another way."""
        with self.changing() as changes:
            maintenance.forget_events(changes)

    def stats(self) -> dict[str, Any]:
        """How much is kept, from when, by which coders, and how many bytes it takes."""
        return maintenance.stats(self.engine)

    def check(self) -> list[str]:
        """What is wrong with the record, in words; nothing if it is whole."""
        return maintenance.check(self.engine)

    def vacuum(self, *, retired: bool = False) -> None:
        """Give room back; ``retired`` also drops reports that older coders made and newer ones replaced."""
        maintenance.vacuum(self, retired=retired)

    def backup(self, target: Path) -> None:
        """Copy the record to a new SQLite file while others read and write."""
        maintenance.backup(self.engine, target)


def _coder(reports: Sequence[Report]) -> str:
    return reports[0].coder if reports else UNCODED


def history(record: Record, *also: ColumnElement[bool]) -> Iterator[tuple[str, str, str, str]]:
    """What happened, for the forecaster: rows of actor's id, type, recipient's id ("" for none), ISO day, by day.

    One row for each pair of actor and recipient of each event that was told as having happened. ``also`` are further
    conditions on events, in SQLAlchemy's words.
    """
    return counting.history(record.engine, *also)
