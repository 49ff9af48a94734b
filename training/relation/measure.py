"""Scores: macro-F1 over PLV's 15 roots, none and factuality on our own corpus, calibration."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.metrics import f1_score, precision_recall_fscore_support, roc_auc_score

from redshank.model import FACTUALITIES, TYPES
from training.relation.examples import Example
from training.relation.network import MODES

ROOTS = (*(t for t in TYPES if t not in ("CONCEDE", "RETREAT")), "YIELD")
"""PLV's 15 roots: CONCEDE and RETREAT are one there."""


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Probabilities by row."""
    powers: np.ndarray = np.exp((logits - logits.max(-1, keepdims=True)) / temperature)
    return np.asarray(powers / powers.sum(-1, keepdims=True))


def roots(probabilities: np.ndarray) -> list[str]:
    """The likeliest of the 15 roots by row, CONCEDE and RETREAT added up."""
    two = [TYPES.index("CONCEDE"), TYPES.index("RETREAT")]
    rest = [i for i in range(len(TYPES)) if i not in two]
    merged = np.concatenate([probabilities[:, rest], probabilities[:, two].sum(-1, keepdims=True)], axis=1)
    return [ROOTS[i] for i in merged.argmax(1)]


def root(example: Example) -> str:
    """The example's root among the 15."""
    return "YIELD" if example.type in ("CONCEDE", "RETREAT") else str(example.type)


def root_scores(examples: Sequence[Example], probabilities: np.ndarray) -> dict[str, float]:
    """F1 of every root, with ``macro`` and ``accuracy``."""
    gold, found = [root(e) for e in examples], roots(probabilities)
    each = f1_score(gold, found, labels=list(ROOTS), average=None, zero_division=0.0)
    scores = dict(zip(ROOTS, map(float, each), strict=True))
    right = float(np.mean([g == f for g, f in zip(gold, found, strict=True)]))
    return {"macro": float(np.mean(each)), "accuracy": right, **scores}


def none_scores(examples: Sequence[Example], none: np.ndarray) -> dict[str, float]:
    """AUC, and precision, recall and F1 of NONE at one half (``none`` are log odds, or shares less one half)."""
    gold = np.array([e.type is None for e in examples])
    if gold.all() or not gold.any():
        return {}
    precision, recall, f1, _ = precision_recall_fscore_support(gold, none > 0.0, average="binary", zero_division=0.0)
    auc = float(roc_auc_score(gold, none))
    return {"auc": auc, "f1": float(f1), "precision": float(precision), "recall": float(recall)}


def factuality_scores(examples: Sequence[Example], logits: np.ndarray) -> dict[str, float]:
    """Accuracy, macro-F1 and F1 of every factuality, over examples where it is known."""
    known = [i for i, e in enumerate(examples) if e.factuality]
    if not known:
        return {}
    gold = [str(examples[i].factuality) for i in known]
    found = [FACTUALITIES[k] for k in logits[known].argmax(1)]
    each = f1_score(gold, found, labels=list(FACTUALITIES), average=None, zero_division=0.0)
    right = float(np.mean([g == f for g, f in zip(gold, found, strict=True)]))
    return {"accuracy": right, "macro": float(np.mean(each)), **dict(zip(FACTUALITIES, map(float, each), strict=True))}


def mode_accuracy(examples: Sequence[Example], logits: np.ndarray) -> float:
    """Share of events whose mode, the type being known, is right; over types that have modes."""
    right = []
    for e, row in zip(examples, logits, strict=True):
        own = [n for n, (kind, _) in enumerate(MODES) if kind == e.type]
        if len(own) > 1:
            right.append(MODES[own[int(row[own].argmax())]][1] == e.mode)
    return float(np.mean(right)) if right else 0.0


def nll(logits: np.ndarray, gold: np.ndarray, temperature: float) -> float:
    """Mean negative log likelihood."""
    return float(-np.log(softmax(logits, temperature)[np.arange(len(gold)), gold] + 1e-12).mean())


def temperature(logits: np.ndarray, gold: np.ndarray) -> float:
    """The temperature at which the probabilities fit best."""
    grid = np.linspace(0.3, 3.0, 109)
    return float(min(grid, key=lambda t: nll(logits, gold, float(t))))


def calibration_error(probabilities: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: how far stated confidence is from the share of right answers."""
    confidence = probabilities.max(1)
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [(place == b).sum() * abs(right[place == b].mean() - confidence[place == b].mean())
            for b in range(bins) if (place == b).any()]  # fmt: skip
    return float(sum(gaps) / len(right))
