import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank import ontology
from redshank.ontology import tables


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Japan's finance minister met the IMF chief to discuss debt relief.", "economic"),
        ("The Navy fired missiles at the warship.", "military"),
        ("Police arrested the governor on bribery charges.", "corruption"),
        ("The WHO declared a pandemic.", "health"),
        ("They asked who came.", None),
        ("Thousands demanded free and fair elections.", "pro_democracy"),
        ("Inspectors of the International Atomic Energy Agency were let in.", "cbrn"),
        ("He was granted political asylum in Ecuador.", "asylum"),
    ],
)
def test_the_strongest_context_comes_first(text: str, first: str | None) -> None:
    found = ontology.contexts_of(text, "REQUEST")
    assert found[:1] == ((first,) if first else ())


def test_talks_without_a_matter_of_their_own_are_diplomatic() -> None:
    assert ontology.contexts_of("Macron met Scholz.", "CONSULT") == ("diplomatic",)
    assert ontology.contexts_of("Macron praised Scholz.", "SUPPORT") == ()
    assert ontology.contexts_of("Macron praised Scholz.", "SUPPORT", between_states=True) == ("diplomatic",)


def test_cyber_attacks_and_deception_bring_their_context() -> None:
    assert ontology.contexts_of("Servers of the ministry went down.", "COERCE", "cyber")[0] == "cyber"


def test_a_phrase_wins_over_the_words_inside_it() -> None:
    assert ontology.contexts_of("the trade war", "ACCUSE") == ("economic",)


def test_the_table_names_contexts_that_there_are() -> None:
    rows = tables.rows("context_words")
    assert {row["context"] for row in rows} == set(ontology.contexts())
    assert {row["weight"] for row in rows} == {"1", "2", "3"}


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["CONSULT", "ASSAULT"]))
def test_there_are_never_more_than_three_and_each_but_once(text: str, name: str) -> None:
    found = ontology.contexts_of(text, name)
    assert len(found) <= 3
    assert len(set(found)) == len(found)
