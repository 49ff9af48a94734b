"""Places: where a text names them, and which place on the map is meant.

``locate`` reads a whole article; ``places_in`` takes sentences that are parsed already. Both decide by the article as
a whole which "Paris" is meant.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from redshank.knowledge.gazetteer import Bearer
from redshank.model import Place, Span
from redshank.reading.parse import Parsed, parse
from redshank.reading.places.finding import Candidate, candidates
from redshank.reading.places.resolving import Meaning, resolve
from redshank.reading.places.signs import again, signs
from redshank.reading.places.weights import score
from redshank.reading.places.words import of_parse
from redshank.reading.sentences import sentences as split

__all__ = ["Named", "locate", "named", "places_in"]

SURE = 0.5
"""A candidate at least this probably a place is one: the middle of what the weights were fitted to."""


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


def named(parsed: Iterable[Parsed], text: str) -> list[Named]:
    """The places named in parsed sentences, peoples included, each with its form and how sure it is."""
    kept = list(parsed)
    found = [c for sentence in kept for c in candidates(of_parse(sentence), text)]
    if not found:
        return []
    logits = [score("finding", signs(c)) for c in found]
    meanings = resolve(found, [chance(logit) for logit in logits])
    sure = [chance(score("again", each)) for each in again(found, logits, meanings)]
    return [_named(c, meanings[c.sense], p) for c, p in zip(found, sure, strict=True) if p >= SURE]


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
