"""Train the relation model and put it into the package: ``python -m training.relation.train``.

1. Five-fold cross-validation on PLV's training half and our own corpus, for the figures and the temperatures.
2. The final network on all examples.
3. Export to 8 bits, and a check that it says what the network says.
4. The model card, ``docs/relation-model.md``.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import time
from pathlib import Path

import numpy as np

from redshank.coding.relation import RELATION_VERSION, WEIGHTS, RelationModel
from training.relation.card import write_card
from training.relation.examples import Example, corpus, plv, turned
from training.relation.export import write
from training.relation.learning import Recipe, changed, fit, predict
from training.relation.measure import roots, softmax
from training.relation.validate import Validation, cross_validate

CARD = Path(__file__).parents[2] / "docs" / "relation-model.md"
KEPT = Path(__file__).parents[2] / "build" / "relation.pt"
"""Where the network is kept in full precision, to go on from."""
UNCALIBRATED = {"types": 1.0, "none": 1.0, "factualities": 1.0}


def everything() -> list[Example]:
    """All examples, with PLV's turned pairs."""
    return [*corpus(), *plv(), *turned(plv())]


def agreement(net_logits: np.ndarray, model: RelationModel, examples: list[Example]) -> float:
    """Share of examples on which the exported model and the network give the same root."""
    judged = model.score((e.text, e.actor, e.recipient, e.trigger) for e in examples)
    small = np.array([list(j.scores.values()) for j in judged])
    return float(np.mean([a == b for a, b in zip(roots(softmax(net_logits)), roots(small), strict=True)]))


def build(folder: Path, recipe: Recipe, seed: int, warmth: dict[str, float], start: Path | None = None) -> float:
    """Train on everything, export, and give the share of pairs on which the 8-bit model agrees with the network."""
    net = fit(everything(), recipe, seed, start)
    settings = {
        "version": RELATION_VERSION,
        "temperatures": warmth,
        "recipe": dataclasses.asdict(recipe),
        "seed": seed,
    }
    write(net, settings, folder, kept=KEPT)
    sample = list(plv())[::3] or list(corpus())[::5]
    same = agreement(predict(net, sample)[0], RelationModel(folder), sample)
    return record(folder, {"agreement": same})


def record(folder: Path, changes: dict[str, object]) -> float:
    """Write changes into the model's settings; gives its agreement with the network."""
    path = folder / "relation.json"
    settings = json.loads(path.read_text(encoding="utf-8")) | changes
    path.write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return float(settings["agreement"])


def main() -> None:
    """The four steps; ``--quick`` leaves out the first, ``--figures`` reads it from a file of an earlier run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="no cross-validation, no card")
    parser.add_argument("--figures", type=Path, help="JSON written by training.relation.validate --output")
    parser.add_argument("--calibrate", action="store_true", help="no training: put figures into a model that is there")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=WEIGHTS)
    parser.add_argument("--go-on", type=Path, metavar="NETWORK", help="start from a network that was kept")
    parser.add_argument("recipe", nargs="*", help="name=value, such as epochs=1")
    options = parser.parse_args()
    began = time.time()
    figures: Validation | None = None
    if options.figures:
        figures = Validation(**json.loads(options.figures.read_text(encoding="utf-8")))
    elif not options.quick:
        figures = cross_validate(Recipe())
    warmth = figures.temperatures if figures else UNCALIBRATED
    if options.calibrate:
        same = record(options.folder, {"temperatures": warmth})
    else:
        same = build(options.folder, changed(Recipe(), options.recipe), options.seed, warmth, options.go_on)
    print(f"the 8-bit model gives the same root as the network in {same:.1%} of pairs; {time.time() - began:.0f} s")
    if figures:
        write_card(CARD, figures, same, options.folder / "relation.onnx")


if __name__ == "__main__":
    main()
