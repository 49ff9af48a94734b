"""Which of the places that bear a name is meant: fame, the larger place named with it, and the article's other places.

An article has one place for each name, unless a qualifier sets its bearers apart ("Paris, Texas" and "Paris, France").
Every name starts with odds over its bearers from what is known without the article; then the odds are drawn again,
twice, with what the other names of the article probably mean: how near they are, and whether the larger places that
hold a bearer are named too.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from redshank.knowledge.gazetteer import Bearer, bearers
from redshank.knowledge.gazetteer.bearers import EARTH_RADIUS
from redshank.reading.places.finding import Candidate
from redshank.reading.places.weights import score

MOST_BEARERS = 60
"""Of a name with hundreds of bearers the best known are looked at, and those that its qualifier points to."""
MOST_SENSES = 150
"""Names of an article that bear on each other; the rest, of very long texts, are resolved by those."""
WITHIN = 12
"""Names of a sentence before and after one that count as beside it."""
MOST_DRAWN = 500
"""Names of an article whose odds are drawn again; a text with more of them is a list or an attack."""
NEIGHBOURS = 5
"""Bearers of each name that count as its probable meanings."""
COMPANY_SENSES = 60
COMPANY_BEARERS = 25
ROUNDS = 2
SCALES = (30.0, 150.0, 600.0)
"""Kilometres at which places are near: a town's surroundings, a region, a country."""

Sense = tuple[str, str]
Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A name of the article, its bearers and how probable each is; ``count`` mentions."""

    sense: Sense
    bearers: tuple[Bearer, ...]
    count: int
    chances: tuple[float, ...]
    beside: tuple[int, ...] = ()
    """The numbers of the meanings named in the same sentences."""
    signs: Mapping[str, float] = field(default_factory=dict)
    """What speaks for the most probable bearer."""

    @property
    def best(self) -> int:
        """The index of the most probable bearer."""
        return max(range(len(self.chances)), key=lambda n: self.chances[n])


def holds(larger: Bearer, bearer: Bearer) -> bool:
    """Whether a country, region or district holds a place."""
    if larger.kind == "country":
        return bool(larger.country) and larger.country == bearer.country and bearer.kind != "country"
    if larger.kind == "region" and larger.region:
        return larger.region == bearer.region and bearer.kind not in ("country", "region")
    if larger.kind == "district" and larger.district:
        return larger.district == bearer.district and bearer.kind not in ("country", "region", "district")
    return False


def shortlist(candidate: Candidate) -> tuple[Bearer, ...]:
    """The bearers of a candidate's name that are looked at."""
    known = [b for b in candidate.bearers if b.form != "postal"] or list(candidate.bearers)
    if len(known) <= MOST_BEARERS:
        return tuple(known)
    rest = [b for b in known[MOST_BEARERS:] if qualified(b, candidate.qualifier)]
    return tuple(known[:MOST_BEARERS] + rest)


def qualified(bearer: Bearer, qualifier: str) -> bool:
    """Whether the qualifier names something that holds the bearer."""
    return bool(qualifier) and any(holds(larger, bearer) for larger in bearers(qualifier))


def prior_signs(bearer: Bearer, sense: Sense, rank: int) -> dict[str, float]:
    """What speaks for a bearer before the article is looked at."""
    found = {
        "population": math.log10(bearer.population + 1),
        f"kind={bearer.kind}": 1.0,
        f"form={bearer.form}": 1.0,
        f"population {bearer.kind}": math.log10(bearer.population + 1),
        "best known": float(rank == 0),
    }
    if bearer.capital:
        found["capital"] = 1.0
    if sense[1]:
        found["qualified" if qualified(bearer, sense[1]) else "not qualified"] = 1.0
    return found


def resolve(found: Sequence[Candidate], trust: Sequence[float]) -> dict[Sense, Meaning]:
    """The meaning of every name; ``trust`` is how probable it is that each candidate is a place at all."""
    meanings, weight = prior(found, trust)
    if not meanings:
        return {}
    for _ in range(ROUNDS):
        surroundings = around(meanings, weight)
        meanings = [_drawn(m, s) for m, s in zip(meanings, surroundings, strict=True)]
    return {m.sense: m for m in meanings}


def prior(found: Sequence[Candidate], trust: Sequence[float]) -> tuple[list[Meaning], list[float]]:
    """The names of the article with the odds that hold without the article, and how sure it is that they are places."""
    counts = Counter(c.sense for c in found)
    first: dict[Sense, Candidate] = {}
    trusted: dict[Sense, float] = {}
    for candidate, chance in zip(found, trust, strict=True):
        first.setdefault(candidate.sense, candidate)
        trusted[candidate.sense] = max(chance, trusted.get(candidate.sense, 0.0))
    beside = _beside(found, list(first))
    meanings = []
    for sense, candidate in first.items():
        listed = shortlist(candidate)
        scores = [score("prior", prior_signs(b, sense, n)) for n, b in enumerate(listed)]
        meanings.append(Meaning(sense, listed, counts[sense], softmax(scores), beside[sense]))
    return meanings, [trusted[m.sense] for m in meanings]


def _beside(found: Sequence[Candidate], senses: list[Sense]) -> dict[Sense, tuple[int, ...]]:
    """For each name the numbers of those close by in the same sentences."""
    numbers = {sense: n for n, sense in enumerate(senses)}
    groups: dict[int, list[Sense]] = defaultdict(list)
    for candidate in found:
        groups[candidate.words[0].start].append(candidate.sense)
    near: dict[Sense, set[int]] = {sense: set() for sense in senses}
    for group in groups.values():
        for n, sense in enumerate(group):
            others = group[max(0, n - WITHIN) : n + WITHIN + 1]
            near[sense].update(numbers[other] for other in others if other[0] != sense[0])
    return {sense: tuple(sorted(others)) for sense, others in near.items()}


def softmax(scores: Sequence[float]) -> tuple[float, ...]:
    """Odds out of scores."""
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return tuple(p / total for p in powers)


def _drawn(meaning: Meaning, signs: list[dict[str, float]]) -> Meaning:
    chances = softmax([score("resolving", each) for each in signs])
    best = max(range(len(chances)), key=lambda n: chances[n])
    return Meaning(meaning.sense, meaning.bearers, meaning.count, chances, meaning.beside, signs[best])


def around(meanings: list[Meaning], trust: list[float]) -> list[list[dict[str, float]]]:
    """For each bearer of each meaning: what speaks for it, the article's other places included."""
    context = _Context(meanings, trust)
    return [context.signs(number) for number in range(len(meanings))]


class _Context:
    """The probable places of an article, each with its weight."""

    def __init__(self, meanings: list[Meaning], trust: list[float]) -> None:
        self.meanings = meanings
        ranked = sorted(range(len(meanings)), key=lambda n: (-meanings[n].count * trust[n], n))
        order = ranked[:MOST_SENSES]
        self.drawn = frozenset(ranked[:MOST_DRAWN])
        self.places: list[Bearer] = []
        owners, chances = [], []
        for number in order:
            meaning = meanings[number]
            top = sorted(range(len(meaning.chances)), key=lambda n: (-meaning.chances[n], n))[:NEIGHBOURS]
            for n in top:
                self.places.append(meaning.bearers[n])
                owners.append(number)
                chances.append(meaning.chances[n] * trust[number])
        self.owners = np.array(owners)
        self.chances = np.array(chances)
        self.names = np.array([meaning.sense[0] for meaning in meanings], dtype=object)
        self.vectors = vectors(self.places)
        self.kinds = np.array([b.kind for b in self.places], dtype=object)
        self.are_countries = self.kinds == "country"
        self.are_regions = self.kinds == "region"
        self.countries = np.array([b.country or "?" for b in self.places], dtype=object)
        self.regions = np.array([b.region or "?" for b in self.places], dtype=object)
        self.districts = np.array([b.district or "?" for b in self.places], dtype=object)
        self.company = _Company([meanings[n] for n in order], [trust[n] for n in order])

    def signs(self, number: int) -> list[dict[str, float]]:
        """What speaks for each bearer of the meaning."""
        meaning = self.meanings[number]
        if number not in self.drawn:
            return [prior_signs(b, meaning.sense, n) for n, b in enumerate(meaning.bearers)]
        same = self.names[self.owners] == meaning.sense[0]
        weights = np.where(same, 0.0, self.chances)
        here = vectors(meaning.bearers)
        reach = distances(here, self.vectors)
        company = self.company.of(here, meaning.sense[0])
        beside = weights * np.isin(self.owners, meaning.beside)
        signs = []
        for rank, bearer in enumerate(meaning.bearers):
            found = prior_signs(bearer, meaning.sense, rank)
            found |= self._near(bearer, reach[rank], weights)
            found |= self._beside(bearer, reach[rank], beside)
            found |= self._elsewhere(bearer, meaning, same)
            found["company"] = float(company[rank])
            if company[rank] == company.max() > 0.1:
                found["best company"] = 1.0
            signs.append(found)
        for name in ("near 30", "near 150", "region share", "country share"):
            most = max(each.get(name, 0.0) for each in signs)
            for each in signs:
                each[f"most {name}"] = float(each.get(name, 0.0) == most > 0.05)
        return signs

    def _near(self, bearer: Bearer, reach: Array, weights: Array) -> dict[str, float]:
        total = weights.sum() + 0.5
        local = np.where(self.are_countries, 0.0, weights)
        found = {f"near {scale:.0f}": float(np.log1p((local * np.exp(-reach / scale)).sum())) for scale in SCALES}
        same_country = self.countries == bearer.country
        in_country = weights * same_country
        share = float(in_country.sum() / total)
        found["country named"] = float((in_country * self.are_countries).max(initial=0.0))
        if bearer.kind == "country":
            return found | {"people share": share}
        in_region = weights * (self.regions == bearer.region)
        found["country share"] = share
        found["region share"] = float(in_region.sum() / total)
        found["region named"] = float((in_region * self.are_regions).max(initial=0.0))
        found["district share"] = float((weights * (self.districts == bearer.district)).sum() / total)
        abroad = (weights * ~same_country).sum() / total
        found["abroad capital" if bearer.capital else f"abroad {bearer.kind}"] = float(abroad)
        return found

    def _beside(self, bearer: Bearer, reach: Array, weights: Array) -> dict[str, float]:
        """The places named in the same sentences."""
        larger = self.are_countries & (self.countries == bearer.country) & (bearer.kind != "country")
        if bearer.kind not in ("country", "region"):
            larger |= self.are_regions & (self.regions == bearer.region)
        if bearer.kind not in ("country", "region", "district"):
            larger |= (self.kinds == "district") & (self.districts == bearer.district)
        near = weights * np.exp(-reach / 150.0) * ~self.are_countries
        return {
            "beside holds": float((weights * larger).max(initial=0.0)),
            "beside near": float(near.max(initial=0.0)),
        }

    def _elsewhere(self, bearer: Bearer, meaning: Meaning, same: Any) -> dict[str, float]:
        """Whether the name stands with a qualifier elsewhere in the article, and that means this bearer."""
        if meaning.sense[1] or not same.any():
            return {}
        places = (
            (place, chance)
            for place, chance, owner, alike in zip(self.places, self.chances, self.owners, same, strict=True)
            if alike and self.meanings[owner].sense[1]
        )
        agreed = [chance for place, chance in places if place.geonames == bearer.geonames and place.kind == bearer.kind]
        return {"qualified elsewhere": float(sum(agreed))} if agreed else {}


class _Company:
    """How many of an article's names have some bearer close by, whatever their odds: the smallest area that holds all.

    A name with many bearers has one close to anywhere and so counts less.
    """

    def __init__(self, meanings: list[Meaning], trust: list[float]) -> None:
        local = [
            (m, t, [b for b in m.bearers[:COMPANY_BEARERS] if b.kind != "country" and b.form != "people"])
            for m, t in zip(meanings[:COMPANY_SENSES], trust, strict=False)
        ]
        kept = [(m, t, bearers) for m, t, bearers in local if bearers]
        self.names = np.array([m.sense[0] for m, _, _ in kept], dtype=object)
        self.weights = np.array([t / math.log2(1 + len(bearers)) for _, t, bearers in kept])
        self.starts = np.cumsum([0, *(len(bearers) for _, _, bearers in kept)])[:-1]
        self.vectors = vectors([b for _, _, bearers in kept for b in bearers])

    def of(self, here: Array, name: str) -> Array:
        """The company of each point, without that of the same name."""
        if not len(self.names):
            return np.zeros(len(here))
        close = np.exp(-distances(here, self.vectors) / 40.0)
        best = np.maximum.reduceat(close, self.starts, axis=1)
        total: Array = np.log1p((best * self.weights * (self.names != name)).sum(axis=1))
        return np.round(total, 9)


def distances(here: Array, there: Array) -> Array:
    """Kilometres between points on the unit sphere, a row for each of ``here``."""
    angles: Array = np.arccos(np.clip(here @ there.T, -1.0, 1.0))
    return angles * EARTH_RADIUS


def vectors(places: Sequence[Bearer]) -> Array:
    """Points on the unit sphere, one row for each place."""
    degrees = np.radians(np.array([[b.latitude, b.longitude] for b in places], dtype=np.float64).reshape(-1, 2))
    north, east = degrees[:, 0], degrees[:, 1]
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])
