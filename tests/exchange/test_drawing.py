"""The drawing of the network: the same for the same record, steady as it grows, and in the exports."""

from __future__ import annotations

import io
import math
import re

import networkx as nx
import pytest

from redshank.exchange import drawing, graphs
from redshank.exchange.drawing import Tie
from redshank.record import Record, open_record
from tests.record.invented import article, report

IDS = {n: f"state:{n:03}" for n in range(40)}


def camps(size: int = 6) -> list[Tie]:
    """Two camps that work together inside and are against each other."""
    inside = [Tie(base + i, base + j, 9, 0) for base in (0, 20) for i in range(size) for j in range(size) if i < j]
    between = [Tie(i, 20 + i, 0, 6) for i in range(size)]
    return inside + between


def distance(one: drawing.Place, other: drawing.Place) -> float:
    return math.dist(one, other)


def test_friends_stand_nearer_than_enemies():
    spots = drawing.draw(camps(), IDS)
    near = distance(spots[0], spots[1])
    far = distance(spots[0], spots[20])
    assert near < far
    assert drawing.blocs(camps()) == [frozenset(range(6)), frozenset(range(20, 26))]


def test_the_same_ties_in_any_order_give_the_same_places_within_the_frame():
    assert drawing.draw(camps(), IDS) == drawing.draw(camps()[::-1], IDS)
    assert all(abs(part) <= drawing.RADIUS for spot in drawing.draw(camps(), IDS).values() for part in spot)
    assert drawing.draw([], IDS) == {}


def test_those_beyond_the_most_stand_beside_whom_they_deal_with(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drawing, "MOST_DRAWN", 12)
    spots = drawing.draw([*camps(), Tie(30, 0, 1, 0), Tie(31, 32, 1, 0)], IDS)
    assert distance(spots[30], spots[0]) <= 2 * drawing.NEAR
    assert set(spots) == {*range(6), *range(20, 26), 30, 31, 32}


@pytest.fixture
def record(tmp_path):
    """A record of three pairs."""
    with open_record(tmp_path / "r.db", create=True) as kept:
        for key, text, made in (
            ("a", "Macron met Putin.", ("CONSULT", "Macron", "Putin", "met")),
            ("b", "Russia attacked Germany.", ("ASSAULT", "Russia", "Germany", "attacked")),
            ("c", "Japan praised Peru.", ("SUPPORT", "Japan", "Peru", "praised")),
        ):
            told = article(key, text)
            kept.keep(told, [report(told, *made)])
        yield kept


def test_exports_carry_the_positions(record: Record):
    spots = drawing.positions(record)
    gexf = "".join(graphs.gexf_lines(record))
    rows = re.findall(r'<node id="([^"]*)"[^>]*>\s*<viz:position x="([^"]*)" y="([^"]*)"', gexf)
    found = {key: (float(x), float(y)) for key, x, y in rows}
    assert found == spots
    graphml = nx.read_graphml(io.BytesIO("".join(graphs.graphml_lines(record)).encode()))
    assert {key: (about["x"], about["y"]) for key, about in graphml.nodes(data=True)} == spots
