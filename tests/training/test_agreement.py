"""How far two annotators agree, and what a second one is given to annotate."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from training.corpus.agreement import SECOND, compare, differences, draw, figures, files, kappa, shares
from training.relation.examples import CORPUS, lines_of, unmark

STRIKE = "[Jets]1 bombed [Idlib]2."
BLAME = "[Kyiv]1 accused [Minsk]2 of hiding [deserters]3."


def by_name(first: str, second: str) -> dict[str, tuple[int, float, float]]:
    """The figures of two annotations of one sentence."""
    found = compare({unmark(first.partition("\t")[0])[0]: first}, [second])
    return {name: (count, agreed, chance) for name, count, agreed, chance in figures(found)}


def test_kappa_takes_chance_off():
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    count, agreed, chance = kappa(pairs)
    assert (count, round(agreed, 3), round(chance, 3)) == (50, 0.7, 0.4)
    assert kappa([("a", "a")] * 3) == (3, 1.0, 1.0)
    assert math.isnan(kappa([])[1])


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_kappa_is_symmetric_and_at_most_the_agreement(pairs):
    _, agreed, chance = kappa(pairs)
    assert math.isclose(chance, kappa([(b, a) for a, b in pairs])[2])
    assert chance <= agreed + 1e-9


@settings(max_examples=40)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(0, 60))
def test_shares_add_up_and_nobody_gives_more_than_asked(sizes, wanted):
    wanted = min(wanted, sum(sizes))
    found = shares(sizes, wanted)
    assert sum(found) == wanted
    assert all(got <= size for got, size in zip(found, sizes, strict=True))


def test_the_draw_has_no_labels_and_is_the_same_at_every_run():
    told = [f"[A{n}]1 bombed [B]2.\t1>2 ASSAULT/aerial asserted ~bombed" for n in range(30)]
    idle = [f"[A{n}]1 is near [B]2.\t1>2 NONE" for n in range(30)]
    drawn = draw([told, idle], size=10)
    assert drawn == draw([told[::-1], idle], size=10)
    assert not any("\t" in line for line in drawn)
    assert sum("bombed" in line for line in drawn) == 8


def test_the_same_labels_agree_in_everything():
    line = f"{BLAME}\t1>2 ACCUSE/allege asserted ~accused ; 2>3 AID/- asserted@ ~hiding"
    found = by_name(line, line)
    assert all(agreed == 1.0 for _, agreed, _ in found.values())
    assert found["type, both say event"][0] == 2


def test_a_turned_event_differs_in_direction_only():
    found = by_name(f"{STRIKE}\t1>2 ASSAULT/aerial asserted ~bombed", f"{STRIKE}\t2>1 ASSAULT/aerial asserted ~bombed")
    assert found["direction, unless mutual"][:2] == (1, 0.0)
    assert found["two mentions have an event"][1] == found["type, both say event"][1] == 1.0


def test_either_party_of_a_meeting_may_be_its_actor():
    text = "[Oslo]1 met [Riga]2."
    found = by_name(f"{text}\t1>2 CONSULT/- asserted ~met", f"{text}\t2>1 CONSULT/- asserted ~met")
    assert found["direction, unless mutual"][0] == 0


def test_events_of_one_pair_are_joined_by_their_word():
    text = "[Hanoi]1 arrested and expelled [the editor]2."
    one = f"{text}\t1>2 COERCE/arrest asserted ~arrested ; 1>2 COERCE/deport asserted ~expelled"
    other = f"{text}\t1>2 SANCTION/expel asserted ~expelled"
    found = compare({unmark(text)[0]: one}, [other])
    assert [(a.mode, b.mode) for a, b in found.matched] == [("deport", "expel")]
    assert [e.mode for e in found.first] == ["arrest"]


def test_what_one_overlooked_is_shown_as_nothing():
    shown = list(
        differences(compare({unmark(STRIKE)[0]: f"{STRIKE}\t1>2 NONE"}, [f"{STRIKE}\t1>2 ASSAULT/aerial asserted"]))
    )
    assert len(shown) == 1
    assert "1 nothing" in shown[0]


def test_the_second_annotation_is_read_and_is_no_part_of_the_corpus():
    assert SECOND not in files()
    assert SECOND not in CORPUS.glob("*.tsv")
    first = {unmark(line.partition("\t")[0])[0]: line for path in files() for line in lines_of(path)}
    assert len(compare(first, lines_of(SECOND)).sentences) >= 390
