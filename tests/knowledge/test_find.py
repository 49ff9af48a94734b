"""Known names in running text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank import knowledge
from redshank.knowledge import KnowledgeBase
from redshank.knowledge.names import fold


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return knowledge.default()


def found(base: KnowledgeBase, text: str) -> list[tuple[str, str, str]]:
    return [(m.text, m.how, m.entities[0].id) for m in base.find(text)]


PIECES = st.sampled_from(
    [
        "Turkey",
        "U.S.",
        "al-Shabaab",
        "Vladimir V. Putin",
        "Côte d’Ivoire",
        "the Kremlin's",
        "us",
        "May",
        "\n",
        " ",
        ", ",
        "Trump",
        "RUSSIA",
        "Kim Jong Un",
        "New York Times",
        "İstanbul",
        "ß",
        "🦉",
        "N'Djamena",
        "Mr. ",
        "United",
        "States",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=12).map("".join))
def test_offsets_point_at_the_words_and_matches_do_not_overlap(text: str) -> None:
    matches = knowledge.default().find(text)
    end = 0
    for match in matches:
        assert text[match.start : match.end] == match.text
        assert match.start >= end
        assert match.entities
        end = match.end


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_pronouns_birds_and_first_names_are_not_states(base: KnowledgeBase) -> None:
    text = "Tell us how Chad Smith and Michael Jordan ate turkey with china plates."
    assert found(base, text) == []


def test_states_are_found_beside_look_alikes(base: KnowledgeBase) -> None:
    texts = [text for text, _, _ in found(base, "In Jordan and Chad, US envoys met Turkey's team.")]
    assert texts == ["Jordan", "Chad", "US", "Turkey"]


def test_the_kind_of_name_is_told(base: KnowledgeBase) -> None:
    text = "The Kremlin and Tehran told Russians that French troops and Macron left the Soviet Union."
    assert found(base, text) == [
        ("Kremlin", "seat", "gov:rus"),
        ("Tehran", "capital", "gov:irn"),
        ("Russians", "people", "people:rus"),
        ("French", "demonym", "state:fra"),
        ("Macron", "surname", "person:emmanuel-macron"),
        ("Soviet Union", "name", "state:sun"),
    ]


def test_possessives_and_compounds_end_at_the_name(base: KnowledgeBase) -> None:
    texts = [
        text for text, _, _ in found(base, "Ukraine’s allies, U.S.-led and anti-American, saw a Trump-Putin call.")
    ]
    assert texts == ["Ukraine", "U.S.", "American", "Trump", "Putin"]


def test_the_longest_name_wins(base: KnowledgeBase) -> None:
    assert [t for t, _, _ in found(base, "South Sudan and Guinea-Bissau")] == ["South Sudan", "Guinea-Bissau"]
    assert [t for t, _, _ in found(base, "Democratic Republic of Congo")] == ["Democratic Republic of Congo"]


def test_headlines_in_capitals(base: KnowledgeBase) -> None:
    assert [i for _, _, i in found(base, "SOUTH KOREA WARNS MAN WHO FLED")] == ["state:kor"]


def test_headlines_with_a_capital_on_every_word(base: KnowledgeBase) -> None:
    assert [i for _, _, i in found(base, "Xi Meets Putin")] == ["person:xi-jinping", "person:vladimir-putin"]


def test_another_bearer_of_a_surname_is_not_the_president(base: KnowledgeBase) -> None:
    assert found(base, "At Trump Tower, Kevin Biden spoke.") == []
    assert found(base, "Alderman William D. Burns spoke.") == []


def test_a_text_about_another_bearer_names_no_president(base: KnowledgeBase) -> None:
    assert found(base, "The carpenter Kevin Biden spoke. Later Biden left.") == []
    text = "The carpenter Kevin Biden met Joe Biden. Later Biden left."
    assert [i for _, _, i in found(base, text)] == ["person:joe-biden"] * 2


def test_initials_belong_to_the_name(base: KnowledgeBase) -> None:
    assert found(base, "President Vladimir V. Putin spoke.") == [
        ("Vladimir V. Putin", "alias", "person:vladimir-putin")
    ]


def test_common_surnames_need_a_title_or_the_full_name(base: KnowledgeBase) -> None:
    assert found(base, "Rice prices rose in May.") == []
    assert [i for _, _, i in found(base, "Prime Minister May spoke.")] == ["person:theresa-may"]
    assert [i for _, _, i in found(base, "Theresa May came. Then May spoke in May.")] == ["person:theresa-may"] * 2


def test_a_surname_of_many_goes_first_to_whom_the_text_names(base: KnowledgeBase) -> None:
    match = base.find("Hillary Clinton spoke. Later Clinton left.")[-1]
    assert match.entities[0].id == "person:hillary-clinton"
    assert len(match.entities) > 1


def test_names_across_a_line_break_are_found(base: KnowledgeBase) -> None:
    assert [t for t, _, _ in found(base, "the United\nStates")] == ["United\nStates"]


def test_five_megabytes_take_seconds_even_when_hostile(base: KnowledgeBase) -> None:
    for text in ("United " * 60_000, "Mohammed bin " * 40_000, "U.S." * 100_000, "A. " * 100_000):
        start = time.process_time()
        base.find(text)
        assert time.process_time() - start < 5
