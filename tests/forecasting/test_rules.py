import numpy as np

from redshank.forecasting.rules import DOUBT, LAGS, Rules, bucket


def test_lags_fall_into_their_buckets():
    assert bucket(np.array([1, 2, 4, 8, 500])).tolist() == [0, 1, 2, 3, len(LAGS) - 1]


def test_a_rule_is_as_sure_as_it_was_often_right():
    rules = Rules(2)
    rules.follow(np.array([0] * 50), np.array([1] * 50), np.array([1] * 50))
    rules.settle()
    rules.expose(np.array([0] * 92), np.array([1] * 92))
    none = np.array([], dtype=int)
    sure = 1 - np.exp(rules.refuted(none, none)[0, 1])
    assert abs(sure - 50 / (92 + DOUBT)) < 1e-3
