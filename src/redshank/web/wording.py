"""Numbers, dates and texts as templates show them; sentences about events are in ``redshank.web.views.words``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from redshank.model import Mention, Period
from redshank.web.views import words

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


def names(mentions: Sequence[Mention]) -> str:
    """Who, in a row; a dash for nobody."""
    return words.names(mentions) or "–"


FILTERS: dict[str, Callable[..., Any]] = {
    "number": number, "percent": percent, "plural": plural, "day": day, "moment": moment, "dated": dated,
    "short": short, "names": names, "line": words.line, "deed": words.deed, "period": words.period,
    "listed": words.listed,
}  # fmt: skip
"""The words as templates use them."""
