import pytest

from redshank import ontology
from redshank.errors import UsageError
from redshank.model import TYPES
from redshank.ontology import tables

MODES = [(name, mode) for name in TYPES for mode in (None, *ontology.modes(name))]


@pytest.mark.parametrize(
    ("coded", "code"),
    [
        (("CONSULT", "visit"), "042"),
        (("CONSULT", "phone"), "041"),
        (("CONSULT", None), "040"),
        (("AID", None, ("economic",)), "071"),
        (("AID", None, ("territory", "military")), "072"),
        (("SANCTION", "discontinue", ("economic",)), "163"),
        (("COERCE", "arrest", ("legal",)), "173"),
        (("ASSAULT", "suicide-attack"), "1831"),
        (("PROTEST", "demo", ("rights_freedoms",)), "1413"),
    ],
)
def test_what_was_coded_gets_the_cameo_code_that_older_data_would_have(coded: tuple[str], code: str) -> None:
    assert ontology.cameo(*coded) == code


@pytest.mark.parametrize(("name", "mode"), MODES)
def test_a_code_leads_back_to_its_type(name: str, mode: str | None) -> None:
    for context in ((), *((each,) for each in ontology.contexts())):
        back = ontology.plover_of(ontology.cameo(name, mode, context))[0]
        assert back == name or {back, name} == {"CONCEDE", "RETREAT"}


@pytest.mark.parametrize(("name", "mode"), MODES)
def test_friendly_plans_are_intents_and_hostile_plans_threats(name: str, mode: str | None) -> None:
    code = ontology.cameo(name, mode, (), "planned")
    if name in {"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}:
        assert code.startswith("03")
    elif name in {"PROTEST", "SANCTION", "COERCE", "ASSAULT"}:
        assert code.startswith("13")
    else:
        assert code == ontology.cameo(name, mode)


def test_what_did_not_happen_keeps_the_code_of_the_deed() -> None:
    assert ontology.cameo("CONSULT", "visit", (), "negated") == "042"


def test_goldstein_scores_are_cameos() -> None:
    scores = {"01": 0, "02": 3, "042": 1.9, "043": 2.8, "051": 3.4, "057": 8, "190": -10, "20": -10}
    assert {code: ontology.goldstein(code) for code in scores} == scores
    assert all(-10 <= float(row["goldstein"]) <= 10 for row in tables.rows("cameo"))


def test_cameo_codes_turn_into_plover() -> None:
    assert ontology.plover_of("02") == ("REQUEST", None, ())
    assert ontology.plover_of("014") == (None, None, ())
    assert ontology.plover_of("1011") == ("REQUEST", "assist", ("economic",))
    assert ontology.plover_of("42") == ("CONSULT", "visit", ())
    with pytest.raises(UsageError):
        ontology.plover_of("999")


def test_the_tables_name_only_modes_and_contexts_that_there_are() -> None:
    contexts = ontology.contexts()
    for row in tables.rows("cameo"):
        assert not row["mode"] or row["mode"] in ontology.modes(row["type"])
        assert all(context in contexts for context in row["contexts"].split(";") if context)
    for row in tables.rows("cameo_choice"):
        assert not row["mode"] or row["mode"] in ontology.modes(row["type"])
        assert not row["context"] or row["context"] in contexts
