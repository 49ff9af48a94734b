import datetime

from redshank.forecasting.history import History
from redshank.forecasting.reasons import Chronicle

BEGIN = datetime.date(2022, 1, 1)


def told(day: int, actor: str, type_: str, recipient: str) -> History:
    return History(BEGIN + datetime.timedelta(days=day), actor, type_, recipient)


def day(number: int) -> datetime.date:
    return BEGIN + datetime.timedelta(days=number)


def test_a_regularity_is_counted_over_windows_that_are_over():
    events = [told(0, "A", "ACCUSE", "B"), told(2, "B", "REJECT", "A"), told(20, "A", "ACCUSE", "B"),
              told(40, "A", "ACCUSE", "B")]  # fmt: skip
    hits, trials, _ = Chronicle(events, day(41)).count("ACCUSE", True, "REJECT", 3)
    assert (hits, trials) == (1, 2)


def test_past_events_are_given_latest_first():
    events = [told(number, "A", "AID", "B") for number in range(5)]
    reason = Chronicle(events, day(5)).past("A", "AID", "B")
    assert reason is not None
    assert reason.rows[0].date == day(4)
    assert "5 times before" in reason.words


def test_what_follows_an_accusation_is_found(quarrel):
    chronicle = Chronicle(quarrel, quarrel[-1].date)
    last = next(event for event in reversed(quarrel) if event.type == "ACCUSE" and event.date < chronicle.at)
    reasons = chronicle.regularities(last.recipient, "REJECT", last.actor)
    assert any("ACCUSE" in reason.rows[0].type and 0 < reason.hits < reason.trials for reason in reasons)
