"""The network: blocs, who is between them, and positions that stay."""

from redshank.analysis.communities import communities, modularity
from redshank.analysis.network import network_of
from tests.analysis.conftest import EAST, WEST, deals, two_camps


def test_camps_become_blocs():
    found = network_of(two_camps())
    blocs = {node.party.country: node.bloc for node in found.nodes}
    assert len({blocs[code] for code in EAST}) == 1
    assert len({blocs[code] for code in WEST}) == 1
    assert blocs["RUS"] != blocs["FRA"]
    assert found.modularity > 0.2


def test_who_deals_with_both_is_between_them():
    nodes = {node.party.country: node for node in network_of(two_camps()).nodes}
    assert nodes["IND"].between > max(nodes[code].between for code in EAST + WEST)


def test_the_order_of_ties_does_not_matter():
    ties = {("a", "b"): 2.0, ("b", "c"): 1.0, ("a", "c"): 1.0, ("d", "e"): 2.0, ("c", "d"): -3.0, ("e", "f"): 1.0}
    turned = {(b, a): weight for (a, b), weight in reversed(ties.items())}
    assert communities("abcdef", ties) == communities("fedcba", turned)
    assert modularity(communities("abcdef", ties), ties) > modularity(dict.fromkeys("abcdef", 0), ties)


def test_positions_are_the_same_for_the_same_and_near_for_nearly_the_same():
    first, again = network_of(two_camps()), network_of(two_camps())
    assert first == again
    later = network_of(two_camps(310), positions=first.positions())
    before = first.positions()
    moves = [abs(x - before[key][0]) + abs(y - before[key][1]) for key, (x, y) in later.positions().items()]
    assert max(moves) < 0.5
    assert all(-1 <= node.x <= 1 and -1 <= node.y <= 1 for node in later.nodes)


def test_nothing_makes_an_empty_network():
    found = network_of(deals([]))
    assert (found.nodes, found.edges, found.blocs) == ((), (), ())
    assert found.to_json()["nodes"] == []
