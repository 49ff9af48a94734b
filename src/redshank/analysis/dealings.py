"""Dealings: each event once for every pair of actor and recipient, as columns that are quick to count and to weigh."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redshank.analysis.background import own
from redshank.errors import UsageError
from redshank.model import HAPPENED as HAPPENED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redshank.record import Record

LEVELS = ("side", "entity")
OF_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PRE"})
"""Sectors that act for their state."""
MOST_PARTIES = 8
"""Parties of one side of an event that are paired; longer lists are communiqués."""
UNNAMED = "unnamed publisher"
SEVERAL = "several publishers"
MOST_EVENTS = 3_000_000
"""More are refused; ask for a shorter time."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who deals: an entity of the record, or a state with all who act for it. ``country`` is alpha-3 or None."""

    id: str
    name: str
    country: str | None = None
    sector: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The party as a JSON object."""
        return {"id": self.id, "name": self.name, "country": self.country, "sector": self.sector}


@dataclass(frozen=True)
class Dealings:
    """Events as rows of actor and recipient (numbers of ``parties``), in order of time.

    An event of two actors and one recipient is two rows. ``event`` is a number in ``events``, the ids, of which
    ``types`` are the types; ``day`` is the proleptic ordinal, ``score`` PLOVER's of type and mode (-10 to 10);
    ``teller`` is a number in ``tellers``: who published it (``SEVERAL`` if more than one did); ``reports`` is
    how often it was told.
    """

    parties: tuple[Party, ...]
    events: tuple[str, ...]
    types: tuple[str, ...]
    tellers: tuple[str, ...]
    actor: NDArray[Any]
    recipient: NDArray[Any]
    day: NDArray[Any]
    score: NDArray[Any]
    event: NDArray[Any]
    teller: NDArray[Any]
    reports: NDArray[Any]

    def __len__(self) -> int:
        return len(self.day)

    @functools.cached_property
    def place(self) -> dict[str, int]:
        """The number of each party by its id."""
        return {party.id: i for i, party in enumerate(self.parties)}

    def chosen(self, mask: NDArray[Any]) -> Dealings:
        """Some of the rows, with the same parties and events."""
        columns = ("actor", "recipient", "day", "score", "event", "teller", "reports")
        return dataclasses.replace(self, **{name: getattr(self, name)[mask] for name in columns})

    def between(self, since: datetime.date | None, until: datetime.date | None) -> Dealings:
        """The rows from ``since`` until ``until``, both included."""
        first = since.toordinal() if since else 0
        last = until.toordinal() if until else datetime.date.max.toordinal()
        return self.chosen((self.day >= first) & (self.day <= last))

    def find(self, name: str) -> int:
        """The number of the party of an id, a country's code (``FRA``) or a name in any case.

        Raises UsageError where there is none.
        """
        found = next((self.place[key] for key in (name, f"state:{name.lower()}") if key in self.place), None)
        if found is None:
            folded = name.casefold()
            found = next((i for i, party in enumerate(self.parties) if party.name.casefold() == folded), None)
        if found is None:
            raise UsageError(f"nobody here is called {name[:60]!r}", do="give an id, a country's code or a full name")
        return found


@dataclass(frozen=True, slots=True)
class Deal:
    """One event between two parties, before it becomes a row."""

    actor: Party
    recipient: Party
    day: int
    score: float
    event: str
    type: str = ""
    teller: str = UNNAMED
    reports: int = 1


def gather(deals: Iterable[Deal]) -> Dealings:
    """The columns of some deals, parties in the order of their ids. The latest name of a party counts."""
    import numpy as np

    held = sorted(deals, key=lambda d: (d.day, d.event, d.actor.id, d.recipient.id))
    named = {party.id: party for deal in held for party in (deal.actor, deal.recipient)}
    place = {key: i for i, key in enumerate(sorted(named))}
    events: dict[str, int] = {}
    tellers: dict[str, int] = {}
    types: dict[str, str] = {}
    for deal in held:
        events.setdefault(deal.event, len(events))
        tellers.setdefault(deal.teller, len(tellers))
        types.setdefault(deal.event, deal.type)
    return Dealings(
        parties=tuple(named[key] for key in place),
        events=tuple(events),
        types=tuple(types.values()),
        tellers=tuple(tellers),
        actor=np.array([place[deal.actor.id] for deal in held], dtype=np.int64),
        recipient=np.array([place[deal.recipient.id] for deal in held], dtype=np.int64),
        day=np.array([deal.day for deal in held], dtype=np.int64),
        score=np.array([deal.score for deal in held], dtype=np.float64),
        event=np.array([events[deal.event] for deal in held], dtype=np.int64),
        teller=np.array([tellers[deal.teller] for deal in held], dtype=np.int64),
        reports=np.array([deal.reports for deal in held], dtype=np.int64),
    )


def dealings(
    record: Record,
    *,
    since: str | None = None,
    until: str | None = None,
    level: str = "side",
    background: bool = True,
) -> Dealings:
    """The dealings of a record: events told as having happened, with two parties and a date.

    ``level`` "side" counts governments, armed forces, parliaments, courts and persons in office for their state as on
    the day; "entity" takes everyone for themselves. ``background`` False leaves out imported events. ``since`` and
    ``until`` are days or parts of dates, ends included. Raises UsageError for a level or a date that is none.
    """
    if level not in LEVELS:
        raise UsageError(f"no level is called {level[:20]!r}", do="one of " + ", ".join(LEVELS))
    return gather(_deals(record, since, until, level, background))


def _deals(record: Record, since: str | None, until: str | None, level: str, background: bool) -> Iterator[Deal]:
    from redshank.ontology.plover import score
    from redshank.record.database import reading

    with reading(record.engine) as connection:
        which = _when(since, until, background)
        told = _tellers(connection, which)
        sides = _sides(connection, which, level)
        for row in connection.execute(_events(which)):
            tellers = told.get(row.n) or [UNNAMED]
            teller = tellers[0] if len(tellers) == 1 else SEVERAL
            tone = score(row.type, row.mode)
            for one, other in _pairs(*sides.get(row.n, ((), ())), tone):
                yield Deal(one, other, _ordinal(row.start), tone, row.id, row.type, teller, row.reports)


def _pairs(actors: Sequence[Party], recipients: Sequence[Party], tone: float) -> Iterator[tuple[Party, Party]]:
    """Each actor with each recipient; the parties of a meeting among themselves where nobody is its recipient."""
    actors, recipients = actors[:MOST_PARTIES], recipients[:MOST_PARTIES]
    if not recipients and tone > 0:
        yield from itertools.combinations(actors, 2)
        return
    for one, other in itertools.product(actors, recipients):
        if one.id != other.id:
            yield one, other


def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(f"{day}-01-01"[:10]).toordinal()


def _when(since: str | None, until: str | None, background: bool) -> list[Any]:
    from redshank.record import Question
    from redshank.record.filters import within
    from redshank.record.tables import event

    Question(since=since, until=until)
    found: list[Any] = [event.c.status.in_(HAPPENED), event.c.start.is_not(None), *within(event.c.start, since, until)]
    if not background:
        found.append(own())
    return found


def _events(which: list[Any]) -> Any:
    from sqlalchemy import select

    from redshank.record.tables import event, report

    columns = (event.c.n, report.c.id, event.c.type, report.c.mode, event.c.start, event.c.reports)
    return select(*columns).join(report, report.c.n == event.c.n).where(*which).limit(MOST_EVENTS)


def _tellers(connection: Any, which: list[Any]) -> dict[int, list[str]]:
    """The publishers of each event, in order."""
    from sqlalchemy import select

    from redshank.record.tables import article, event, report

    found: dict[int, list[str]] = defaultdict(list)
    rows = (
        select(event.c.n, article.c.publisher)
        .join(report, report.c.event == event.c.n)
        .join(article, article.c.n == report.c.article)
        .where(report.c.current, *which)
        .distinct()
    )
    for n, publisher in connection.execute(rows):
        found[n].append(publisher or UNNAMED)
    return {n: sorted(tellers) for n, tellers in found.items()}


def _sides(connection: Any, which: list[Any], level: str) -> dict[int, tuple[tuple[Party, ...], tuple[Party, ...]]]:
    """Actors and recipients of each event, by the order of their ids."""
    from sqlalchemy import and_, select

    from redshank.record.tables import entity, event, event_party, party

    own = and_(party.c.report == event.c.n, party.c.entity == event_party.c.entity, party.c.role == event_party.c.role)
    rows = (
        select(
            event.c.n, event_party.c.role, entity.c.id, entity.c.name, entity.c.country, entity.c.sector,
            party.c.country.label("home"), party.c.sector.label("office"), party.c.report,
        )
        .join(event_party, event_party.c.event == event.c.n)
        .join(entity, entity.c.n == event_party.c.entity)
        .outerjoin(party, own)
        .where(*which)
        .order_by(entity.c.id)
    )  # fmt: skip
    found: dict[int, tuple[dict[str, Party], dict[str, Party]]] = defaultdict(lambda: ({}, {}))
    for row in connection.execute(rows):
        if row.role in ("a", "r"):
            now = (row.home, row.office) if row.report is not None else (row.country, row.sector)
            one = _party(row.id, row.name, *now, level)
            found[row.n][row.role == "r"][one.id] = one
    return {n: (tuple(a.values()), tuple(r.values())) for n, (a, r) in found.items()}


@functools.lru_cache(maxsize=65_536)
def _party(key: str, name: str, country: str | None, sector: str | None, level: str) -> Party:
    """The party itself, or the state that it acts for."""
    if level == "side" and country and (sector in OF_STATE or (sector is None and key.startswith("state:"))):
        return _state(country) or Party(key, name, country, sector)
    return Party(key, name, country, sector)


@functools.cache
def _state(country: str) -> Party | None:
    from redshank.knowledge import default

    state = default().states.get(country)
    return Party(state.id, state.name.lstrip("~"), country) if state else None
