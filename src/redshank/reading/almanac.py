"""Stretches of time and their arithmetic: weeks, months, seasons, and the year a text leaves out."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from redshank.model import Period, Span

FUTURE_WEIGHT = 3
"""News tells what has happened more than what will: a day to come must be this much nearer than one gone by."""

UNITS = {"day": 1, "week": 7, "fortnight": 14}
MONTHS_IN = {"month": 1, "year": 12, "decade": 120}


class Stretch(NamedTuple):
    """From one day to another, both included, and how exactly that is meant (a ``Period``'s precision)."""

    start: date
    end: date
    precision: str

    def period(self, mention: Span | None) -> Period:
        """The same as a Period with the words it was read from."""
        return Period(self.start.isoformat(), self.end.isoformat(), self.precision, mention)


def day(when: date) -> Stretch:
    """One day."""
    return Stretch(when, when, "day")


def week(when: date) -> Stretch:
    """The week from Monday to Sunday that holds a day."""
    monday = when - timedelta(when.weekday())
    return Stretch(monday, monday + timedelta(6), "week")


def month(year: int, number: int) -> Stretch:
    """A calendar month; numbers below 1 and above 12 run on into the years before and after."""
    year, index = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Stretch(date(year, index, 1), date(year, index, calendar.monthrange(year, index)[1]), "month")


def year(number: int) -> Stretch:
    """A calendar year."""
    return Stretch(date(number, 1, 1), date(number, 12, 31), "year")


def decade(number: int) -> Stretch:
    """The ten years from a round year on."""
    return Stretch(date(number, 1, 1), date(number + 9, 12, 31), "decade")


def season(number: int, name: str) -> Stretch:
    """A northern season of three whole months; winter begins in December of its year."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
    return Stretch(month(number, first).start, month(number, first + 2).end, "season")


def span(first: Stretch, last: Stretch) -> Stretch | None:
    """From the start of one to the end of the other; None where that would run backwards."""
    return Stretch(first.start, last.end, "range") if first.start <= last.end else None


def part(whole: Stretch, name: str) -> Stretch:
    """The ``early``, ``mid`` or ``late`` third of a stretch."""
    days = (whole.end - whole.start).days + 1
    cuts = [whole.start + timedelta(days * third // 3) for third in range(3)]
    match name:
        case "early":
            return Stretch(cuts[0], cuts[1] - timedelta(1), "range")
        case "mid":
            return Stretch(cuts[1], cuts[2] - timedelta(1), "range")
        case _:
            return Stretch(cuts[2], whole.end, "range")


def unit_around(when: date, unit: str, count: int = 0) -> Stretch:
    """The day, week, month, year or decade that lies ``count`` units after (before, if negative) that of a day."""
    match unit:
        case "day":
            return day(when + timedelta(count))
        case "week" | "fortnight":
            return week(when + timedelta(UNITS[unit] * count))
        case "month":
            return month(when.year, when.month + count)
        case "year":
            return year(when.year + count)
        case _:
            return decade(when.year // 10 * 10 + 10 * count)


def shift(when: date, unit: str, count: int) -> date:
    """The day so many units later (earlier, if negative); the last of its month where that month is shorter."""
    if unit in UNITS:
        return when + timedelta(UNITS[unit] * count)
    target = month(when.year, when.month + MONTHS_IN[unit] * count)
    return min(target.start + timedelta(when.day - 1), target.end)


def nearest(candidates: list[Stretch], to: date, *, future: bool | None) -> Stretch | None:
    """The one meant when a text leaves out the year.

    The first that is not over where the words speak of what is to come, the last that has begun where they speak of
    what has been, and otherwise the nearest with a leaning to the past.
    """
    if future:
        return min((each for each in candidates if each.end >= to), key=lambda each: each.start, default=None)
    if future is False:
        return max((each for each in candidates if each.start <= to), key=lambda each: each.start, default=None)
    return min(candidates, key=lambda each: _distance(each, to), default=None)


def _distance(stretch: Stretch, to: date) -> float:
    if stretch.start <= to <= stretch.end:
        return 0
    ahead = (stretch.start - to).days
    return ahead * FUTURE_WEIGHT if ahead > 0 else (to - stretch.end).days


def published_on(text: str | None) -> Stretch | None:
    """The day, month or year an article was published; None for nothing or nonsense."""
    pieces = (text or "").strip()[:10].split("T")[0].split("-")
    found: Stretch | None
    try:
        numbers = [int(piece) for piece in pieces]
        match numbers:
            case [y, m, d]:
                found = day(date(y, m, d))
            case [y, m]:
                found = month(y, m) if 1 <= m <= 12 else None
            case [y]:
                found = year(y)
            case _:
                return None
    except ValueError:
        return None
    return found if found and 1500 <= found.start.year <= 2200 else None
