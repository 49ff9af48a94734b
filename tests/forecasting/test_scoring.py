import numpy as np

from redshank.forecasting.scoring import Tally, ranks


def asked(scores, right, answer):
    table = np.zeros((1, len(scores)), dtype=bool)
    table[0, right] = True
    return ranks(np.array([scores], dtype=float), table, np.array([0]), np.array([answer]))[0]


def test_ties_get_their_mean_rank():
    assert asked([1, 1, 1, 1], [0], 0) == 2.5


def test_other_right_answers_of_the_moment_do_not_push_an_answer_down():
    assert asked([3, 2, 1], [0, 1], 1) == 1
    assert asked([3, 2, 1], [1], 1) == 2


def test_figures_are_percent():
    tally = Tally()
    tally.add(np.array([1.0, 4.0]))
    assert tally.figures() == {"mrr": 62.5, "hits@1": 50.0, "hits@3": 50.0, "hits@10": 100.0, "questions": 2}
