"""Facts in the words of people: dates, numbers, names, and the one line that says what happened."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from redshank.model import Event, Mention, Period, Report

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """How a type is told: with a recipient, without one, of a recipient without an actor, and of what is to come."""

    past: str
    alone: str
    passive: str
    coming: str
    coming_alone: str


VERBS = {
    "AGREE": Verb("agreed with", "agreed", "was promised something", "agree with", "agree"),
    "CONSULT": Verb("talked with", "held talks", "was talked with", "talk with", "hold talks"),
    "SUPPORT": Verb("voiced support for", "voiced support", "was supported in words", "support", "voice support"),
    "CONCEDE": Verb("gave way to", "gave way", "was given way to", "give way to", "give way"),
    "COOPERATE": Verb("worked with", "worked together", "was worked with", "work with", "work together"),
    "AID": Verb("aided", "gave aid", "was aided", "aid", "give aid"),
    "RETREAT": Verb("drew back before", "drew back", "was given ground", "draw back before", "draw back"),
    "REQUEST": Verb("appealed to", "made an appeal", "was appealed to", "appeal to", "make an appeal"),
    "ACCUSE": Verb("accused", "made accusations", "was accused", "accuse", "make accusations"),
    "REJECT": Verb("rebuffed", "refused", "was rebuffed", "rebuff", "refuse"),
    "THREATEN": Verb("threatened", "made threats", "was threatened", "threaten", "make threats"),
    "PROTEST": Verb("protested against", "protested", "was protested against", "protest against", "protest"),
    "SANCTION": Verb("put sanctions on", "imposed sanctions", "was sanctioned", "put sanctions on", "impose sanctions"),
    "MOBILIZE": Verb("mobilized against", "mobilized", "was mobilized against", "mobilize against", "mobilize"),
    "COERCE": Verb("coerced", "used coercion", "was coerced", "coerce", "use coercion"),
    "ASSAULT": Verb("attacked", "attacked", "was attacked", "attack", "attack"),
}
"""How each type of PLOVER is told in a line; the type itself always stands beside it."""


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
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def day(value: str | None) -> str:
    """A date, whole or in part, in words: 13 March 2023, March 2023, 2023."""
    if not value:
        return "no date"
    parts = value[:10].split("-")
    try:
        if len(parts) == 3:
            return f"{int(parts[2])} {MONTHS[int(parts[1]) - 1]} {parts[0]}"
        return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 else parts[0]
    except (ValueError, IndexError):
        return value


def moment(value: str | None) -> str:
    """A time stamp in words: 13 March 2023, 14:05 UTC."""
    if not value:
        return "–"
    return f"{day(value)}, {value[11:16]} UTC" if len(value) >= 16 else day(value)


def period(when: Period | None) -> str:
    """When something happened, as exactly as it is known."""
    if when is None:
        return "no date"
    if when.start == when.end:
        return day(when.start)
    if when.precision == "year" and when.start[:4] == when.end[:4]:
        return when.start[:4]
    if when.precision == "month" and when.start[:7] == when.end[:7]:
        return day(when.start[:7])
    if when.start[:7] == when.end[:7]:
        return f"{int(when.start[8:10])}–{day(when.end)}"
    if when.start[:4] == when.end[:4]:
        return f"{day(when.start).rsplit(' ', 1)[0]} – {day(when.end)}"
    return f"{day(when.start)} – {day(when.end)}"


def names(mentions: Iterable[Mention], most: int = 3) -> str:
    """Who: names in a row, the last after 'and', those beyond ``most`` counted."""
    found = list(dict.fromkeys(mention.name for mention in mentions))
    return listed(found[:most], len(found) - most)


def listed(found: list[str], more: int = 0) -> str:
    """Words in a row: a, b and c."""
    if more > 0:
        found = [*found, plural(more, "other")]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""


def told(what: Event | Report) -> str:
    """What happened without who: the verb of its type between actor and recipient."""
    verb = VERBS[what.type]
    planned = what.planned if isinstance(what, Event) else what.factuality == "planned"
    if not what.actor and what.recipient:
        return f"is to be {verb.passive.removeprefix('was ')}" if planned else verb.passive
    if planned:
        return f"to {verb.coming if what.recipient else verb.coming_alone}"
    return verb.past if what.recipient else verb.alone


def line(what: Event | Report) -> str:
    """One line that says what happened: who, what, to whom. Date and place stand beside it."""
    who, whom = names(what.actor), names(what.recipient)
    if not who:
        return f"{whom or 'Someone'} {told(what)}"
    return f"{who} {told(what)} {whom}".strip()


def short(text: str, most: int = 240) -> str:
    """The beginning of a text, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def today() -> datetime.date:
    """The day in UTC."""
    return datetime.datetime.now(datetime.UTC).date()


def slug(value: str) -> str:
    """Words as the name of a CSS class: material conflict is material-conflict."""
    return "-".join("".join(c if c.isalnum() else " " for c in value.lower()).split())


FILTERS: dict[str, Callable[..., Any]] = {
    "number": number, "percent": percent, "plural": plural, "day": day, "moment": moment, "period": period,
    "names": names, "told": told, "line": line, "short": short, "slug": slug, "listed": listed,
}  # fmt: skip
"""The words as templates use them."""
