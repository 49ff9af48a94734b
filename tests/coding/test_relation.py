"""The relation model tells types, directions and factuality, and its figures do not depend on what else is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank.coding.relation import MARKS, MAX_TOKENS, RelationModel, pieces
from redshank.errors import InputError
from redshank.model import FACTUALITIES, TYPES
from redshank.ontology.plover import modes


def span(text, words):
    start = text.index(words)
    return start, start + len(words)


def judge(text, actor, recipient):
    where = None if recipient is None else span(text, recipient)
    return RelationModel.default().score([(text, span(text, actor), where)])[0]


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind"),
    [
        ("Oslo accused Moscow of jamming its satellites.", "Oslo", "Moscow", "ACCUSE"),
        ("Police in Lima arrested two union leaders on Tuesday.", "Police in Lima", "two union leaders", "COERCE"),
        ("Angola expelled three Portuguese diplomats.", "Angola", "three Portuguese diplomats", "SANCTION"),
        ("The rebels released nine captured soldiers.", "The rebels", "nine captured soldiers", "RETREAT"),
        ("Dozens of civilians were killed when Sudanese jets bombed Nyala.", "Sudanese jets", "Nyala", "ASSAULT"),
        ("Japan gave Fiji two million dollars for cyclone relief.", "Japan", "Fiji", "AID"),
        ("President Ruto met Prime Minister Abiy in Addis Ababa.", "President Ruto", "Prime Minister Abiy", "CONSULT"),
    ],
)
def test_tells_the_type(text, actor, recipient, kind):
    assert judge(text, actor, recipient).type == kind


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "trigger"),
    [
        ("Nine soldiers were shot dead by gunmen in Burkina Faso.", "gunmen", "Nine soldiers", "shot"),
        ("Oslo accused Moscow of jamming its satellites.", "Oslo", "Moscow", "accused"),
    ],
)
def test_tells_the_direction(text, actor, recipient, trigger):
    one, other, word = (span(text, words) for words in (actor, recipient, trigger))
    right, wrong = RelationModel.default().score([(text, one, other, word), (text, other, one, word)])
    assert right.none < wrong.none


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Israel bombed the airport in Damascus.", "asserted"),
        ("Israel did not bomb the airport in Damascus.", "negated"),
        ("Israel may bomb the airport in Damascus.", "possible"),
    ],
)
def test_tells_whether_it_happened(text, factuality):
    assert judge(text, "Israel", "the airport in Damascus").factuality == factuality


@pytest.mark.parametrize(("trigger", "kind"), [("condemned", "ACCUSE"), ("expelled", "SANCTION")])
def test_the_trigger_says_which_event_of_a_pair_is_meant(trigger, kind):
    text = "Canberra condemned Tehran for the raid and, a day later, expelled four of its diplomats."
    item = text, span(text, "Canberra"), span(text, "Tehran"), span(text, trigger)
    assert RelationModel.default().score([item])[0].type == kind


def test_a_word_that_tells_nothing_between_two_gets_a_higher_none():
    text = "Kyiv accused Moscow on Sunday of shelling Sumy, and thanked Warsaw for its tanks."
    pair = text, span(text, "Kyiv"), span(text, "Moscow")
    told, other = RelationModel.default().score([(*pair, span(text, w)) for w in ("accused", "thanked")])
    assert told.none < other.none


def test_a_mode_is_of_its_type():
    text = "Police in Lima arrested two union leaders on Tuesday."
    found = RelationModel.default().score([(text, span(text, "Police in Lima"), span(text, "two union leaders"))])[0]
    assert found.modes["COERCE"] == "arrest"
    assert all(mode is None or mode in modes(kind) for kind, mode in found.modes.items())


def test_an_event_may_have_no_recipient():
    assert judge("The prime minister of Moldova resigned on Friday.", "The prime minister of Moldova", None).type


def test_probabilities_sum_to_one():
    found = judge("Oslo accused Moscow of jamming its satellites.", "Oslo", "Moscow")
    assert tuple(found.scores) == TYPES
    assert tuple(found.factualities) == FACTUALITIES
    assert sum(found.scores.values()) == pytest.approx(1)
    assert sum(found.factualities.values()) == pytest.approx(1)
    assert 0 <= found.none <= 1


def test_figures_do_not_depend_on_what_else_is_asked():
    items = [
        ("Oslo accused Moscow of jamming.", (0, 4), (13, 19)),
        ("Japan gave Fiji two million dollars for cyclone relief in the far islands.", (0, 5), (11, 15)),
    ]
    model = RelationModel.default()
    assert model.score(items) == [model.score([item])[0] for item in items]
    assert model.score(items[::-1]) == model.score(items)[::-1]


def test_words_far_from_the_mentions_are_left_out():
    sentence = "Oslo accused Moscow of jamming its satellites."
    text = "It rained all day in the hills. " * 20_000 + sentence + " The game was lost." * 20_000
    start = text.index(sentence)
    found = RelationModel.default().score([(text, (start, start + 4), (start + 13, start + 19))])[0]
    assert found.type == "ACCUSE"


@pytest.mark.parametrize("wrong", [(-1, 3), (3, 3), (5, 2), (0, 999)])
def test_a_span_outside_the_text_is_an_error(wrong):
    with pytest.raises(InputError, match="actor"):
        RelationModel.default().score([("Oslo accused Moscow.", wrong, (13, 19))])


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=900), st.data())
def test_any_text_is_shown_within_bounds_with_its_marks(text, data):
    def some_span():
        start = data.draw(st.integers(0, len(text) - 1))
        return start, data.draw(st.integers(start + 1, len(text)))

    actor, recipient = some_span(), data.draw(st.one_of(st.none(), st.builds(some_span)))
    shown = pieces(RelationModel.default().tokenizer, text, actor, recipient)
    assert len(shown.ids) <= MAX_TOKENS
    if len(shown.ids) > 2:
        assert shown.ids[shown.actor] == MARKS["actor"][0]
        assert recipient is None or shown.ids[shown.recipient] == MARKS["recipient"][0]
