"""Dyads over time: events and reports apart, signed, and where they turned."""

import pytest

from redshank.analysis import dyad_series
from redshank.errors import UsageError
from tests.analysis.conftest import keep


def test_events_and_reports_are_counted_apart_and_signed(record):
    keep(record, "a", "CONSULT", "2023-03-07")
    keep(record, "b", "CONSULT", "2023-03-07", publisher="Courier")
    keep(record, "c", "ACCUSE", "2023-05-02")
    series = dyad_series(record, "state:fra", "RUS", by="month")
    assert [point.start for point in series.points] == ["2023-03", "2023-04", "2023-05"]
    first, empty, last = series.points
    assert (first.cooperative, first.hostile, last.cooperative, last.hostile) == (first.events, 0, 0, 1)
    assert first.reports == 2
    assert (empty.events, empty.score, empty.per_1000) == (0, None, None)
    assert last.score < 0 < first.score
    assert series.to_json()["points"][0]["articles"] == 2


def test_one_direction_or_both(record):
    keep(record, "a", "ACCUSE", "2023-03-07")
    assert dyad_series(record, "RUS", "FRA").points == ()
    [point] = dyad_series(record, "RUS", "FRA", mutual=True).points
    assert point.hostile == 1


def test_a_turn_is_told_with_the_events_behind_it(record):
    for month in range(1, 13):
        for day in range(1, 28, 9):
            type_ = "ASSAULT" if month > 6 else "CONSULT"
            keep(record, f"{month}-{day}", type_, f"2023-{month:02}-{day:02}")
    [turn] = dyad_series(record, "FRA", "RUS", by="month").turns
    assert turn.start == "2023-07"
    assert "rose" in turn.words or "fell" in turn.words
    assert turn.score_after < 0 < turn.score_before
    assert all(record.event(incident.event) is not None for incident in turn.incidents)
    assert turn.incidents


def test_what_cannot_be_asked_is_refused_in_words(record):
    with pytest.raises(UsageError, match="no step of time"):
        dyad_series(record, "FRA", "RUS", by="hour")
    keep(record, "a", "ACCUSE", "0001-01-01")
    keep(record, "b", "ACCUSE", "2023-01-01")
    with pytest.raises(UsageError, match="too long"):
        dyad_series(record, by="day")
