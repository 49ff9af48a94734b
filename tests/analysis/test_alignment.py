"""Alignment: who stands together, who against each other, who with both, and where it is unknown."""

import datetime
import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank.analysis.aligned import Aligned
from redshank.analysis.alignment import movement, movers
from redshank.analysis.blocs import as_one
from redshank.errors import UsageError
from tests.analysis.conftest import EAST, WEST, deals, two_camps


def test_camps_are_told_apart():
    aligned = Aligned(two_camps())
    for camp in (EAST, WEST):
        for a, b in itertools.combinations(camp, 2):
            assert aligned.pair(a, b).standing == "aligned"
    for a, b in itertools.product(EAST, WEST):
        assert aligned.pair(a, b).standing == "opposed"


def test_scores_lie_in_their_intervals_and_bounds():
    for one in Aligned(two_camps()).pairs():
        assert -1 <= one.low <= one.score <= one.high <= 1
        assert one.events == one.cooperative + one.hostile


def test_more_events_make_it_surer():
    few, many = (Aligned(two_camps(days)).pair("RUS", "FRA") for days in (20, 300))
    assert many.high - many.low < few.high - few.low


def test_too_little_is_unknown_and_not_neutral():
    known = deals([("RUS", "FRA", 0, 4.0), ("RUS", "DEU", 3, -4.0)])
    assert {one.standing for one in Aligned(known).pairs(1)} == {"unknown"}


def test_dealing_with_both_sides_is_neither_aligned_nor_opposed_to_one_more_than_the_other():
    india = Aligned(two_camps())
    scores = [india.pair("IND", code).score for code in EAST + WEST]
    assert max(scores) - min(scores) < 0.4


def test_being_much_talked_about_is_not_alignment():
    chance = random.Random(2)
    loud = [("RUS", chance.choice(WEST + EAST[1:]), day, 4.0) for day in range(300)]
    rest = [(*chance.sample(WEST + EAST[1:], 2), day, 4.0) for day in range(300)]
    aligned = Aligned(deals(loud + rest), draws=0)
    contacts = [aligned.pair("RUS", code).contact for code in WEST + EAST[1:]]
    assert abs(sum(contacts) / len(contacts)) < 0.35


def test_one_publisher_cannot_shout_the_others_down():
    from redshank.analysis.dealings import Deal, gather
    from tests.analysis.conftest import START, party

    def told(shouts: int) -> float:
        own = [
            Deal(party("RUS"), party("FRA"), START + i % 60, -5.0, f"x{i}", "ACCUSE", "Tabloid") for i in range(shouts)
        ]
        calm = [Deal(party("RUS"), party("FRA"), START + i, 4.0, f"y{i}", "CONSULT", f"Paper {i}") for i in range(40)]
        return float(Aligned(gather(own + calm), draws=0).weight.sum())

    assert told(2_000) - told(1_000) < 1_000 * 0.05


def test_old_events_fade():
    old = [("RUS", "FRA", day, -6.0) for day in range(0, 200, 2)]
    new = [("RUS", "FRA", day, 4.0) for day in range(1_500, 1_700, 2)]
    others = [("DEU", "POL", day, 4.0) for day in range(0, 1_700, 20)]
    known = deals(old + new + others)
    assert (
        Aligned(known, draws=0, half_life=100).pair("RUS", "FRA").score
        > Aligned(known, draws=0, half_life=10_000).pair("RUS", "FRA").score
    )


def test_only_what_was_known_then_counts():
    known = two_camps()
    day = datetime.date.fromordinal(int(known.day[0]) + 100)
    later = known.between(None, day)
    assert Aligned(known, day, draws=5).pairs() == Aligned(later, day, draws=5).pairs()


def test_the_same_dealings_give_the_same_scores():
    assert Aligned(two_camps()).pairs() == Aligned(two_camps()).pairs()


def test_the_events_that_move_a_pair_push_it_their_way():
    known = two_camps()
    found = Aligned(known).influences("RUS", "FRA")
    assert found
    assert all((one.shift > 0) == (one.score > 0) for one in found)
    assert [abs(one.shift) for one in found] == sorted((abs(one.shift) for one in found), reverse=True)


def test_a_break_shows_as_movement():
    friends = [("RUS", "FRA", day, 5.0) for day in range(0, 300, 3)]
    foes = [("RUS", "FRA", day, -8.0) for day in range(301, 600, 2)]
    known = deals([*friends, *foes, *(("DEU", "POL", day, 3.0) for day in range(0, 600, 5))])
    moved = movement(known, "RUS", "FRA", half_life=120)
    assert moved.steps[0][1].score > 0 > moved.steps[-1][1].score
    assert moved.events
    assert moved.to_json()["steps"][0]["date"] < moved.to_json()["steps"][-1]["date"]
    [mover, *_] = movers(known, days=280, half_life=120)
    assert {mover.after.a.id, mover.after.b.id} == {"state:rus", "state:fra"}
    assert mover.change < 0


def test_a_bloc_stands_as_one():
    known = as_one(two_camps(), "org:nato")
    aligned = Aligned(known)
    assert aligned.pair("org:nato", "RUS").standing == "opposed"
    with pytest.raises(UsageError, match="too little about"):
        aligned.pair("org:nato", "FRA")
    with pytest.raises(UsageError, match="no entity"):
        as_one(known, "org:narnia")


def test_standings_part_all():
    found = Aligned(two_camps()).pairs()
    assert sum(one.standing in ("aligned", "opposed", "neutral", "unknown") for one in found) == len(found)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(EAST), st.sampled_from(WEST), st.integers(0, 90), st.floats(-10, 10)), max_size=12
    )
)
def test_any_few_events_have_scores_within_bounds(rows):
    for one in Aligned(deals(rows), draws=5).pairs(1):
        assert -1 <= one.low <= one.high <= 1
        assert -1 <= one.score <= 1
