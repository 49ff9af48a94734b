"""Datelines: where, when and by which agency a report was written, as in ``KABUL, March 7 (Agency) - ...``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redshank.model import Span

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
_RISING = r"(?=[\"'“‘«(\[$€£]?[A-ZÀ-Þ0-9$€£])"

_NAMED = re.compile(
    rf"(?:(?P<place>(?:{_CAPITALS}(?:/{_CAPITALS})?|{_MIXED})(?:, {_MIXED})?)(?:,? |, ?))?(?:{_DATE},?\s*)?"
    rf"[(\[](?P<agency>{_AGENCIES})[)\]](?:{_DASH}|\s+|){_RISING}"
)
_DATED = re.compile(rf"(?P<place>(?:{_CAPITALS}(?:/{_CAPITALS})?|{_MIXED})(?:, {_MIXED})?),? {_DATE}{_DASH}{_RISING}")
_SHOUTED = re.compile(
    rf"(?P<place>{_CAPITALS}(?:/{_CAPITALS})?(?:, {_MIXED})?)\s*(?:—|–|--|-(?=\s)|:(?=\s))\s*{_RISING}"
)
_LABELS = frozenset(
    word
    for line in (
        "WATCH READ UPDATE UPDATED BREAKING EXCLUSIVE LIVE VIDEO PHOTOS PHOTO OPINION ANALYSIS EDITORIAL COMMENT REVIEW",
        "NOTE WARNING CORRECTION CLARIFICATION EXPLAINER FACTBOX TIMELINE SCANDAL RELATED MORE ALSO SEE LISTEN INTERVIEW",
        "PROFILE FEATURE REPORT SOURCE SOURCES QUESTION ANSWER SPEAKER REPORTER MODERATOR HOST PRESIDENT SENATOR ALERT",
        "URGENT TRENDING POLL POLLS FACT SUMMARY HIGHLIGHTS BUDGET SPORT FOOTBALL TENNIS WHO WHAT WHEN WHERE WHY HOW YES",
        "NO AND BUT THE MR MS MRS DR GOP NATO EU UN US UK ISIS BYLINE HEADLINE TITLE DATE SUBJECT FAREWELL GOODBYE DEAR",
    )
    for word in line.split()
)
"""Capitals before a dash or colon that are not places."""
_CAPITAL_CITIES = frozenset(
    (
        "NEW DELHI,NEW YORK,LOS ANGELES,HONG KONG,ABU DHABI,KUALA LUMPUR,ADDIS ABABA,UNITED NATIONS,TEL AVIV,BUENOS AIRES,"
        "MEXICO CITY,SAN FRANCISCO,SAN SALVADOR,SAN JOSE,PHNOM PENH,CAPE TOWN,PORT SUDAN,DAR ES SALAAM,PORT LOUIS,"
        "SANTO DOMINGO,GUATEMALA CITY,PANAMA CITY,KUWAIT CITY,HO CHI MINH,SAO PAULO,RIO DE JANEIRO,EAST JERUSALEM,"
        "GAZA CITY,THE HAGUE,LA PAZ,ST PETERSBURG,SRI LANKA,SAUDI ARABIA,SOUTH KOREA,NORTH KOREA,SOUTH AFRICA"
    ).split(",")
)
"""Places of more than one word that a colon may follow; two capitalised words before it are a speaker otherwise."""
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
        if match and match.end() < len(sentence.text) and (pattern is not _SHOUTED or _is_place(match, sentence)):
            return Dateline(
                Span(sentence.start, sentence.start + match.end(), match.group()),
                *(_part(sentence, match, name) for name in ("place", "date", "agency")),
            )
    return None


def _is_place(match: re.Match[str], sentence: Span) -> bool:
    """Whether capitals before a mere dash or colon can be a place: no label, no headline, no speaker of a transcript."""
    city = match["place"].split(",")[0].strip(".")
    words = re.split(r"[ /]", city)
    if words[0] in _LABELS or len(city) < 4 or len(words) > 3:
        return False
    if ":" not in match.group():
        return True
    named = len(words) == 1 or city in _CAPITAL_CITIES
    return named and sentence.start < FAR_DOWN and not re.match(r"(?:I|We)\b", sentence.text[match.end() :])


def _part(sentence: Span, match: re.Match[str], name: str) -> Span | None:
    """The span in the article of one part of the dateline."""
    words = match.groupdict().get(name)
    if not words:
        return None
    start = sentence.start + match.start(name)
    return Span(start, start + len(words), words)
