import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank.reading.quantities import quantities


def told(text: str) -> list[tuple[str, float, str]]:
    return [(q.kind, q.value, q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At least 12 people were killed and 30 injured.", [("dead", 12, "persons"), ("injured", 30, "persons")]),
        ("The attack killed 9, officials said.", [("dead", 9, "persons")]),
        ("The blast left 12 dead and 30 wounded.", [("dead", 12, "persons"), ("injured", 30, "persons")]),
        ("killing two soldiers and three civilians", [("dead", 2, "persons"), ("dead", 3, "persons")]),
        ("12 people, including three children, were killed", [("dead", 12, "persons")]),
        ("The death toll rose to 45.", [("dead", 45, "persons")]),
        ("Twenty-three Palestinians died.", [("dead", 23, "persons")]),
        ("Two women and one man died.", [("dead", 2, "persons"), ("dead", 1, "persons")]),
        ("Dozens were wounded.", [("injured", 24, "persons")]),
        ("Thousands of protesters marched.", [("size", 2_000, "persons")]),
        ("Some 20,000 people rallied.", [("size", 20_000, "persons")]),
        ("A crowd of 8,000 in Carson cheered.", [("size", 8_000, "persons")]),
        ("Tens of thousands of people took to the streets.", [("size", 20_000, "persons")]),
        ("Police arrested 200 demonstrators.", [("size", 200, "persons")]),
        ("It will send $540 million in aid.", [("money", 540e6, "USD")]),
        ("It cost €3bn.", [("money", 3e9, "EUR")]),
        ("It cost 20 billion rupees.", [("money", 20e9, "INR")]),
        ("It cost 3 million Swiss francs.", [("money", 3e6, "CHF")]),
        ("It cost 1.5 to 2 billion dollars.", [("money", 1.5e9, "USD")]),
        ("It will send 31 Abrams tanks.", [("goods", 31, "tanks")]),
        ("Russia launched 300 drones.", [("goods", 300, "drones")]),
        ("It fired one missile.", [("goods", 1, "missiles")]),
        ("It shipped 50,000 tonnes of grain.", [("goods", 50_000, "tonnes of grain")]),
        ("It fired between 20 and 30 rockets.", [("goods", 20, "rockets")]),
    ],
)
def test_what_is_counted_follows_from_the_words_around_the_number(
    text: str, found: list[tuple[str, float, str]]
) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "In 2014 they met.",
        "A 24-year-old man spoke.",
        "It rose by 20 percent.",
        "The 27-nation bloc agreed.",
        "The two countries agreed.",
        "No one died.",
        "The 1967 killings are remembered.",
        "She has a total of 723 delegates.",
        "Abdallah, 37, was a photographer.",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert told(text) == []


PIECES = st.sampled_from(
    [
        *("12", "1,000", "two", "dozens", "hundred", "million", "of", "people", "killed"),
        *("and", "wounded", "$", "€", "bn", ",", "tanks", "tonnes of grain", "crowd of"),
        *("between", "to", "-", "half a", "rupees", "0.5", "999999999999999999"),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join))


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_mentions_are_cut_from_the_text_and_values_count_something(text: str) -> None:
    end = 0
    for quantity in quantities(text, base_offset=7):
        start, stop = quantity.mention.start - 7, quantity.mention.end - 7
        assert text[start:stop] == quantity.mention.text
        assert start >= end
        assert quantity.value > 0
        assert quantity.kind in {"dead", "injured", "size", "money", "goods"}
        end = stop


@pytest.mark.parametrize("unit", ["12 ", "two and ", "killed at least ", "1,", "12 brave ", "$1 to ", "hundred "])
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    def seconds(repeats: int) -> float:
        begun = time.process_time()
        quantities(unit * repeats)
        return time.process_time() - begun

    seconds(10)
    assert seconds(4_000) < 12 * seconds(1_000) + 0.05
