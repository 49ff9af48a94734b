"""Events and reports in plain English: one line that says who did what to whom, dates and statuses in words."""

from __future__ import annotations

import csv
import datetime
import functools
from collections.abc import Iterable, Sequence
from importlib import resources

from redshank.model import Event, Mention, Period, Report

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
    text = resources.files("redshank.web.views").joinpath("verbs.tsv").read_text("utf-8")
    lines = (row for row in text.splitlines() if not row.startswith("#"))
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {(row["type"], row["mode"]): (row["base"], row["past"], row["alone"]) for row in rows}


def day(date: str | None) -> str:
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
        return f"about {day(when.start)}"
    if when.precision == "month" and when.start[:7] == when.end[:7]:
        return f"in {day(when.start[:7])}"
    if when.precision == "year" and when.start[:4] == when.end[:4]:
        return f"in {when.start[:4]}"
    if when.start == when.end:
        return f"on {day(when.start)}"
    return f"between {day(when.start)} and {day(when.end)}"


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
