"""The forecast page: what is told, why, and what came of what was told before."""

from __future__ import annotations

import datetime
import time

import pytest

from redshank.forecasting.history import History
from redshank.record import open_record
from redshank.web.views import foresight
from tests.record.invented import article, report
from tests.web.conftest import client_of, serve


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """A record of invented news, enough to learn from."""
    from docs.invented import build

    path = tmp_path_factory.mktemp("grown") / "news.db"
    build(path, 0.5, samples=False)
    return path


@pytest.fixture(scope="module")
def grown_server(grown):
    yield from serve(grown)


def test_what_is_told_of_years_to_come_has_not_happened_yet(tmp_path):
    with open_record(tmp_path / "goal.db", create=True) as record:
        for day, of in (("2023-03-02", "2023-03-01"), ("2023-03-09", "2030-01-01")):
            told = article(day, "Macron met Putin in Moscow.", date=day)
            record.keep(told, [report(told, "CONSULT", "Macron", "Putin", "met", when=of)])
        assert [event.date.isoformat() for event in foresight.history_of(record)] == ["2023-03-01"]


def settled(client, address: str = "/forecast", seconds: float = 120) -> str:
    """The page once all of it is there."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        page = client.get(address).text
        if "forecast-progress" not in page:
            return page
        time.sleep(0.5)
    raise AssertionError("the forecast is never ready")


def test_the_page_says_that_it_learns_and_then_tells_odds_reasons_and_what_came(grown):
    client = client_of(grown)
    first = client.get("/forecast")
    assert "learns from this record first" in first.text
    assert first.headers["refresh"]
    page = settled(client)
    assert "Likeliest events" in page
    assert "times before" in page
    assert "What was foretold, and what came" in page
    assert "Brier score" in page
    rows = client.get("/forecast?format=json").json()
    odds = [row["probability"] for row in rows]
    assert odds == sorted(odds, reverse=True)
    assert all(row["low"] <= row["probability"] <= row["high"] for row in rows)
    one = rows[0]
    own = client.get("/forecast", params={"actor": one["actor"]}).text
    assert f"Everything that {one['actor_name']} may do" in own


def test_too_little_is_said_and_no_odds_are_told(client):
    page = settled(client, "/forecast?days=14")
    assert "Too little to go on" in page or "past frequency only" in page


def test_a_look_back_counts_what_came_and_what_surprised():
    start = datetime.date(2023, 1, 1)
    day = datetime.timedelta(days=1)
    often = [History(start + n * day, "a", "ACCUSE", "b") for n in range(0, 200, 2)]
    rare = [History(start + n * day, "c", "AID", "d") for n in (5, 50, 90, 120, 140, 199)]
    found = foresight.look_back(sorted([*often, *rare]), start + 200 * day, 7)
    assert found is not None
    came = {(one.forecast.actor, one.forecast.type): one.came for one in found.outcomes}
    assert came["a", "ACCUSE"] == 3
    assert found.came == 2
    assert found.surprises[0].event.actor == "c"


def test_a_failure_is_said_and_not_repeated_at_every_look(client, monkeypatch):
    def broken(*_: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(foresight, "learn", broken)
    desk = foresight.Desk(client.app.state.record)
    desk.ask(7)
    deadline = time.monotonic() + 5
    while desk.underway and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not desk.underway


def test_the_page_is_for_everybody(page, grown_server, axe):
    page.goto(f"{grown_server}/forecast")
    assert axe(page) == []
    page.wait_for_selector("[data-chart=reliability] svg", timeout=120_000)
    assert axe(page) == []
