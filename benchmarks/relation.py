"""How good and how fast the relation model is.

``python benchmarks/relation.py`` trains anew on each fold and prints cross-validated figures with the confusion of
roots (an hour or two on one core; ``--only 1`` is one fold); it needs the development sets at ``../shared/data`` or in
``REDSHANK_SHARED``. ``--held-out`` measures the shipped model on sentences of ours that it never saw, ``--reliability``
tells how often it is right there at what confidence, and ``--speed`` times it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from redshank.coding.relation import RelationModel
from redshank.ontology import plover
from training.relation.examples import CORPUS, Example, corpus, plv, read_folder
from training.relation.learning import Recipe, drawn
from training.relation.measure import ROOTS, factuality_scores, none_scores
from training.relation.outcomes import calibration_gap, reliability
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


def unseen() -> list[Example]:
    """The held-out sentences' labels, and as many words that tell nothing between two mentions as there are events."""
    examples = read_folder(CORPUS / "held_out")
    return drawn(examples, Recipe(untold=0.5), random.Random(7))


def held_out() -> None:
    """The model on the held-out sentences, asked with triggers: type, NONE, factuality, mode."""
    examples = unseen()
    model = RelationModel.default()
    judged = model.score((e.text, e.actor, e.recipient, e.trigger) for e in examples)
    told: dict[object, set[str | None]] = {}
    for e in examples:
        told.setdefault((e.text, e.actor, e.recipient), set()).add(e.type)
    events = [(e, j) for e, j in zip(examples, judged, strict=True) if e.type]
    several = [(e, j) for e, j in events if len(told[e.text, e.actor, e.recipient] - {None}) > 1]
    bare = model.score((e.text, e.actor, e.recipient) for e, _ in events)
    print(f"type right in {_share(e.type == j.type for e, j in events)} of {len(events)} events")
    print(f"  in {_share(e.type == j.type for e, j in several)} of {len(several)} whose pair is told others too")
    print(f"  without the trigger in {_share(e.type == j.type for (e, _), j in zip(events, bare, strict=True))}")
    moded = [(e, j) for e, j in events if plover.modes(str(e.type)) and j.modes]
    print(f"mode right in {_share(e.mode == j.modes[str(e.type)] for e, j in moded)} of {len(moded)}, given the type")
    none = none_scores(examples, np.array([j.none - 0.5 for j in judged]))
    facts = factuality_scores(examples, np.array([list(j.factualities.values()) for j in judged]))
    print("none", {name: round(value, 3) for name, value in none.items()}, "of", len(examples))
    print("factuality", {name: round(value, 3) for name, value in facts.items()})


def calibration() -> None:
    """How often answers of a confidence are right, on the held-out sentences: an event, and of the type."""
    examples = unseen()
    judged = RelationModel.default().score((e.text, e.actor, e.recipient, e.trigger) for e in examples)
    right = np.array([e.type == j.type for e, j in zip(examples, judged, strict=True)], dtype=float)
    rows = reliability(np.array([j.confidence for j in judged]), right)
    print(f"expected calibration error {calibration_gap(rows):.3f} of {len(examples)} answers")
    for said, was, count in rows:
        print(f"  {said:.2f} said, {was:.2f} right of {count}")


def _share(right: Iterable[bool]) -> str:
    kept = list(right)
    return f"{sum(kept) / len(kept):.3f}" if kept else "-"


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
    parser.add_argument("--reliability", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, default=0)
    options = parser.parse_args()
    if options.speed:
        speed()
    elif options.held_out:
        held_out()
    elif options.reliability:
        calibration()
    elif not plv():
        print("skipped: the development sets are not here")
    else:
        show(cross_validate(Recipe(), options.folds, options.only))


if __name__ == "__main__":
    main()
