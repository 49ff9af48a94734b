"""Where and when: counts of events by place and step of time, few enough for a browser to filter."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from redshank.record import Question, Record, tables
from redshank.record.database import reading
from redshank.record.filters import condition
from redshank.record.question import QUADS
from redshank.web.links import with_query
from redshank.web.views.state import remembered

STEPS = ("day", "week", "month", "year")
MOST_ROWS = 8_000
"""Rows that go to a browser: above it, the next longer step of time is taken."""
LONGEST = {"day": 150, "week": 1_100, "month": 9_000}
"""Days of a record up to which a step is fine enough to see and coarse enough to compare."""
LONG_AGO = 0.02
"""Share of events that lie before the beginning of a timeline; they are counted but not drawn."""
EXACT = ("building", "city", "district")
"""Places that a point on the map is true of; the others are larger than it."""

Row = tuple[int, str, int, int]
"""Place (its index, -1 for none), first day of the step ("" for none), quad (its index), number of events."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map that events happened at."""

    name: str
    country: str | None
    latitude: float
    longitude: float
    precision: str


@dataclass(frozen=True, slots=True)
class Geotime:
    """Events by place, step of time and quad. ``by`` is the step; ``rows`` count each event once.

    ``events`` are all, ``placed`` those with a position, ``dated`` those with a date. ``begin`` is where a timeline
    had best begin, and ``end`` where it had best end, the day of the last article: what is told now and then of long
    ago, or of a goal for years to come, would leave no room for the rest.
    """

    by: str
    places: tuple[Spot, ...] = ()
    rows: tuple[Row, ...] = ()
    events: int = 0
    placed: int = 0
    dated: int = 0
    first: str | None = None
    last: str | None = None
    begin: str | None = None
    end: str | None = None
    address: str = field(default="/events")

    def to_json(self) -> dict[str, Any]:
        """What the map and the timeline of a page take."""
        places = [
            {
                "name": one.name, "latitude": one.latitude, "longitude": one.longitude, "precision": one.precision,
                "href": with_query(self.address, {"place": one.name}),
            }
            for one in self.places
        ]  # fmt: skip
        return {
            "by": self.by,
            "events": self.address,
            "begin": self.begin,
            "end": self.end,
            "places": places,
            "rows": self.rows,
        }


@remembered
def geotime(record: Record, question: Question, by: str | None = None) -> Geotime:
    """Where and when the events that answer a question happened; ``by`` is the shortest step of time to be used."""
    counted, places = _counted(record, question)
    days = sorted({day for _, day, _ in counted if day})
    begin, end = _beginning(counted), _ending(record, days)
    step = by if by in STEPS else _step([day for day in days if begin <= day <= end])
    rows = _rows(counted, step)
    while len(rows) > MOST_ROWS and step != "year":
        step = STEPS[STEPS.index(step) + 1]
        rows = _rows(counted, step)
    numbers = sorted({n for n, *_ in rows if n >= 0}, key=lambda n: (places[n].name, places[n].latitude, n))
    index = {n: i for i, n in enumerate(numbers)} | {-1: -1}
    found = sorted((index[n], day, quad, count) for (n, day, quad), count in rows.items())
    return Geotime(
        by=step,
        places=tuple(places[n] for n in numbers),
        rows=tuple(found),
        events=sum(counted.values()),
        placed=sum(count for (n, *_), count in counted.items() if n >= 0),
        dated=sum(count for (_, day, _), count in counted.items() if day),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        begin=start_of(begin, step) if begin else None,
        end=start_of(end, step) if end else None,
    )


def _beginning(counted: Counter[tuple[int, str, int]]) -> str:
    """The day before which only ``LONG_AGO`` of the events lie."""
    by_day: Counter[str] = Counter()
    for (_, day, _), number in counted.items():
        by_day[day] += number
    del by_day[""]
    left = LONG_AGO * by_day.total()
    for day in sorted(by_day):
        left -= by_day[day]
        if left < 0:
            return day
    return ""


def _ending(record: Record, days: list[str]) -> str:
    """The last of these days that an article can tell as past; the last of all where there is none."""
    a = tables.article.c
    with reading(record.engine) as connection:
        last = connection.execute(select(func.max(a.day)).where(a.current)).scalar()
    told = [day for day in days if last is None or day <= f"{last}~"]
    return (told or days or [""])[-1]


def _counted(record: Record, question: Question) -> tuple[Counter[tuple[int, str, int]], dict[int, Spot]]:
    """Events by number of place, day and quad; and the places that have a position."""
    e, p, r = tables.event.c, tables.place.c, tables.report.c
    quads = _quad_of()
    with reading(record.engine) as connection:
        found = select(e.place, e.start, e.type, func.count()).group_by(e.place, e.start, e.type)
        if question != Question():
            found = found.where(e.n.in_(select(r.event).where(condition(connection, question))))
        located = select(p.n, p.name, p.country, p.latitude, p.longitude, p.precision)
        rows = connection.execute(located.where(p.latitude.is_not(None), p.longitude.is_not(None)))
        places = {row.n: Spot(row.name, row.country, row.latitude, row.longitude, row.precision) for row in rows}
        counted: Counter[tuple[int, str, int]] = Counter()
        for place, start, type_, number in connection.execute(found):
            counted[place if place in places else -1, (start or "")[:10], quads[type_]] += number
    return counted, places


def _quad_of() -> dict[str, int]:
    from redshank.ontology.plover import event_types

    return {name: QUADS.index(about.quad) for name, about in event_types().items()}


def _step(days: list[str]) -> str:
    """The step that suits a stretch of time."""
    if not days:
        return "day"
    first, last = (datetime.date.fromisoformat(day) for day in (days[0], days[-1]))
    length = (last - first).days
    return next((step for step, most in LONGEST.items() if length <= most), "year")


def _rows(counted: Counter[tuple[int, str, int]], step: str) -> Counter[tuple[int, str, int]]:
    found: Counter[tuple[int, str, int]] = Counter()
    starts: dict[str, str] = {"": ""}
    for (place, day, quad), number in counted.items():
        if day not in starts:
            starts[day] = start_of(day, step)
        found[place, starts[day], quad] += number
    return found


def start_of(day: str, step: str) -> str:
    """The first day of the step of time that a day lies in."""
    if step == "week":
        date = datetime.date.fromisoformat(day)
        return max(date - datetime.timedelta(days=date.weekday()), datetime.date.min).isoformat()
    return {"month": f"{day[:7]}-01", "year": f"{day[:4]}-01-01"}.get(step, day)


def table(found: Geotime) -> list[dict[str, Any]]:
    """The same counts as rows of a table, the places with the most events first."""
    totals: Counter[int] = Counter()
    quads: dict[int, Counter[int]] = {}
    for place, _, quad, number in found.rows:
        totals[place] += number
        quads.setdefault(place, Counter())[quad] += number
    ranked = sorted((n for n in totals if n >= 0), key=lambda n: (-totals[n], n))
    return [_place_row(found.places[n], totals[n], quads[n]) for n in ranked]


def _place_row(spot: Spot, events: int, quads: Counter[int]) -> dict[str, Any]:
    counts = {quad.replace(" ", "_"): quads[i] for i, quad in enumerate(QUADS)}
    return {
        "place": spot.name, "country": spot.country, "latitude": spot.latitude, "longitude": spot.longitude,
        "precision": spot.precision, "events": events, **counts,
    }  # fmt: skip


COLUMNS = (
    "place", "country", "latitude", "longitude", "precision", "events",
    *(quad.replace(" ", "_") for quad in QUADS),
)  # fmt: skip
"""Columns of ``table``."""


def vague(spots: Iterable[Spot]) -> int:
    """How many places are larger than a point: regions, countries, areas."""
    return sum(one.precision not in EXACT for one in spots)
