"""Calibrated odds that something happens within so many days, from counts over time.

Two blended models on fading counts, learnt on earlier weeks of the same history; their odds are then set right on
later weeks that they have not seen (a straight line in log-odds), and those same weeks give the intervals: how often
what was told with like odds came true. Short histories get rates instead of a model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redshank.forecasting.blend import Blend, learn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redshank.forecasting.diary import Diary

HALF_LIVES = (3.0, 7.0, 30.0, 120.0)
WEEK = 7
FEWEST = 150
"""Fewer events that came true among what can be learnt from: rates are used instead of a model."""
LIKE = 400
"""How many earlier forecasts with like odds an interval rests on."""
MAX_ROWS = 400_000
USUAL_DAYS = 180
"""The usual level of conflict is its mean over this many days."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What was known of every unit and series on the morning of one day.

    ``rows`` is (units x series) x features; ``frequency`` the share of past windows in which it came true, ``pooled``
    that of all units, ``climatology`` the first drawn towards the second; ``last`` whether it came true in the window
    just past; ``truth`` whether it did in the window to come (None where that is not over). ``usual`` is the level of
    conflict that counts as usual.
    """

    rows: NDArray[Any]
    climatology: NDArray[Any]
    frequency: NDArray[Any]
    pooled: NDArray[Any]
    last: NDArray[Any]
    truth: NDArray[Any] | None
    usual: NDArray[Any]


def origin(diary: Diary, day: int, horizon: int) -> Origin:
    """The origin at ``day`` (0 is the diary's first day): all of it but ``truth`` from the days before."""
    import numpy as np

    past = diary.counts[:, :, :day].astype(np.float32)
    usual = _usual(diary, past, horizon)
    windows = _window_sums(past, horizon)
    above = windows > usual[:, :, None]
    pooled = above.mean(axis=(0, 2))[None, :]
    climatology = (above.sum(axis=2) + 2 * horizon * pooled) / (above.shape[2] + 2 * horizon)
    last = past[:, :, -horizon:].sum(axis=2) > usual
    truth = None
    if day + horizon <= diary.counts.shape[2]:
        truth = (diary.counts[:, :, day : day + horizon].sum(axis=2) > usual).ravel()
    rows = _features(diary, past, horizon, climatology, usual)
    frequency, pooled = above.mean(axis=2), np.broadcast_to(pooled, climatology.shape)
    return Origin(rows, climatology.ravel(), frequency.ravel(), pooled.ravel(), last.ravel(), truth, usual)


def _usual(diary: Diary, past: NDArray[Any], horizon: int) -> NDArray[Any]:
    """Events in ``horizon`` days that are not yet above the usual: none for types, the mean of quads of conflict."""
    import numpy as np

    usual = np.zeros(past.shape[:2], dtype=np.float32)
    usual[:, diary.types :] = past[:, diary.types :, -USUAL_DAYS:].mean(axis=2) * horizon
    return usual


def _window_sums(past: NDArray[Any], horizon: int) -> NDArray[Any]:
    """Sums of all windows of ``horizon`` days in the past."""
    import numpy as np

    running = np.cumsum(past, axis=2)
    running = np.concatenate([np.zeros_like(running[:, :, :1]), running], axis=2)
    sums: NDArray[Any] = running[:, :, horizon:] - running[:, :, :-horizon]
    return sums


def _features(
    diary: Diary, past: NDArray[Any], horizon: int, climatology: NDArray[Any], usual: NDArray[Any]
) -> NDArray[Any]:
    import numpy as np

    units, series, days = past.shape
    age = np.arange(days, 0, -1, dtype=np.float32)
    fading = np.exp2(-(age[:, None] - 1) / np.array(HALF_LIVES, dtype=np.float32))
    rate = (past @ fading) / fading.sum(axis=0)  # units x series x half-lives: events per day
    types = rate[:, : diary.types]
    everything, conflict = types.sum(axis=1, keepdims=True), rate[:, diary.types :]
    turned = np.where((diary.turned >= 0)[:, None, None], rate[diary.turned], 0)
    seen = past > 0
    since = np.where(seen.any(axis=2), np.argmax(seen[:, :, ::-1], axis=2), days + 1)
    actors, recipients = (_places(unit[side] for unit in diary.units) for side in (0, 1))
    columns = [
        rate, -np.expm1(-rate * horizon), climatology[:, :, None], np.log1p(since)[:, :, None],
        _wide(everything, series), turned, _wide(turned[:, : diary.types].sum(axis=1, keepdims=True), series),
        _wide(conflict[:, :1], series), _wide(conflict[:, 1:], series), usual[:, :, None],
        _sums(rate, actors), _sums(rate, recipients), _wide(rate.mean(axis=0)[:, 1:], units, axis=0),
        np.broadcast_to(np.arange(series)[None, :, None], (units, series, 1)),
        np.broadcast_to(np.minimum(days, 365), (units, series, 1)),
    ]  # fmt: skip
    return np.concatenate(columns, axis=2, dtype=np.float32).reshape(units * series, -1)


def _wide(values: NDArray[Any], number: int, axis: int = 1) -> NDArray[Any]:
    import numpy as np

    return np.repeat(values if axis else values[None], number, axis=axis)


def _places(names: Any) -> NDArray[Any]:
    import numpy as np

    return np.unique(np.array(list(names), dtype=object).astype(str), return_inverse=True)[1]


def _sums(rate: NDArray[Any], place: NDArray[Any]) -> NDArray[Any]:
    """For each unit, the rates of all units at its place (its actor, its recipient) together."""
    import numpy as np

    total = np.zeros((place.max(initial=0) + 1, *rate.shape[1:]), dtype=np.float32)
    np.add.at(total, place, rate)
    sums: NDArray[Any] = total[place][:, :, 1:3]
    return sums


class Odds:
    """Odds for one horizon, learnt from the windows of ``diary`` that are over."""

    def __init__(self, diary: Diary, horizon: int, threads: int = 0) -> None:
        self.diary, self.horizon, self.threads = diary, horizon, threads
        self.model: Blend | None = None
        self.line = (1.0, 0.0)
        self.told, self.came = _empty(), _empty()

    def learn(self, end: int | None = None) -> None:
        """Learn from origins whose windows were over by day ``end`` (the diary's end)."""
        import numpy as np

        end = self.diary.counts.shape[2] if end is None else end
        days = sorted(range(end - self.horizon, max(4 * WEEK, self.horizon), -WEEK))
        if len(days) < 6 or not len(self.diary.units):
            return
        held = max(len(days) // 4, 2)
        early, late = (self._study(part) for part in (days[:-held], days[-held:]))
        if early[1].sum() < FEWEST or late[1].sum() < FEWEST // 3:
            return
        self.model = learn(*early, self.threads)
        raw = self.model.raw(late[0])
        self.line = _straighten(raw, late[1])
        told = self._set_right(raw)
        order = np.argsort(told, kind="stable")
        self.told, self.came = told[order], late[1][order]

    def _study(self, days: list[int]) -> tuple[NDArray[Any], NDArray[Any]]:
        import numpy as np

        share = min(1.0, MAX_ROWS / (len(days) * len(self.diary.units) * len(self.diary.series)))
        draw = np.random.default_rng(0)
        rows, truth = [], []
        for day in days:
            known = origin(self.diary, day, self.horizon)
            chosen = draw.random(len(known.rows)) < share
            rows.append(known.rows[chosen])
            truth.append(np.asarray(known.truth)[chosen])
        return np.concatenate(rows), np.concatenate(truth).astype(np.float32)

    def _set_right(self, raw: NDArray[Any]) -> NDArray[Any]:
        import numpy as np

        slope, shift = self.line
        odds: NDArray[Any] = 1 / (1 + np.exp(-(slope * raw + shift)))
        return odds

    def tell(self, known: Origin) -> NDArray[Any]:
        """The odds of every unit and series at an origin."""
        import numpy as np

        if self.model is None:
            return np.asarray(_blend(known))
        return self._set_right(self.model.raw(known.rows))

    def interval(self, odds: float) -> tuple[float, float, int]:
        """How often like odds came true (95 in 100, Wilson's interval), and on how many forecasts that rests."""
        import numpy as np

        if not len(self.told):
            return 0.0, 1.0, 0
        middle = int(np.searchsorted(self.told, odds))
        low = max(min(middle - LIKE // 2, len(self.told) - LIKE), 0)
        like = self.came[low : low + LIKE]
        below, above = wilson(float(like.sum()), len(like))
        return min(below, odds), max(above, odds), len(like)


def _blend(known: Origin) -> NDArray[Any]:
    """Without a model: climatology, moved a quarter of the way to what was last."""
    odds: NDArray[Any] = 0.75 * known.climatology + 0.25 * known.last * known.climatology.clip(0.2, 0.8)
    return odds


def _empty() -> NDArray[Any]:
    import numpy as np

    return np.empty(0)


def _straighten(raw: NDArray[Any], truth: NDArray[Any]) -> tuple[float, float]:
    """Slope and shift in log-odds that fit ``truth`` best."""
    from sklearn.linear_model import LogisticRegression

    line = LogisticRegression(C=100.0).fit(raw[:, None], truth)
    return float(line.coef_[0, 0]), float(line.intercept_[0])


def wilson(hits: float, number: float, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval for ``hits`` of ``number``."""
    if number <= 0:
        return 0.0, 1.0
    share, square = hits / number, z * z
    middle = (share + square / (2 * number)) / (1 + square / number)
    half = z * ((share * (1 - share) / number + square / (4 * number * number)) ** 0.5) / (1 + square / number)
    return max(middle - half, 0.0), min(middle + half, 1.0)
