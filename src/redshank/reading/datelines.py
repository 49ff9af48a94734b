"""Datelines: where, when and by which agency a report was written, as in ``KABUL, March 7 (Agency) - ...``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redshank.knowledge.gazetteer import bearers
from redshank.model import Span
from redshank.reading.abbreviations import SENTENCE_STARTERS

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = rf"(?P<date>{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_AGENCIES = (
    r"AP|Reuters|REUTERS|AFP|UPI|CNN|CNNMoney|BBC|Bloomberg|Xinhua|TASS|Tass|Interfax|IANS|ANI|PTI|dpa|DPA|EFE|ANSA|AA|"
    r"Anadolu|KUNA|SPA|WAM|QNA|BNA|MENA|Petra|SANA|NNA|Bernama|Yonhap|Kyodo|Jiji|RIA|RIA Novosti|Sputnik|VOA|RFE/RL|"
    r"IRNA|ISNA|MNA|Mehr|Tasnim|Fars|APP|PNA|UNB|BSS|ANA|NAN|Ukrinform|Belta|BelTA|KCNA|VNA|ANTARA|Antara|CP|"
    r"The Canadian Press|Associated Press|The Associated Press|AAP|PA|PTI|UNI|TNS|RNS|CNA|KNA|MAP|APS|TAP|DW|"
    r"Thomson Reuters Foundation|The New Humanitarian|Kyodo News|Agencies|Agency|Staff|Web Desk|"
    r"[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){0,3} (?:News|Agency|Times|Post|Press|Service|Herald|Journal|Today|Tribune)"
)
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’']{1,20}(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ.’']{0,20}){0,4}"
_MIXED = r"[A-ZÀ-Þ][\w.’'-]{1,24}(?: (?:[A-ZÀ-Þ][\w.’'-]{0,24}|de|of|el|al|the|and)){0,4}"
_DASH = r"\s*(?:[—–]|--+|-(?=\s)|:(?=\s))\s*"
_SOURCE = r"(?:\s*\([A-Z][\w ./&-]{1,30}\))?"
"""Whoever filed the report, by a name that is not in the list of agencies."""
_RISING = r"(?=[\"'“‘«(\[$€£]?[A-ZÀ-Þ0-9$€£])"

_NAMED = re.compile(
    rf"(?:(?P<place>(?:{_CAPITALS}(?:/{_CAPITALS})?|{_MIXED})(?:, {_MIXED})?)(?:,? |, ?))?(?:{_DATE},?\s*)?"
    rf"[(\[](?P<agency>{_AGENCIES})[)\]](?:{_DASH}|\s*[\"”]\s+|\s+|){_RISING}"
)
_DATED = re.compile(
    rf"(?P<place>(?:{_CAPITALS}(?:/{_CAPITALS})?|{_MIXED})(?:, {_MIXED})?),? {_DATE}{_SOURCE}{_DASH}{_RISING}"
)
_SHOUTED = re.compile(
    rf"(?P<place>{_CAPITALS}(?:/{_CAPITALS})?(?:, {_MIXED})?){_SOURCE}\s*"
    rf"(?:—|–|--|-(?=\s)|:(?=\s))\s*{_RISING}"
)
_LABELS = frozenset(
    (
        "WATCH READ UPDATE LIVE VIDEO PHOTO OPINION EDITORIAL COMMENT REVIEW NOTE WARNING FEATURE REPORT SOURCE POLL "
        "QUESTION ANSWER SPEAKER HOST PRESIDENT SENATOR ALERT FACT SUMMARY SPORT WHO WHAT WHEN WHERE WHY HOW YES AND "
        "BUT THE NATO GOP ISIS BYLINE TITLE DATE DEAR CORRECTION UPDATED PUBLISHED POSTED"
    ).split()
)
"""Capitals before a dash or colon that are labels even where a village somewhere bears the name."""
_SEATS = frozenset({"UNITED NATIONS", "THE HAGUE"})
"""Places of datelines that are no cities, or begin as a label does."""
COLON_CITY = 100_000
"""People of a place that a mere colon may follow; smaller ones are surnames of speakers in transcripts."""
COLON_CITY_USA = 300_000
"""The same in the USA, whose papers write a dash and whose politicians are called Clinton and Jackson."""
FAR_DOWN = 1_500
"""Characters from the start of the text; further down, capitals with a colon are a speaker in a transcript."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its whole ``span`` with the dash, and within it the place, the date and the agency, if named."""

    span: Span
    place: Span | None
    date: Span | None
    agency: Span | None


def dateline(sentence: Span) -> Dateline | None:
    """The dateline that ``sentence`` begins with, or None."""
    head = sentence.text[:160]
    for pattern in (_NAMED, _DATED, _SHOUTED):
        match = pattern.match(head)
        if match and match.end() < len(sentence.text) and _is_dateline(pattern, match, sentence):
            return Dateline(
                Span(sentence.start, sentence.start + match.end(), match.group()),
                *(_part(sentence, match, name) for name in ("place", "date", "agency")),
            )
    return None


def _is_dateline(pattern: re.Pattern[str], match: re.Match[str], sentence: Span) -> bool:
    """Whether what looks like a dateline is one: an agency is proof, a date needs a name, capitals need a place."""
    if pattern is _SHOUTED:
        return _is_place(match, sentence)
    if (match["place"] or "").split(",")[0] in _SEATS:
        return True
    first = re.split(r"[ ,]", match["place"] or "")[0]
    return first not in SENTENCE_STARTERS and first.upper() not in _LABELS


def _is_place(match: re.Match[str], sentence: Span) -> bool:
    """Whether capitals before a mere dash or colon are a place: no label, no speaker of a transcript."""
    city = re.split(r"[,/]", match["place"])[0].strip()
    if city in _SEATS:
        return True
    if city.split()[0] in _LABELS or len(city) < 4:
        return False
    known = bearers(city)
    if ":" not in match.group():
        return bool(known)
    large = (b.population >= (COLON_CITY_USA if b.country == "USA" else COLON_CITY) for b in known)
    return sentence.start < FAR_DOWN and any(large)


def _part(sentence: Span, match: re.Match[str], name: str) -> Span | None:
    """The span in the article of one part of the dateline."""
    words = match.groupdict().get(name)
    if not words:
        return None
    start = sentence.start + match.start(name)
    return Span(start, start + len(words), words)
