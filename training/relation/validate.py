"""Cross-validation of the relation model on PLV (grouped by sentence) and on our own corpus.

``python -m training.relation.validate [--folds 5] [--only 2] [--no-corpus] [--output FILE] [recipe=value ...]``
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from redshank.model import FACTUALITIES, TYPES
from training.relation.examples import Example, corpus, plv, turned
from training.relation.learning import SHARES, Recipe, changed, drawn, fit, predict
from training.relation.measure import (
    ROOTS,
    calibration_error,
    factuality_scores,
    mode_accuracy,
    none_scores,
    root,
    root_scores,
    roots,
    softmax,
    temperature,
)
from training.relation.network import RelationNetwork


@dataclass(frozen=True, slots=True)
class Validation:
    """Figures of a cross-validation: scores by name, temperatures, and the confusion of PLV's roots."""

    recipe: dict[str, Any]
    plv: dict[str, float]
    corpus: dict[str, float]
    none: dict[str, float]
    factuality: dict[str, float]
    calibration: dict[str, float]
    temperatures: dict[str, float]
    confusion: list[list[int]]
    counts: dict[str, int]
    folds: str = "5 of 5"
    mode: float = 0.0


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Held-out examples with their logits of type, none, factuality and mode."""

    examples: list[Example]
    types: np.ndarray
    none: np.ndarray
    factualities: np.ndarray
    modes: np.ndarray

    @classmethod
    def by(cls, net: RelationNetwork, examples: list[Example]) -> HeldOut:
        """What a network makes of examples."""
        return cls(examples, *predict(net, examples))

    @classmethod
    def joined(cls, parts: Sequence[HeldOut]) -> HeldOut:
        """Several folds as one."""
        examples = [e for part in parts for e in part.examples]
        names = ("types", "none", "factualities", "modes")
        return cls(examples, *(np.concatenate([getattr(p, name) for p in parts]) for name in names))

    def where(self, keep: list[int]) -> HeldOut:
        """Only some of the examples."""
        arrays = (self.types, self.none, self.factualities, self.modes)
        return HeldOut([self.examples[i] for i in keep], *(array[keep] for array in arrays))


def folds(examples: Sequence[Example], count: int, seed: int = 7) -> list[list[int]]:
    """Indices in ``count`` parts; examples of one sentence stay together, and types are spread evenly."""
    groups: dict[str, list[int]] = {}
    for i, example in enumerate(examples):
        groups.setdefault(example.group, []).append(i)
    order = list(groups.values())
    random.Random(seed).shuffle(order)
    order.sort(key=lambda members: str(examples[members[0]].type))
    parts: list[list[int]] = [[] for _ in range(count)]
    for at, members in enumerate(order):
        parts[at % count].extend(members)
    return parts


def split(count: int, part: int, use_corpus: bool = True) -> tuple[list[Example], list[Example]]:
    """Training and held-out examples of one fold: a ``count``-th of PLV and half as large a part of the corpus.

    The held-out rows of PLV are asked without their triggers, as it names none; of the words of our corpus that tell
    nothing there are as many as there are events.
    """
    own, theirs = list(corpus()) if use_corpus else [], list(plv())
    out_own = set(folds(own, 2 * count)[part]) if own else set()
    out_theirs = set(folds(theirs, count)[part])
    train_plv = [e for i, e in enumerate(theirs) if i not in out_theirs]
    train = [e for i, e in enumerate(own) if i not in out_own] + train_plv + list(turned(train_plv))
    held = [own[i] for i in sorted(out_own)]
    labelled = [e for e in held if e.origin not in SHARES]
    untold = drawn(held, Recipe(untold=0.5), random.Random(7))[len(labelled) :]
    return train, [replace(theirs[i], trigger=None) for i in sorted(out_theirs)] + labelled + untold


def run_folds(recipe: Recipe, count: int, only: int, seed: int, use_corpus: bool) -> HeldOut:
    """Train on each fold's training part and judge its held-out part."""
    parts = []
    for part in range(only or count):
        began = time.time()
        train, held = split(count, part, use_corpus)
        judged = HeldOut.by(fit(train, recipe, seed), held)
        theirs = judged.where([i for i, e in enumerate(held) if e.origin == "plv"])
        macro = root_scores(theirs.examples, softmax(theirs.types))["macro"]
        print(f"fold {part}: {len(train)} examples, {time.time() - began:.0f} s, macro-F1 {macro:.3f}", flush=True)
        parts.append(judged)
    return HeldOut.joined(parts)


def temperatures(held: HeldOut) -> dict[str, float]:
    """Temperatures of the three questions, fitted on held-out examples."""
    events = held.where([i for i, e in enumerate(held.examples) if e.type])
    known = held.where([i for i, e in enumerate(held.examples) if e.factuality])
    own = held.where([i for i, e in enumerate(held.examples) if e.origin != "plv"])
    types = temperature(events.types, np.array([TYPES.index(str(e.type)) for e in events.examples]))
    found = {"types": types, "none": 1.0, "factualities": 1.0}
    if own.examples:
        pairs = np.stack([np.zeros(len(own.none)), own.none], axis=1)
        gold = np.array([FACTUALITIES.index(str(e.factuality)) for e in known.examples])
        found["none"] = temperature(pairs, np.array([int(e.type is None) for e in own.examples]))
        found["factualities"] = temperature(known.factualities, gold)
    return {name: round(value, 3) for name, value in found.items()}


def figures(held: HeldOut, recipe: Recipe) -> Validation:
    """All figures of held-out examples."""
    theirs = held.where([i for i, e in enumerate(held.examples) if e.origin == "plv"])
    own = held.where([i for i, e in enumerate(held.examples) if e.origin != "plv"])
    events = own.where([i for i, e in enumerate(own.examples) if e.type])
    warmth = temperatures(held)
    gold, found = [root(e) for e in theirs.examples], roots(softmax(theirs.types))
    right = np.array([g == f for g, f in zip(gold, found, strict=True)], dtype=float)
    confusion = np.zeros((len(ROOTS), len(ROOTS)), dtype=int)
    for g, f in zip(gold, found, strict=True):
        confusion[ROOTS.index(g), ROOTS.index(f)] += 1
    return Validation(
        recipe=dataclasses.asdict(recipe),
        plv=root_scores(theirs.examples, softmax(theirs.types)),
        corpus=root_scores(events.examples, softmax(events.types)) if events.examples else {},
        none=none_scores(own.examples, own.none) if own.examples else {},
        factuality=factuality_scores(own.examples, own.factualities) if own.examples else {},
        calibration={
            "before": calibration_error(softmax(theirs.types), right),
            "after": calibration_error(softmax(theirs.types, warmth["types"]), right),
        },
        temperatures=warmth,
        confusion=confusion.tolist(),
        mode=mode_accuracy(events.examples, events.modes),
        counts={"plv": len(theirs.examples), "corpus": len(own.examples), "events": len(events.examples)},
    )


def cross_validate(recipe: Recipe, count: int = 5, only: int = 0, seed: int = 0, use_corpus: bool = True) -> Validation:
    """Figures by cross-validation."""
    found = figures(run_folds(recipe, count, only, seed, use_corpus), recipe)
    return dataclasses.replace(found, folds=f"{only or count} of {count}")


def main() -> None:
    """Run the folds and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, default=0, help="run so many of the folds")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-corpus", action="store_true")
    parser.add_argument("--output", type=Path)
    parser.add_argument("recipe", nargs="*")
    options = parser.parse_args()
    recipe = changed(Recipe(), options.recipe)
    found = cross_validate(recipe, options.folds, options.only, options.seed, not options.no_corpus)
    text = json.dumps(dataclasses.asdict(found), indent=1)
    print(text)
    if options.output:
        options.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
