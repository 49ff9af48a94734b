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
    BARE,
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

_PLURALS = ("s", "aircraft", "cattle", "sheep")
AFTER, BEFORE = 120, 60
"""How many characters around a number can say what is counted."""

_LIST = re.compile(r"^[\s,]*(?:and|as\swell\sas|,)\s+(?:(?:at\sleast|some|about|another)\s)?$")
_OF_PEOPLE = frozenset({"dead", "injured", "size"})
_PART = re.compile(r"\b(?:including|among\sthem|of\swhom|of\sthem)\s+(?:at\sleast\s|about\s)?$")
_SHARE = re.compile(
    r"\b(?:\d+|one|two|three|four|five|some|most|many|half|none|any|each|all)\sof\s(?:the|those|these|its|their)\s$"
)
_AGE = re.compile(r"[A-Z][\w'’-]+\s?,\s$|\b(?:mother|father|aged?)\s(?:of\s)?$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_IN = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Dd]uring)\s$")
_CLUE = re.compile(
    r"\d|\b(?i:several|few|couple|dozen|score|hundred|thousand|million|billion|tens|half"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twe(?:lve|nty)|thirt|fift|fort)"
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
        read = read or _goods(text, end, value)
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
    lead = text[max(0, match.start() - BEFORE) : match.start()]
    if NO_QUANTITY.match(text, match.end(), match.end() + 40) or _SHARE.search(lead):
        return True
    if _YEAR.fullmatch(match.group("number")):
        return bool(_IN.search(lead)) or not PEOPLE.match(text, match.end(), match.end() + AFTER)
    return match.group("number").lower() == "one" and lead.lower().endswith("no ")


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
    if _PART.search(lead) or (not noun and _AGE.search(lead)):
        return None
    if DEAD_AFTER.match(text, after, after + AFTER):
        return "dead", "persons", after
    if HURT_AFTER.match(text, after, after + AFTER):
        return "injured", "persons", after
    if GATHER_AFTER.match(text, after, after + AFTER) and noun:
        return "size", "persons", after
    if not noun and GOODS.match(text, end, end + AFTER):
        return None
    told = bool(noun or BARE.match(text, end, end + 15))
    kind = _told_before(lead) if told else "dead" if DEAD_BEFORE.search(lead) else ""
    if (
        not kind
        and noun
        and before[0] in _OF_PEOPLE
        and start - before[1] < 20
        and _LIST.match(text[before[1] : start])
    ):
        kind = before[0]
    if not kind and noun and PEOPLE_OF_THEIR_OWN.search(noun.group()):
        kind = "size"
    return (kind, "persons", after) if kind else None


def _told_before(lead: str) -> str:
    """The kind that the words before a number give it: "killing 12", "wounding two", "a crowd of 500"."""
    if DEAD_BEFORE.search(lead):
        return "dead"
    if HURT_BEFORE.search(lead):
        return "injured"
    return "size" if GATHER_BEFORE.search(lead) else ""


def _goods(text: str, end: int, value: float) -> Read:
    """Things and measures; a single thing is written in the singular, and only a single thing."""
    noun = GOODS.match(text, end, end + AFTER)
    if not noun:
        return None
    unit = noun.group("measure") or noun.group("thing")
    if noun.group("thing") and not unit.endswith(_PLURALS):
        if value != 1:
            return None
        unit += "s"
    return "goods", " ".join(word if word[:2].isupper() else word.lower() for word in unit.split()), noun.end()
