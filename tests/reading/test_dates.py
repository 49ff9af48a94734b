import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank.model import Period
from redshank.reading.dates import dates, infer

THURSDAY = "2023-03-16"


def told(text: str, published: str | None = THURSDAY, **more: object) -> list[tuple[str, str, str]]:
    return [(p.start, p.end, p.precision) for p in dates(text, published, **more)]  # type: ignore[arg-type]


def words(text: str, published: str | None = THURSDAY) -> list[str]:
    return [p.mention.text for p in dates(text, published) if p.mention]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They met on March 7, 2023 in Bonn.", "2023-03-07"),
        ("They met on 7 March.", "2023-03-07"),
        ("They met on the 7th of March 2023.", "2023-03-07"),
        ("Dated 2023-03-07.", "2023-03-07"),
        ("Dated 03/07/2023.", "2023-03-07"),
        ("Dated 13/03/2023.", "2023-03-13"),
        ("Dated 7.3.2023.", "2023-03-07"),
        ("MARCH 7, 2023", "2023-03-07"),
        ("On Tuesday, March 14, they met.", "2023-03-14"),
        ("They met yesterday.", "2023-03-15"),
        ("They met on Monday.", "2023-03-13"),
        ("They met on Thursday.", "2023-03-16"),
        ("They met last Thursday.", "2023-03-09"),
        ("They meet next Tuesday.", "2023-03-21"),
        ("Monday's attack was the third.", "2023-03-13"),
        ("It happened the day before yesterday.", "2023-03-14"),
        ("The shooting last night left no one hurt.", "2023-03-15"),
        ("Three days ago they met.", "2023-03-13"),
        ("On Christmas Eve they met.", "2022-12-24"),
        ("Since the Sept. 11 attacks he has been abroad.", "2001-09-11"),
    ],
)
def test_a_day_is_read_against_the_day_of_publication(text: str, day: str) -> None:
    assert told(text)[0][0] == day


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("in November", "2022-11-01", "2022-11-30", "month"),
        ("in October 2012", "2012-10-01", "2012-10-31", "month"),
        ("in September last year", "2022-09-01", "2022-09-30", "month"),
        ("in 2014", "2014-01-01", "2014-12-31", "year"),
        ("the 2014 annexation", "2014-01-01", "2014-12-31", "year"),
        ("spring 2022", "2022-03-01", "2022-05-31", "season"),
        ("winter of 2021", "2021-12-01", "2022-02-28", "season"),
        ("early June 2022", "2022-06-01", "2022-06-10", "range"),
        ("last month", "2023-02-01", "2023-02-28", "month"),
        ("last week", "2023-03-06", "2023-03-12", "week"),
        ("two weeks ago", "2023-02-27", "2023-03-05", "week"),
        ("earlier this year", "2023-01-01", "2023-03-16", "range"),
        ("since 2014", "2014-01-01", "2023-03-16", "range"),
        ("the 1990s", "1990-01-01", "1999-12-31", "decade"),
        ("from 3 to 5 May 2022", "2022-05-03", "2022-05-05", "range"),
        ("March 30-April 2, 2022", "2022-03-30", "2022-04-02", "range"),
        ("between 2001 and 2005", "2001-01-01", "2005-12-31", "range"),
        ("January-March 2022", "2022-01-01", "2022-03-31", "range"),
        ("the past three weeks", "2023-02-23", "2023-03-16", "range"),
        ("over the weekend", "2023-03-11", "2023-03-12", "range"),
        ("the first quarter of 2022", "2022-01-01", "2022-03-31", "range"),
        ("the 19th century", "1801-01-01", "1900-12-31", "range"),
    ],
)
def test_a_stretch_of_time_keeps_how_exactly_it_was_told(text: str, start: str, end: str, precision: str) -> None:
    assert told(f"It happened {text}.") == [(start, end, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "Some 1990 soldiers marched.",
        "Prime Minister Theresa May said so.",
        "They may march on the capital.",
        "The Women's March on Washington drew crowds.",
        "For a second he was silent.",
        "The Sunday Times had it first.",
        "Bloody Sunday is remembered.",
        "It cost $2014.",
        "April Jones spoke to June Smith.",
        "The man was 45 years old.",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_in_may_20_people_is_a_month_and_a_number() -> None:
    assert words("In May 20 people were killed.") == ["May"]


def test_without_a_publication_date_only_full_dates_are_read() -> None:
    assert told("On Monday, in March, last year and yesterday.", None) == []
    assert told("In 2014 and on 7 March 2014.", None)[0] == ("2014-01-01", "2014-12-31", "year")


def test_days_to_come_follow_from_the_words_around_or_from_the_caller() -> None:
    assert told("A vote is planned for Tuesday.") == [("2023-03-21", "2023-03-21", "day")]
    assert told("They agreed to vote on Tuesday.", future=False) == [("2023-03-21", "2023-03-21", "day")]
    assert told("A vote on Tuesday.", future=True) == [("2023-03-21", "2023-03-21", "day")]
    assert told("Macron said on Tuesday that he will go.", future=True) == [("2023-03-14", "2023-03-14", "day")]
    assert told("Macron said on Tuesday that he will go.") == [("2023-03-14", "2023-03-14", "day")]
    assert told("In October he proposed a truce.", "2016-09-06", future=False) == [
        ("2015-10-01", "2015-10-31", "month")
    ]


def test_the_same_day_goes_back_to_the_anchor_or_to_the_text() -> None:
    anchor = Period("2023-03-03", "2023-03-03", "day")
    assert told("On the same day he left.") == []
    assert told("On the same day he left.", anchor=anchor) == [("2023-03-03", "2023-03-03", "day")]
    assert told("He came on March 3. Two days later he left.")[1] == ("2023-03-05", "2023-03-05", "day")


def test_a_partial_publication_date_is_as_exact_as_it_can_be() -> None:
    assert told("They met yesterday.", "2023-03") == [("2023-03-01", "2023-03-31", "month")]
    assert told("They met last year.", "2023") == [("2022-01-01", "2022-12-31", "year")]


def test_the_day_of_publication_stands_in_where_no_words_tell() -> None:
    assert infer("2023-03-16T10:00:00Z") == Period("2023-03-16", "2023-03-16", "inferred")
    assert infer("2023-02") == Period("2023-02-01", "2023-02-28", "inferred")
    assert infer(None) is None
    assert infer("nonsense") is None


PIECES = st.sampled_from(
    [
        *("March", "May", "7", "31", "2023", "1999s", "the", "early", "last"),
        *("next", "week", "Monday", "from", "to", "-", ",", "/", "since"),
        *("9/11", "02/30/2023", "Feb 29", "two", "ago", "days", "later", "same day", "century"),
        *("99th", "\n", "1990s"),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join))
PUBLISHED = st.one_of(
    st.none(), st.sampled_from(["2024-02-29", "2023-03", "1501", "2200-12-31", "0000-00-00"]), st.text(max_size=12)
)


@settings(max_examples=80, deadline=None)
@given(TEXTS, PUBLISHED, st.sampled_from([None, True, False]))
def test_mentions_are_cut_from_the_text_and_periods_run_forwards(
    text: str, published: str, future: bool | None
) -> None:
    end = 0
    for period in dates(text, published, future=future):
        assert period.mention
        assert text[period.mention.start : period.mention.end] == period.mention.text
        assert period.mention.start >= end
        assert period.start <= period.end
        end = period.mention.end


def test_offsets_count_from_the_base() -> None:
    assert dates("on March 7", THURSDAY, base_offset=100)[0].mention.start == 103  # type: ignore[union-attr]


@pytest.mark.parametrize("unit", ["March 7 to ", "the early ", "in ", "2014-", "last ", "7 ", "since the ", " "])
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    def seconds(repeats: int) -> float:
        begun = time.process_time()
        dates(unit * repeats, THURSDAY)
        return time.process_time() - begun

    seconds(10)
    assert seconds(4_000) < 12 * seconds(1_000) + 0.05
