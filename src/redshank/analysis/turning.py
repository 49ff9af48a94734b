"""Turning points: when the rates of friendly and hostile events changed for good, by penalised likelihood.

The counts of each step are taken as Poisson, with rates that stay the same between turning points and are
proportional to how much was published; the likelihood is divided by how much wilder than Poisson the counts are
(McCullagh and Nelder 1989, section 6.2). The best division into stretches is found exactly (optimal partitioning,
Jackson et al. 2005), in time that grows with the square of the number of steps, of which there are at most ``MOST``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 1_500
"""Steps looked at; longer series are looked at in steps of twice the length, and so on."""
SHORTEST = 2
"""Steps between two turning points at least."""
ALARM = 0.05
"""Share of series without any change in which one is seen nevertheless; sets the penalty, log(steps / ALARM)."""
SHUFFLES = 199
SHUFFLED = 0.01
"""A turning point stays if at most this share of shuffles of its two stretches divides as well into two: counts may be
wilder than any Poisson."""
NEAR = 1.92
"""Log likelihood below the best at which a turn may as well have been (half of chi squared's 95 % with 1 degree)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A change at step ``at``: the first of the new stretch, which began between ``earliest`` and ``latest``.

    ``begin`` and ``end`` bound the stretches before and after it; ``gain`` is by how much log likelihood it explains
    the counts better than no change does, beyond the penalty.
    """

    at: int
    earliest: int
    latest: int
    begin: int
    end: int
    gain: float


def turns(counts: NDArray[Any], exposure: NDArray[Any]) -> list[Turn]:
    """Turning points of ``counts`` (kinds x steps of integers), given ``exposure`` (what was published, per step)."""
    import numpy as np

    width = max(math.ceil(counts.shape[1] / MOST), 1)
    if width > 1:
        starts = np.arange(0, counts.shape[1], width)
        counts, exposure = np.add.reduceat(counts, starts, axis=1), np.add.reduceat(exposure, starts)
    steps = counts.shape[1]
    if steps < 2 * SHORTEST or counts.sum() < 4:
        return []
    fit = _Fit(counts, exposure)
    penalty = math.log(steps / ALARM)
    bounds = _confirmed(fit, counts, exposure, [0, *_divide(fit, steps, penalty), steps])
    around = zip(bounds, bounds[1:], bounds[2:], strict=False)
    found = [_turn(fit, begin, at, end, penalty) for begin, at, end in around]
    return [_widened(turn, width) for turn in found]


class _Fit:
    """Log likelihoods of stretches, all that begin anywhere before one end at once."""

    def __init__(self, counts: NDArray[Any], exposure: NDArray[Any]) -> None:
        import numpy as np

        self.sums = np.concatenate([np.zeros((len(counts), 1)), np.cumsum(counts, axis=1)], axis=1)
        self.exposed = np.concatenate([[0.0], np.cumsum(exposure)])
        self.spread = np.array([spread(row, exposure) for row in counts])

    def of(self, begin: Any, end: Any) -> Any:
        """Log likelihood of the stretches from ``begin`` up to ``end`` at their own best rates."""
        import numpy as np

        begin, end = np.broadcast_arrays(begin, end)
        total = self.sums[:, end] - self.sums[:, begin]
        over = self.exposed[end] - self.exposed[begin]
        return _best(total, over, self.spread)


def spread(counts: NDArray[Any], exposure: NDArray[Any]) -> float:
    """How much wilder than Poisson the counts are, from one step to the next; 1 at least."""
    import numpy as np

    rate = counts / exposure
    level = np.maximum((counts[1:] + counts[:-1]) / (exposure[1:] + exposure[:-1]), counts.sum() / exposure.sum() / 4)
    if not counts.sum():
        return 1.0
    jumps = (rate[1:] - rate[:-1]) ** 2 / (level * (1 / exposure[1:] + 1 / exposure[:-1]))
    return max(float(jumps.mean()), 1.0)


def _divide(fit: _Fit, steps: int, penalty: float) -> list[int]:
    """The turning points that explain best, each at the cost of a penalty."""
    import numpy as np

    best = np.full(steps + 1, -np.inf)
    best[0], back = penalty, np.zeros(steps + 1, dtype=np.int64)
    for end in range(SHORTEST, steps + 1):
        begins = np.arange(0, end - SHORTEST + 1)
        told = best[begins] - penalty + fit.of(begins, end)
        back[end] = int(np.argmax(told))
        best[end] = told[back[end]]
    found, end = [], steps
    while back[end] > 0:
        end = int(back[end])
        found.append(end)
    return found[::-1]


def _confirmed(fit: _Fit, counts: NDArray[Any], exposure: NDArray[Any], bounds: list[int]) -> list[int]:
    """The bounds without turning points that shuffled steps show as well; the weakest goes first."""
    while len(bounds) > 2:
        around = zip(bounds, bounds[1:], bounds[2:], strict=False)
        chances = [_chance(fit, counts, exposure, begin, at, end) for begin, at, end in around]
        worst = max(range(len(chances)), key=lambda i: (chances[i], i))
        if chances[worst] <= SHUFFLED:
            return bounds
        del bounds[worst + 1]
    return bounds


def _chance(fit: _Fit, counts: NDArray[Any], exposure: NDArray[Any], begin: int, at: int, end: int) -> float:
    """How often the steps of two stretches, in another order, divide as well into two as they do."""
    import numpy as np

    seen = float(fit.of(begin, at) + fit.of(at, end) - fit.of(begin, end))
    chance, some = np.random.default_rng(begin * 1_000_003 + end), slice(begin, end)
    order = np.argsort(chance.random((SHUFFLES, end - begin)), axis=1)
    sums = np.cumsum(counts[:, some][:, order], axis=2)
    exposed = np.cumsum(exposure[some][order], axis=1)
    told = -_best(sums[:, :, -1:], exposed[:, -1:], fit.spread)
    told = (
        told + _best(sums, exposed, fit.spread) + _best(sums[:, :, -1:] - sums, exposed[:, -1:] - exposed, fit.spread)
    )
    told = told[:, SHORTEST - 1 : end - begin - SHORTEST]
    return float((1 + (told.max(axis=1) >= seen).sum()) / (1 + SHUFFLES)) if told.size else 1.0


def _best(total: NDArray[Any], over: NDArray[Any], spread_: NDArray[Any]) -> NDArray[Any]:
    """Log likelihood of counts (kinds first) at their own best rates, summed over the kinds."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        best = np.where(total > 0, total * np.log(total / over), 0.0)
    summed: NDArray[Any] = (best / spread_.reshape(-1, *[1] * (best.ndim - 1))).sum(axis=0)
    return summed


def _turn(fit: _Fit, begin: int, at: int, end: int, penalty: float) -> Turn:
    import numpy as np

    places = np.arange(begin + 1, end)
    told = fit.of(np.full_like(places, begin), places) + fit.of(places, np.full_like(places, end))
    near = places[told >= fit.of(begin, at) + fit.of(at, end) - NEAR]
    gain = float(fit.of(begin, at) + fit.of(at, end) - fit.of(begin, end)) - penalty
    return Turn(at, int(min(near.min(), at)), int(max(near.max(), at)), begin, end, gain)


def _widened(turn: Turn, width: int) -> Turn:
    if width == 1:
        return turn
    at, earliest, latest = turn.at * width, turn.earliest * width, turn.latest * width
    return Turn(at, earliest, latest, turn.begin * width, turn.end * width, turn.gain)
