"""The arithmetic of scores holds whatever is scored."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank.cli.scoring.figures import Tally, interval, paired, summed
from redshank.cli.scoring.places import kilometres
from redshank.cli.scoring.relations import unmarked
from redshank.cli.scoring.statements import Words, dice
from redshank.model import Place

FITS = st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), unique=True, max_size=7), max_size=7)


@given(FITS)
@settings(max_examples=200)
def test_pairs_are_one_to_one_and_fit(fits):
    pairs = paired(fits)
    assert len(set(pairs.values())) == len(pairs)
    assert all(number in fits[key] for key, number in pairs.items())


@given(FITS)
@settings(max_examples=100)
def test_no_pairing_has_more_pairs(fits):
    def most(keys, taken):
        if not keys:
            return 0
        rest = most(keys[1:], taken)
        return max([rest, *(1 + most(keys[1:], taken | {n}) for n in fits[keys[0]] if n not in taken)])

    small = dict(list(fits.items())[:4])
    assert len(paired(small)) == most(list(small), frozenset())


def test_an_early_label_moves_to_make_room_for_a_later_one():
    assert paired({"a": [0, 1], "b": [0]}) == {"a": 1, "b": 0}


def test_f1_is_the_mean_of_precision_and_recall_that_punishes_either():
    assert Tally(gold=4, made=2, right=2).figures() == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": 0.6667,
        "gold": 4,
        "made": 2,
    }
    assert Tally().figures()["f1"] == 0.0


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=30))
@settings(max_examples=20)
def test_the_interval_holds_the_figure_and_is_always_the_same(pairs):
    texts = [Tally(gold, made, min(gold, made)) for gold, made in pairs]
    low, high = interval(texts)
    assert 0 <= low <= high <= 1
    assert [low, high] == interval(texts)
    if len(set(pairs)) == 1:
        assert low == high == summed(texts).figures()["f1"]


@pytest.mark.parametrize(
    ("marked", "text", "actor", "recipient"),
    [
        ("<s>Mali</s> sued <t>Chad</t>.", "Mali sued Chad.", "Mali", "Chad"),
        ("<t>Chad</t> was sued by <s>Mali</s>", "Chad was sued by Mali", "Mali", "Chad"),
        ("<s><t>Iraqi</t> fighters</s> left", "Iraqi fighters left", "Iraqi fighters", "Iraqi"),
    ],
)
def test_marks_are_taken_out_and_their_places_kept(marked, text, actor, recipient):
    plain, tags = unmarked(marked)
    assert plain == text
    assert plain[tags["<s>"] : tags["</s>"]] == actor
    assert plain[tags["<t>"] : tags["</t>"]] == recipient


def test_quotation_marks_at_the_edges_do_not_count():
    text = '"Never," he said.'
    words = Words(text)
    assert dice(words.of([(0, 8)]), words.of([(1, 6)])) == 1.0
    assert dice(words.of([(0, 8)]), words.of([(9, 16)])) == 0.0


def test_distance_is_that_of_the_globe():
    berlin = Place("Berlin", "DEU", 52.52, 13.405, 2950159, "city")
    assert kilometres((48.8566, 2.3522), berlin) == pytest.approx(878, abs=5)
    assert kilometres((0, 0), Place("nowhere", None, None, None, None, "area")) > 20_000
