"""The forecaster on small made-up graphs: it learns what there is to learn, and nothing from the future."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank.forecasting.candidates import Questions
from redshank.forecasting.evaluation import evaluate_graph
from redshank.forecasting.graph import Graph, graph_of
from redshank.forecasting.learning import Forecaster, Settings
from redshank.forecasting.ranking import Plan

SMALL = Settings(questions=600, spread=20, warm=100, keep=20, rivals=10, sampled=5, plan=Plan(trees=15, threads=1))


def made_up(seed: int, days: int = 40, entities: int = 24, relations: int = 3) -> Graph:
    """Events in which each entity mostly deals with its own two partners."""
    draw = np.random.default_rng(seed)
    facts = []
    for day in range(days):
        for s in draw.integers(0, entities, 12).tolist():
            o = (s + int(draw.integers(1, 3))) % entities if draw.random() < 0.8 else int(draw.integers(0, entities))
            facts.append((s, int(draw.integers(0, relations)), o, day))
    names = tuple(f"Police (Land {n % 6})" if n >= 6 else f"Land {n}" for n in range(entities))
    return graph_of(np.array(facts), entities, relations, names)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return made_up(1)


def test_habits_are_found_out(graph):
    figures = evaluate_graph(graph, 32, SMALL)
    assert figures["mrr"] > 45  # by chance: about 16
    assert figures["questions"] == int((graph.step >= 32).sum())


def test_the_same_graph_gives_the_same_figures(graph):
    assert evaluate_graph(graph, 36, SMALL) == evaluate_graph(graph, 36, SMALL)


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 1000), step=st.integers(26, 39), named=st.booleans())
def test_deleting_everything_at_or_after_the_moment_changes_nothing(seed, step, named):
    whole = made_up(seed)
    if not named:
        whole = Graph(whole.subject, whole.relation, whole.object, whole.step, whole.entities, whole.relations)
    questions = Questions(np.array([0, 3, 7, 7]), np.array([0, 4, 1, 5]))
    told = []
    for known in (whole, whole.before(step)):
        forecaster = Forecaster(known, SMALL)
        forecaster.learn_until(step - 3)
        for day, start, end in known.days(step - 3):
            if day < step:
                forecaster.at(day)
                forecaster.memory.advance(day, start, end)
        forecaster.at(step)
        told.append(forecaster.foresee(questions))
    assert np.array_equal(told[0], told[1])


def test_shares_sum_to_one(graph):
    forecaster = Forecaster(graph, SMALL)
    forecaster.learn_until(35)
    forecaster.at(35)
    shares = forecaster.shares(Questions(np.array([0, 1]), np.array([0, 2])))
    assert np.allclose(shares.sum(axis=1), 1)
    assert shares.min() >= 0


def test_a_graph_of_one_day_is_answered_without_learning():
    assert evaluate_graph(graph_of(np.array([[0, 0, 1, 0], [0, 0, 1, 1]])), 1, SMALL)["questions"] == 2
