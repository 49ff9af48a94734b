"""How sure a report is follows a table by type, which can be replaced and is refused if it is broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redshank.coding.certainty import calibrated, certainties, parse_certainties, threshold
from redshank.errors import KnowledgeError
from redshank.model import TYPES

TABLE = "type\tslope\tshift\tthreshold\n" + "".join(f"{kind}\t1\t0\t0.3\n" for kind in TYPES)


@given(st.sampled_from(TYPES), st.floats(0, 1), st.floats(0, 1))
def test_more_is_claimed_of_what_is_surer(kind, one, other):
    low, high = sorted((one, other))
    assert 0 <= calibrated(kind, low) <= calibrated(kind, high) <= 1


def test_every_type_has_a_threshold_below_one():
    assert all(0 <= threshold(kind) < 1 for kind in TYPES)


def test_a_table_of_ones_own_counts(tmp_path, monkeypatch):
    own = tmp_path / "own.tsv"
    own.write_text(TABLE.replace("AID\t1\t0\t0.3", "AID\t1\t-1\t0.9"))
    monkeypatch.setenv("REDSHANK_CERTAINTY", str(own))
    certainties.cache_clear()
    try:
        assert (threshold("AID"), threshold("AGREE")) == (0.9, 0.3)
        assert calibrated("AID", 0.5) < calibrated("AGREE", 0.5) == 0.5
    finally:
        monkeypatch.undo()
        certainties.cache_clear()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("AID\t1\t0\t0.3\n", "", "lacks AID"),
        ("AID\t1\t0", "AID\tx\t0", "not type, slope"),
        ("AID\t1\t", "AID\t-1\t", "slope"),
        (TABLE, "", "not type"),
    ],
)
def test_a_broken_table_is_refused(old, new, words):
    with pytest.raises(KnowledgeError, match=words):
        parse_certainties(TABLE.replace(old, new))
