import datetime

import pytest

from redshank.errors import UsageError
from redshank.forecasting import likely_recipients, likely_types, next_events, volume

AT = datetime.date(2022, 12, 1)


def test_what_happens_every_week_is_foretold_with_its_past_events(quarrel):
    first = next_events(quarrel, "ALDRA", "BREN", days=7, at=AT)[0]
    assert first.type == "CONSULT"
    assert first.probability > 0.6
    assert first.low <= first.probability <= first.high
    assert first.reasons[0].kind == "past events"
    assert all(row.date < AT for reason in first.reasons for row in reason.rows)


def test_deleting_everything_at_or_after_the_day_changes_nothing(quarrel):
    before = [event for event in quarrel if event.date < AT]
    assert next_events(quarrel, "CORVO", at=AT) == next_events(before, "CORVO", at=AT)
    assert likely_recipients(quarrel, "CORVO", "ACCUSE", AT) == likely_recipients(before, "CORVO", "ACCUSE", AT)


def test_types_of_a_pair_are_in_order_of_their_odds(quarrel):
    odds = [forecast.probability for forecast in likely_types(quarrel, "CORVO", "DUNE", at=AT)]
    assert len(odds) == 3
    assert odds == sorted(odds, reverse=True)


def test_recipients_are_shares(quarrel):
    found = likely_recipients(quarrel, "ALDRA", "CONSULT", AT, top=100)
    assert found[0].recipient == "BREN"
    assert sum(forecast.probability for forecast in found) <= 1.0001


def test_volume_tells_types_and_conflict_above_usual_for_both_horizons(quarrel):
    told = volume(quarrel, "ALDRA", at=AT)
    assert {forecast.days for forecast in told} == {7, 30}
    assert "verbal conflict above usual" in {forecast.type for forecast in told}
    assert all(0 <= forecast.low <= forecast.probability <= forecast.high <= 1 for forecast in told)


@pytest.mark.parametrize("history", [0, 3])
def test_too_little_to_go_on_is_said(quarrel, history):
    forecast = next_events(quarrel[:history], "ALDRA", "BREN", at=AT)[0]
    assert forecast.probability is None
    assert "too little to go on" in forecast.note
    assert "too little" in next_events(quarrel, "NOBODY", at=AT)[0].note


@pytest.mark.parametrize("days", [0, 1000])
def test_days_out_of_range_are_refused(quarrel, days):
    with pytest.raises(UsageError):
        next_events(quarrel, "ALDRA", days=days, at=AT)
