"""Places: where a text names them, and which place on the map is meant.

``locate`` reads a whole article; ``places_in`` takes sentences that are parsed already. Both decide by the article as
a whole which "Paris" is meant.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from redshank.knowledge.gazetteer import Bearer, bearers
from redshank.model import Place, Span
from redshank.reading.parse import Parsed, parse
from redshank.reading.places.finding import Candidate, candidates
from redshank.reading.places.resolving import Meaning, resolve
from redshank.reading.places.signs import again, signs
from redshank.reading.places.weights import listed, score
from redshank.reading.places.words import of_parse, of_text
from redshank.reading.sentences import sentences as split

__all__ = ["Named", "locate", "named", "place_called", "places_in"]

SURE = 0.5
"""A candidate at least this probably a place is one: the middle of what the weights were fitted to."""

UNREAD = 0.5
"""How far a name in a stretch that was not parsed is trusted to be a place."""
WELL_KNOWN = 100_000
MOST_UNREAD = 50_000
"""Characters of one stretch that are looked at."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place named in a text: ``form`` is ``name`` or ``people`` ("Russian"), ``confidence`` that it is a place."""

    place: Place
    form: str
    confidence: float


def locate(text: str, sentences: Iterable[Parsed] | None = None, *, people: bool = False) -> list[Place]:
    """The places that a text names, in its order.

    ``sentences`` are those of its sentences that were parsed already (all are parsed if it is None); places are given
    in these only, and the rest of the text helps to tell which places are meant. ``people`` adds adjectives and names
    of peoples ("Russian", "Texans"), which tell of a place but are none.
    """
    parsed = parse(split(text)) if sentences is None else sentences
    return [n.place for n in named(parsed, text) if people or n.form != "people"]


def places_in(parsed: Iterable[Parsed], text: str, *, people: bool = False) -> list[Place]:
    """The places named in sentences of ``text`` that are parsed already; see ``locate``."""
    return locate(text, parsed, people=people)


def place_called(words: Span) -> Place | None:
    """The best-known place of a name that stands alone, as in a dateline: "KABUL", "DAMASCUS, Syria"."""
    city, _, land = words.text.partition(",")
    known = [b for b in bearers(city.strip().title()) if b.kind in ("city", "region", "country")]
    states = {b.country for b in bearers(land.strip()) if b.kind in ("country", "region")} if land else set()
    fitting = [b for b in known if b.country in states] or known
    best = max(fitting, key=lambda b: (b.capital, b.population), default=None)
    return _place(best, words) if best is not None else None


def named(parsed: Iterable[Parsed], text: str) -> list[Named]:
    """The places named in parsed sentences, peoples included, each with its form and how sure it is."""
    kept = list(parsed)
    found = [c for sentence in kept for c in candidates(of_parse(sentence), text)]
    if not found:
        return []
    logits = [score("finding", signs(c)) for c in found]
    others = list(_unread(kept, text))
    trust = [chance(logit) for logit in logits] + [UNREAD] * len(others)
    meanings = resolve(found + others, trust)
    sure = [chance(score("again", each)) for each in again(found, logits, meanings)]
    return [_named(c, meanings[c.sense], p) for c, p in zip(found, sure, strict=True) if p >= SURE]


def _unread(parsed: list[Parsed], text: str) -> Iterator[Candidate]:
    """Names of well-known places in the stretches of text that were not parsed: they help to tell what is meant."""
    at = 0
    for sentence in [*sorted((p.sentence for p in parsed), key=lambda s: s.start), Span(len(text), len(text), "")]:
        gap = text[at : min(sentence.start, at + MOST_UNREAD)]
        if gap.strip():
            yield from (c for c in candidates(of_text(Span.of(text, at, at + len(gap))), text) if _well_known(c))
        at = max(at, sentence.end)


def _well_known(candidate: Candidate) -> bool:
    best = candidate.bearers[0]
    if candidate.name.lower().rstrip(".") in listed("everyday") | listed("calendar"):
        return False
    return best.kind in ("country", "region") or best.capital or best.population >= WELL_KNOWN


def chance(logit: float) -> float:
    """A probability out of a sum of weights."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def _named(candidate: Candidate, meaning: Meaning, confidence: float) -> Named:
    bearer = meaning.bearers[meaning.best]
    span = Span(candidate.start, candidate.end, candidate.name)
    return Named(_place(bearer, span), "people" if bearer.form == "people" else "name", confidence)


def _place(bearer: Bearer, span: Span) -> Place:
    return Place(
        bearer.name,
        bearer.country or None,
        bearer.latitude,
        bearer.longitude,
        bearer.geonames or None,
        bearer.kind,
        span,
    )
