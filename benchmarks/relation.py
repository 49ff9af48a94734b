"""How good and how fast the relation model is.

``python benchmarks/relation.py`` trains anew on each fold and prints cross-validated figures with the confusion of
roots (an hour or two on one core; ``--only 1`` is one fold); it needs the development sets at ``../shared/data`` or in
``REDSHANK_SHARED``. ``--held-out`` measures the shipped model on sentences of ours that it never saw, and ``--speed``
times it.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from redshank.coding.relation import RelationModel
from training.relation.examples import CORPUS, corpus, plv, read_folder
from training.relation.learning import Recipe
from training.relation.measure import ROOTS, factuality_scores, none_scores
from training.relation.validate import Validation, cross_validate


def speed(count: int = 600) -> None:
    """Pairs a second on one core, by wall clock and by processor time."""
    examples = (list(plv()) or list(corpus()))[:count]
    items = [(e.text, e.actor, e.recipient) for e in examples]
    model = RelationModel.default()
    model.score(items[:10])
    wall, cpu = time.perf_counter(), time.process_time()
    model.score(items)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{model.version}: {len(items) / wall:.0f} pairs/s by the clock, {len(items) / cpu:.0f} per processor second")


def held_out() -> None:
    """The shipped model on the held-out sentences: type, NONE, factuality. A pair may be told two events."""
    examples = read_folder(CORPUS / "held_out")
    judged = RelationModel.default().score((e.text, e.actor, e.recipient) for e in examples)
    told: dict[object, set[str | None]] = {}
    for e in examples:
        told.setdefault((e.text, e.actor, e.recipient), set()).add(e.type)
    right = [j.type in told[e.text, e.actor, e.recipient] for e, j in zip(examples, judged, strict=True) if e.type]
    none = none_scores(examples, np.array([j.none - 0.5 for j in judged]))
    facts = factuality_scores(examples, np.array([list(j.factualities.values()) for j in judged]))
    print(f"type right in {np.mean(right):.3f} of {len(right)} events")
    print("none", {name: round(value, 3) for name, value in none.items()}, "of", len(examples), "pairs")
    print("factuality", {name: round(value, 3) for name, value in facts.items()})


def show(figures: Validation) -> None:
    """Figures and confusion (rows are right answers, columns what the model said)."""
    for name in ("plv", "corpus", "none", "factuality", "calibration", "temperatures"):
        print(name, {k: round(v, 3) for k, v in getattr(figures, name).items()})
    print(" " * 10 + " ".join(f"{r[:5]:>5}" for r in ROOTS))
    for root, row in zip(ROOTS, figures.confusion, strict=True):
        print(f"{root:10}" + " ".join(f"{n or '.':>5}" for n in row))


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, default=0)
    options = parser.parse_args()
    if options.speed:
        speed()
    elif options.held_out:
        held_out()
    elif not plv():
        print("skipped: the development sets are not here")
    else:
        show(cross_validate(Recipe(), options.folds, options.only))


if __name__ == "__main__":
    main()
