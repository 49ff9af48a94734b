"""The coder tells who did what to whom, how sure, and who says so."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redshank import Coder
from redshank.errors import UsageError
from redshank.model import FACTUALITIES, TYPES, Report


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def told(coder: Coder, text: str, type_: str, date: str = "2023-03-13") -> Report:
    """The first report of a type that a text gives."""
    reports = coder.code(text, date=date)
    found = [r for r in reports if r.type == type_]
    assert found, [(r.type, r.trigger.text) for r in reports]
    return found[0]


def countries(report: Report) -> tuple[set[str | None], set[str | None]]:
    return {m.country for m in report.actor}, {m.country for m in report.recipient}


DIRECTED = [
    ("France condemned Russia on Monday.", "ACCUSE", {"FRA"}, {"RUS"}),
    ("Russia was condemned by France on Monday.", "ACCUSE", {"FRA"}, {"RUS"}),
    ("Russia's attack on Ukraine shocked the world.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("Germany imposed sanctions on Belarus.", "SANCTION", {"DEU"}, {"BLR"}),
    ("Germany, France and Italy imposed sanctions on Belarus.", "SANCTION", {"DEU", "FRA", "ITA"}, {"BLR"}),
    ("The foreign ministers of Iran and Iraq met in Doha.", "CONSULT", {"IRN", "IRQ"}, set()),
    ("Turkey called on Sweden to extradite suspects.", "REQUEST", {"TUR"}, {"SWE"}),
    ("Japan provided $100 million in aid to Kenya.", "AID", {"JPN"}, {"KEN"}),
    ("China threatened Lithuania with retaliation.", "THREATEN", {"CHN"}, {"LTU"}),
    ("Police in Egypt arrested opposition activists.", "COERCE", {"EGY"}, None),
]


@pytest.mark.parametrize(("text", "type_", "actor", "recipient"), DIRECTED)
def test_type_and_direction_are_right_in_plain_sentences(
    coder: Coder, text: str, type_: str, actor: set[str], recipient: set[str] | None
) -> None:
    actors, recipients = countries(told(coder, text, type_))
    if type_ == "CONSULT":
        actors, recipients = actors | recipients, set()
    assert actors >= actor - {None} if recipient is not None else True
    assert recipient is None or recipients == recipient


FACTUAL = [
    ("Russia attacked Ukraine.", "ASSAULT", "asserted"),
    ("Russia did not attack Ukraine.", "ASSAULT", "negated"),
    ("Russia may attack Ukraine.", "ASSAULT", "possible"),
    ("Russia plans to attack Ukraine next week.", "ASSAULT", "planned"),
    ("Iran pledged to support Iraq.", "AGREE", "planned"),
]


@pytest.mark.parametrize(("text", "type_", "factuality"), FACTUAL)
def test_factuality_follows_modals_negation_and_intention(coder: Coder, text: str, type_: str, factuality: str) -> None:
    assert told(coder, text, type_).factuality == factuality


def test_what_an_actor_will_not_do_is_a_refusal(coder: Coder) -> None:
    report = told(coder, "Hungary said it will not support Ukraine.", "REJECT")
    assert report.factuality == "asserted"


def test_a_quoted_speaker_is_the_voice_of_what_others_did(coder: Coder) -> None:
    report = told(coder, '"Russia attacked Ukraine," said French President Emmanuel Macron.', "ASSAULT")
    assert report.attribution is not None
    assert report.attribution.speaker is not None
    assert report.attribution.speaker.entity == "person:emmanuel-macron"
    assert report.attribution.quoted


def test_we_in_a_quotation_is_the_speaker_who_acts(coder: Coder) -> None:
    text = 'German Chancellor Olaf Scholz spoke in Berlin. "We condemn Russia," Scholz said.'
    report = told(coder, text, "ACCUSE")
    assert report.actor[0].entity == "person:olaf-scholz"
    assert report.attribution is None


def test_pronouns_and_short_forms_stand_for_whoever_was_named(coder: Coder) -> None:
    text = "Ahmad Massoud, leader of the resistance, spoke to reporters. Massoud condemned Russia."
    assert told(coder, text, "ACCUSE").actor[0].name == "Ahmad Massoud"


def test_the_date_of_the_article_decides_who_held_an_office(coder: Coder) -> None:
    text = "The French president condemned Russia."
    assert told(coder, text, "ACCUSE", "2010-05-01").actor[0].entity == "person:nicolas-sarkozy"
    assert told(coder, text, "ACCUSE", "2020-05-01").actor[0].entity == "person:emmanuel-macron"


def test_sport_and_products_are_no_politics(coder: Coder) -> None:
    text = (
        "Spain beat France 3-1 in the final. The coach praised his players after the match. Fans cheered the team's "
        "goals, and the striker said the season had been the club's best. The league title was decided in the game."
    )
    assert coder.code(text, date="2021-07-01") == []


def test_when_is_read_against_the_publication_date(coder: Coder) -> None:
    report = told(coder, "Israel attacked targets in Syria on Monday.", "ASSAULT", "2023-03-15")
    assert report.when is not None
    assert (report.when.start, report.when.precision) == ("2023-03-13", "day")
    inferred = told(coder, "Israel attacked Syria.", "ASSAULT", "2023-03-15").when
    assert inferred is not None
    assert inferred.precision == "inferred"


def test_high_recall_keeps_at_least_what_is_kept_otherwise() -> None:
    text = "Russia attacked Ukraine. Observers feared that the talks with Iran could fail. Critics called him weak."
    high = {r.id for r in Coder(recall="high").code(text, date="2023-03-13")}
    assert len(high) >= len(Coder().code(text, date="2023-03-13"))


def test_an_unknown_recall_is_refused() -> None:
    with pytest.raises(UsageError):
        Coder(recall="best")


WORDS = st.sampled_from(
    ["Russia", "attacked", "Ukraine", ",", ".", "“", "”", "the", "president", "said", "will", "not", "\n", "meet",
     "He", "with", "Macron", "’s", "on", "Monday", "é", "\u00a0", "🙂", "sanctions", "against", "Iran", "(", ")",
     "and", "U.S."]
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=40))
def test_every_offset_points_to_its_words_in_the_text_as_given(coder: Coder, words: list[str]) -> None:
    text = " ".join(words)
    for report in coder.code(text, date="2023-03-13"):
        assert report.type in TYPES
        assert report.factuality in FACTUALITIES
        assert 0 <= report.confidence <= 1
        for span in (report.sentence, report.trigger, *report.actor, *report.recipient):
            assert text[span.start : span.end] == span.text
