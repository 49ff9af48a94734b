"""The model card, written from the figures of a training."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from redshank.coding.relation import RELATION_VERSION
from training.relation.measure import ROOTS

if TYPE_CHECKING:
    from training.relation.validate import Validation


def write_card(path: Path, figures: Validation, same: float, weights: Path) -> None:
    """Write the figures into the card between its two marks; the words around them stay."""
    begin, end = "<!-- figures -->", "<!-- end of figures -->"
    text = path.read_text(encoding="utf-8")
    before, after = text.partition(begin)[0], text.partition(end)[2]
    size = weights.stat().st_size / 1e6
    path.write_text(f"{before}{begin}\n\n{_figures(figures, same, size)}\n\n{end}{after}", encoding="utf-8")


def _figures(figures: Validation, same: float, size: float) -> str:
    """The figures in words and tables."""
    lines = [
        f"`{RELATION_VERSION}`, {size:.1f} MB. Cross-validation ({figures.folds} folds); no sentence is on both sides.",
        "",
        "| measure | figure |",
        "| --- | --- |",
        f"| macro-F1 over the 15 roots of PLV, asked without triggers ({figures.counts['plv']} pairs) "
        f"| {figures.plv['macro']:.3f} |",
        f"| accuracy, the same | {figures.plv['accuracy']:.3f} |",
        f"| macro-F1 over the same roots on our own corpus, asked with triggers ({figures.counts['events']} events) "
        f"| {figures.corpus['macro']:.3f} |",
        f"| NONE against event, area under the curve ({figures.counts['corpus']} pairs with words of our corpus) "
        f"| {figures.none['auc']:.3f} |",
        f"| NONE at one half: precision, recall, F1 "
        f"| {figures.none['precision']:.3f}, {figures.none['recall']:.3f}, {figures.none['f1']:.3f} |",
        f"| mode, the type being given (our corpus, types that have modes) | {figures.mode:.3f} |",
        f"| factuality, accuracy and macro-F1 (our corpus) "
        f"| {figures.factuality['accuracy']:.3f}, {figures.factuality['macro']:.3f} |",
        f"| expected calibration error of the type on PLV, before and after the temperature "
        f"| {figures.calibration['before']:.3f}, {figures.calibration['after']:.3f} |",
        f"| same root from the 8-bit model and the network | {same:.1%} |",
        "",
        "| type | F1 on PLV | F1 on our corpus |",
        "| --- | --- | --- |",
        *(f"| {root} | {figures.plv[root]:.2f} | {figures.corpus[root]:.2f} |" for root in ROOTS),
        "",
        "YIELD is CONCEDE and RETREAT together. Factuality by F1: "
        + ", ".join(f"{n} {figures.factuality[n]:.2f}" for n in ("asserted", "planned", "possible", "negated"))
        + ".",
    ]
    return "\n".join(lines)
