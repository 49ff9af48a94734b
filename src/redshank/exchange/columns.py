"""The column layouts of GDELT 2.0 and ICEWS, for programs that were written for them.

Both know pairs only: an event with two actors and one recipient is two rows. Neither can say that something did not
happen or is only rumoured: such events are left out. Announcements keep CAMEO's codes for intents.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from redshank.knowledge import default
from redshank.model import Event, Mention, Place, Report
from redshank.ontology.conversion import cameo_row

if TYPE_CHECKING:
    from redshank.record import KeptReport

LEFT_OUT = frozenset({"denied", "unconfirmed"})

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
GDELT = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR.split()),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources".split(),
    *"NumArticles AvgTone".split(),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO.split()),
    *"DATEADDED SOURCEURL".split(),
)
"""The 61 columns of a GDELT 2.0 event file, which has no header (GDELT Event Database codebook 2.0)."""

ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
"""The 20 columns of an ICEWS file of coded events, with a header."""

QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
GEO_TYPES = {"country": 1, "region": 5, "area": 5, "district": 4, "city": 4, "building": 4}
SMALL = ("city", "district", "building")

Pair = tuple[Mention | None, Mention | None]


def _line(cells: Iterable[object]) -> str:
    return "\t".join(" ".join(str("" if cell is None else cell).split()) for cell in cells) + "\n"


def _pairs(one: Event | Report) -> Iterator[Pair]:
    return itertools.product(one.actor or (None,), one.recipient or (None,))


def _number(key: str, pair: int) -> int:
    """A number for an id and one of its pairs: 53 bits, so that every program can hold it."""
    return int.from_bytes(hashlib.blake2b(f"{key}|{pair}".encode(), digest_size=8).digest(), "big") >> 11


def country_name(code: str | None) -> str:
    """The English name of a country."""
    state = default().states.get(code or "")
    return state.name if state else ""


def gdelt_lines(events: Iterable[Event]) -> Iterator[str]:
    """Events as lines of GDELT 2.0. Country codes of places are FIPS there and left empty, as is the tone."""
    for event in events:
        if event.status in LEFT_OUT or event.when is None:
            continue
        for number, (actor, recipient) in enumerate(_pairs(event)):
            yield _line(_gdelt(event, actor, recipient, _number(event.id, number)))


def _gdelt(event: Event, actor: Mention | None, recipient: Mention | None, number: int) -> list[object]:
    day = event.when.start if event.when else ""
    compact, year = day.replace("-", ""), day[:4]
    fraction = round(int(year) + (int(day[5:7]) * 30 + int(day[8:10])) / 365, 4)
    added = (event.first_seen or day).replace("-", "") + "000000"
    place = _gdelt_place(event.where)
    return [
        number, compact, compact[:6], year, fraction,
        *_gdelt_actor(actor), *_gdelt_actor(recipient),
        1, event.cameo, event.cameo[:3], event.cameo[:2], QUADS[event.quad], event.goldstein,
        event.reports, len(event.publishers), event.articles, "",
        *[""] * 16, *place, added, event.publishers[0] if event.publishers else "",
    ]  # fmt: skip


def _gdelt_actor(mention: Mention | None) -> list[object]:
    if mention is None:
        return [""] * 10
    code = (mention.country or "") + (mention.sector or "")
    return [code, mention.name.upper(), mention.country, "", "", "", "", mention.sector, "", ""]


def _gdelt_place(place: Place | None) -> list[object]:
    if place is None:
        return [""] * 8
    name = ", ".join(dict.fromkeys(part for part in (place.name, country_name(place.country)) if part))
    return [GEO_TYPES.get(place.precision, 4), name, "", "", "", place.latitude, place.longitude, place.geonames]


def icews_lines(items: Iterable[Event | KeptReport]) -> Iterator[str]:
    """Events or reports as lines of ICEWS."""
    yield _line(ICEWS)
    for item in items:
        one: Event | Report = item if isinstance(item, Event) else item.report
        if _untold(one) or one.when is None:
            continue
        for number, (actor, recipient) in enumerate(_pairs(one)):
            yield _line(_icews(item, one, actor, recipient, number))


def _untold(one: Event | Report) -> bool:
    return one.status in LEFT_OUT if isinstance(one, Event) else one.factuality in ("negated", "possible")


def _icews(
    item: Event | KeptReport, one: Event | Report, actor: Mention | None, recipient: Mention | None, number: int
) -> list[object]:
    if isinstance(item, Event):
        story, publisher = item.id, "; ".join(item.publishers)
    else:
        story, publisher = item.report.article, item.publisher or ""
    where, when = one.where, one.when
    city = where.name if where and where.precision in SMALL else ""
    province = where.name if where and where.precision == "region" else ""
    return [
        _number(item.id, number), when.start if when else "", *_icews_actor(actor), cameo_row(one.cameo)["label"],
        one.cameo, one.goldstein, *_icews_actor(recipient), story, "", publisher,
        city, "", province, country_name(where.country) if where else "",
        where.latitude if where else "", where.longitude if where else "",
    ]  # fmt: skip


def _icews_actor(mention: Mention | None) -> list[object]:
    if mention is None:
        return ["", "", ""]
    return [mention.name, mention.sector, country_name(mention.country)]
