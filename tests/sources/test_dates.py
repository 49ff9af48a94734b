"""Publication dates."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank.errors import InputError
from redshank.sources import publication_date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2023", "2023"),
        (2023, "2023"),
        ("2023-3", "2023-03"),
        ("2023-03-07", "2023-03-07"),
        ("2023/3/7", "2023-03-07"),
        ("20230307", "2023-03-07"),
        ("7 March 2023", "2023-03-07"),
        ("March 7, 2023", "2023-03-07"),
        ("Mar. 7, 2023", "2023-03-07"),
        ("March 2023", "2023-03"),
        ("2023-03-07T10:00:00Z", "2023-03-07T10:00:00+00:00"),
        ("2021-01-23 19:04:00-05:00", "2021-01-23T19:04:00-05:00"),
        ("2023-03-07T10:00:00.123", "2023-03-07T10:00:00"),
        ("Fri, 21 Aug 2026 16:00:54 -0400", "2026-08-21T16:00:54-04:00"),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_read_as_people_write_them(written: object, date: str | None) -> None:
    assert publication_date(written) == date


@pytest.mark.parametrize(
    "written",
    ["2023-13-45", "2023-02-30", "03/04/2023", "yesterday", "0001", "9999", True, 3.5, {}, "2023-03-07T25:00"],
)
def test_what_is_no_date_or_could_be_two_is_refused(written: object) -> None:
    with pytest.raises(InputError, match="not a date"):
        publication_date(written, "a.jsonl, line 1")


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=30), st.integers(), st.dates().map(str), st.datetimes().map(str)))
def test_whatever_is_given_is_a_date_or_an_error(written: object) -> None:
    try:
        found = publication_date(written)
    except InputError:
        return
    assert found is None or publication_date(found) == found
