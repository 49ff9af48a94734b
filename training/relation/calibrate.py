"""Fit how sure reports are, and below which certainty they are not kept, on sentences that nothing was made with.

REDSHANK_RELATION_MODEL=FOLDER python -m training.relation.calibrate FOLDER/held_out.jsonl

FOLDER is what ``training.relation.fold`` wrote. The table goes into the package (``--output`` names another file).
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from redshank.coding import Coder, certainty
from redshank.model import TYPES
from training.relation.outcomes import Outcome, calibration_gap, outcomes, reliability

TABLE = Path(certainty.__file__).parent / "data" / "certainty.tsv"
HEAD = """# How sure a report is, by type: log odds of being right = slope * log odds claimed + shift.
# Reports below the threshold (a share of right ones) are kept only with high recall.
# Fitted by training/relation/calibrate.py on sentences that the relation model of that fit had not seen.
type\tslope\tshift\tthreshold
"""
LOOSE = 0.5
"""Standard deviation that the types' shifts have around the common one before any report is seen."""
BETA = 1.0
"""Recall counts this much against precision in the choice of thresholds; ``--beta`` gives another weight."""
LEAST = 25
"""Reports of a type below which it gets the threshold of all."""
STEPS = np.arange(0.0, 0.62, 0.02)

Lines = tuple[float, dict[str, float]]


def share(odds: np.ndarray) -> np.ndarray:
    """Shares of these log odds."""
    return np.asarray(1 / (1 + np.exp(-odds)))


def fit(found: Sequence[Outcome], said: np.ndarray) -> Lines:
    """The common slope and the shift of each type, by Newton's method on the penalised likelihood."""
    kinds = np.array([TYPES.index(o.type) for o in found])
    own = np.eye(len(TYPES))[kinds]
    x = np.column_stack([said, np.ones(len(found)), own])
    y = np.array([float(o.right) for o in found])
    loose = np.diag([1e-3, 1e-3, *[1 / LOOSE**2] * len(TYPES)])
    weights = np.zeros(x.shape[1])
    weights[0] = 1.0
    for _ in range(30):
        p = share(x @ weights)
        slope = x.T @ (p - y) + loose @ weights
        weights = weights - np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + loose, slope)
    return float(weights[0]), {kind: float(weights[1] + weights[2 + n]) for n, kind in enumerate(TYPES)}


def apply(lines: Lines, found: Sequence[Outcome], said: np.ndarray) -> np.ndarray:
    """Calibrated certainties."""
    slope, shifts = lines
    return share(slope * said + np.array([shifts[o.type] for o in found]))


def cross_fitted(found: Sequence[Outcome], said: np.ndarray) -> np.ndarray:
    """Certainties fitted on the other half of the texts each."""
    half = np.array([o.text % 2 for o in found])
    sure = np.zeros(len(found))
    for part in (0, 1):
        mine, other = np.flatnonzero(half == part).tolist(), np.flatnonzero(half != part).tolist()
        lines = fit([found[i] for i in other], said[other])
        sure[mine] = apply(lines, [found[i] for i in mine], said[mine])
    return sure


def best_threshold(sure: np.ndarray, right: np.ndarray, wanted: int, beta: float) -> float:
    """The threshold with the best F-beta; of equals the lowest."""

    def score(step: float) -> float:
        kept = sure >= step
        hits = right[kept].sum()
        return (1 + beta**2) * hits / (beta**2 * wanted + kept.sum()) if kept.any() else 0.0

    return float(max(STEPS, key=lambda step: (round(score(step), 4), -step)))


def thresholds(
    found: Sequence[Outcome], sure: np.ndarray, wanted: dict[str, int], beta: float = BETA
) -> dict[str, float]:
    """The threshold of each type: halfway between its own best and that of all, or that of all where it is rare."""
    right = np.array([o.right for o in found])
    common = best_threshold(sure, right, sum(wanted.values()), beta)
    chosen = {}
    for kind in TYPES:
        own = np.array([o.type == kind for o in found])
        best = best_threshold(sure[own], right[own], wanted.get(kind, 0), beta) if own.sum() >= LEAST else common
        chosen[kind] = round((best + common) / 2, 2)
    return chosen


def moved(lines: Lines, before: dict[str, certainty.Certainty]) -> dict[str, float]:
    """The thresholds under new lines that keep the reports which those before kept under theirs."""
    limits = {}
    for kind, old in before.items():
        claimed = (certainty.log_odds(old.threshold) - old.shift) / old.slope
        limits[kind] = round(float(share(np.array(lines[0] * claimed + lines[1][kind]))), 3)
    return limits


def claims(gold: Path) -> tuple[list[Outcome], dict[str, int]]:
    """Outcomes with the confidence that trigger and model claim, uncalibrated, and with no threshold."""
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as plain:
        plain.write(HEAD + "".join(f"{kind}\t1\t0\t0\n" for kind in TYPES))
        plain.flush()
        os.environ["REDSHANK_CERTAINTY"] = plain.name
        return outcomes(Coder(), gold)


def main() -> None:
    """Code the labelled sentences, fit, print what it brings, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--output", type=Path, default=TABLE)
    parser.add_argument("--beta", type=float, default=BETA)
    parser.add_argument("--same-reports", action="store_true", help="keep what the present table keeps, fit the rest")
    options = parser.parse_args()
    before = certainty.parse_certainties(TABLE.read_text("utf-8"))
    found, wanted = claims(options.labels)
    said = np.array([certainty.log_odds(o.confidence) for o in found])
    right = np.array([o.right for o in found])
    sure = cross_fitted(found, said)
    for name, values in (("claimed", share(said)), ("calibrated on the other half", sure)):
        rows = reliability(values, right)
        print(f"{name}: expected calibration error {calibration_gap(rows):.3f}")
        print("".join(f"  {a:.2f} said, {b:.2f} right of {n}\n" for a, b, n in rows), end="")
    lines = fit(found, said)
    limits = moved(lines, before) if options.same_reports else thresholds(found, sure, wanted, options.beta)
    above = np.array([s >= limits[o.type] for o, s in zip(found, sure, strict=True)])
    total = sum(wanted.values())
    for name, some in (("all", np.full(len(found), True)), ("above the thresholds", above)):
        print(
            f"{name}: {some.sum()} reports, precision {right[some].mean():.3f}, recall {right[some].sum() / total:.3f}"
        )
    rows_ = (f"{k}\t{lines[0]:.3f}\t{lines[1][k]:.3f}\t{limits[k]:.3f}\n" for k in TYPES)
    options.output.write_text(HEAD + "".join(rows_), encoding="utf-8")


if __name__ == "__main__":
    main()
