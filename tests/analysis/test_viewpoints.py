"""Viewpoints: how publishers tell the same events, only where it is more than chance."""

import pytest

from redshank.analysis.viewpoints import event_viewpoints, fisher, paired, viewpoints
from tests.analysis.conftest import keep


def test_fishers_test_is_exact():
    scipy = pytest.importorskip("scipy.stats")
    for table in ((3, 1, 1, 3), (10, 2, 3, 15), (0, 5, 5, 0), (7, 7, 7, 7)):
        assert fisher(*table) == pytest.approx(scipy.fisher_exact([table[:2], table[2:]]).pvalue)


def test_the_sign_test_is_exact():
    assert paired(0, 0) == 1.0
    assert paired(6, 0) == pytest.approx(2 / 64)
    assert paired(900, 800) == pytest.approx(0.0164, abs=0.0005)


def test_a_paper_that_only_lets_others_say_so_is_told(record):
    for number in range(12):
        day = f"2023-{number % 12 + 1:02}-11"
        for paper in ("Courier", "Herald"):
            keep(record, f"{number}{paper}", "ASSAULT", day, publisher=paper)
        keep(record, f"{number}Gazette", "ASSAULT", day, publisher="Gazette", speaker="Putin")
    found = viewpoints(record)
    assert found.shared == 12
    told = [one for one in found.differences if one.publisher == "Gazette" and one.kind == "attributed"]
    assert told
    assert (told[0].mine, told[0].of_mine, told[0].others) == (12, 12, 0)
    assert told[0].q <= 0.05
    assert "12 of 12 events, most others in 0" in told[0].words
    assert all(record.event(key) is not None for key in told[0].events)


def test_papers_that_agree_do_not_differ(record):
    for number in range(8):
        for paper in ("Courier", "Herald", "Gazette"):
            keep(record, f"{number}{paper}", "ASSAULT", f"2023-{number + 1:02}-11", publisher=paper)
    found = viewpoints(record)
    assert found.compared > 0
    assert found.differences == ()


def test_too_little_is_said_to_be_too_little(record):
    keep(record, "a", "ASSAULT", "2023-03-01")
    found = viewpoints(record)
    assert "too little" in found.note
    assert found.to_json()["differences"] == []


def test_an_event_is_told_side_by_side(record):
    keep(record, "a", "ASSAULT", "2023-03-01", publisher="Courier")
    keep(record, "b", "ASSAULT", "2023-03-01", publisher="Gazette", speaker="Putin")
    [event] = record.events()
    told = event_viewpoints(record, event.id)
    assert [(one.publisher, one.attributed) for one in told] == [("Courier", 0), ("Gazette", 1)]
    assert event_viewpoints(record, "none") == []
