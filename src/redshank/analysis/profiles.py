"""What the dealings of all with all say of each pair: how often, how hostile, in what tone, with whom else.

All numbers are ratios to what would be expected of two who are as busy and as often in conflict as these are, so that
being much talked about is not alignment. Sums are weighted: an event counts less with age, and less with every further
event that the same publisher tells of the same two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redshank.analysis.dealings import SEVERAL, UNNAMED, Dealings

if TYPE_CHECKING:
    from numpy.typing import NDArray

HALF_LIFE = 365.0
"""Days in which an event comes to count half. A year holds the seasons of summits and exercises."""
ECHO = 0.02
"""Likeness of what one publisher tells of the same two: its events count as 1 / (1 + ECHO (n - 1)) each, 50 at most."""
WEAK = 4.0
"""Events of the usual kind that are added to each pair, so that few events do not say much."""
ONE_TELLER = 20.0
"""Events of the usual kind added to what each publisher tells."""
BROADEST = 100
"""Third parties looked at: those that deal with the most countries. What two do to those whom few deal with says little
about where they stand in the world."""


def weights(dealings: Dealings, at: int, half_life: float = HALF_LIFE) -> NDArray[Any]:
    """How much each row counts at day ``at`` (an ordinal): less with age and with more by the same publisher."""
    import numpy as np

    age = np.maximum(at - dealings.day, 0)
    found: NDArray[Any] = np.exp2(-age / half_life) * _voices(dealings)
    return found


def _voices(dealings: Dealings) -> NDArray[Any]:
    """The weight of each row for how much of its pair comes from one publisher."""
    import numpy as np

    if not len(dealings):
        return np.ones(0)
    low, high = np.minimum(dealings.actor, dealings.recipient), np.maximum(dealings.actor, dealings.recipient)
    key = (low * len(dealings.parties) + high) * len(dealings.tellers) + dealings.teller
    _, place, times = np.unique(key, return_inverse=True, return_counts=True)
    free = np.array([name in (UNNAMED, SEVERAL) for name in dealings.tellers])[dealings.teller]
    return np.where(free, 1.0, 1 / (1 + ECHO * (times[place] - 1)))


def homes(dealings: Dealings) -> NDArray[Any]:
    """A number for the home of each party: its country, or itself where it has none."""
    import numpy as np

    known: dict[str, int] = {}
    return np.array([known.setdefault(party.country or party.id, len(known)) for party in dealings.parties], dtype=int)


def abroad(dealings: Dealings) -> NDArray[Any]:
    """Which rows are between two of different homes: what happens inside a country is another world of conflict."""
    home = homes(dealings)
    found: NDArray[Any] = home[dealings.actor] != home[dealings.recipient]
    return found


def tellers_habits(dealings: Dealings, weight: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """For each row, the share of hostile events and the mean score that its teller tells, at home or abroad."""
    import numpy as np

    share, mean = np.zeros(len(dealings)), np.zeros(len(dealings))
    outside = abroad(dealings)
    for rows in (outside, ~outside):
        if rows.any():
            share[rows], mean[rows] = _habits(dealings.chosen(rows), weight[rows])
    return share, mean


def _habits(dealings: Dealings, weight: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    import numpy as np

    size, hostile, teller = len(dealings.tellers), dealings.score < 0, dealings.teller
    told, total = np.bincount(teller, weight, size), weight.sum() or 1.0
    found = []
    for value in (hostile.astype(float), dealings.score):
        usual = ONE_TELLER * float((weight * value).sum() / total)
        found.append(((np.bincount(teller, weight * value, size) + usual) / (told + ONE_TELLER))[teller])
    return found[0], found[1]


def excess(counts: NDArray[Any], third: NDArray[Any], added: float) -> NDArray[Any]:
    """Log of how many dealings each has with each third party to how many are due to how busy both are."""
    import numpy as np

    busy = counts.sum(axis=1)
    due = np.outer(busy, busy[third]) / max(float(busy[third].sum()), 1e-9)
    ratio: NDArray[Any] = np.log((counts + added) / (due + added))
    return ratio


def heat(hostile: NDArray[Any], expected: NDArray[Any], usual: float, added: Any = 1.0) -> NDArray[Any]:
    """Log of how many hostile events there are to how many their tellers would tell among as many.

    ``added`` is how many times as many usual events are added to what happened as to what is expected.
    """
    import numpy as np

    few = WEAK * usual
    ratio: NDArray[Any] = np.log((hostile + few * added) / (expected + few))
    return ratio


def likeness(profile: NDArray[Any], third: NDArray[Any], one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """Cosine of the rows ``one`` and ``other`` of a profile (rows x third), what they are to each other left out."""
    import numpy as np

    wide = np.concatenate([profile, np.zeros((len(profile), 1))], axis=1)
    column = np.full(len(profile), len(third))
    column[third] = np.arange(len(third))
    many = len(one) > len(profile)
    dot = (profile @ profile.T)[one, other] if many else (profile[one] * profile[other]).sum(axis=1)
    length = (profile * profile).sum(axis=1)
    square = [length[one], length[other]]
    for mine in (column[one], column[other]):
        x, y = wide[one, mine], wide[other, mine]
        dot, square = dot - x * y, [square[0] - x * x, square[1] - y * y]
    norm = np.sqrt(np.maximum(square[0], 0) * np.maximum(square[1], 0))
    return np.where(norm > 1e-9, dot / np.maximum(norm, 1e-9), 0.0)


def broadest(dealings: Dealings, most: int = BROADEST) -> NDArray[Any]:
    """Numbers of the parties that deal with the most other homes than their own (of equals, the busiest), in order."""
    import numpy as np

    size, home, outside = len(dealings.parties), homes(dealings), abroad(dealings)
    one = np.concatenate([dealings.actor[outside], dealings.recipient[outside]])
    other = np.concatenate([dealings.recipient[outside], dealings.actor[outside]])
    pairs = np.unique(one * max(size, 1) + home[other]) if size else np.zeros(0, dtype=int)
    breadth = np.bincount(pairs // max(size, 1), minlength=size)
    busy = np.bincount(one, minlength=size)
    order = np.lexsort((np.arange(size), -busy, -breadth))
    return np.sort(order[: min(most, int((breadth > 0).sum()))])
