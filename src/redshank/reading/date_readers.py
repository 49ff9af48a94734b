"""What the words of a date mean: one reader per form, from the groups of its pattern to a stretch of time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from redshank.reading import almanac
from redshank.reading.almanac import Stretch


class Context(NamedTuple):
    """What relative words are read against: the publication date, the period last spoken of, and the tense.

    ``future`` is whether the words speak of what is to come; None where nothing tells.
    """

    published: Stretch | None
    anchor: Stretch | None
    future: bool | None


Groups = dict[str, str]
Reader = Callable[[Groups, Context], Stretch | None]

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = {
    word: number
    for number, words in enumerate(
        ("", "a an one", "two couple", "three few", "four several", "five", "six", "seven", "eight", "nine", "ten")
    )
    for word in words.split()
} | {"eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50}
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_PARTS = {"early": "early", "beginning": "early", "start": "early", "middle": "mid", "mid": "mid"}


def _month_number(name: str) -> int:
    short = name.lower()[:3]
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(short))


def _int(ordinal: str) -> int:
    return int(re.sub(r"\D", "", ordinal))


def _part(stretch: Stretch | None, words: str) -> Stretch | None:
    """The part of a stretch that ``early``, ``mid``, ``late`` or "the end of" name; all of it where none is named."""
    if not stretch or not words.strip():
        return stretch
    word = next((w for w in re.findall(r"[a-z]+", words.lower()) if w != "the"), "")
    return almanac.part(stretch, _PARTS.get(word, "late"))


def _relative(context: Context, unit: str, count: int = 0) -> Stretch | None:
    """So many units from the publication date; where that is only known roughly, days and weeks are as rough."""
    now = context.published
    if not now or (now.precision != "day" and unit in {"day", "week", "fortnight"}):
        return now
    return almanac.unit_around(now.start, unit, count)


def _in_some_year(context: Context, make: Callable[[int], Stretch]) -> Stretch | None:
    """A day, month or season without a year: the one nearest to the publication date."""
    to = context.published or context.anchor
    if not to:
        return None
    if to.precision == "year":
        return make(to.start.year)
    candidates = []
    for year in range(to.start.year - 1, to.start.year + 2):
        try:
            candidates.append(make(year))
        except ValueError:  # 29 February
            continue
    return almanac.nearest(candidates, to.start, future=context.future)


def _at(g: Groups, context: Context, day: str = "d", month: str = "m", year: str = "y") -> Stretch | None:
    """The day of the groups named, its year found where it is left out."""
    number = _month_number(g[month])

    def make(in_year: int) -> Stretch:
        return almanac.day(date(in_year, number, _int(g[day])))

    return make(int(g[year])) if g.get(year) else _in_some_year(context, make)


def iso(g: Groups, context: Context) -> Stretch | None:
    """ "2023-03-07"."""
    return almanac.day(date(int(g["y"]), int(g["m"]), int(g["d"])))


def numeric(g: Groups, context: Context) -> Stretch | None:
    """03/07/2023: the reading nearest to publication where both are days; month first where nothing tells."""
    first, second, year = int(g["a"]), int(g["b"]), int(g["y"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    readings = []
    for month, day in ((first, second), (second, first)):
        if 1 <= month <= 12:
            try:
                readings.append(almanac.day(date(year, month, day)))
            except ValueError:
                continue
    if not context.published:
        return readings[0] if readings else None
    return almanac.nearest(readings, context.published.start, future=context.future)


def dotted(g: Groups, context: Context) -> Stretch | None:
    """7.3.2023: the day comes first wherever dates are written with full stops."""
    return almanac.day(date(int(g["y"]), int(g["b"]), int(g["a"])))


def days(g: Groups, context: Context) -> Stretch | None:
    """From one day to another, in one month or two; the year is often told only once, at the end."""
    second_month = g.get("m2") or g["m"]
    last = _at({"d": g["d2"], "m": second_month, "y": g["y"]}, context)
    if not last:
        return None
    year = g.get("y1") or str(last.start.year)
    first = _at({"d": g["d1"], "m": g["m"], "y": year}, context)
    if first and first.start > last.start and not g.get("y1"):
        first = _at({"d": g["d1"], "m": g["m"], "y": str(last.start.year - 1)}, context)
    return almanac.span(first, last) if first else None


def months(g: Groups, context: Context) -> Stretch | None:
    """ "March to May 2022"."""
    first, second = _month_number(g["m1"]), _month_number(g["m2"])
    last = month({"m": g["m2"], "y": g["y"]}, context)
    if not last:
        return None
    start = int(g.get("y1") or last.start.year - (first > second))
    return almanac.span(almanac.month(start, first), last)


def years(g: Groups, context: Context) -> Stretch | None:
    """ "2001-2005", "between 2001 and 2005"."""
    first, second = g["y1"], g["y2"]
    return almanac.span(almanac.year(int(first)), almanac.year(int(first[: 4 - len(second)] + second)))


def day(g: Groups, context: Context) -> Stretch | None:
    """ "7 March 2023", "March 7"."""
    return _at(g, context)


def month(g: Groups, context: Context) -> Stretch | None:
    """ "March 2023", "in March"."""
    number = _month_number(g["m"])
    if g.get("y"):
        return _part(almanac.month(int(g["y"]), number), g.get("part", ""))
    return _part(_in_some_year(context, lambda year: almanac.month(year, number)), g.get("part", ""))


def _year_of(g: Groups, context: Context) -> int | None:
    """this year, last year; that year, the following year: from publication or from what was spoken of last."""
    words = g["whose"].lower().split()
    base = context.anchor if words[-1] in {"that", "same", "previous", "following"} else context.published
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(words[-1], 0)
    return base.start.year + step if base else None


def month_of_year(g: Groups, context: Context) -> Stretch | None:
    """September last year, early June of that year."""
    year = _year_of(g, context)
    return _part(almanac.month(year, _month_number(g["m"])), g["part"]) if year else None


def season_of_year(g: Groups, context: Context) -> Stretch | None:
    """the summer of last year."""
    year = _year_of(g, context)
    return almanac.season(year, g["season"]) if year else None


def which_month(g: Groups, context: Context) -> Stretch | None:
    """last June, next June: the nearest one wholly before or after the month of publication."""
    if not (now := context.published):
        return None
    number = _month_number(g["m"])
    years = [now.start.year + step for step in (-1, 0, 1)]
    months = [almanac.month(year, number) for year in years]
    before = [month for month in months if month.end < now.start]
    after = [month for month in months if month.start > now.end]
    if g["which"].lower().startswith("next"):
        return after[0] if after else None
    return before[-1] if before else None


def season(g: Groups, context: Context) -> Stretch | None:
    """ "spring 2022", "this summer"."""
    name, which = g["season"].lower(), g.get("which", "").lower()
    if g.get("y"):
        return _part(almanac.season(int(g["y"]), name), g.get("part", ""))
    if not (now := context.published):
        return None
    seasons = [almanac.season(now.start.year + step, name) for step in (-2, -1, 0, 1)]
    if which == "this" and name != "winter":
        return seasons[2]
    if which == "last":
        return [each for each in seasons if each.end < now.start][-1]
    if which == "next":
        return next(each for each in seasons if each.start > now.start)
    return _part(almanac.nearest(seasons, now.start, future=context.future), g.get("part", ""))


def year(g: Groups, context: Context) -> Stretch | None:
    """ "2014"."""
    return _part(almanac.year(int(g["y"])), g.get("part", ""))


def decade(g: Groups, context: Context) -> Stretch | None:
    """ "the 1990s"."""
    digits = g["y"].lstrip("'’")
    return _part(almanac.decade(int(digits) if len(digits) == 4 else 1900 + int(digits)), g.get("part", ""))


def century(g: Groups, context: Context) -> Stretch | None:
    """ "the 19th century"."""
    first = (_int(g["n"]) - 1) * 100 + 1
    whole = Stretch(date(first, 1, 1), date(first + 99, 12, 31), "range")
    return _part(whole, g.get("part", ""))


def part_of_year(g: Groups, context: Context) -> Stretch | None:
    """the first quarter of 2023, the second half of last year."""
    size = 3 if g["unit"] == "quarter" else 6
    year = int(g["y"]) if g["y"] else None
    if year is None and context.published:
        year = context.published.start.year + {"last": -1, "next": 1}.get(g["which"].lower(), 0)
    if year is None:
        return None
    first = (_ORDINALS[g["n"].lower()] % (12 // size)) * size + 1
    return Stretch(almanac.month(year, first).start, almanac.month(year, first + size - 1).end, "range")


_NAMED_DAYS = {
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing": (12, 26),
    "new year": (1, 1),
    "may day": (5, 1),
}


def named_day(g: Groups, context: Context) -> Stretch | None:
    """ "New Year's Eve", "Christmas Day"."""
    name = g["name"].lower().replace("’", "'")
    month, number = next((day for start, day in _NAMED_DAYS.items() if name.startswith(start)), (1, 1))
    if name.startswith("new year") and name.endswith("eve"):
        month, number = 12, 31
    if g["y"]:
        return almanac.day(date(int(g["y"]), month, number))
    return _in_some_year(context, lambda year: almanac.day(date(year, month, number)))


def september_11(g: Groups, context: Context) -> Stretch | None:
    """ "9/11", "September 11" in the sense of 2001."""
    return almanac.day(date(2001, 9, 11))


_NEAR_DAYS = {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
}


def near_day(g: Groups, context: Context) -> Stretch | None:
    """ "yesterday", "today", "tomorrow"."""
    words = " ".join(g["words"].lower().split())
    return _relative(context, "day", next((n for start, n in _NEAR_DAYS.items() if words.startswith(start)), 0))


def weekday(g: Groups, context: Context) -> Stretch | None:
    """The most recent day of that name, publication day included; with ``next`` or of what is to come, the first."""
    now = context.published
    if not now or now.precision != "day":
        return now
    back = (now.start.weekday() - WEEKDAYS.index(g["weekday"].lower())) % 7
    which = g.get("which", "").lower()
    if which.startswith(("next", "this coming", "coming")):
        return almanac.day(now.start + timedelta((7 - back) % 7 or 7))
    if which.startswith(("last", "past", "this past", "previous")):
        return almanac.day(now.start - timedelta(back or 7))
    return almanac.day(now.start + timedelta((7 - back) % 7 if context.future else -back))


def weekday_of_week(g: Groups, context: Context) -> Stretch | None:
    """Monday last week, Monday of this week."""
    step = {"last": -1, "next": 1}.get(g["which"].lower(), 0)
    week = _relative(context, "week", step)
    if not week or week.precision != "week":
        return week
    return almanac.day(week.start + timedelta(WEEKDAYS.index(g["weekday"].lower())))


def weekdays(g: Groups, context: Context) -> Stretch | None:
    """ "from Monday to Wednesday"."""
    last = weekday({"weekday": g["weekday2"]}, context)
    if not last or last.precision != "day":
        return last
    between = (last.start.weekday() - WEEKDAYS.index(g["weekday"].lower())) % 7
    return almanac.span(almanac.day(last.start - timedelta(between)), last)


def weekend(g: Groups, context: Context) -> Stretch | None:
    """ "over the weekend", "last weekend"."""
    now = context.published
    if not now or now.precision != "day":
        return now
    which = g["which"].lower()
    saturday = now.start - timedelta((now.start.weekday() - 5) % 7)
    if which.startswith(("next", "coming", "this coming")) or (
        (which == "this" or context.future) and now.start.weekday() < 5
    ):
        saturday += timedelta(7)
    elif which == "last" and now.start.weekday() >= 5:
        saturday -= timedelta(7)
    return Stretch(saturday, saturday + timedelta(1), "range")


def which_unit(g: Groups, context: Context) -> Stretch | None:
    """last week, this month, next year; early, late or the end of it."""
    step = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(g["which"].lower().split()[-1], 0)
    return _part(_relative(context, g["unit"].lower(), step), g.get("part", ""))


def so_far(g: Groups, context: Context) -> Stretch | None:
    """earlier this year: from its start to publication; later this year: from publication to its end."""
    now, whole = context.published, _relative(context, g["unit"].lower())
    if not now or not whole or now.precision != "day":
        return whole
    earlier = g["side"].lower() == "earlier"
    return Stretch(whole.start, now.end, "range") if earlier else Stretch(now.start, whole.end, "range")


def _count(words: str) -> int:
    word = re.sub(r"^a\s(?=few|couple)|\sof$", "", words.lower().strip())
    return int(word) if word.isdigit() else _COUNTS.get(word, 1)


def ago(g: Groups, context: Context) -> Stretch | None:
    """ "two weeks ago"."""
    unit = g["unit"].lower()
    if unit in {"hour", "minute"}:
        return _relative(context, "day")
    if unit == "decade":
        return _relative(context, "year", -10 * _count(g["n"]))
    return _relative(context, unit, -_count(g["n"]))


def stretch_of_units(g: Groups, context: Context) -> Stretch | None:
    """the past three weeks, the next two years, recent months: up to publication, or from then on."""
    now = context.published
    if not now or now.precision != "day":
        return None
    count = _count(g["n"]) if g["n"] else 3
    unit = g["unit"].lower()
    if g["which"].lower().split()[-1] in {"next", "coming", "following"}:
        return Stretch(now.start, almanac.shift(now.start, unit, count), "range")
    return Stretch(almanac.shift(now.start, unit, -count), now.start, "range")


def last_unit(g: Groups, context: Context) -> Stretch | None:
    """the past year, the next week: one unit up to publication, or from then on."""
    return stretch_of_units({**g, "n": "1"}, context)


def same(g: Groups, context: Context) -> Stretch | None:
    """that day, the same month: what was spoken of last."""
    anchor, unit = context.anchor, g["unit"].lower()
    if not anchor or (unit == "day" and anchor.precision != "day"):
        return anchor
    return almanac.unit_around(anchor.start, unit)


def from_anchor(g: Groups, context: Context) -> Stretch | None:
    """the following day, the previous year, two days later, a week earlier: counted from what was spoken of last."""
    anchor, unit = context.anchor, g["unit"].lower()
    if not anchor or (unit in {"day", "week", "fortnight"} and anchor.precision not in {"day", "range", "week"}):
        return None
    back = g["side"].lower() in {"previous", "preceding", "before", "earlier", "prior"}
    count = _count(g["n"]) if g["n"] else 1
    if unit == "decade":
        unit, count = "year", 10 * count
    return almanac.unit_around(anchor.start if back else anchor.end, unit, -count if back else count)
