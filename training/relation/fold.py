"""A relation model that has not seen a part of PLV, to measure the whole coder honestly on that part.

python -m training.relation.fold --folds 2 --part 0 --folder FOLDER
REDSHANK_RELATION_MODEL=FOLDER python -m benchmarks.coding relations --sentences FOLDER/held_out.txt
REDSHANK_RELATION_MODEL=FOLDER redshank evaluate FOLDER/held_out.jsonl   # the part of our own corpus
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

from training.corpus.labels import labels
from training.relation.examples import CORPUS, lines_in, read_line
from training.relation.export import write
from training.relation.learning import Recipe, fit
from training.relation.validate import HeldOut, figures, split


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
    net = fit(train, Recipe(), options.seed)
    judged = HeldOut.by(net, held)
    found = dataclasses.replace(figures(judged, Recipe()), folds=f"part {options.part} of {options.folds}")
    (options.folder / "figures.json").write_text(json.dumps(dataclasses.asdict(found), indent=1) + "\n", "utf-8")
    settings = {"version": "held-out part", "temperatures": found.temperatures}
    write(net, settings, options.folder, kept=options.folder / "network.pt")
    print(f"macro-F1 on the part of PLV {found.plv['macro']:.3f}, on that of our corpus {found.corpus['macro']:.3f}")
    texts = {example.text for example in held if example.origin == "corpus"}
    rows = labels(line for line in lines_in(CORPUS) if next(read_line(line)).text in texts)
    whole = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (options.folder / "held_out.jsonl").write_text(whole, encoding="utf-8")
    sentences = sorted({example.text for example in held if example.origin == "plv"})
    (options.folder / "held_out.txt").write_text("\n".join(sentences) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
