"""What stands around a text and tells nothing."""

import time

import pytest

from redshank.model import Span
from redshank.reading import furniture as rooms
from redshank.reading.furniture import dateline, furniture, furniture_kind, is_furniture, strip_furniture


def span(text: str, start: int = 0) -> Span:
    return Span(start, start + len(text), text)


@pytest.mark.parametrize("row", rooms._table(), ids=lambda row: row[3][:30])
def test_every_row_of_the_table_finds_its_example(row: tuple[str, str, str, str]) -> None:
    assert furniture_kind(span(row[3])) == row[0]


TELLING = [
    "By Monday Trump had left Berlin.",
    "Follow the money, the minister said.",
    "Read more than a hundred books, he told the students.",
    "Photo journalists were beaten by police in Minsk.",
    "Twitter said that threats had long been against its terms of service.",
    "Copying the American law, France banned the party.",
    "Sign the treaty or face sanctions, the envoy told Iran.",
    "Support our troops, Trump said.",
    "Soldiers fire on protesters in Khartoum.",
    "Updated sanctions hit three Russian banks and 12 persons who had traded with them on Friday.",
    "Reporting by the BBC led to the arrest.",
    "Contact between the two armies broke off on May 3.",
    "March 7 was the day that Iran attacked Iraq.",
    "More from the front: Russia shelled Kharkiv.",
    "Pakistan summons India’s charge d’affaires",
    "Writing from Tehran, the envoy told Iran that the United States would leave the pact.",
    "We are     targeting the missiles of     Iran so that     it cannot fire them     again.",
]


@pytest.mark.parametrize("text", TELLING)
def test_sentences_that_tell_something_are_kept(text: str) -> None:
    assert furniture_kind(span(text)) is None


DATELINES = [
    ("KABUL, March 7 (Reuters) - The army left.", "KABUL", "March 7", "Reuters"),
    ("WASHINGTON (AP) — The Senate voted.", "WASHINGTON", None, "AP"),
    ("BEIRUT/THE HAGUE, Oct. 13 (Reuters) - A tank fired.", "BEIRUT/THE HAGUE", "Oct. 13", "Reuters"),
    ("DES MOINES, Iowa — One candidate left.", "DES MOINES, Iowa", None, None),
    ("PUTRAJAYA, Nov 22 — Ministers met.", "PUTRAJAYA", "Nov 22", None),
    ("Kabul, Afghanistan (AP) - Two died.", "Kabul, Afghanistan", None, "AP"),
    ("ISLAMABAD: Pakistan protested.", "ISLAMABAD", None, None),
    ("(CNN)The president left.", None, None, "CNN"),
]


@pytest.mark.parametrize(("text", "place", "date", "agency"), DATELINES)
def test_a_dateline_names_place_date_and_agency(
    text: str, place: str | None, date: str | None, agency: str | None
) -> None:
    found = dateline(span(text, 40))
    assert found is not None
    parts = (found.place, found.date, found.agency)
    assert tuple(part.text if part else None for part in parts) == (place, date, agency)
    assert all(text[part.start - 40 : part.end - 40] == part.text for part in (found.span, *filter(None, parts)))


@pytest.mark.parametrize(
    "text",
    [
        "TRUMP: We will win.",
        "WATCH: Biden meets Putin in Geneva",
        "NATO - The alliance - grew.",
        "Bernie Sanders (I-Vt.) — The senator spoke.",
        "CLINTON: Honestly, no.",
        "On October 1 - The army left.",
        "Correction, Nov. 15, 2019: The minister did not resign.",
        "WASHINGTON (AP) — ",
    ],
)
def test_speakers_and_labels_are_no_datelines(text: str) -> None:
    assert dateline(span(text)) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Soldiers fire on protesters in Khartoum. (AP Photo/Ann Example)", "Soldiers fire on protesters in Khartoum."),
        ("- Rescuers carry a child in Gaza City. REUTERS/Ann Example", "Rescuers carry a child in Gaza City."),
        ("A crowd gathers in Kyiv. Photo: Ann Example", "A crowd gathers in Kyiv."),
        ("BREAKING: LONDON (AP) — The minister resigned.", "The minister resigned."),
        ("The minister resigned.", "The minister resigned."),
    ],
)
def test_a_caption_that_tells_an_event_loses_only_its_credit(text: str, kept: str) -> None:
    found = strip_furniture(span(text, 7))
    assert found.text == kept
    assert text[found.start - 7 : found.end - 7] == kept


def test_all_furniture_of_a_text_is_found_in_order() -> None:
    text = "Army leaves Kabul\nBy Ann Example\nKABUL (AP) — The army left.\n(AP Photo/Ann Example)\nRead more: The war"
    found = furniture(text, title="Army Leaves Kabul.")
    assert [(part.kind, part.span.text) for part in found] == [
        ("title", "Army leaves Kabul"),
        ("byline", "By Ann Example"),
        ("dateline", "KABUL (AP) —"),
        ("credit", "(AP Photo/Ann Example)"),
        ("invitation", "Read more: The war"),
    ]
    assert all(text[part.span.start : part.span.end] == part.span.text for part in found)


def test_rows_of_tables_are_furniture() -> None:
    assert is_furniture(span("2019 | 45 | 12.5% | 33"))
    assert is_furniture(span("Oil 82.10 -0.4 1,250 3.2 88 -1.1"))
    assert is_furniture(span("___"))


@pytest.mark.parametrize(
    "text", ["By " + "A " * 150, "A, " * 100, "@a " * 100, "(" * 300, "x " * 150 + "may earn", "By " + "Aa and " * 44]
)
def test_hostile_sentences_take_no_time(text: str) -> None:
    start = time.process_time()
    furniture_kind(span(text))
    strip_furniture(span(text))
    assert time.process_time() - start < 0.2
