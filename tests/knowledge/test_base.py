"""The knowledge base as a user meets it: who is meant, in which office, on which day."""

import resource
import subprocess
import sys

import pytest

from redshank import knowledge
from redshank.knowledge import KnowledgeBase


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return knowledge.default()


def resolved(base: KnowledgeBase, name: str, on: str | None = None, context: tuple[str, ...] = ()) -> str | None:
    entity = base.resolve(name, on, context)
    return entity.id if entity else None


@pytest.mark.parametrize(
    ("name", "on", "person"),
    [
        ("French president", "2010-05-01", "person:nicolas-sarkozy"),
        ("French president", "2020-05-01", "person:emmanuel-macron"),
        ("the president of France", "1999", "person:jacques-chirac"),
        ("president of the United States", "1995-03", "person:bill-clinton"),
        ("German chancellor", "2024-06-01", "person:olaf-scholz"),
        ("German Chancellor", "2025-06-01", "person:friedrich-merz"),
        ("US secretary of state", "2010-01-01", "person:hillary-clinton"),
        ("Japan's prime minister", "2025-12-01", "person:sanae-takaichi"),
        ("Iran's supreme leader", "2015-01-01", "person:ali-khamenei"),
        ("NATO chief", "2016-01-01", "person:jens-stoltenberg"),
        ("UN secretary-general", "2010-01-01", "person:ban-ki-moon"),
    ],
)
def test_the_date_decides_who_held_an_office(base: KnowledgeBase, name: str, on: str, person: str) -> None:
    assert resolved(base, name, on) == person


@pytest.mark.parametrize(
    ("surname", "on", "person"),
    [
        ("Bush", "1991-02-01", "person:george-h-w-bush"),
        ("Bush", "2004-02-01", "person:george-w-bush"),
        ("Clinton", "1996-02-01", "person:bill-clinton"),
        ("Clinton", "2010-02-01", "person:hillary-clinton"),
        ("Assad", "1991-02-01", "person:hafez-al-assad"),
        ("Assad", "2014-02-01", "person:bashar-al-assad"),
        ("Macron", "2020-02-01", "person:emmanuel-macron"),
        ("Macron", "2001-02-01", None),
    ],
)
def test_the_date_decides_between_bearers_of_a_surname(
    base: KnowledgeBase, surname: str, on: str, person: str | None
) -> None:
    assert resolved(base, surname, on) == person


def test_a_surname_that_is_a_common_word_needs_a_title_or_the_full_name_in_the_article(base: KnowledgeBase) -> None:
    assert resolved(base, "May", "2018-01-01") is None
    assert resolved(base, "Mrs. May", "2018-01-01") == "person:theresa-may"
    assert resolved(base, "May", "2018-01-01", ("person:theresa-may",)) == "person:theresa-may"


@pytest.mark.parametrize("word", ["us", "Boris", "Hillary", "the president", "Friday", "", "'s", "of", "minister"])
def test_common_words_and_first_names_name_nobody(base: KnowledgeBase, word: str) -> None:
    assert resolved(base, word, "2020-01-01") is None


def test_a_name_of_two_states_goes_with_the_article(base: KnowledgeBase) -> None:
    assert resolved(base, "Congo", "2020") == "state:cod"
    assert resolved(base, "Congo", "2020", ("COG",)) == "state:cog"
    assert resolved(base, "Georgia", "2020") == "state:geo"
    assert resolved(base, "Georgia", "2020", ("USA",)) == "state:georgia-us"
    assert resolved(base, "Georgia", "2020", ("USA", "gov:geo")) == "state:geo"
    assert resolved(base, "Korea", "2020") == "state:kor"
    assert resolved(base, "Jordan", "2020") == "state:jor"
    assert resolved(base, "Chad", "2020") == "state:tcd"
    assert resolved(base, "Turkey", "2020") == "state:tur"


@pytest.mark.parametrize(
    ("words", "entity", "sector"),
    [
        ("the Kremlin", "gov:rus", "GOV"),
        ("Moscow", "gov:rus", "GOV"),
        ("White House", "gov:usa", "GOV"),
        ("Downing Street", "gov:gbr", "GOV"),
        ("Élysée", "gov:fra", "GOV"),
    ],
)
def test_seats_of_power_mean_the_government(base: KnowledgeBase, words: str, entity: str, sector: str) -> None:
    found = base.resolve(words, "2020")
    assert found is not None
    assert (found.id, found.sector) == (entity, sector)


def test_spellings_of_a_name_mean_the_same_person(base: KnowledgeBase) -> None:
    for name in ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy"):
        assert resolved(base, name, "2022") == "person:volodymyr-zelensky"
    for name in ("Muammar Gaddafi", "Moammar Kadafi", "Muammar Qaddafi", "Qaddafi"):
        assert resolved(base, name, "2011") == "person:muammar-gaddafi"
    assert resolved(base, "Kim Jong Un", "2018") == resolved(base, "Kim Jong-un", "2018") == "person:kim-jong-un"
    assert resolved(base, "Recep Tayyip Erdogan", "2018") == resolved(base, "Erdoğan", "2018")


def test_titles_before_names_help(base: KnowledgeBase) -> None:
    assert resolved(base, "South Korean President Lee", "2025-10-01") == "person:lee-jae-myung"
    assert resolved(base, "Secretary of State John Kerry", "2015") == "person:john-kerry"
    assert resolved(base, "Russian Foreign Minister Sergei Lavrov", "2015") == "person:sergei-lavrov"


def test_demonyms_of_all_kinds(base: KnowledgeBase) -> None:
    pairs = {"French": "FRA", "Frenchmen": "FRA", "Turks": "TUR", "Briton": "GBR", "Emirati": "ARE", "Nigerien": "NER"}
    assert {word: base.demonym(word) for word in pairs} == pairs
    assert base.demonym("polish") is None


def test_codes_of_states(base: KnowledgeBase) -> None:
    france, germany, yemen = base.states["FRA"], base.states["DEU"], base.states["YEM"]
    assert (france.iso2, france.cow_letters, france.cow, france.gw) == ("FR", "FRN", 220, 220)
    assert (germany.cow, germany.gw) == (255, 260)
    assert (yemen.cow, yemen.gw) == (679, 678)
    assert base.states["SUN"].end == "1991-12-26"


def test_every_state_of_the_united_nations_is_there(base: KnowledgeBase) -> None:
    assert len(base.members("org:united-nations", "2020")) >= 193


def test_membership_has_dates(base: KnowledgeBase) -> None:
    assert base.is_member("org:european-union", "GBR", "2019")
    assert not base.is_member("org:european-union", "state:gbr", "2022")
    assert base.is_member("org:nato", "SWE", "2025") > base.is_member("org:nato", "SWE", "2020")


def test_country_and_sector_follow_the_office_held(base: KnowledgeBase) -> None:
    assert base.affiliation("person:antonio-guterres", "1999") == ("PRT", "GOV")
    assert base.affiliation("person:antonio-guterres", "2022") == (None, "IGO")
    assert base.affiliation("person:donald-trump", "2016-06") == ("USA", "PTY")
    assert base.affiliation("person:donald-trump", "2018") == ("USA", "GOV")
    assert base.affiliation("person:donald-trump", "2022") == ("USA", "ELI")
    assert base.affiliation("state:fra", "2022") == ("FRA", None)
    assert base.affiliation("person:nobody", "2022") == (None, None)


def test_offices_of_a_person_are_in_order(base: KnowledgeBase) -> None:
    offices = base.offices("person:vladimir-putin")
    assert [o.office for o in offices] == ["prime-minister", "president", "prime-minister", "president"]
    holder = base.office_holder("RUS", "president", "2010-01-01")
    assert holder is not None
    assert holder.id == "person:dmitry-medvedev"
    assert base.office_holder("FRA", "emperor", "2010-01-01") is None


def test_every_office_has_dates_in_order_and_a_body_that_is_known(base: KnowledgeBase) -> None:
    for entity in base:
        for office in base.offices(entity.id):
            assert office.body in base.states or base.entity(office.body)
            assert not office.end or office.start[:4] <= office.end[:4], office


def test_every_member_is_a_state_or_an_entity(base: KnowledgeBase) -> None:
    unknown = {m for e in base for m in base.members(e.id, "2020") if m not in base.states and not base.entity(m)}
    assert not unknown


def test_loading_is_quick_and_small() -> None:
    code = (
        "import resource, time; a = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; from redshank import knowledge;"
    )
    code += "s = time.process_time(); knowledge.default(); print(time.process_time() - s,"
    code += "(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - a) / 1024)"
    seconds, megabytes = map(float, subprocess.check_output([sys.executable, "-c", code], text=True).split())
    assert resource.RLIMIT_AS
    assert seconds < 0.8
    assert megabytes < 60
