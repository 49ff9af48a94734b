"""Two who deal with each other: events over time, turning points, how each addresses the other, the latest evidence."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from redshank.analysis.dealings import HAPPENED
from redshank.model import Event
from redshank.ontology.plover import event_types
from redshank.record import KeptReport, Question, Record, asking, tables
from redshank.record.counting import step_of
from redshank.record.database import reading
from redshank.record.filters import condition
from redshank.record.lookup import chunks
from redshank.web.problems import AbsentError
from redshank.web.views.event import sentence
from redshank.web.views.reader import Piece
from redshank.web.views.state import remembered

if TYPE_CHECKING:
    from redshank.analysis.series import Point, TurningPoint

STEPS = ("week", "month")
WEEKS = 130
"""Weeks up to which a series goes by week where no step is asked for: two and a half years fit a screen."""
EVIDENCE = 6
"""Latest reports of each direction whose sentences are shown."""
TURNS = 8
"""Turning points shown, the latest ones."""

SERIES_COLUMNS = (
    "start", "events", "reports", "cooperative", "hostile", "score", "goldstein", "articles", "per_1000",
)  # fmt: skip
ADDRESS_COLUMNS = ("type", "mode", "quad", "forth", "back")
TURN_COLUMNS = ("start", "earliest", "latest", "kind", "before", "after", "gain", "words", "events")
COLUMNS = {"series": SERIES_COLUMNS, "address": ADDRESS_COLUMNS, "turns": TURN_COLUMNS}
"""Tables of the page, and their columns."""


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two: as asked for, and its name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Direction:
    """What one does to the other: events and reports, by PLOVER score friendly or hostile, and its mean (-10 to 10)."""

    events: int
    reports: int
    cooperative: int
    hostile: int
    score: float | None


@dataclass(frozen=True, slots=True)
class Address:
    """A way of addressing the other: events of a type and mode, forth and back."""

    type: str
    mode: str | None
    quad: str
    forth: int
    back: int


@dataclass(frozen=True, slots=True)
class Turning:
    """A turning point with the events behind it."""

    point: TurningPoint
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A report with its sentence cut into pieces by role."""

    kept: KeptReport
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class DyadView:
    """Everything that the page of a pair shows. Counts are of events told as having happened; ``quads`` are events of
    both directions by step and quad, ``others`` how many were planned, hedged or denied instead."""

    one: Party
    other: Party
    by: str
    forth: Direction
    back: Direction
    others: int
    points: tuple[Point, ...]
    quads: tuple[dict[str, Any], ...]
    turns: tuple[Turning, ...]
    address: tuple[Address, ...]
    latest: tuple[Event, ...]
    evidence_forth: tuple[Evidence, ...]
    evidence_back: tuple[Evidence, ...]

    @property
    def events(self) -> int:
        """Events of both directions."""
        return self.forth.events + self.back.events

    def of_kind(self, kind: str) -> list[Address]:
        """Ways of addressing in words ("verbal") or in deeds ("material"), the most frequent first."""
        return [one for one in self.address if one.quad.startswith(kind)]


@dataclass(frozen=True, slots=True)
class _Row:
    """A report between the two: numbers, type and mode of its event, day, whether it is told as having happened."""

    report: int
    event: int
    type: str
    mode: str | None
    start: str | None
    score: float
    happened: bool


def dyad_view(
    record: Record,
    one: str,
    other: str,
    *,
    by: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> DyadView:
    """The pair of two entities (ids, ``FRA``, ``FRA/GOV``, ``any:org:nato``), by week or month.

    ``by`` None takes weeks for short series and months for long ones. Raises AbsentError if the record has neither.
    """
    return _view(record, one, other, by if by in STEPS else None, since, until)


@remembered
def _view(record: Record, one: str, other: str, by: str | None, since: str | None, until: str | None) -> DyadView:
    from redshank.analysis.series import signed_series

    there = Question(actor=(one,), recipient=(other,), since=since, until=until)
    again = dataclasses.replace(there, actor=(other,), recipient=(one,))
    with reading(record.engine) as connection:
        parties = [_party(connection, key) for key in (one, other)]
        forth, back = (_rows(connection, question) for question in (there, again))
        kept = [list(asking.kept(connection, [row.report for row in rows[:EVIDENCE]])) for rows in (forth, back)]
        numbers = list(dict.fromkeys(row.event for row in _merged(forth, back)))
        latest = list(asking.told(connection, numbers[:8]))
    happened = [row for row in (*forth, *back) if row.happened and row.start]
    step = by or ("week" if _weeks(happened) <= WEEKS else "month")
    points, turns = signed_series(record, [there, again], by=step)
    return DyadView(
        one=parties[0],
        other=parties[1],
        by=step,
        forth=_direction(forth),
        back=_direction(back),
        others=len({row.event for row in (*forth, *back) if not row.happened}),
        points=points,
        quads=tuple(_quads(happened, [point.start for point in points], step)),
        turns=tuple(_turnings(record, turns[-TURNS:])),
        address=tuple(_address(forth, back)),
        latest=tuple(latest),
        evidence_forth=tuple(Evidence(one_, sentence(one_)) for one_ in kept[0]),
        evidence_back=tuple(Evidence(one_, sentence(one_)) for one_ in kept[1]),
    )


def _party(connection: Connection, key: str) -> Party:
    """What a party is called."""
    from redshank.knowledge import default

    base, e = default(), tables.entity.c
    entity = base.entity(key)
    state = base.states.get(key.partition("/")[0])
    if entity is None and state is not None:
        sector = key.partition("/")[2]
        return Party(key, f"{state.name.lstrip('~')} ({sector})" if sector else f"anyone of {state.name.lstrip('~')}")
    if entity is None and key.startswith("any:"):
        bloc = base.entity(key[4:])
        return Party(key, f"members of {bloc.name}" if bloc else key)
    name = entity.name if entity else connection.execute(select(e.name).where(e.id == key)).scalar()
    if name is None:
        raise AbsentError("Nobody of that name is in this record.", do="Search for the name.")
    return Party(key, name)


def _rows(connection: Connection, question: Question) -> list[_Row]:
    """The reports that answer a question, the latest first."""
    from redshank.ontology.plover import score

    r, e, lead = tables.report.c, tables.event.c, tables.report.alias()
    found = (
        select(r.n, r.event, e.type, lead.c.mode, r.start, e.status)
        .join(tables.event, e.n == r.event)
        .join(lead, lead.c.n == e.n)
        .where(condition(connection, question))
        .order_by(r.start.desc().nulls_last(), r.n.desc())
    )
    return [
        _Row(n, event, kind, mode, start, score(kind, mode), status in HAPPENED)
        for n, event, kind, mode, start, status in connection.execute(found)
    ]


def _merged(*several: Sequence[_Row]) -> list[_Row]:
    return sorted(
        (row for rows in several for row in rows), key=lambda row: (row.start or "", row.report), reverse=True
    )


def _weeks(rows: Iterable[_Row]) -> int:
    days = sorted(row.start[:10] for row in rows if row.start)
    if not days:
        return 0
    first, last = (datetime.date.fromisoformat(f"{day}-01-01"[:10]) for day in (days[0], days[-1]))
    return (last - first).days // 7


def _direction(rows: Sequence[_Row]) -> Direction:
    """Counts of what happened in one direction."""
    events = {row.event: row.score for row in rows if row.happened}
    scores = list(events.values())
    return Direction(
        events=len(events),
        reports=sum(row.happened for row in rows),
        cooperative=sum(score > 0 for score in scores),
        hostile=sum(score < 0 for score in scores),
        score=round(sum(scores) / len(scores), 1) if scores else None,
    )


def _quads(rows: Iterable[_Row], starts: Sequence[str], by: str) -> list[dict[str, Any]]:
    """Events by step and quad, steps without any left out."""
    types = event_types()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in {row.event: row for row in rows}.values():
        found[step_of(row.start or "", by)][types[row.type].quad] += 1
    return [{"start": start, **found[start]} for start in starts if start in found]


def _turnings(record: Record, turns: Sequence[TurningPoint]) -> list[Turning]:
    """Turning points with their events, the latest first."""
    wanted = [incident.event for turn in turns for incident in turn.incidents]
    found = {event.id: event for event in events_of(record, wanted)}
    return [
        Turning(turn, tuple(found[one.event] for one in turn.incidents if one.event in found))
        for turn in reversed(turns)
    ]


def events_of(record: Record, keys: Sequence[str]) -> list[Event]:
    """The events of these ids, in no particular order; those that are no more are left out."""
    r, numbers = tables.report.c, []
    with reading(record.engine) as connection:
        for some in chunks(keys):
            found = select(r.n).where(r.id.in_(some), r.current, r.event == r.n)
            numbers += [row.n for row in connection.execute(found)]
        return [event for part in chunks(numbers) for event in asking.told(connection, part)]


def _address(forth: Sequence[_Row], back: Sequence[_Row]) -> list[Address]:
    """Events by type and mode in both directions, the most frequent first."""
    types, counts = event_types(), []
    for rows in (forth, back):
        events = {row.event: (row.type, row.mode) for row in rows if row.happened}
        counts.append(Counter(events.values()))
    order = sorted(counts[0] | counts[1], key=lambda key: (-counts[0][key] - counts[1][key], key[0], key[1] or ""))
    return [Address(kind, mode, types[kind].quad, counts[0][kind, mode], counts[1][kind, mode]) for kind, mode in order]


def rows(view: DyadView, table: str) -> list[dict[str, Any]]:
    """A table of the page, whole."""
    if table == "turns":
        told = [(one.point, [event.id for event in one.events]) for one in view.turns]
        return [{name: getattr(point, name, events) for name in TURN_COLUMNS} for point, events in told]
    held: Iterable[Any] = view.points if table == "series" else view.address
    return [asdict(one) for one in held]
