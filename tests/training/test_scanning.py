"""Whole sentences to learn from: places stay with their words, whatever name is put in."""

import random

import pytest

pytest.importorskip("torch", reason="training needs torch, which the tests do not install")
pytest.importorskip("transformers", reason="training needs transformers, which the tests do not install")

from training.relation import scanning
from training.relation.batching import tokenizer
from training.relation.examples import read_line

LINE = (
    "[Lagos]1 recalled its envoy from [Ghana]2 after [four soldiers]3 were shot by [Ghanaian police]4."
    "\t1>2 SANCTION/withdraw asserted ~recalled ; 4>3 ASSAULT/firearms asserted ~shot"
)


def told(one: scanning.Labelled) -> list[tuple[str, str, str]]:
    """Trigger, actor and recipient of each event, as the network is asked for them."""
    read = scanning.sentence(one)
    words = [str(tokenizer().id_to_token(n)) for n in read.ids]
    return [(words[e.at or 0], words[e.actors[0]], words[e.recipients[0]]) for e in read.told]


def test_each_event_stands_at_its_trigger_with_the_heads_of_its_parties() -> None:
    (one,) = scanning.labelled(read_line(LINE))
    assert told(one) == [("recalled", "lagos", "ghana"), ("shot", "police", "soldiers")]
    assert scanning.sentence(one).whole


@pytest.mark.parametrize("seed", range(8))
def test_another_name_moves_every_place_with_its_word(seed: int) -> None:
    (one,) = scanning.labelled(read_line(LINE))
    other = scanning.swapped(one, ["Her Majesty's Government in Ottawa"], random.Random(seed))
    assert [e.text[slice(*e.trigger)] for e in other.examples if e.trigger] == ["recalled", "shot"]
    assert {trigger for trigger, _, _ in told(other)} == {"recalled", "shot"}
    assert told(other)[1][2] == "soldiers"
    assert told(other)[0][1] in ("lagos", "ottawa")
    assert told(other)[0][2] in ("ghana", "ottawa")
