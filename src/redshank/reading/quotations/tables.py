"""The cue lexicon and the learned weights of attribution, read once from their tables."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

MODELS = ("cue", "speaker", "content")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that can signal attribution: its kind (speech, writing, thought, stance), how often it does (0 to 1)."""

    kind: str
    strength: float


def rows(name: str) -> Iterable[list[str]]:
    """The lines of a table under ``reading/data``, without comments and header."""
    text = (files("redshank.reading") / "data" / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    next(lines, None)
    return (line.split("\t") for line in lines)


@functools.cache
def lexicon() -> dict[tuple[str, str], Cue]:
    """Cues by lemma and word class (the first letter of the universal part of speech: V, N, A, P)."""
    return {(lemma, pos): Cue(kind, float(strength)) for lemma, pos, kind, strength in rows("speech_cues.tsv")}


@functools.cache
def weights() -> dict[str, dict[str, float]]:
    """Weights of the three questions (is it a cue, is it the speaker, is it content), by feature."""
    found: dict[str, dict[str, float]] = {name: {} for name in MODELS}
    for name, feature, weight in rows("speech_weights.tsv"):
        found[name][feature] = float(weight)
    return found


def probability(model: str, features: Iterable[str]) -> float:
    """The probability (0 to 1) that the answer to a question is yes."""
    known = weights()[model]
    total = known.get("intercept", 0.0) + sum([known.get(name, 0.0) for name in features])
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
