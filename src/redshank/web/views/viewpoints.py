"""How publishers tell the same events: whom each makes the actor, what it lets others say, what it leaves out.

Weighing all publishers against each other takes seconds on a large record, so it goes on in a thread of its own, over
the latest events that several tell; a page waits a moment for it and says so if it takes longer.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import ColumnElement, distinct, func, select

from redshank.model import Event
from redshank.record import Record, tables
from redshank.record.database import reading
from redshank.record.filters import within
from redshank.web.views.dyad import events_of
from redshank.web.views.state import State, state

if TYPE_CHECKING:
    from redshank.analysis.viewpoints import Difference, Viewpoints

log = structlog.get_logger("redshank.web")

MOST_SHARED = 3_000
"""Events told more than once that are compared, the latest ones."""
MOST_PUBLISHERS = 30
"""Publishers that are compared, those that tell most of these events."""
FRESH_SECONDS = 120.0
"""An answer is worked out anew no more often than this, however fast the record grows."""
PATIENCE = 1.5
"""Seconds that a page waits for an answer before it says that it is being worked out."""
HELD = 32
"""Answers held."""

KINDS = {
    "actor": "Who is made the actor",
    "recipient": "Who is made the recipient",
    "attributed": "Said in its own voice, or only by others",
    "left out": "What is left out",
}
"""Kinds of differences, as headings."""

COLUMNS = (
    "kind", "publisher", "about", "about_name", "mine", "of_mine", "others", "of_others", "p", "q", "words", "events",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be compared: a stretch of time, and one publisher against the others or all against all."""

    publisher: str = ""
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference with the events that show it."""

    difference: Difference
    events: tuple[Event, ...]


@dataclass
class Weighing:
    """A comparison under way or done. ``first`` is the day from which events were compared, where there are more."""

    asked: Asked
    of: State
    first: str | None = None
    found: Viewpoints | None = None
    shown: tuple[Shown, ...] = ()
    failed: bool = False
    finished: float = 0.0
    ready: threading.Event = field(default_factory=threading.Event)

    def of_kind(self, kind: str) -> list[Shown]:
        """The differences of a kind, the surest first."""
        return [one for one in self.shown if one.difference.kind == kind]


class Desk:
    """Comparisons of one record, worked out one after the other, each in a thread of its own."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.held: OrderedDict[Asked, Weighing] = OrderedDict()
        self.underway: set[Asked] = set()
        self.lock = threading.Lock()
        self.turn = threading.Lock()

    def ask(self, asked: Asked, patience: float = PATIENCE) -> Weighing:
        """The comparison, which may not be ready; an older one is given while a newer one is made."""
        now = state(self.record)
        with self.lock:
            known = self.held.get(asked)
            if known is None:
                known = self._hold(self._begin(asked, now))
            elif asked not in self.underway and known.of != now and _is_old(known):
                self._begin(asked, now)
        known.ready.wait(patience)
        return self.held.get(asked, known)

    def _begin(self, asked: Asked, now: State) -> Weighing:
        self.underway.add(asked)
        coming = Weighing(asked, now)
        threading.Thread(target=self._work, args=(coming,), name="viewpoints", daemon=True).start()
        return coming

    def _hold(self, coming: Weighing) -> Weighing:
        self.held[coming.asked] = coming
        while len(self.held) > HELD:
            self.held.popitem(last=False)
        return coming

    def _work(self, coming: Weighing) -> None:
        with self.turn:
            try:
                weigh(self.record, coming)
            except Exception:
                coming.failed = True
                log.exception("viewpoints.failed")
        with self.lock:
            self.underway.discard(coming.asked)
            if not coming.failed or coming.asked not in self.held:
                self._hold(coming)
        coming.finished = time.monotonic()
        coming.ready.set()


def _is_old(known: Weighing) -> bool:
    return known.ready.is_set() and time.monotonic() - known.finished > FRESH_SECONDS


def weigh(record: Record, coming: Weighing) -> None:
    """Fill a comparison."""
    from redshank.analysis.viewpoints import viewpoints

    asked = coming.asked
    coming.first = first_compared(record, asked)
    since = coming.first or asked.since
    names = (asked.publisher,) if asked.publisher else busiest(record, since, asked.until)
    found = viewpoints(record, since=since, until=asked.until, publishers=names)
    wanted = [key for one in found.differences for key in one.events[:3]]
    events = {event.id: event for event in events_of(record, wanted)}
    told = ((one, [events[key] for key in one.events[:3] if key in events]) for one in found.differences)
    coming.shown = tuple(Shown(one, tuple(some)) for one, some in told)
    coming.found = found


def _told_again(asked: Asked) -> list[ColumnElement[bool]]:
    e = tables.event.c
    return [e.reports > 1, e.start.is_not(None), *within(e.start, asked.since, asked.until)]


def first_compared(record: Record, asked: Asked) -> str | None:
    """The day from which the latest events are compared; None where all can be."""
    e = tables.event.c
    with reading(record.engine) as connection:
        found = select(e.start).where(*_told_again(asked)).order_by(e.start.desc()).limit(1).offset(MOST_SHARED)
        start: str | None = connection.execute(found).scalar()
    return start


def busiest(record: Record, since: str | None, until: str | None) -> tuple[str, ...]:
    """The publishers that tell most of the events told more than once."""
    e, r, a = tables.event.c, tables.report.c, tables.article.c
    times = func.count(distinct(e.n))
    found = (
        select(a.publisher)
        .join(tables.report, r.article == a.n)
        .join(tables.event, e.n == r.event)
        .where(r.current, a.publisher.is_not(None), *_told_again(Asked("", since, until)))
        .group_by(a.publisher)
        .order_by(times.desc(), a.publisher)
    )
    with reading(record.engine) as connection:
        return tuple(connection.execute(found.limit(MOST_PUBLISHERS)).scalars())


def rows(found: Weighing) -> list[dict[str, Any]]:
    """The differences as rows of ``COLUMNS``."""
    return [one.difference.to_json() for one in found.shown]
