import pytest

from redshank import ontology
from redshank.errors import UsageError
from redshank.model import FACTUALITIES, TYPES
from redshank.ontology import plover, tables

QUADS = {"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"}


def test_every_type_of_the_model_is_in_the_codebook_and_no_other() -> None:
    assert set(ontology.event_types()) == set(TYPES)
    assert [row["factuality"] for row in tables.rows("factualities")] == list(FACTUALITIES)


@pytest.mark.parametrize("name", TYPES)
def test_a_type_says_what_it_is_and_what_it_is_confused_with(name: str) -> None:
    event = ontology.event_type(name)
    assert event.quad in QUADS
    assert -10 <= event.score <= 10
    assert event.definition.endswith(".")
    assert event.example.endswith(".")
    assert {other for other, _ in event.confused} <= set(TYPES) - {name}


@pytest.mark.parametrize("name", TYPES)
def test_words_are_kinder_than_deeds_are_hostile(name: str) -> None:
    assert (ontology.event_type(name).score >= 0) == ("cooperation" in ontology.quad(name) or name == "REQUEST")


def test_scores_are_those_of_the_manual() -> None:
    assert ontology.score("CONSULT", "visit") == 4.0
    assert ontology.score("CONSULT", None) == 2.5
    assert ontology.score("ASSAULT", "unconventional") == -10
    assert ontology.score("ACCUSE", None) == -3


def test_modes_belong_to_their_type() -> None:
    assert ontology.modes("CONSULT") == ("visit", "third-party", "multilateral", "phone")
    assert ontology.modes("AGREE") == ()
    assert ontology.modes("REQUEST") == ontology.modes("REJECT")


def test_all_modes_are_those_of_the_types_each_once() -> None:
    assert list(plover.all_modes()) == sorted({name for kind in TYPES for name in plover.modes(kind)})


def test_an_unknown_type_or_mode_is_an_error_that_names_the_known() -> None:
    with pytest.raises(UsageError, match="ASSAULT"):
        ontology.event_type("HUG")
    with pytest.raises(UsageError, match="third-party"):
        ontology.score("CONSULT", "riot")


@pytest.mark.parametrize(
    "name", ["types", "modes", "contexts", "sectors", "quads", "cameo", "cameo_choice", "context_words"]
)
def test_tables_have_no_empty_or_doubled_rows(name: str) -> None:
    rows = tables.rows(name)
    assert rows
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    assert all(value == value.strip() for row in rows for value in row.values())
