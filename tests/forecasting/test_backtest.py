import datetime

import numpy as np

from redshank.forecasting.backtest import backtest, reliability
from redshank.forecasting.odds import wilson


def test_reliability_groups_like_odds():
    bins = reliability(np.array([0.01, 0.01, 0.95, 0.95]), np.array([0.0, 0.0, 1.0, 0.0]))
    assert [(b.number, b.came_true) for b in bins] == [(2, 0.0), (2, 0.5)]


def test_wilson_narrows_with_more_trials():
    wide, narrow = wilson(5, 10), wilson(500, 1000)
    assert wide[0] < narrow[0] < 0.5 < narrow[1] < wide[1]
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_odds_beat_climatology_where_there_is_a_pattern(quarrel):
    report = backtest(quarrel, datetime.date(2022, 11, 1), datetime.date(2022, 12, 25), threads=1)
    assert report.brier < report.brier_type
    assert report.brier < report.brier_last
    assert report.calibration_error < 0.1
    assert report.forecasts == sum(b.number for b in report.reliability)


def test_an_empty_backtest_says_so(quarrel):
    report = backtest(quarrel[:4], datetime.date(2022, 11, 1), datetime.date(2022, 11, 20))
    assert report.forecasts == 0
    assert "too little" in report.note
