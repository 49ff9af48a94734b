"""Looking ahead and back: what the record's past makes likely, what was foretold, and what came of it.

Learning takes seconds, so it goes on in a thread of its own. A page shows what is ready; what was learnt of an earlier
state of the record is shown, and says so, until the newer one is ready.
"""

from __future__ import annotations

import datetime
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import func, select

from redshank.record import Record, tables
from redshank.record.database import reading
from redshank.web.links import with_query
from redshank.web.views.state import State, state

if TYPE_CHECKING:
    from redshank.forecasting.backtest import Report
    from redshank.forecasting.history import History
    from redshank.forecasting.outlook import Forecast, Outlook

log = structlog.get_logger("redshank.web")

DAYS = (7, 14, 30)
"""Days that can be looked ahead on the pages; each is learnt for itself."""
TESTED_DAYS = 60
"""The backtest covers so many days at the end of the record."""
FRESH_SECONDS = 120
"""What was learnt is not learnt again sooner, however fast the record grows."""
TOLD = 40
"""Forecasts that a look back compares with what came."""
STAGES = ("reading the record", "learning the odds", "looking back", "testing on past weeks", "done")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One earlier forecast and whether it came true, with how many events."""

    forecast: Forecast
    came: int

    @property
    def address(self) -> str:
        """Where the events of the forecast's time are."""
        return events_address(self.forecast)


@dataclass(frozen=True, slots=True)
class Surprise:
    """An event that came and had been given low odds (None: too little to go on)."""

    event: History
    odds: float | None


@dataclass(frozen=True, slots=True)
class LookBack:
    """What was told of the last days on the day before them, and what came.

    ``expected`` and ``came`` are how many of all kinds of events (dyad and type) were to be expected and did happen;
    ``surprises`` are those that came with the lowest odds.
    """

    start: datetime.date
    end: datetime.date
    outcomes: tuple[Outcome, ...]
    expected: float
    came: int
    kinds: int
    surprises: tuple[Surprise, ...]


@dataclass
class Foresight:
    """What is known of the days to come; parts are None until they are ready."""

    days: int
    of: State
    stage: int = 0
    outlook: Outlook | None = None
    back: LookBack | None = None
    report: Report | None = None
    failed: bool = False
    finished: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def done(self) -> bool:
        """Whether nothing more is under way."""
        return self.failed or self.stage == len(STAGES) - 1

    def forecasts(self, actor: str, recipient: str, top: int) -> list[Forecast]:
        """The likeliest events of a dyad, of an actor, of a recipient, or of all."""
        assert self.outlook is not None
        with self.lock:
            return self.outlook.dyads(actor, recipient, self.days, top)

    def unit(self, actor: str, recipient: str) -> list[Forecast]:
        """All types, and conflict above usual, for a dyad or for all that an actor does, the likeliest first."""
        assert self.outlook is not None
        with self.lock:
            found = self.outlook.unit(actor, recipient, self.days)
        return sorted(found, key=lambda one: -(one.probability or 0))


class Desk:
    """Foresights of one record by days, each worked out by one thread, one after the other."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.ready: dict[int, Foresight] = {}
        self.underway: dict[int, Foresight] = {}
        self.lock = threading.Lock()
        self.turn = threading.Lock()

    def ask(self, days: int) -> Foresight:
        """What is known now; learning begins where it has not, or where the record has gone on since."""
        now = state(self.record)
        with self.lock:
            known, coming = self.ready.get(days), self.underway.get(days)
            stale = known is not None and known.of != now and time.monotonic() - known.finished > FRESH_SECONDS
            if coming is None and (known is None or stale):
                coming = self.underway[days] = Foresight(days, now)
                threading.Thread(target=self._work, args=(coming,), name=f"foresight-{days}", daemon=True).start()
            return known or coming or Foresight(days, now)

    def _work(self, coming: Foresight) -> None:
        with self.turn:
            try:
                learn(coming, self.record)
            except Exception:
                coming.failed = True
                log.exception("forecast.failed", days=coming.days)
            coming.finished = time.monotonic()
        with self.lock:
            self.underway.pop(coming.days, None)
            if not coming.failed or coming.outlook is not None:
                self.ready[coming.days] = coming


def learn(coming: Foresight, record: Record) -> None:
    """Fill a foresight, part by part."""
    from redshank.forecasting.outlook import Outlook, TooLittle

    events = history_of(record)
    day = datetime.timedelta(days=1)
    at = max((event.date for event in events), default=datetime.date.today()) + day
    outlook = Outlook(events, at, threads=1)
    coming.stage = 1
    try:
        outlook.odds("dyad", coming.days)
        outlook.odds("actor", coming.days)
    except TooLittle:
        coming.outlook, coming.stage = outlook, len(STAGES) - 1
        return
    coming.outlook, coming.stage = outlook, 2
    coming.back = look_back(events, at, coming.days)
    coming.stage = 3
    coming.report = _tested(events, at, coming.days)
    coming.stage = 4


def history_of(record: Record) -> list[History]:
    """The events of a record as the forecaster takes them: told as having happened, on a day, with names. What is told
    of days after the last article, such as a goal for 2030, has not happened yet."""
    from redshank.forecasting.history import History
    from redshank.record import history

    with reading(record.engine) as connection:
        last = connection.execute(select(func.max(tables.article.c.day)).where(tables.article.c.current)).scalar()

    names = {one.id: one.name for one in record.entities()}
    found = (
        History(datetime.date.fromisoformat(day[:10]), actor, type_, to, names.get(actor, ""), names.get(to, ""))
        for actor, type_, to, day in history(record)
        if len(day) >= 10 and (last is None or day <= f"{last}~")
    )
    return sorted(found)


def look_back(events: Sequence[History], at: datetime.date, days: int) -> LookBack | None:
    """What was told of the ``days`` days before ``at`` from what was known before them, and what came."""
    from redshank.forecasting.outlook import Outlook, TooLittle

    start = at - datetime.timedelta(days=days)
    then = Outlook(events, start, threads=1)
    try:
        odds, _, told = then.odds("dyad", days)
    except TooLittle:
        return None
    came = Counter((e.actor, e.type, e.recipient) for e in events if start <= e.date < at)
    outcomes = tuple(Outcome(f, came[f.actor, f.type, f.recipient]) for f in then.dyads("", "", days, TOLD))
    known = odds.diary
    chances = {
        (actor, known.series[column], recipient): float(told[place, column])
        for place, (actor, recipient) in enumerate(known.units)
        for column in range(known.types)
    }
    return LookBack(
        start, at - datetime.timedelta(days=1), outcomes, sum(chances.values()),
        sum(key in chances for key in came), len(chances), _surprises(events, start, at, chances),
    )  # fmt: skip


def _surprises(
    events: Sequence[History],
    start: datetime.date,
    at: datetime.date,
    chances: dict[tuple[str, str, str], float],
    most: int = 8,
) -> tuple[Surprise, ...]:
    """Events that came with the lowest odds; those of dyads with too little to go on come last."""
    found: dict[tuple[str, str, str], Surprise] = {}
    for event in events:
        key = (event.actor, event.type, event.recipient)
        if start <= event.date < at and event.recipient and key not in found:
            found[key] = Surprise(event, chances.get(key))
    ranked = sorted(found.values(), key=lambda one: (one.odds is None, one.odds or 0.0, one.event.date))
    return tuple(ranked[:most])


def _tested(events: Sequence[History], at: datetime.date, days: int) -> Report:
    from redshank.forecasting.backtest import backtest

    last = at - datetime.timedelta(days=1)
    length = max(TESTED_DAYS, 2 * days)
    return backtest(events, last - datetime.timedelta(days=length - 1), last, days, every=days, threads=1)


def events_address(forecast: Forecast) -> str:
    """The page of the events that would make a forecast true."""
    end = forecast.start + datetime.timedelta(days=forecast.days - 1)
    about = {
        "actor": forecast.actor, "recipient": forecast.recipient, "type": forecast.type, "since": forecast.start,
        "until": end,
    }  # fmt: skip
    return with_query("/events", about)


COLUMNS = (
    "actor", "actor_name", "type", "recipient", "recipient_name", "start", "days", "probability", "low", "high",
    "usual", "based_on", "reasons", "note",
)  # fmt: skip
"""Columns of forecasts as a table."""
