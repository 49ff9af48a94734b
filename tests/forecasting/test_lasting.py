"""Graphs that tell what is so at each step, year after year, and not what happens."""

import numpy as np

from redshank.forecasting.graph import graph_of
from redshank.forecasting.learning import Forecaster, Plan, Settings, lasting
from redshank.forecasting.memory import UNSEEN, Memory


def clubs(seasons: int = 30, players: int = 60, seed: int = 2) -> np.ndarray:
    """Players of ten clubs, season by season; one in eight goes to another club each season."""
    chance = np.random.default_rng(seed)
    at = chance.integers(0, 10, players)
    rows = []
    for season in range(seasons):
        leaves = chance.random(players) < 0.12
        at = np.where(leaves, chance.integers(0, 10, players), at)
        rows += [(10 + player, 0, int(club), season) for player, club in enumerate(at)]
    return np.array(rows)


def test_what_lasts_is_told_from_what_happens():
    graph = graph_of(clubs())
    assert lasting(graph, 29)
    chance = np.random.default_rng(1)
    events = np.stack([chance.integers(0, 50, 3_000), chance.integers(0, 4, 3_000), chance.integers(0, 50, 3_000)])
    assert not lasting(graph_of(np.concatenate([events, [np.sort(chance.integers(0, 60, 3_000))]]).T), 59)
    assert not lasting(graph, 0)


def test_the_memory_knows_when_dealings_began():
    graph = graph_of(np.array([(0, 0, 1, 0), (0, 0, 1, 1), (2, 0, 1, 2)]))
    memory = Memory(graph)
    for step, start, end in graph.days():
        memory.advance(step, start, end)
    number = np.array([0]), np.array([0]), np.array([1])
    assert memory.began[memory.triple.find(memory.triple_key(*number))].tolist() == [0]
    assert memory.newest_of_candidate[memory.deed.find(np.array([0 * memory.size + 1]))].tolist() == [2]
    assert memory.began[memory.triple.find(memory.triple_key(number[0], number[1], np.array([2])))].tolist() == [UNSEEN]


def test_learning_from_what_lasts_uses_when_it_began():
    forecaster = Forecaster(graph_of(clubs()), Settings(questions=500, warm=50, keep=20, plan=Plan(trees=5, threads=1)))
    forecaster.learn_until(28)
    assert forecaster.ranker is not None
    assert {"same since", "candidate outdone"} <= set(forecaster.ranker.names)
