"""The accuracy gate: the coder may not become worse on sentences of our own, unless somebody says so.

    python -m benchmarks.gate            # fails if a figure is below its bound in gate.json
    python -m benchmarks.gate --show     # and lists what was missed and what was wrong
    python -m benchmarks.gate --update   # set the bounds to today's figures; commit gate.json with the reason

The sentences (``gate_sentences.jsonl``, in the format of ``redshank evaluate``) were written for this project: some
140 events of all types, and 30 sentences of sport, weather, trade and cooking that tell none. They guard against
slips; how well the coder does on real news is measured by the other benchmarks.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from redshank.cli.scoring import TASKS, Result, render

HERE = Path(__file__).resolve().parent
SENTENCES, BOUNDS = HERE / "gate_sentences.jsonl", HERE / "gate.json"
SLACK = 0.01
"""How far below today's figures bounds are set: one label of a hundred, as processors round a little differently."""


def guarded(figures: dict[str, Any]) -> dict[str, float]:
    """The figures that have a bound: higher is better for all of them."""
    return {
        "precision": figures["precision"],
        "recall": figures["recall"],
        "f1": figures["f1"],
        "f1 without type": figures["without_type"]["f1"],
        "factuality": figures["factuality"],
    }


def misses(figures: dict[str, float], bounds: dict[str, float]) -> list[str]:
    """What is below its bound, or has none."""
    return [
        f"{name} is {value:.3f}, below {bounds[name]:.3f}" if name in bounds else f"{name} has no bound"
        for name, value in figures.items()
        if value < bounds.get(name, 2.0)
    ]


def update(figures: dict[str, float]) -> None:
    """Write today's figures as bounds."""
    bounds = {name: round(value - SLACK, 3) for name, value in figures.items()}
    BOUNDS.write_text(json.dumps(bounds, indent=2) + "\n", encoding="utf-8")
    print(f"wrote {BOUNDS.name}: {bounds}")


def main() -> int:
    """Score, compare, and tell; 0 if nothing became worse."""
    result: Result = TASKS["coding"](SENTENCES)
    render(result, show="--show" in sys.argv)
    figures = guarded(result.figures)
    if "--update" in sys.argv:
        update(figures)
        return 0
    below = misses(figures, json.loads(BOUNDS.read_text(encoding="utf-8")))
    for line in below:
        print(f"gate: {line}", file=sys.stderr)
    if below:
        print("gate: mend it, or run with --update and say in the commit why less is right", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    raise SystemExit(main())
