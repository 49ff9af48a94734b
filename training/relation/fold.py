"""A relation model that has not seen a part of PLV, to measure the whole coder honestly on that part.

python -m training.relation.fold --folds 2 --part 0 --folder FOLDER
REDSHANK_RELATION_MODEL=FOLDER python -m benchmarks.coding relations --sentences FOLDER/held_out.txt
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.relation.export import write
from training.relation.learning import Recipe, fit
from training.relation.validate import split


def main() -> None:
    """Train without one part, export, and write the sentences of that part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    train, held = split(options.folds, options.part)
    options.folder.mkdir(parents=True, exist_ok=True)
    warmth = {"types": 1.0, "none": 1.0, "factualities": 1.0}
    write(fit(train, Recipe(), options.seed), {"version": "held-out part", "temperatures": warmth}, options.folder)
    sentences = sorted({example.text for example in held if example.origin == "plv"})
    (options.folder / "held_out.txt").write_text("\n".join(sentences) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
