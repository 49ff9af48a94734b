"""Turning points are found where rates change, and seldom where they do not."""

import numpy as np
import pytest

from redshank.analysis.turning import MOST, turns


def counts(*levels: tuple[float, int], seed: int = 3) -> np.ndarray:
    chance = np.random.default_rng(seed)
    return np.stack([np.concatenate([chance.poisson(rate, steps) for rate, steps in levels])] * 2)


def test_a_lasting_change_is_found_near_where_it_was():
    [turn] = turns(counts((0.5, 60), (4.0, 60)), np.ones(120))
    assert abs(turn.at - 60) <= 2
    assert turn.earliest <= turn.at <= turn.latest
    assert turn.gain > 0


def test_a_stretch_that_ends_has_two_turning_points():
    assert len(turns(counts((0.5, 50), (4.0, 30), (0.5, 50)), np.ones(130))) == 2


@pytest.mark.parametrize("kind", ["calm", "wild"])
def test_where_nothing_changes_none_is_seen(kind):
    chance = np.random.default_rng(5)
    draw = (
        (lambda: chance.poisson(1.0, (2, 80)))
        if kind == "calm"
        else (lambda: chance.negative_binomial(1, 0.4, (2, 80)))
    )
    assert sum(bool(turns(draw(), np.ones(80))) for _ in range(40)) <= 3


def test_more_news_is_not_more_events():
    published = np.concatenate([np.full(60, 1.0), np.full(60, 8.0)])
    chance = np.random.default_rng(4)
    assert turns(np.stack([chance.poisson(published)] * 2), published) == []


def test_long_series_take_bounded_time_and_keep_their_places():
    steps = 3 * MOST
    [turn] = turns(counts((0.2, steps // 2), (2.0, steps - steps // 2)), np.ones(steps))
    assert abs(turn.at - steps // 2) <= 12


def test_too_little_has_no_turning_points():
    assert turns(np.zeros((2, 0)), np.zeros(0)) == []
    assert turns(np.ones((2, 1)), np.ones(1)) == []
