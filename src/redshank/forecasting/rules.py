"""Regularities from one relation to the next: after this between two entities, how soon and how often that.

A rule reads "a day on which the last ``body`` between the two lies ``lag`` steps back brings ``head`` in so many of
all such days". Both directions are covered, for a relation told from the other side is a relation of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAGS = (1, 2, 3, 5, 9, 17, 33, 65, 129)
"""First step of each bucket of lags; the last one has no end."""
DOUBT = 8.0
"""A rule's confidence is cut as if it had failed on this many more days."""


def bucket(age: NDArray[Any]) -> NDArray[Any]:
    """The bucket of lags that each age (1 step or more) falls into."""
    import numpy as np

    return np.searchsorted(np.array(LAGS), age, side="right") - 1


class Rules:
    """How often each relation follows each other, by lag: counted step by step."""

    def __init__(self, directed: int) -> None:
        import numpy as np

        self.directed = directed
        self.support = np.zeros((len(LAGS) * directed, directed), dtype=np.float32)
        self.tried = np.zeros(len(LAGS) * directed, dtype=np.float64)
        self._pending: list[NDArray[Any]] = []

    def follow(self, body: NDArray[Any], age: NDArray[Any], head: NDArray[Any]) -> None:
        """Count events ``head``, each beside a relation ``body`` that its pair last had ``age`` steps before."""
        self._pending.append((bucket(age) * self.directed + body) * self.directed + head)

    def expose(self, body: NDArray[Any], gap: NDArray[Any]) -> None:
        """Count the days on which rules of ``body`` could have come true: ``gap`` steps after each."""
        import numpy as np

        for place, first in enumerate(LAGS):
            last = LAGS[place + 1] if place + 1 < len(LAGS) else np.inf
            days = np.clip(np.minimum(gap, last - 1) - first + 1, 0, None)
            row = slice(place * self.directed, (place + 1) * self.directed)
            self.tried[row] += np.bincount(body, days, minlength=self.directed)

    def settle(self) -> None:
        """Add up what ``follow`` was told."""
        import numpy as np

        if self._pending:
            cells, times = np.unique(np.concatenate(self._pending), return_counts=True)
            self.support.ravel()[cells] += times
            self._pending = []

    def refuted(self, open_body: NDArray[Any], open_gap: NDArray[Any]) -> NDArray[Any]:
        """log(1 - confidence), (lag and body) x head; ``open_*`` are bodies still waiting for what follows."""
        import numpy as np

        closed = self.tried.copy()
        self.expose(open_body, open_gap)
        tried, self.tried = self.tried, closed
        confidence = self.support / (tried[:, None] + DOUBT).astype(np.float32)
        return np.log1p(-np.minimum(confidence, 0.98)).astype(np.float32)
