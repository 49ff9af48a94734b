"""Two models of the same odds, averaged in log-odds: boosted trees that start from climatology, and a straight line.

The trees find what goes together, the line does not overdo it; each alone is worse on weeks not learnt from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHANCES = (4, 5, 6, 7, 8)
"""Columns of features that are odds already: from four rates, and climatology (the last)."""
TREES = 60


def log_odds(chance: NDArray[Any]) -> NDArray[Any]:
    """Log-odds, kept finite at 0 and 1."""
    import numpy as np

    odds: NDArray[Any] = np.log((chance + 1e-4) / (1 - chance + 1e-4))
    return odds


@dataclass(frozen=True, slots=True)
class Blend:
    """The two models, learnt."""

    trees: Any
    scale: Any
    line: Any

    def raw(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Log-odds of rows of features."""
        by_trees = self.trees.predict(rows, raw_score=True) + log_odds(rows[:, CHANCES[-1]])
        mean: NDArray[Any] = (by_trees + self.line.decision_function(self.scale.transform(_straight(rows)))) / 2
        return mean


def learn(rows: NDArray[Any], truth: NDArray[Any], threads: int) -> Blend:
    """Both models, learnt from rows of features and whether each came true."""
    import lightgbm
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    settings = {
        "objective": "binary", "learning_rate": 0.05, "num_leaves": 8, "min_data_in_leaf": 300, "lambda_l2": 5.0,
        "feature_fraction": 0.3, "seed": 7, "num_threads": threads, "verbosity": -1, "deterministic": True,
        "force_col_wise": True, "max_bin": 63,
    }  # fmt: skip
    table = lightgbm.Dataset(rows, truth, init_score=log_odds(rows[:, CHANCES[-1]]))
    trees = lightgbm.train(settings, table, TREES)
    scale = StandardScaler().fit(_straight(rows))
    line = LogisticRegression(C=0.05, max_iter=200).fit(scale.transform(_straight(rows)), truth)
    return Blend(trees, scale, line)


def _straight(rows: NDArray[Any]) -> NDArray[Any]:
    """The features as a straight line can use them: odds as log-odds, rates as logarithms."""
    import numpy as np

    chances = log_odds(np.clip(rows[:, CHANCES], 1e-3, 0.999))
    rates = np.log1p(100 * np.clip(rows[:, [0, 1, 2, 3, *range(10, rows.shape[1] - 2)]], 0, None))
    return np.concatenate([chances, rates, rows[:, [9]]], axis=1)
