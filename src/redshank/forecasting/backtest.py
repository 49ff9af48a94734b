"""How good the odds would have been: rolling origins, Brier score, reliability and sharpness.

The forecaster is learnt anew every few weeks from what was known then, tells the odds of the windows that follow, and
is held against what came: beside it climatology (how often it came true so far) and "same as last time".
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redshank.forecasting.diary import diary, fill
from redshank.forecasting.history import History, known_before
from redshank.forecasting.odds import Odds, origin

if TYPE_CHECKING:
    from numpy.typing import NDArray

BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
RELEARN = 4
"""The odds are learnt anew at every fourth origin."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts with like odds: how many, their mean odds, and the share that came true."""

    number: int
    odds: float
    came_true: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a backtest found.

    Brier scores are mean squared errors (lower is better). ``calibration_error`` is the mean distance between odds and
    share that came true over the bins of ``reliability``, by number of forecasts; ``sharpness`` the variance of odds.
    ``brier_type`` is that of the past frequency of the type in all units, ``brier_unit`` of the type in this unit,
    ``brier_climatology`` of the latter drawn towards the former. ``skill`` is how much lower the Brier score is than
    each of the three (0.1 is 10 %).
    """

    days: int
    origins: int
    forecasts: int
    brier: float
    brier_type: float
    brier_unit: float
    brier_climatology: float
    brier_last: float
    skill: tuple[float, float, float]
    calibration_error: float
    worst_bin: float
    sharpness: float
    sharpness_climatology: float
    reliability: tuple[Bin, ...]
    by_series: tuple[tuple[str, int, float, float], ...]
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """The report as one JSON object."""
        fields = {name: getattr(self, name) for name in self.__slots__ if name not in ("reliability", "by_series")}
        bins = [{"number": b.number, "odds": b.odds, "came_true": b.came_true} for b in self.reliability]
        series = [{"series": s, "number": n, "brier": b, "brier_climatology": c} for s, n, b, c in self.by_series]
        return {**fields, "reliability": bins, "by_series": series}


def backtest(
    history: Sequence[History],
    start: datetime.date,
    end: datetime.date,
    days: int = 7,
    every: int = 7,
    by: str = "dyad",
    least: int = 10,
    threads: int = 0,
) -> Report:
    """Forecasts at origins from ``start`` to ``end``, ``every`` so many days, of windows of ``days`` days.

    Units are dyads (or actors) with at least ``least`` events before the origin at which the odds were last learnt.
    """
    day = datetime.timedelta(days=1)
    events = known_before(history, end + day)
    origins = [start + every * day * n for n in range((end - start).days // every + 1)]
    origins = [at for at in origins if at + days * day <= end + day]
    told: list[tuple[NDArray[Any], ...]] = []
    names: list[str] = []
    for number, at in enumerate(origins):
        if number % RELEARN == 0:
            odds = _learnt(events, at, days, by, least, threads)
        if odds.diary.units:
            told.append(_held_against(odds, events, at + days * day, by))
            names += odds.diary.series * len(odds.diary.units)
    return _report(days, len(origins), told, names)


def _held_against(odds: Odds, events: Sequence[History], end: datetime.date, by: str) -> tuple[NDArray[Any], ...]:
    """Odds told at the origin of the window that ends before ``end``, the simpler guesses, and what came."""
    import numpy as np

    whole = fill(odds.diary, known_before(events, end), end, by)
    known = origin(whole, whole.counts.shape[2] - odds.horizon, odds.horizon)
    truth = np.asarray(known.truth)
    return odds.tell(known), known.pooled, known.frequency, known.climatology, known.last, truth


def _learnt(events: Sequence[History], at: datetime.date, days: int, by: str, least: int, threads: int) -> Odds:
    odds = Odds(diary(known_before(events, at), at, by, least), days, threads)
    odds.learn()
    return odds


def _report(days: int, origins: int, told: list[tuple[NDArray[Any], ...]], names: list[str]) -> Report:
    import numpy as np

    if not told or not sum(len(part[0]) for part in told):
        return Report(days, origins, 0, *(0.0,) * 5, (0.0,) * 3, *(0.0,) * 4, (), (), "too little to go on")
    odds, pooled, frequency, climatology, last, truth = (
        np.concatenate(part).astype(float) for part in zip(*told, strict=True)
    )
    series, which = np.unique(np.array(names), return_inverse=True)
    brier = _brier(odds, truth)
    pooled_score, unit_score, base = (_brier(other, truth) for other in (pooled, frequency, climatology))
    over_type, over_unit, over_both = (1 - brier / max(other, 1e-12) for other in (pooled_score, unit_score, base))
    skill = (over_type, over_unit, over_both)
    bins = reliability(odds, truth)
    gaps = [abs(b.odds - b.came_true) for b in bins]
    error = sum(g * b.number for g, b in zip(gaps, bins, strict=True)) / len(odds)
    sizable = [g for g, b in zip(gaps, bins, strict=True) if b.number >= 100]
    table = tuple(
        (str(name), int(own.sum()), _brier(odds[own], truth[own]), _brier(climatology[own], truth[own]))
        for place, name in enumerate(series)
        if (own := which == place).any()
    )
    return Report(
        days, origins, len(odds), brier, pooled_score, unit_score, base, _brier(last, truth), skill, error,
        max(sizable, default=0.0), float(odds.var()), float(climatology.var()), bins, table,
    )  # fmt: skip


def _brier(odds: NDArray[Any], truth: NDArray[Any]) -> float:
    return float(((odds - truth) ** 2).mean())


def reliability(odds: NDArray[Any], truth: NDArray[Any]) -> tuple[Bin, ...]:
    """Forecasts grouped by their odds."""
    import numpy as np

    place = np.clip(np.searchsorted(np.array(BINS), odds, side="right") - 1, 0, len(BINS) - 2)
    groups = [place == number for number in range(len(BINS) - 1)]
    return tuple(Bin(int(g.sum()), float(odds[g].mean()), float(truth[g].mean())) for g in groups if g.any())
