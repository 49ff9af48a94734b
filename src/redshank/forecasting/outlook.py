"""What comes next in a person's own record: likely events, types and recipients, each with its odds and reasons."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from redshank.errors import UsageError
from redshank.forecasting.diary import Diary, diary
from redshank.forecasting.history import History, known_before
from redshank.forecasting.odds import Odds, Origin, origin
from redshank.forecasting.reasons import Chronicle, Reason

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 5
"""Dyads and actors with fewer events than this have too little to go on."""
LONGEST = 90
"""Days that can be looked ahead."""
TOO_LITTLE = "too little to go on"


@dataclass(frozen=True, slots=True)
class Forecast:
    """The odds that ``actor`` does ``type`` to ``recipient`` at least once in ``days`` days from ``start`` on.

    ``recipient`` is empty where any counts. ``type`` may also be "verbal conflict above usual" or "material conflict
    above usual". ``low`` and ``high`` are how often like odds came true before (95 in 100), on ``based_on`` earlier
    forecasts; ``usual`` is climatology, the odds from past frequency alone. ``note`` says where there is too little to
    go on; ``probability`` is then None.
    """

    actor: str
    type: str
    recipient: str
    start: datetime.date
    days: int
    probability: float | None
    low: float
    high: float
    usual: float
    based_on: int = 0
    reasons: tuple[Reason, ...] = ()
    note: str = ""
    actor_name: str = ""
    recipient_name: str = ""

    def to_json(self) -> dict[str, Any]:
        """The forecast as a line of JSON lines."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        fields["start"] = self.start.isoformat()
        fields["reasons"] = [reason.to_json() for reason in self.reasons]
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in fields.items()}


@dataclass
class Outlook:
    """Everything that can be told of the days from ``at`` on, from the events before ``at`` and nothing else."""

    history: Iterable[History]
    at: datetime.date
    threads: int = 0
    events: list[History] = field(init=False)
    chronicle: Chronicle = field(init=False)
    names: dict[str, str] = field(init=False)
    _diaries: dict[str, Diary] = field(default_factory=dict)
    _odds: dict[tuple[str, int], tuple[Odds, Origin, NDArray[Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.events = known_before(self.history, self.at)
        self.chronicle = Chronicle(self.events, self.at)
        self.names = {e.recipient: e.recipient_name for e in self.events} | {e.actor: e.actor_name for e in self.events}

    def odds(self, by: str, days: int) -> tuple[Odds, Origin, NDArray[Any]]:
        """The odds of all units and series for ``days`` days; learnt once."""
        if not 1 <= days <= LONGEST:
            raise UsageError(f"{days} days cannot be looked ahead", do=f"1 to {LONGEST}")
        if (by, days) not in self._odds:
            known = self._diaries.setdefault(by, diary(self.events, self.at, by, LEAST))
            odds = Odds(known, days, self.threads)
            if not len(known.units) or known.counts.shape[2] < 2 * days:
                raise TooLittle
            odds.learn()
            now = origin(known, known.counts.shape[2], days)
            self._odds[by, days] = (odds, now, odds.tell(now).reshape(len(known.units), -1))
        return self._odds[by, days]

    def dyads(self, actor: str, recipient: str, days: int, top: int) -> list[Forecast]:
        """The likeliest events of one dyad, of an actor, of a recipient, or of all."""
        try:
            odds, now, told = self.odds("dyad", days)
        except TooLittle:
            return [self._nothing(actor, recipient, days)]
        known = odds.diary
        chosen = [p for p, (a, b) in enumerate(known.units) if actor in ("", a) and recipient in ("", b)]
        cells = [(told[p, c], p, c) for p in chosen for c in range(known.types)]
        cells.sort(key=lambda cell: (-cell[0], cell[1], cell[2]))
        if not cells:
            return [self._nothing(actor, recipient, days)]
        return [self._forecast(odds, now, told, p, c, days) for _, p, c in cells[:top]]

    def unit(self, actor: str, recipient: str, days: int) -> list[Forecast]:
        """The odds of every type, and of conflict above usual, for one dyad or for all that an actor does."""
        by = "dyad" if recipient else "actor"
        try:
            odds, now, told = self.odds(by, days)
        except TooLittle:
            return [self._nothing(actor, recipient, days)]
        place = odds.diary.place((actor, recipient))
        if place is None:
            return [self._nothing(actor, recipient, days)]
        return [self._forecast(odds, now, told, place, c, days) for c in range(len(odds.diary.series))]

    def _forecast(self, odds: Odds, now: Origin, told: NDArray[Any], place: int, column: int, days: int) -> Forecast:
        known = odds.diary
        (actor, recipient), series = known.units[place], known.series[column]
        chance = float(told[place, column])
        low, high, based_on = odds.interval(chance)
        usual = float(now.climatology.reshape(told.shape)[place, column])
        reasons: tuple[Reason, ...] = ()
        if column >= known.types:
            series = f"{series} above usual"
        elif recipient:
            past = self.chronicle.past(actor, series, recipient)
            reasons = (*((past,) if past else ()), *self.chronicle.regularities(actor, series, recipient))
        note = "" if based_on else "odds from past frequency only: the record is too short to learn from"
        told_as = (self.names.get(actor, ""), self.names.get(recipient, ""))
        return Forecast(
            actor, series, recipient, self.at, days, chance, low, high, usual, based_on, reasons, note, *told_as
        )  # fmt: skip

    def entity(self, given: str) -> str:
        """The id of an entity given by id or, failing that, by name; what is not known stays as it is."""
        if not given or given in self.names:
            return given
        like = (id_ for id_, name in sorted(self.names.items()) if name.casefold() == given.casefold())
        return next(like, given)

    def _nothing(self, actor: str, recipient: str, days: int) -> Forecast:
        seen = sum(actor in ("", e.actor) and recipient in ("", e.recipient) for e in self.events)
        note = f"{TOO_LITTLE}: {seen} events before {self.at}"
        return Forecast(actor, "", recipient, self.at, days, None, 0.0, 1.0, 0.0, note=note)

    def recipients(self, actor: str, type_: str, top: int) -> list[Forecast]:
        """If ``actor`` does ``type_`` next: to whom. The odds are shares that sum to 1 over all entities."""
        from redshank.forecasting.recipients import shares

        found = shares(self.events, actor, type_, self.at)
        if not found:
            return [self._nothing(actor, "", 1)]
        return [
            Forecast(
                actor, type_, recipient, self.at, 1, share, 0.0, 1.0, usual, 0,
                self._why(actor, type_, recipient), "given that it happens: to whom",
                self.names.get(actor, ""), self.names.get(recipient, ""),
            )
            for recipient, share, usual in found[:top]
        ]  # fmt: skip

    def _why(self, actor: str, type_: str, recipient: str) -> tuple[Reason, ...]:
        past = self.chronicle.past(actor, type_, recipient)
        return (*((past,) if past else ()), *self.chronicle.regularities(actor, type_, recipient))


class TooLittle(Exception):  # noqa: N818 - not an error: an answer
    """There is too little history to tell any odds."""


def next_events(
    history: Iterable[History], actor: str = "", recipient: str = "", days: int = 7,
    at: datetime.date | None = None, top: int = 10,
) -> list[Forecast]:  # fmt: skip
    """The likeliest events of an actor, a recipient or a dyad (by id or name) in ``days`` days from ``at`` on.

    ``at`` is the day after the last event where it is not given. Only events before ``at`` are used.
    """
    known, at = _from(history, at)
    outlook = Outlook(known, at)
    return outlook.dyads(outlook.entity(actor), outlook.entity(recipient), days, top)


def likely_types(
    history: Iterable[History], actor: str, recipient: str, days: int = 7, at: datetime.date | None = None
) -> list[Forecast]:
    """For a pair: the likeliest types of event, likeliest first."""
    known, at = _from(history, at)
    outlook = Outlook(known, at)
    return outlook.dyads(outlook.entity(actor), outlook.entity(recipient), days, top=100)


def likely_recipients(
    history: Iterable[History], actor: str, type_: str, at: datetime.date | None = None, top: int = 10
) -> list[Forecast]:
    """For an actor and a type: the likeliest recipients, likeliest first."""
    known, at = _from(history, at)
    outlook = Outlook(known, at)
    return outlook.recipients(outlook.entity(actor), type_, top)


def volume(
    history: Iterable[History], actor: str, recipient: str = "", at: datetime.date | None = None,
    horizons: tuple[int, ...] = (7, 30),
) -> list[Forecast]:  # fmt: skip
    """For a dyad, or for all that an actor does: the odds of each type and of conflict above its usual level."""
    known, at = _from(history, at)
    outlook = Outlook(known, at)
    unit = outlook.entity(actor), outlook.entity(recipient)
    return [forecast for days in horizons for forecast in outlook.unit(*unit, days)]


def _from(history: Iterable[History], at: datetime.date | None) -> tuple[list[History], datetime.date]:
    known = list(history)
    last = max((event.date for event in known), default=datetime.date.today())
    return known, at or last + datetime.timedelta(days=1)
