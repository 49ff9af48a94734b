"""Whether two reports are about the same event: evidence for and against, each with its weight in words.

Weights are log-odds as judged, not learnt: there is no collection of reports with their events to learn from. They add
up; from ``SAME`` on, two reports are taken to be about one event. A pair is weighed on its own, without regard to what
else the record holds, so that the answer never depends on what came first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SAME = 3.4
"""Sum of weights from which two reports are about one event: the same parties and type in the same days are not enough
where places or words speak against it."""

AGAINST = -2.0
"""Sum of type, time and place at which nothing else is looked at."""

MOST_OF_WORDS = 3.5
"""The most that words of sentences and articles can add; whoever lacks more is not compared word by word."""

INFERRED_DAYS = 3
"""Days before publication in which an event lies that is told without a date."""

LONG = 8
"""Days from which a period is too vague to say when something happened."""

NEAR_KM = 60.0
"""Distance at which two named places are still one scene: a city and its surroundings."""

COMPATIBLE = {
    frozenset(pair.split("-"))
    for pair in (
        "AGREE-COOPERATE AGREE-AID COOPERATE-CONSULT COOPERATE-AID CONCEDE-RETREAT AGREE-CONCEDE "
        "COERCE-ASSAULT COERCE-SANCTION COERCE-PROTEST ASSAULT-MOBILIZE ASSAULT-PROTEST THREATEN-MOBILIZE "
        "THREATEN-SANCTION ACCUSE-REJECT ACCUSE-THREATEN REJECT-THREATEN REQUEST-ACCUSE REQUEST-THREATEN REQUEST-REJECT"
    ).split()
}
"""Types that one event is told as by different people: a raid is ASSAULT to one and COERCE to another."""

COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types of which actor and recipient may change places: A met B is B met A."""


@dataclass(frozen=True, slots=True)
class Party:
    """One who takes part: number of the entity, whether the knowledge base has it, country and sector.

    ``home`` is where its like is looked for: its country, or itself if it has none.
    """

    entity: int
    known: bool
    home: str
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: the number of the place, its country, and its position if it is smaller than a country."""

    place: int
    country: str | None
    latitude: float | None
    longitude: float | None
    small: bool


@dataclass(frozen=True, slots=True)
class Traits:
    """What is weighed of a report. Days are proleptic ordinals; ``words`` are the terms of its sentence, ``sketch`` the
    telling words of its article with weights of length 1."""

    n: int
    id: str
    rank: int
    type: str
    mode: str | None
    planned: bool
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    first: int | None
    last: int | None
    inferred: bool
    spot: Spot | None
    article: int
    words: frozenset[str] = frozenset()
    sketch: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for (positive) or against (negative) one event, in words."""

    name: str
    weight: float
    words: str


def compatible(one: str, other: str) -> bool:
    """Whether one event may be told as both types."""
    return one == other or frozenset((one, other)) in COMPATIBLE


def weigh(one: Traits, other: Traits) -> float | None:
    """The sum of the evidence that two reports are about the same event; None if that cannot be."""
    if one.planned != other.planned or not compatible(one.type, other.type):
        return None
    total = _type(one, other)[0] + _time(one, other)[0] + _place(one, other)[0]
    if total < AGAINST:
        return None
    total += _parties(one, other)[0]
    if total < SAME - MOST_OF_WORDS:
        return total
    return total + _words(one, other)[0] + _articles(one, other)[0]


def why(one: Traits, other: Traits) -> list[Evidence]:
    """The evidence in words, the weightiest first."""
    parts = {
        "parties": _parties(one, other),
        "type": _type(one, other),
        "time": _time(one, other),
        "place": _place(one, other),
        "words": _words(one, other),
        "articles": _articles(one, other),
    }
    found = [Evidence(name, round(weight, 2), words) for name, (weight, words) in parts.items() if words]
    return sorted(found, key=lambda e: (-abs(e.weight), e.name))


def _type(one: Traits, other: Traits) -> tuple[float, str]:
    if one.type != other.type:
        return -0.5, f"types {one.type} and {other.type} may tell one event"
    if one.mode and other.mode:
        if one.mode == other.mode:
            return 1.4, f"both {one.type} {one.mode}"
        return 0.2, f"both {one.type}, but {one.mode} and {other.mode}"
    return 1.0, f"both {one.type}"


def _time(one: Traits, other: Traits) -> tuple[float, str]:
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return 0.0, "no date on one side"
    if one.inferred and other.inferred:
        return _published(abs(one.first - other.first))
    if one.inferred or other.inferred:
        told, dated = (one, other) if one.inferred else (other, one)
        return _told_of(told.first or 0, dated.first or 0, dated.last or 0)
    if max(one.last - one.first, other.last - other.first) >= LONG:
        same = (one.first, one.last) == (other.first, other.last)
        return (0.6, "the same long period") if same else (-0.4, "a period too long to tell")
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap <= 0:
        return 1.2, "the same days"
    return (-0.8, "one day apart") if gap == 1 else (-3.0, f"{gap} days apart")


def _published(days: int) -> tuple[float, str]:
    """Neither has a date of its own: the articles' dates tell."""
    if days <= 1:
        return 0.9 - 0.3 * days, f"published {days} days apart" if days else "published on the same day"
    return -0.3 - 0.7 * (days - 2), f"published {days} days apart"


def _told_of(published: int, first: int, last: int) -> tuple[float, str]:
    """One has a date, the other only that of its article, which comes the same day or soon after."""
    if last - first >= LONG:
        return -0.4, "a period too long to tell"
    delay = published - last if published > last else min(published - first, 0)
    if delay == -1:
        return -0.2, "published the day before, as clocks differ"
    if delay < 0:
        return -3.0, f"published {-delay} days before"
    if delay <= INFERRED_DAYS:
        return 0.9 - 0.3 * delay, f"published {delay} days after" if delay else "published that day"
    return -0.6 * (delay - INFERRED_DAYS), f"published {delay} days after"


def _place(one: Traits, other: Traits) -> tuple[float, str]:
    here, there = one.spot, other.spot
    if here is None or there is None:
        return 0.0, ""
    if here.place == there.place:
        return (0.8, "the same place") if here.small else (0.3, "the same country or region")
    if here.country and there.country and here.country != there.country:
        return -1.5, f"in {here.country} and in {there.country}"
    if not (here.small and there.small):
        return 0.1, "places that may be one"
    km = kilometres(here, there)
    if km is None:
        return 0.0, ""
    return (0.5, f"places {km:.0f} km apart") if km <= NEAR_KM else (-0.8, f"places {km:.0f} km apart")


def kilometres(here: Spot, there: Spot) -> float | None:
    """Distance along a great circle, None if a position is not known."""
    if None in (here.latitude, here.longitude, there.latitude, there.longitude):
        return None
    lat1, lon1, lat2, lon2 = (
        math.radians(x or 0.0) for x in (here.latitude, here.longitude, there.latitude, there.longitude)
    )
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, half)))


def _parties(one: Traits, other: Traits) -> tuple[float, str]:
    """The better way round for types that are mutual."""
    straight = _sides(one, other.actors, other.recipients)
    if one.type in MUTUAL and other.type in MUTUAL:
        crossed = _sides(one, other.recipients, other.actors)
        together = _together(one, other)
        return max(straight, crossed, together, key=lambda found: found[0])
    return straight


def _sides(one: Traits, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> tuple[float, str]:
    first, second = _side(one.actors, actors, "actor"), _side(one.recipients, recipients, "recipient")
    return first[0] + second[0], "; ".join(words for _, words in (first, second) if words)


def _together(one: Traits, other: Traits) -> tuple[float, str]:
    """Those who met, where one report tells them apart and the other names them all as actors."""
    if bool(one.recipients) == bool(other.recipients):
        return -math.inf, ""
    mine, theirs = one.actors + one.recipients, other.actors + other.recipients
    weight, words = _side(mine, theirs, "party")
    return 1.5 * weight, words


def _side(mine: tuple[Party, ...], theirs: tuple[Party, ...], role: str) -> tuple[float, str]:
    if not mine and not theirs:
        return 0.2, f"{role}: none"
    if not mine or not theirs:
        return -0.3, f"{role}: only on one side"
    same = {p.entity for p in mine} & {p.entity for p in theirs}
    if same:
        share = len(same) / min(len(mine), len(theirs))
        known = any(p.known for p in mine if p.entity in same)
        return (1.6 if known else 1.2) * (0.5 + 0.5 * share), f"{role}: the same"
    pairs = [_kin(p, q) for p in mine for q in theirs]
    best = max(pairs)
    if best > 0:
        return best, f"{role}: one country"
    return (-2.5, f"{role}: different countries") if best < -1 else (-0.8, f"{role}: different")


def _kin(one: Party, other: Party) -> float:
    """How much two different entities may stand for each other: a president for his state, a ministry for its own."""
    if one.country and other.country:
        if one.country != other.country:
            return -2.5
        return 0.9 if one.sector == other.sector or "GOV" in (one.sector, other.sector) else 0.1
    return -0.8


def _words(one: Traits, other: Traits) -> tuple[float, str]:
    """How far the sentences share their words (Dice), other than by chance."""
    if not one.words or not other.words:
        return 0.0, ""
    share = 2 * len(one.words & other.words) / (len(one.words) + len(other.words))
    weight = max(-0.5, min(1.5, 4.0 * (share - 0.2)))
    return weight, f"{share:.0%} of the sentences' words shared"


def _articles(one: Traits, other: Traits) -> tuple[float, str]:
    """How far the articles share their telling words (cosine)."""
    if one.article == other.article:
        return -0.6, "the same article, which seldom tells an event twice"
    if not one.sketch or not other.sketch:
        return 0.0, ""
    small, large = sorted((one.sketch, other.sketch), key=len)
    cosine = sum(weight * large.get(key, 0.0) for key, weight in small.items())
    weight = max(-1.2, min(2.0, 6.0 * (cosine - STORY)))
    return weight, f"articles {cosine:.2f} alike"


STORY = 0.24
"""Cosine of two articles' sketches at which it is even whether they tell one story."""


PROMISE_DAYS = 30
"""Days within which what is announced without a date is looked for."""

KEPT = 3.0
"""Sum of weights from which an event is what was announced: the same two parties, the same type, in time."""


ANNOUNCING = {"AGREE": {"CONSULT", "COOPERATE", "AID"}, "THREATEN": {"SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}}
"""What agreements and threats come to, besides events of a type that one event may be told as."""


def may_come_of(announced: str, done: str) -> bool:
    """Whether an event of a type can be what was announced as another."""
    return compatible(announced, done) or done in ANNOUNCING.get(announced, ())


def fulfils(promise: Traits, done: Traits) -> float | None:
    """The evidence that an event is what was announced; None if that cannot be."""
    if not promise.planned or done.planned or not may_come_of(promise.type, done.type):
        return None
    time, parties = _in_time(promise, done), _parties(promise, done)[0]
    if time is None or parties < 1.2:
        return None
    total = time + parties + _type(promise, done)[0] + _place(promise, done)[0]
    return round(total, 3) if total >= KEPT else None


def _in_time(promise: Traits, done: Traits) -> float | None:
    if promise.first is None or promise.last is None or done.first is None or done.last is None:
        return None
    if promise.inferred:
        days = done.first - promise.first
        return 1.0 - days / PROMISE_DAYS if 0 <= days <= PROMISE_DAYS else None
    late = INFERRED_DAYS if done.inferred else 1
    if done.first > promise.last + late or done.last < promise.first - 1:
        return None
    return 0.6 if promise.last - promise.first >= LONG else 1.2
