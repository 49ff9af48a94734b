"""Facts in plain English: one line that says who did what to whom; dates, numbers, statuses in words."""

from __future__ import annotations

import csv
import datetime
import functools
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from typing import Any

from redshank.model import Event, Mention, Period, Report

SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(value: float | int | None) -> str:
    """A number with its thousands parted: 12,345."""
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")


def percent(value: float | None) -> str:
    """A share in whole percents."""
    return "–" if value is None else f"{100 * value:.0f}%"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: 1 event, 12 events."""
    many = many or (f"{one[:-1]}ies" if one.endswith("y") and one[-2:-1] not in "aeiou" else f"{one}s")
    return f"{number(count)} {one if count == 1 else many}"


def day(value: str | None) -> str:
    """A date, whole or in part, short enough for a column: 13 Mar 2023, Mar 2023, 2023; "no date" for none."""
    if not value:
        return "no date"
    parts = value[:10].split("-")
    if not all(part.isdigit() for part in parts) or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return value
    month = f"{SHORT[int(parts[1]) - 1]} " if len(parts) > 1 else ""
    return f"{int(parts[2])} {month}{parts[0]}" if len(parts) > 2 else f"{month}{parts[0]}"


def moment(value: str | None) -> str:
    """A time stamp in words: 13 Mar 2023, 14:05 UTC."""
    if not value:
        return "–"
    return f"{day(value)}, {value[11:16]} UTC" if len(value) >= 16 else day(value)


def dated(when: Period | None) -> str:
    """When, as short as it is exact: 13 Mar 2023, Mar 2023, 2023, 3–9 Mar 2023."""
    if when is None:
        return "no date"
    first, last = when.start, when.end
    if when.precision == "inferred":
        return f"~ {day(first)}"
    if first == last:
        return day(first)
    if first[5:] == "01-01" and last[5:] == "12-31":
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"
    if first[:7] == last[:7]:
        whole = first[8:] == "01" and last[8:] in ("28", "29", "30", "31")
        return day(first[:7]) if whole else f"{int(first[8:10])}–{day(last)}"
    return f"{day(first)} – {day(last)}"


def short(text: str, most: int = 240) -> str:
    """The beginning of a text, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


MOST_NAMES = 4
"""Names told of one side; of more the first three, and how many others."""

STATUS_WORDS = {
    "single source": "told by one independent publisher",
    "corroborated": "told by several independent publishers",
    "disputed": "told by some, denied by others",
    "denied": "only denied",
    "unconfirmed": "only hedged: may, reportedly, feared",
    "announced, not yet seen": "announced; the record does not have it happening yet",
    "announced, since seen": "announced, and an event that fulfils it is in the record",
}
"""What a status means, for one who does not know our words."""

PREFIXES = {"denied": "Denied", "unconfirmed": "Unconfirmed", "negated": "Denied", "possible": "Perhaps"}


def line(one: Event | Report) -> str:
    """Who did what to whom, where and when: "Emmanuel Macron visited Vladimir Putin in Moscow on 7 March 2023"."""
    place = f" in {one.where.name}" if one.where else ""
    when = f" {period(one.when)}" if one.when else ""
    return f"{deed(one)}{place}{when}"


def deed(one: Event | Report) -> str:
    """Who did what to whom; what is only planned, hedged or denied says so."""
    actor, recipient = names(one.actor) or "Somebody", names(one.recipient)
    planned = one.planned if isinstance(one, Event) else one.factuality == "planned"
    told = PREFIXES.get(one.status if isinstance(one, Event) else one.factuality)
    base, past, alone = _verb(one.type, one.mode)
    be = "is to" if len(one.actor) < 2 else "are to"
    done = f"{be} {base}" if planned else past
    words = f"{actor} {done.replace('{}', recipient or alone)}"
    return f"{told}: {words}" if told else words[:1].upper() + words[1:]


def names(mentions: Sequence[Mention]) -> str:
    """The names of one side: "A", "A and B", "A, B, C and 4 others"."""
    told = list(dict.fromkeys(mention.name for mention in mentions))
    if len(told) > MOST_NAMES:
        told = [*told[: MOST_NAMES - 1], f"{len(told) - MOST_NAMES + 1} others"]
    return listed(told)


def listed(words: Iterable[str]) -> str:
    """Words in a row: "A, B and C"."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _verb(type_: str, mode: str | None) -> tuple[str, str, str]:
    verbs = _verbs()
    return verbs.get((type_, mode or "")) or verbs[type_, ""]


@functools.cache
def _verbs() -> dict[tuple[str, str], tuple[str, str, str]]:
    """Base form, past and stand-in for a missing recipient, by type and mode."""
    text = resources.files("redshank.web").joinpath("verbs.tsv").read_text("utf-8")
    lines = (row for row in text.splitlines() if not row.startswith("#"))
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {(row["type"], row["mode"]): (row["base"], row["past"], row["alone"]) for row in rows}


def day_in_full(date: str | None) -> str:
    """A day, month or year in words: "7 March 2023", "March 2023"; empty for none."""
    if not date:
        return ""
    parts = date[:10].split("-")
    try:
        found = datetime.date(int(parts[0]), *(int(part) for part in (*parts[1:], "1", "1")[:2]))
    except ValueError:
        return date
    return (f"{found.day} {found:%B} {found.year}", f"{found:%B} {found.year}", f"{found.year}")[3 - len(parts[:3])]


def period(when: Period) -> str:
    """A period as it stands in a sentence: "on 7 March 2023", "in March 2023", "about 7 March 2023"."""
    if when.precision == "inferred":
        return f"about {day_in_full(when.start)}"
    if when.precision == "month" and when.start[:7] == when.end[:7]:
        return f"in {day_in_full(when.start[:7])}"
    if when.precision == "year" and when.start[:4] == when.end[:4]:
        return f"in {when.start[:4]}"
    if when.start == when.end:
        return f"on {day_in_full(when.start)}"
    return f"between {day_in_full(when.start)} and {day_in_full(when.end)}"


PRECISIONS = {
    "inferred": "no words say when; the day of publication stands in",
    "day": "to the day",
    "week": "to the week",
    "month": "to the month",
    "season": "to the season",
    "year": "to the year",
    "decade": "to the decade",
    "range": "a stretch of time, as told",
}
"""How exact a date is, in words."""

PLACE_PRECISIONS = {
    "building": "a building or site",
    "city": "a city or town",
    "district": "a district",
    "region": "a region; the point is its middle",
    "country": "a country; the point is its middle",
    "area": "a wide area; the point is its middle",
}
"""How large the place is that the words name."""

FILTERS: dict[str, Callable[..., Any]] = {
    "number": number, "percent": percent, "plural": plural, "day": day, "moment": moment, "dated": dated,
    "short": short, "names": names, "line": line, "deed": deed, "period": period, "day_in_full": day_in_full,
    "listed": listed,
}  # fmt: skip
"""The words as templates use them."""
