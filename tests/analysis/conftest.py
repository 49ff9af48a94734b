"""Invented dealings, and a record with events of one's own and of another system."""

from __future__ import annotations

import datetime
import itertools
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from redshank.analysis.dealings import Deal, Dealings, Party, gather
from redshank.record import Record, open_record
from tests.record.invented import article, report

START = datetime.date(2023, 1, 1).toordinal()
EAST, WEST = ("RUS", "BLR", "PRK"), ("FRA", "DEU", "POL")


def party(code: str) -> Party:
    return Party(f"state:{code.lower()}", code.title(), code)


def deals(rows: Iterable[tuple[str, str, int, float]]) -> Dealings:
    """Dealings out of rows of actor, recipient, day and score."""
    numbers = itertools.count()
    return gather(
        Deal(party(a), party(b), START + day, score, f"event{next(numbers)}", "CONSULT" if score > 0 else "ACCUSE")
        for a, b, day, score in rows
    )


def two_camps(days: int = 300, seed: int = 1) -> Dealings:
    """Two camps of three that work with their own and clash with the others; India works with both."""
    chance = random.Random(seed)
    rows = []
    for day in range(days):
        for camp in (EAST, WEST):
            a, b = chance.sample(camp, 2)
            rows.append((a, b, day, 4.0))
        rows.append((chance.choice(EAST), chance.choice(WEST), day, -5.0))
        rows.append(("IND", chance.choice(EAST + WEST), day, 4.0))
        rows.append((chance.choice(EAST + WEST), "IND", day, chance.choice((3.0, -3.0))))
    return deals(rows)


@pytest.fixture
def record(tmp_path: Path) -> Iterable[Record]:
    with open_record(tmp_path / "record.db", create=True) as opened:
        yield opened


def keep(record: Record, key: str, type_: str, day: str, publisher: str = "Gazette", **about: str) -> None:
    """An article that says that France did something to Russia on a day (or Germany, with ``actor``)."""
    actor, recipient = about.pop("actor", "France"), about.pop("recipient", "Russia")
    words = {"CONSULT": "met", "ACCUSE": "accused", "ASSAULT": "struck", "AID": "aided"}
    line = f"{actor} {words[type_]} {recipient} over case {key}."
    if about.get("speaker"):
        line = f"{about['speaker']} said {line}"
    told = article(key, line, date=day, publisher=publisher, more=f"Case {key} was told at length by {publisher}.")
    record.keep(told, [report(told, type_, actor, recipient, words[type_], when=day, **about)])
