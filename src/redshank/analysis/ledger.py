"""Weighted sums over dealings, laid out once so that they can be summed at many weights (for intervals)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redshank.analysis.dealings import Dealings

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Sums:
    """Weighted sums over the dealings of each pair, both directions together.

    Of each pair that has any, in the order of ``Ledger.keys``: ``friendly`` and ``hostile`` events (PLOVER's score
    above and below 0), ``events`` all, ``expected`` the hostile ones that their tellers tell on average among as many,
    ``tone`` the sum of scores above the tellers' means. ``warm``, ``cold`` and ``due`` are friendly, hostile and
    expected hostile events of each party with each third party (parties x third). ``usual`` is the share of hostile
    events of all.
    """

    friendly: NDArray[Any]
    hostile: NDArray[Any]
    events: NDArray[Any]
    expected: NDArray[Any]
    tone: NDArray[Any]
    warm: NDArray[Any]
    cold: NDArray[Any]
    due: NDArray[Any]
    usual: float


class Ledger:
    """Where each row of some dealings is summed up: by pair, and by party and third party.

    ``numbers`` are the parties compared, ``third`` places among them; all else is given by places in ``numbers``.
    """

    def __init__(self, dealings: Dealings, numbers: NDArray[Any], third: NDArray[Any]) -> None:
        import numpy as np

        place = np.full(len(dealings.parties) + 1, -1)
        place[numbers] = np.arange(len(numbers))
        self.size, self.third = len(numbers), third
        a, b = place[dealings.actor], place[dealings.recipient]
        self.rows = np.flatnonzero((a >= 0) & (b >= 0))
        a, b = a[self.rows], b[self.rows]
        self.keys, self.pair = np.unique(np.minimum(a, b) * self.size + np.maximum(a, b), return_inverse=True)
        self.column = np.full(self.size, -1)
        self.column[third] = np.arange(len(third))
        sides = [(np.flatnonzero(self.column[y] >= 0), x, y) for x, y in ((a, b), (b, a))]
        self.seen = np.concatenate([rows for rows, _, _ in sides])
        self.cell = np.concatenate([x[rows] * len(third) + self.column[y[rows]] for rows, x, y in sides])
        self.score = dealings.score[self.rows]

    def find(self, one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
        """The places of pairs in the sums; the place after the last for pairs without dealings."""
        import numpy as np

        wanted = np.minimum(one, other) * self.size + np.maximum(one, other)
        found = np.searchsorted(self.keys, wanted)
        known = found < len(self.keys)
        known[known] = self.keys[found[known]] == wanted[known]
        return np.where(known, found, len(self.keys))

    def sums(self, weight: NDArray[Any], habits: tuple[NDArray[Any], NDArray[Any]]) -> Sums:
        """The sums at the weights of all rows; ``habits`` are those of ``tellers_habits``."""
        weight, rates, means = (values[self.rows] for values in (weight, *habits))
        friendly, hostile = weight * (self.score > 0), weight * (self.score < 0)
        due = weight * rates
        total = float(weight.sum()) or 1.0
        return Sums(
            friendly=self._by_pair(friendly),
            hostile=self._by_pair(hostile),
            events=self._by_pair(weight),
            expected=self._by_pair(due),
            tone=self._by_pair(weight * (self.score - means)),
            warm=self._by_third(friendly),
            cold=self._by_third(hostile),
            due=self._by_third(due),
            usual=max(float(hostile.sum()) / total, 0.01),
        )

    def _by_pair(self, values: NDArray[Any]) -> NDArray[Any]:
        import numpy as np

        return np.bincount(self.pair, values, len(self.keys) + 1)

    def _by_third(self, values: NDArray[Any]) -> NDArray[Any]:
        import numpy as np

        shape = (self.size, len(self.third))
        return np.bincount(self.cell, values[self.seen], shape[0] * shape[1]).reshape(shape)
