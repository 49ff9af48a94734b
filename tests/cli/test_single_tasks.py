"""``redshank quotes`` and ``redshank locate`` give one line per finding, with the fields scripts rely on."""

from __future__ import annotations

import json

import pytest

TEXT = 'Talks were held in Nairobi. "We will sign the treaty," Foreign Minister Marise Payne said in Canberra.'
LINES = json.dumps({"id": "one", "text": TEXT, "date": "2024-05-14"}).encode() + b"\n"


def test_a_statement_has_speaker_cue_and_content_at_their_places(redshank):
    done = redshank("quotes", "-", stdin=LINES)
    assert done.code == 0
    (said,) = done.lines
    assert {"article", "speaker", "cue", "content", "quoted"} <= set(said)
    assert said["article"] == "one"
    assert "Payne" in said["speaker"]["text"]
    assert said["cue"]["text"] == "said"
    assert said["quoted"] is True
    for span in (said["speaker"], said["cue"], *said["content"]):
        assert TEXT[span["start"] : span["end"]] == span["text"]


def test_a_place_has_its_words_and_its_point_on_the_map(redshank):
    done = redshank("locate", "-", stdin=LINES)
    assert done.code == 0
    found = {place["text"]: place for place in done.lines}
    assert {"Nairobi", "Canberra"} <= set(found)
    wanted = {"article", "start", "end", "text", "name", "country", "latitude", "longitude", "geonames"}
    for place in found.values():
        assert wanted <= set(place)
        assert TEXT[place["start"] : place["end"]] == place["text"]
    assert found["Nairobi"]["country"] == "KEN"
    assert found["Nairobi"]["latitude"] == pytest.approx(-1.29, abs=0.2)
    assert found["Canberra"]["country"] == "AUS"


@pytest.mark.parametrize("command", ["quotes", "locate"])
def test_a_bad_line_is_named_and_the_others_are_done(redshank, command, tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b"{broken\n" + LINES)
    done = redshank(command, path)
    assert done.code == 1
    assert f"{path}, line 1" in done.err
    assert done.lines


@pytest.mark.parametrize("command", ["quotes", "locate"])
def test_output_to_a_file_is_the_same_as_on_standard_output(redshank, command, tmp_path):
    plain = redshank(command, "-", stdin=LINES)
    done = redshank(command, "-", "--output", tmp_path / "out.jsonl", stdin=LINES)
    assert (done.code, done.out) == (0, b"")
    assert (tmp_path / "out.jsonl").read_bytes() == plain.out


@pytest.mark.parametrize("command", ["quotes", "locate"])
def test_an_unknown_option_exits_with_2(redshank, command):
    done = redshank(command, "-", "--no-such-option", stdin=LINES)
    assert (done.code, done.out) == (2, b"")
