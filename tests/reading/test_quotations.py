"""Who says what: the promises of ``redshank quotes`` and of ``quotations``."""

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from redshank.cli.main import app
from redshank.reading.parse import parse
from redshank.reading.quotations import Quotation, quotations
from redshank.reading.quotations.marks import quoted_stretches
from redshank.reading.sentences import sentences


def said(text: str, **options: bool) -> list[Quotation]:
    return quotations(text, list(parse(sentences(text))), **options)


def only(text: str, **options: bool) -> tuple[str | None, str, list[str], bool]:
    """The one statement of a text: speaker, cue, content, quoted."""
    found = [one for one in said(text, **options) if not one.nested]
    assert len(found) == 1, found
    one = found[0]
    return one.speaker.text if one.speaker else None, one.cue.text, [span.text for span in one.content], one.quoted


@pytest.mark.parametrize(
    "quote",
    ['"We will rebuild the bridge,"', "“We will rebuild the bridge,”", "''We will rebuild the bridge,''"],
)
@pytest.mark.parametrize("tail", [" said Marin.", " Marin said.", " Marin told reporters in Helsinki."])
def test_direct_speech_has_its_speaker_whatever_the_marks_and_the_order(quote: str, tail: str) -> None:
    speaker, cue, content, quoted = only(quote + tail)
    assert speaker == "Marin"
    assert cue in {"said", "told"}
    assert "We will rebuild the bridge" in content[0]
    assert quoted


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("The minister said the army would leave in May.", "The minister", "said", "the army would leave in May"),
        ("Kim warned that the drills could lead to war.", "Kim", "warned", "that the drills could lead to war"),
        ("The army would leave in May, the minister said.", "the minister", "said", "The army would leave in May"),
        ("The truce will hold, said Guterres.", "Guterres", "said", "The truce will hold"),
        ("According to two officials, five people died.", "two officials", "According to", "five people died"),
        ("Iran denied that it had sent drones.", "Iran", "denied", "that it had sent drones"),
        ("Analysts believe the coup will fail.", "Analysts", "believe", "the coup will fail"),
    ],
)
def test_indirect_speech_and_thought(text: str, speaker: str, cue: str, content: str) -> None:
    assert only(text) == (speaker, cue, [content], False)


def test_a_quotation_cut_by_its_cue_is_one_statement_in_two_pieces() -> None:
    speaker, _, content, quoted = only('"We are ready," Sunak said, "and we will not wait any longer."')
    assert speaker == "Sunak"
    assert len(content) == 2
    assert quoted


def test_a_quotation_of_several_sentences_is_whole() -> None:
    _, _, content, _ = only('"We are ready. The army is on its way. Nobody can stop us now," said the general.')
    assert content[0].startswith('"We are ready')
    assert "Nobody can stop us now" in content[0]


def test_nested_speech_gives_both_and_says_which_is_inside() -> None:
    found = said("Lavrov said that Blinken had told him that the talks were over.")
    speakers = {one.speaker.text: one.nested for one in found if one.speaker}
    assert speakers == {"Lavrov": False, "Blinken": True}
    outermost = said("Lavrov said that Blinken had told him that the talks were over.", nested=False)
    assert [one.speaker.text for one in outermost if one.speaker] == ["Lavrov"]


@pytest.mark.parametrize(
    "text", ["The general is accused of ordering the attack.", "The general is said to have fled.",
             "The general is expected to resign."]
)  # fmt: skip
def test_a_passive_cue_without_agent_has_no_speaker(text: str) -> None:
    speaker, _, content, _ = only(text)
    assert speaker is None
    assert content[0] == "The general"


def test_headlines_and_transcripts_name_the_speaker_before_a_colon() -> None:
    assert only("Putin: We will win this war")[0] == "Putin"
    text = (
        "WALLACE: Let us start with the debate. Will she be there tomorrow?\n\nPENCE: She will not be there tomorrow."
    )
    assert [one.speaker.text for one in said(text, nested=False) if one.speaker] == ["WALLACE", "PENCE"]


def test_a_clock_time_or_a_note_is_no_speaker() -> None:
    assert said("Update: The road is open again.", nested=False) == []


def test_a_paragraph_in_quotation_marks_goes_on_with_the_last_speaker() -> None:
    text = '"We lost the village," the colonel said.\n\n"There was nothing more that we could do for the people there."'
    speaker, _, content, _ = only(text)
    assert speaker == "the colonel"
    assert len(content) == 2


def test_a_quotation_nobody_is_named_for_has_no_speaker() -> None:
    found = said('"There was nothing more that we could do for the people there."')
    assert [(one.speaker, one.quoted) for one in found] == [(None, True)]


def test_stances_are_given_only_when_asked_for() -> None:
    text = "Senators support the new sanctions."
    assert said(text) == []
    assert [one.kind for one in said(text, stances=True)] == ["stance"]


def test_sentences_may_be_missing() -> None:
    text = '"We are ready," said Scholz. The rain fell. He added that the tanks were on their way.'
    parsed = list(parse(sentences(text)))
    found = quotations(text, [parsed[0], parsed[-1]])
    assert [one.speaker.text for one in found if one.speaker] == ["Scholz", "He"]


def test_marks_within_marks_and_over_paragraphs() -> None:
    text = "“He told me ‘go home’ and I went.\n\n“Then I slept,” she said. The workers' union's ‘so-called truce’ held."
    pieces = [text[start:end] for start, end in quoted_stretches(text)]
    assert pieces == ["“He told me ‘go home’ and I went.", "“Then I slept,”", "‘so-called truce’"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .,\n\"'“”‘’«»:", max_size=80))
def test_stretches_are_in_order_and_do_not_overlap(text: str) -> None:
    found = quoted_stretches(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))


_PARTS = [
    "Putin",
    "said",
    "told",
    "that",
    "the army",
    "left",
    ",",
    ".",
    '"',
    "“",
    "”",
    ":",
    "\n\n",
    "according to",
    "her",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), max_size=25))
def test_every_span_is_where_it_says(parts: list[str]) -> None:
    text = " ".join(parts)
    for one in said(text, stances=True):
        spans = [one.cue, *one.content, *([one.speaker] if one.speaker else [])]
        assert all(text[span.start : span.end] == span.text and span.text.strip() for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(one.content))
        assert not any(span.overlaps(one.cue) for span in one.content if span != one.cue and one.cue.text not in '"“')


def test_a_text_full_of_marks_is_done_in_time() -> None:
    before = time.perf_counter()
    quoted_stretches("' “ \" ‘ a' " * 20_000)
    assert time.perf_counter() - before < 5


def test_the_command_writes_one_line_per_statement_and_names_a_bad_line() -> None:
    good = json.dumps({"id": "a1", "text": "The minister said the army would leave in May."})
    result = CliRunner().invoke(app, ["quotes", "-", "--quiet"], input=f"{good}\n{{not json\n{good}\n")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert "2" in result.stderr
    assert {line["article"] for line in lines} >= {"a1"}
    first = lines[0]
    assert first["speaker"] == {"start": 0, "end": 12, "text": "The minister"}
    assert first["cue"]["text"] == "said"
    assert first["content"] == [{"start": 18, "end": 45, "text": "the army would leave in May"}]
    assert first["quoted"] is False
