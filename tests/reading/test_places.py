"""Places named in a text, and which places on the map they are."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from redshank.cli.main import app
from redshank.model import Place
from redshank.reading.parse import parse
from redshank.reading.places import locate, named, places_in
from redshank.reading.sentences import sentences

SHARED = Path(os.environ.get("REDSHANK_SHARED", Path(__file__).parents[3] / "shared"))


def found(text: str, *, people: bool = False) -> dict[str, Place]:
    return {p.mention.text: p for p in locate(text, people=people) if p.mention}


def test_a_qualifier_tells_which_place_is_meant_all_through_the_article() -> None:
    places = locate("PARIS, Texas (AP) - A fire burned for hours. Police in Paris said nobody was hurt.")
    cities = [p for p in places if p.name == "Paris"]
    assert [p.country for p in cities] == ["USA", "USA"]
    assert cities[0].geonames == cities[1].geonames
    assert cities[0].latitude == pytest.approx(33.66, abs=0.1)


def test_two_places_of_one_name_in_one_article() -> None:
    text = "The mayor of Paris, France, wrote to the mayor of Paris, Texas, on Monday."
    assert [p.country for p in locate(text) if p.name == "Paris"] == ["FRA", "USA"]


def test_neighbours_tell_which_place_is_meant() -> None:
    ohio = found("Columbus, Dayton and Springfield are cities of Ohio. A man from Springfield was arrested.")
    assert ohio["Springfield"].latitude == pytest.approx(39.92, abs=0.2)
    illinois = found("The governor of Illinois spoke in Springfield after a visit to Chicago and Peoria.")
    assert illinois["Springfield"].latitude == pytest.approx(39.8, abs=0.2)
    assert illinois["Springfield"].longitude == pytest.approx(-89.6, abs=0.2)


def test_state_and_country_of_one_name() -> None:
    assert found("Georgia and Alabama sued. The governors met in Atlanta.")["Georgia"].country == "USA"
    assert found("Georgia and Armenia signed a treaty in Tbilisi.")["Georgia"].country == "GEO"


def test_persons_and_bodies_are_no_places() -> None:
    places = found("Senator Jackson and Mr. Lincoln met Prime Minister Jordan Smith on Tuesday in Berlin.")
    assert set(places) == {"Berlin"}


def test_peoples_only_on_request() -> None:
    text = "Russian troops shelled Kharkiv."
    assert set(found(text)) == {"Kharkiv"}
    assert found(text, people=True)["Russian"].country == "RUS"


@pytest.mark.parametrize(
    ("text", "name", "precision", "country"),
    [
        ("Troops crossed the Black Sea on Monday.", "Black Sea", "area", None),
        ("Fighting went on in the Democratic Republic of Congo.", "Democratic Republic of Congo", "country", "COD"),
        ("A bomb went off in Pristina, Kosovo.", "Kosovo", "country", "XKX"),
        ("He flew to the U.S. on Monday.", "U.S.", "country", "USA"),
        ("Protesters marched in Portland, Ore., on Monday.", "Ore.", "region", "USA"),
        ("Police in Lamar County, Texas, arrested two men.", "Lamar County", "district", "USA"),
    ],
)
def test_kinds_of_places(text: str, name: str, precision: str, country: str | None) -> None:
    place = found(text)[name]
    assert (place.precision, place.country) == (precision, country)


def test_sentences_parsed_already_are_read_in_the_light_of_the_rest() -> None:
    text = "The governor of Ohio spoke in Columbus and in Dayton. A man from Springfield was arrested."
    last = list(parse(sentences(text)))[-1:]
    assert [p.mention.text for p in places_in(last, text) if p.mention] == ["Springfield"]
    assert places_in(last, text)[0].latitude == pytest.approx(39.92, abs=0.2)


def test_no_place_in_an_empty_text() -> None:
    assert locate("") == []
    assert locate("nobody was there") == []


@settings(max_examples=25, deadline=None)
@given(st.text("Paris, Texas.\n(U.S.) é-'’al-Qaim \U0001f600", max_size=80))
def test_mentions_are_the_words_of_the_text(text: str) -> None:
    places = locate(text, people=True)
    starts = [p.mention.start for p in places if p.mention]
    assert starts == sorted(starts)
    assert all(text[p.mention.start : p.mention.end] == p.mention.text for p in places if p.mention)


def test_a_long_list_of_ambiguous_names_is_done_in_time() -> None:
    text = "San Antonio, Santa Cruz, Washington, Springfield, Clinton, Franklin and Union met. " * 150
    assert named(parse(sentences(text)), text)


def test_the_command_writes_a_line_per_place() -> None:
    lines = '{"id":"a","text":"Troops left Kharkiv."}\n{bad\n{"id":"b","text":"Police in Berlin made arrests."}\n'
    result = CliRunner().invoke(app, ["locate", "-", "--quiet"], input=lines)
    given = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert "line 2" in result.stderr
    assert [(g["article"], g["start"], g["text"], g["country"]) for g in given] == [
        ("a", 12, "Kharkiv", "UKR"),
        ("b", 10, "Berlin", "DEU"),
    ]
    assert {"name", "latitude", "longitude", "geonames", "end"} <= set(given[0])


@pytest.mark.skipif(not (SHARED / "data/places").is_dir(), reason="the annotated news is not beside the repository")
def test_accuracy_holds_on_annotated_news() -> None:
    import sys

    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    import places

    tally = places.Tally()
    for number, article in enumerate(places.articles("TR-News")):
        if number % 4 == 0:
            places.measure(article, tally, [])
    assert tally.exact / tally.gold >= 0.85
    assert tally.right / tally.given >= 0.85
    assert sum(e <= places.NEAR for e in tally.errors) / len(tally.errors) >= 0.88
