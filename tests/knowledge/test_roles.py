"""Role nouns and what they say of who acts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank import knowledge


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("minister", "GOV"),
        ("gunmen", "UAF"),
        ("Israeli soldiers", "MIL"),
        ("lawmakers", "LEG"),
        ("thousands of protesters", "CVL"),
        ("police spokesman", "COP"),
        ("a spokesman for the army", "MIL"),
        ("leader of the rebels", "REB"),
        ("rebel commander", "REB"),
        ("opposition leaders", "OPP"),
        ("president of the company", "BUS"),
        ("member of parliament", "LEG"),
        ("former prime minister", "ELI"),
        ("central banks", "GOV"),
        ("refugees", "REF"),
        ("judges", "JUD"),
    ],
)
def test_sector_of_a_phrase(phrase: str, sector: str) -> None:
    role = knowledge.default().role(phrase)
    assert role is not None
    assert role.sector == sector


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        ("president", "president"),
        ("French prime minister", "prime-minister"),
        ("minister of defence of Israel", "defence-minister"),
        ("deputy foreign minister", None),
        ("former president", None),
    ],
)
def test_office_of_a_phrase(phrase: str, office: str | None) -> None:
    role = knowledge.default().role(phrase)
    assert role is not None
    assert role.office == office


@pytest.mark.parametrize("phrase", ["", "of", "table", "of of of", "the"])
def test_what_is_no_role_has_none(phrase: str) -> None:
    assert knowledge.default().role(phrase) is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_may_be_asked(phrase: str) -> None:
    knowledge.default().role(phrase)
