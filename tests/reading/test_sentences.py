"""Sentences of news, by rule."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank.reading.sentences import sentences


def split(text: str) -> list[str]:
    return [span.text for span in sentences(text)]


ONE = [
    "Mr. Khan met Gen. Ali and Lt. Col. Omar on Tuesday.",
    "The U.S. President spoke with U.N. Secretary-General Guterres.",
    "Vladimir V. Putin and J. D. Smith signed it.",
    "George H.W. Bush visited St. Petersburg in Sept. 1990.",
    "It will cost $3.5 billion, or 0.4 percent of output.",
    "They met at 3 p.m. Monday in Geneva.",
    "Talks began at 10 a.m. GMT.",
    "See No. 5 and Art. 12 of the treaty.",
    '"Why now?" the minister asked.',
    '"Go away!" Trump said.',
    "Sen. Dick Durbin (D-Ill.) voted against it.",
    "Acme Corp. Chairman Lee resigned.",
    "FAIRVIEW, W.Va. - The mine closed.",
    "They will ... leave soon.",
    "Visit example.Com for more.",
    "ST. LOUIS - Police fired tear gas.",
]


@pytest.mark.parametrize("text", ONE)
def test_a_full_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    assert split(text) == [text]


MANY = [
    ["He lives in the U.S.", "The visit was short."],
    ["They met at 3 p.m.", "Police closed the road."],
    ['"We will fight."', "He left for Kabul."],
    ["“We won.”", "“They lost.”"],
    ["Would he go?", "No.", "Trump stayed."],
    ["It began after World War I.", "France won."],
    ["He waited...", "The army came."],
    ["(He left.)", "Then she came."],
    ["Nobody died!", "Two were hurt."],
    ["The pact ended in 2016.", "5 states signed a new one."],
    ["We chose Plan B.", "Germany agreed."],
]


@pytest.mark.parametrize("parts", MANY)
def test_a_full_stop_at_the_end_of_a_sentence_ends_it(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_a_missing_space_after_a_full_stop_is_no_hindrance() -> None:
    assert split("They signed the deal.The minister left.") == ["They signed the deal.", "The minister left."]


def test_headings_and_list_items_stand_alone() -> None:
    text = "Talks in Geneva\nThe two sides met.\n- Iran left\n- Iraq stayed\n1. First point\n2. Second point"
    parts = [
        "Talks in Geneva",
        "The two sides met.",
        "- Iran left",
        "- Iraq stayed",
        "1. First point",
        "2. Second point",
    ]
    assert split(text) == parts


def test_list_items_on_one_line_stand_alone() -> None:
    assert split("Members: • Iran left • Iraq stayed") == ["Members:", "• Iran left", "• Iraq stayed"]
    assert split("Members: -   Iran left -   Iraq - stayed") == ["Members:", "-   Iran left", "-   Iraq - stayed"]


WRAPPED = """The foreign minister of France met his counterpart from Germany on
Tuesday in Berlin, where the two discussed the war and agreed to send
more weapons to the front. The talks went on until late in the night, and
were followed by a short statement to the press.

A new start

Officials said that the agreement would be put before both parliaments
within weeks. It is the first of its kind since the end of the cold war,
and others may join it later."""


def test_a_text_wrapped_by_hand_is_not_cut_at_its_line_ends() -> None:
    found = [" ".join(part.split()) for part in split(WRAPPED)]
    assert found[0].endswith("weapons to the front.")
    assert found[2] == "A new start"
    assert len(found) == 5


def test_windows_line_ends_are_line_ends() -> None:
    assert split("First line\r\nSecond line\r\n\r\nThird line") == ["First line", "Second line", "Third line"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab AB.!?\n\r\t"”(-•…’Mr1\u2028', max_size=80))
def test_spans_are_in_order_and_only_white_space_lies_between_them(text: str) -> None:
    at = 0
    for span in sentences(text):
        assert text[span.start : span.end] == span.text
        assert span.text
        assert span.text == span.text.strip()
        assert text[at : span.start].strip() == ""
        at = span.end
    assert text[at:].strip() == ""


HOSTILE = ["." * 200_000, ". " * 100_000, "a. B" * 50_000, "(\n" * 50_000, '."' * 100_000, " " * 200_000, "“" * 200_000]
HOSTILE += ["x" * 1_000_000, "A. " * 50_000, ("x" + " " * 99 + "\n") * 2_000, ". " + "“" * 200_000]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_strings_take_linear_time(text: str) -> None:
    start = time.process_time()
    for _ in sentences(text):
        pass
    assert time.process_time() - start < 3
