"""Places scored: is each name found, and is it put where it is on the map?"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redshank.cli.scoring.figures import Result, Tally, interval, share, summed
from redshank.cli.scoring.labels import Labelled, Offsets, labelled
from redshank.model import Place

NEAR = 161.0
"""Kilometres within which a place counts as right: 100 miles, the measure of the field."""
EARTH = 6_371.0
"""Mean radius of the earth in kilometres."""
FARTHEST = math.pi * EARTH
"""What a place that was found but not put on the map is off by."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A labelled name, with its coordinates where the label gives them."""

    span: Offsets
    at: tuple[float, float] | None


def score_places(gold: Path) -> Result:
    """Score places on JSON lines ``{"text", "places": [{"start", "end", "latitude", "longitude"}]}``.

    A name is found where the same words are given as a place (an article before or a mark after does not count); it is
    resolved where that is within 161 km of the label's coordinates. Labels without coordinates count for finding only.
    """
    from redshank.reading.places import locate

    texts, errors, asked, disagreements = [], [], 0, []
    for line in list(labelled(gold)):
        wanted = [_marked(line, fields) for fields in line.listed("places")]
        made = {_trimmed(line.text, (p.mention.start, p.mention.end)): p for p in locate(line.text) if p.mention}
        hits = [(m, made[key]) for m in wanted if (key := _trimmed(line.text, m.span)) in made]
        texts.append(Tally(len(wanted), len(made), len(hits)))
        asked += sum(m.at is not None for m in wanted)
        errors += [kilometres(m.at, place) for m, place in hits if m.at is not None]
        disagreements += _disagreements(line, wanted, made)
    figures = {"task": "places", "texts": len(texts), **summed(texts).figures(), "f1_interval": interval(texts)}
    return Result({**figures, **_distances(errors, asked)}, disagreements)


def _distances(errors: Sequence[float], asked: int) -> dict[str, float]:
    near = sum(error <= NEAR for error in errors)
    return {
        "resolved_of_found": share(near, len(errors)),
        "resolved_of_all": share(near, asked),
        "median_km": round(statistics.median(errors), 1) if errors else 0.0,
    }


def _marked(line: Labelled, fields: dict[str, Any]) -> Marked:
    span = line.span([fields.get("start"), fields.get("end")], "places")
    degrees = fields.get("latitude"), fields.get("longitude")
    if degrees == (None, None):
        return Marked(span, None)
    return Marked(span, (_degree(line, degrees[0], 90), _degree(line, degrees[1], 180)))


def _degree(line: Labelled, value: Any, most: int) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
        raise line.fail(f"{value!r} is not a number of degrees between -{most} and {most}"[:120])
    return float(value)


def _trimmed(text: str, span: Offsets) -> Offsets:
    """The span without an article before it and marks after it."""
    start, end = span
    words = text[start:end]
    if words[:4].lower() == "the ":
        start += 4
    return start, start + len(text[start:end].rstrip(" .,'’"))


def kilometres(at: tuple[float, float], place: Place) -> float:
    """How far a place is from where it should be, along the great circle."""
    if place.latitude is None or place.longitude is None:
        return FARTHEST
    here, there = (tuple(map(math.radians, point)) for point in (at, (place.latitude, place.longitude)))
    half = math.sin((there[0] - here[0]) / 2) ** 2
    half += math.cos(here[0]) * math.cos(there[0]) * math.sin((there[1] - here[1]) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def _disagreements(line: Labelled, wanted: Sequence[Marked], made: dict[Offsets, Place]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    keys = {_trimmed(line.text, m.span): m for m in wanted}
    for key, marked in keys.items():
        words = line.text[slice(*key)]
        if key not in made:
            rows.append({"where": line.where, "what": "missed", "label": words})
        elif marked.at and (off := kilometres(marked.at, made[key])) > NEAR:
            found = f"{made[key].name}, {made[key].country}, {off:,.0f} km off"
            rows.append({"where": line.where, "what": "place", "label": words, "found": found})
    for key, place in made.items():
        if key not in keys:
            rows.append({"where": line.where, "what": "wrong", "found": f"{line.text[slice(*key)]} ({place.name})"})
    return rows
