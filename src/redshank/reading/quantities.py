"""How many: the dead, the injured, crowds and forces, money and goods that a sentence tells of.

Vague numbers are given their lower bound: dozens is 24, scores 40, hundreds 200, thousands 2,000, tens of thousands
20,000, several and a few 3. Of a range ("20 to 30") the lower end is given; "some", "nearly" and "at least" change
nothing. Lower bounds add up to a lower bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redshank.model import Quantity, Span
from redshank.reading.numbers import NUMBER, range_after, value_of
from redshank.reading.quantity_words import (
    CURRENCY_WORD,
    DEAD_AFTER,
    DEAD_BEFORE,
    GATHER_AFTER,
    GATHER_BEFORE,
    GOODS,
    HURT_AFTER,
    HURT_BEFORE,
    NO_QUANTITY,
    PEOPLE,
    PEOPLE_OF_THEIR_OWN,
    currency,
)

AFTER, BEFORE = 120, 60
"""How many characters around a number can say what is counted."""

_LIST = re.compile(r"^[\s,]*(?:and|as\swell\sas|,)\s+(?:(?:at\sleast|some|about|another)\s)?$")
_PART = re.compile(r"\b(?:including|among\sthem|of\swhom|of\sthem)\s+(?:at\sleast\s|about\s)?$")
_CLUE = re.compile(
    r"\d|(?i:several|few|couple|dozen|score|hundred|thousand|million|one|two|three|four|five|six|seven|eight|nine|ten|elev|twe)"
)


def quantities(text: str, base_offset: int = 0) -> list[Quantity]:
    """The quantities in a sentence or an article, in order; mentions' offsets count from ``base_offset``.

    Kinds and units: ``dead``, ``injured`` and ``size`` (a crowd, a force, those arrested or displaced) in ``persons``;
    ``money`` in ISO 4217 codes (``XXX`` where the words leave the currency open); ``goods`` in the noun counted
    ("drones", "tonnes of grain").
    """
    return list(_found(text, base_offset)) if _CLUE.search(text) else []


def _found(text: str, base_offset: int) -> Iterator[Quantity]:
    kind_before, end_before = "", 0
    for match in NUMBER.finditer(text):
        if match.start() < end_before or _not_counted(text, match):
            continue
        end, scale = range_after(text, match)
        value = value_of(match.group("number")) * scale
        read = _money(text, match, end) or _people(text, match.start(), end, (kind_before, end_before))
        read = read or _goods(text, end)
        if not read or value <= 0:
            continue
        kind, unit, end = read
        kind_before, end_before = kind, end
        yield Quantity(
            kind, value, unit, Span(base_offset + match.start(), base_offset + end, text[match.start() : end])
        )


def _not_counted(text: str, match: re.Match[str]) -> bool:
    """Ages, percentages, distances, dates and the like."""
    if match.group("sign"):
        return False
    no_one = match.group("number").lower() == "one" and text[max(0, match.start() - 3) : match.start()].lower() == "no "
    return no_one or bool(NO_QUANTITY.match(text, match.end(), match.end() + 40))


Read = tuple[str, str, int] | None


def _money(text: str, match: re.Match[str], end: int) -> Read:
    if sign := match.group("sign"):
        return "money", currency(sign), end
    word = CURRENCY_WORD.match(text, end, end + 60)
    return ("money", currency(word.group("whose") or "", word.group("coin")), word.end()) if word else None


def _people(text: str, start: int, end: int, before: tuple[str, int]) -> Read:
    """Persons, and what befell them: by the words after the number, those before it, or the list it goes on."""
    noun = PEOPLE.match(text, end, end + AFTER)
    after = noun.end() if noun else end
    lead = text[max(0, start - BEFORE) : start]
    if _PART.search(lead):
        return None
    if DEAD_AFTER.match(text, after, after + AFTER):
        return "dead", "persons", after
    if HURT_AFTER.match(text, after, after + AFTER):
        return "injured", "persons", after
    if GATHER_AFTER.match(text, after, after + AFTER) and noun:
        return "size", "persons", after
    kind = _told_before(lead, text[before[1] : start], before[0], bool(noun), bool(_goods(text, end)))
    if not kind and noun and PEOPLE_OF_THEIR_OWN.search(noun.group()):
        kind = "size"
    return (kind, "persons", after) if kind else None


def _told_before(lead: str, between: str, kind_before: str, people: bool, goods: bool) -> str:
    """The kind that the words before a number give it: "killing 12", "a crowd of 500", "wounded two men and three"."""
    if goods:
        return ""
    if DEAD_BEFORE.search(lead):
        return "dead"
    if HURT_BEFORE.search(lead):
        return "injured"
    if people and kind_before in {"dead", "injured", "size"} and len(between) < 20 and _LIST.match(between):
        return kind_before
    return "size" if GATHER_BEFORE.search(lead) else ""


def _goods(text: str, end: int) -> Read:
    noun = GOODS.match(text, end, end + AFTER)
    if not noun:
        return None
    unit = noun.group("measure") or noun.group("thing")
    return "goods", " ".join(unit.lower().split()), noun.end()
