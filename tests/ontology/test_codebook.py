import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank import ontology
from redshank.errors import UsageError
from redshank.ontology.codebook import KINDS


@pytest.mark.parametrize(
    ("asked", "code", "kind"),
    [
        ("CONSULT", "CONSULT", "type"),
        ("consult", "CONSULT", "type"),
        ("visit", "CONSULT: visit", "mode"),
        ("CONSULT: visit", "CONSULT: visit", "mode"),
        ("military", "military", "context"),
        ("religion_ethnicity", "religion_ethnicity", "context"),
        ("042", "042", "CAMEO code"),
        ("42", "042", "CAMEO code"),
        ("verbal conflict", "verbal conflict", "quad"),
        ("GOV", "GOV", "sector"),
        ("planned", "planned", "factuality"),
    ],
)
def test_any_code_is_explained_however_it_is_written(asked: str, code: str, kind: str) -> None:
    explanation = ontology.explain(asked)
    assert (explanation.code, explanation.kind) == (code, kind)
    assert explanation.definition.endswith(".")


def test_a_mode_that_types_share_names_the_others() -> None:
    assert ontology.explain("withdraw").also == ("SANCTION: withdraw (mode)",)
    assert ontology.explain("cyber").also == ("cyber (context)",)


def test_an_unknown_code_is_an_error_with_the_nearest_ones() -> None:
    with pytest.raises(UsageError, match="CONSULT"):
        ontology.explain("CONSLUT")
    with pytest.raises(UsageError, match="lists all"):
        ontology.explain("xxxxxxxxxxx")


def test_everything_listed_can_be_asked_for() -> None:
    everything = ontology.explanations()
    assert {each.kind for each in everything} == set(KINDS)
    for each in everything:
        found = ontology.explain(each.code)
        assert each.code == found.code or f"{each.code} ({each.kind})" in found.also


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_explained_or_refused_in_a_line(code: str) -> None:
    with contextlib.suppress(UsageError):
        assert ontology.explain(code).definition
