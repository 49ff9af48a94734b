import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank.forecasting.counts import NEVER, Counts


def test_a_count_halves_after_its_half_life():
    counts = Counts(np.array([5]), (10.0,))
    counts.advance(0, 1, 0)
    assert counts.fresh(counts.find(np.array([5])), 10)[0, 0] == 0.5


def test_what_was_never_seen_counts_nothing_and_is_long_ago():
    counts = Counts(np.array([5]), (10.0,))
    slots = counts.find(np.array([4, 6]))
    assert counts.total[slots].tolist() == [0, 0]
    assert counts.age(slots, 3).tolist() == [NEVER, NEVER]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 12)), min_size=1, max_size=40))
def test_advancing_and_replaying_agree_with_the_definition(events):
    events.sort(key=lambda event: event[1])
    keys, steps = (np.array(column) for column in zip(*events, strict=True))
    walked, replayed = Counts(keys, (3.0, 9.0)), Counts(keys, (3.0, 9.0))
    for step in np.unique(steps):
        start, end = np.searchsorted(steps, [step, step + 1])
        walked.advance(int(start), int(end), int(step))
    replayed.replay(steps, len(steps))
    for key in set(keys.tolist()):
        due = sum(2.0 ** (-(15 - step) / 3.0) for k, step in events if k == key)
        for counts in (walked, replayed):
            slot = counts.find(np.array([key]))
            assert abs(counts.fresh(slot, 15)[0, 0] - due) < 1e-4
            assert counts.total[slot][0] == keys.tolist().count(key)
