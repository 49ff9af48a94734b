"""What is weighed of a report, out of the report itself; where to look for its like."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable

from redshank.model import Mention, Place, Report
from redshank.record.evidence import COOPERATION, LONG, Party, Traits
from redshank.record.words import plain, terms

MOST_PARTIES = 6
"""Parties of a side that are looked up; lists of more are communiqués, and their first names suffice."""

REACH = 5
"""Days between two reports up to which they are compared at all."""

COMMON = frozenset(
    "a an and are as at be been but by for from had has have he her his in into is it its of on or said say she than "
    "that the their them there they this to was we were which who will with would after before also more not".split()
)
"""Words of sentences that say nothing about what they tell."""


def ordinal(day: str | None) -> int | None:
    """Number of an ISO day, the first of a month or year where it is partial; None for no date."""
    if not day:
        return None
    parts = [int(part) for part in day[:10].split("-")]
    year, month, number = (*parts, 1, 1)[:3]
    return datetime.date(year, month, number).toordinal()


def entity_id(mention: Mention) -> str:
    """The id of the entity that a mention names: that of the knowledge base, or one made of the name.

    A name the knowledge base does not have is one entity per country and sector: "protesters" in France and in Peru
    are two.
    """
    if mention.entity:
        return mention.entity
    name = " ".join(plain(mention.name).split())[:200]
    return f"name:{name}|{mention.country or ''}|{mention.sector or ''}"


def place_key(place: Place) -> str:
    """The same for all mentions of one place."""
    if place.geonames is not None:
        return f"geonames:{place.geonames}|{place.precision}"
    return f"{plain(place.name)}|{place.country or ''}|{place.precision}|{place.latitude}|{place.longitude}"


def rank(report_id: str, report: Report) -> int:
    """Where a report stands when events are told apart: less is first. Half exactness, half a hash of the id."""
    when, where = report.when, report.where
    exact = (
        when is not None and when.precision == "day",
        bool(report.actor) and all(m.entity for m in report.actor),
        bool(report.recipient) and all(m.entity for m in report.recipient),
        where is not None and where.precision in ("building", "city", "district"),
        report.factuality in ("asserted", "planned"),
    )
    digest = hashlib.blake2b(report_id.encode(), digest_size=8).digest()
    return (sum(not part for part in exact) << 56) | (int.from_bytes(digest, "big") >> 8)


def sentence_words(sentence: str) -> frozenset[str]:
    """The telling words of a sentence."""
    return frozenset(word for word in terms(sentence[:2_000]) if word not in COMMON and len(word) > 1)


def window(first: int | None, last: int | None) -> tuple[int, int]:
    """Days in which a report's like may lie; a long period stands at its first days."""
    if first is None or last is None:
        return 0, 0
    return first, min(max(first, last), first + LONG)


def within_reach(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two windows are near enough to compare; those without a date are compared with each other only."""
    if 0 in (one[0], other[0]):
        return one[0] == other[0]
    return max(one[0], other[0]) - min(one[1], other[1]) <= REACH


def home(country: str | None, entity: str) -> str:
    """Under what a party is looked for: its country, or itself if it has none."""
    return country or entity


def own_keys(report: Traits) -> list[int]:
    """Keys under which others find a report: each pair of its sides, each party, or each party without another side."""
    side, pairs, everyone = _keys(report)
    singles = {f"any{side}{name}" for name in everyone}
    return _numbers(singles | (pairs or {f"solo{side}{name}" for name in everyone}))


def sought_keys(report: Traits) -> list[int]:
    """Keys under which a report finds its like; if one report finds another, that one finds it."""
    side, pairs, everyone = _keys(report)
    kind = "solo" if pairs else "any"
    return _numbers(pairs | {f"{kind}{side}{name}" for name in everyone})


def _keys(report: Traits) -> tuple[str, set[str], set[str]]:
    side = ("+" if report.type in COOPERATION else "-") + ("p" if report.planned else "")
    actors, recipients = _homes(report.actors), _homes(report.recipients)
    pairs = {f"pair{side}{'>'.join(sorted((a, r)))}" for a in actors for r in recipients}
    return side, pairs, {*actors, *recipients}


def _homes(parties: Iterable[Party]) -> list[str]:
    return sorted({party.home for party in parties})[:MOST_PARTIES]


def _numbers(names: Iterable[str]) -> list[int]:
    """The names as 31-bit numbers, in a fixed order."""
    digests = (hashlib.blake2b(n.encode("utf-8", "surrogatepass"), digest_size=4).digest() for n in sorted(names))
    return [int.from_bytes(digest, "big") >> 1 for digest in digests]
