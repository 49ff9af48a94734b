"""``redshank evaluate`` counts what agrees with a person's labels; a label it cannot read is named by its line."""

from __future__ import annotations

import json

import pytest

MEETING = "French President Emmanuel Macron met German Chancellor Olaf Scholz in Berlin on Tuesday."
SUIT = "Mali accused Algeria of sheltering rebels."
DULL = "Add the onions, lower the heat and let the sauce rest."


def span(text, words):
    start = text.index(words)
    return [start, start + len(words)]


def event(text, type, actor, recipient, **more):  # noqa: A002
    return {"type": type, "actor": span(text, actor), "recipient": recipient and span(text, recipient), **more}


def labels(tmp_path, *lines):
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def figures(done):
    assert done.code == 0, done.err
    return json.loads(done.out)


def coding(tmp_path):
    return labels(
        tmp_path,
        {
            "text": MEETING,
            "date": "2023-03-13",
            "events": [event(MEETING, "CONSULT", "Olaf Scholz", "Macron", factuality="asserted")],
        },
        {"text": SUIT, "date": "2024-11-14", "events": [event(SUIT, ["ACCUSE", "REJECT"], "Mali", "Algeria")]},
        {"text": DULL, "events": []},
    )


def test_what_agrees_is_right_whatever_the_direction_of_a_meeting(redshank, tmp_path):
    scored = figures(redshank("evaluate", coding(tmp_path), "--json"))
    assert scored["recall"] == 1.0
    assert scored["gold"] == 2
    assert scored["texts"] == 3
    assert scored["types"]["CONSULT"]["f1"] == 1.0
    assert scored["factuality"] == 1.0
    assert scored["without_type"]["recall"] == 1.0


def test_a_wrong_type_is_missed_and_wrong_but_found_without_its_type(redshank, tmp_path):
    path = labels(tmp_path, {"text": SUIT, "date": "2024-11-14", "events": [event(SUIT, "AID", "Mali", "Algeria")]})
    scored = figures(redshank("evaluate", path, "--json", "--show"))
    assert (scored["recall"], scored["without_type"]["recall"]) == (0.0, 1.0)
    assert [d["what"] for d in scored["disagreements"]][:2] == ["missed", "wrong"]
    assert all("line 1" in d["where"] for d in scored["disagreements"])


def test_a_label_that_says_there_is_no_recipient_wants_none(redshank, tmp_path):
    none = event(SUIT, "ACCUSE", "Mali", None)
    either = {k: v for k, v in none.items() if k != "recipient"}
    strict = figures(redshank("evaluate", labels(tmp_path, {"text": SUIT, "events": [none]}), "--json"))
    loose = figures(redshank("evaluate", labels(tmp_path, {"text": SUIT, "events": [either]}), "--json"))
    assert (strict["recall"], loose["recall"]) == (0.0, 1.0)


def test_the_table_is_for_reading(redshank, tmp_path):
    shown = redshank("evaluate", coding(tmp_path), "--show").out.decode("utf-8")
    for words in ("precision", "recall", "f1 interval", "CONSULT"):
        assert words in shown


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ({"events": []}, 'no "text"'),
        ({"text": SUIT}, '"events"'),
        ({"text": SUIT, "events": [{"type": "ACCUSES", "actor": [0, 4]}]}, "'ACCUSES'"),
        ({"text": SUIT, "events": [{"type": "ACCUSE", "actor": [0, 400]}]}, "not inside the text"),
        ({"text": SUIT, "events": [{"type": "ACCUSE", "actor": "Mali"}]}, "not [start, end]"),
        ({"text": SUIT, "events": [{"type": "ACCUSE", "actor": [0, 4], "factuality": "true"}]}, "'true'"),
    ],
)
def test_a_bad_label_is_named_by_its_line(redshank, tmp_path, line, words):
    path = labels(tmp_path, {"text": DULL, "events": []})
    with path.open("a", encoding="utf-8") as lines:
        lines.write((line if isinstance(line, str) else json.dumps(line)) + "\n")
    done = redshank("evaluate", path)
    assert (done.code, done.out) == (1, b"")
    assert f"{path}, line 2" in done.err
    assert words in done.err


def test_an_empty_file_has_no_labels(redshank, tmp_path):
    (tmp_path / "empty.jsonl").write_text("\n")
    done = redshank("evaluate", tmp_path / "empty.jsonl")
    assert done.code == 1
    assert "no labels" in done.err


def test_a_file_that_is_not_there_is_named(redshank, tmp_path):
    for task in ("coding", "relation", "quotes", "places"):
        done = redshank("evaluate", tmp_path / "nothing.jsonl", "--task", task)
        assert done.code == 1
        assert "nothing.jsonl" in done.err


def test_relations_are_scored_from_json_lines_and_from_marked_sentences(redshank, tmp_path):
    path = labels(tmp_path, {"text": SUIT, "actor": [0, 4], "recipient": span(SUIT, "Algeria"), "type": "ACCUSE"})
    lines = figures(redshank("evaluate", path, "--task", "relation", "--json"))
    table = tmp_path / "pairs.tsv"
    table.write_text(
        "marked_sentence\tgold_root\n<s>Mali</s> accused <t>Algeria</t> of sheltering rebels.\tACCUSE\n"
        "<s>French troops</s> withdrew from <t>Mali</t>.\tYIELD\n"
    )
    rows = figures(redshank("evaluate", table, "--task", "relation", "--json"))
    assert lines["accuracy"] == 1.0
    assert rows["texts"] == 2
    assert rows["confusion"]["ACCUSE"] == {"ACCUSE": 1}
    assert set(rows["confusion"]) == {"ACCUSE", "YIELD"}


def test_a_table_without_the_columns_or_marks_is_refused(redshank, tmp_path):
    table = tmp_path / "pairs.tsv"
    table.write_text("sentence\ttype\nx\tACCUSE\n")
    done = redshank("evaluate", table, "--task", "relation")
    assert done.code == 2
    assert "gold_root" in done.err
    table.write_text("marked_sentence\tgold_root\nMali accused Algeria.\tACCUSE\n")
    done = redshank("evaluate", table, "--task", "relation")
    assert done.code == 1
    assert "line 2" in done.err


def test_quotations_are_scored_with_and_without_their_speaker(redshank, tmp_path):
    text = '"We will never sign this treaty," Foreign Minister Marise Payne said on Friday.'
    said = {"speaker": span(text, "Marise Payne"), "content": [span(text, "We will never sign this treaty")]}
    wrong = {**said, "speaker": span(text, "Friday")}
    right = figures(
        redshank("evaluate", labels(tmp_path, {"text": text, "statements": [said]}), "--task", "quotes", "--json")
    )
    other = figures(
        redshank("evaluate", labels(tmp_path, {"text": text, "statements": [wrong]}), "--task", "quotes", "--json")
    )
    assert (right["recall"], right["with_speaker"]["recall"]) == (1.0, 1.0)
    assert (other["recall"], other["with_speaker"]["recall"]) == (1.0, 0.0)


def test_places_are_found_and_near(redshank, tmp_path):
    text = "The talks were held in Nairobi, the capital of Kenya."
    near = {"start": 23, "end": 30, "latitude": -1.3, "longitude": 36.8}
    kenya = {"start": text.index("Kenya"), "end": text.index("Kenya") + 5}
    scored = figures(
        redshank("evaluate", labels(tmp_path, {"text": text, "places": [near, kenya]}), "--task", "places", "--json")
    )
    assert scored["recall"] == 1.0
    assert scored["resolved_of_all"] == 1.0
    assert scored["median_km"] < 50
    far = {**near, "latitude": 48.9, "longitude": 2.3}
    scored = figures(
        redshank("evaluate", labels(tmp_path, {"text": text, "places": [far]}), "--task", "places", "--json")
    )
    assert scored["resolved_of_found"] == 0.0


def test_a_folder_of_hand_coded_articles_is_scored(redshank, tmp_path):
    (tmp_path / "articles.jsonl").write_text(json.dumps({"id": "a", "text": MEETING, "date": "2023-03-13"}) + "\n")
    coded = {
        "at": "Macron met German Chancellor",
        "type": ["CONSULT"],
        "actor": ["Scholz"],
        "recipient": ["FRA"],
        "factuality": "asserted",
        "speaker": None,
        "date": "2023-03-07",
        "place": "Berlin",
        "core": True,
    }
    (tmp_path / "gold.json").write_text(json.dumps([{"id": "a", "events": [coded]}]))
    scored = figures(redshank("evaluate", tmp_path, "--json"))
    assert [scored[n] for n in ("recall", "precision", "factuality", "voice", "when", "where")] == [1.0] * 6
    (tmp_path / "gold.json").write_text(json.dumps([{"id": "a", "events": [{**coded, "at": "not in the text"}]}]))
    done = redshank("evaluate", tmp_path)
    assert done.code == 1
    assert "article 1, event 1" in done.err


def coded(redshank, path, tmp_path, name="reports.jsonl"):
    out = tmp_path / name
    assert redshank("code", path, "--format", "jsonl", "--output", out, "--quiet").code == 0
    return out


def test_reports_in_a_file_score_as_the_coder_that_wrote_them(redshank, tmp_path):
    path = coding(tmp_path)
    made = figures(redshank("evaluate", path, "--json"))
    read = figures(redshank("evaluate", path, "--json", "--predictions", coded(redshank, path, tmp_path)))
    assert {**made, "coder": ""} == {**read, "coder": ""}


def test_a_comparison_says_who_is_better_and_shows_where(redshank, tmp_path):
    path = coding(tmp_path)
    worse = tmp_path / "worse.jsonl"
    lines = coded(redshank, path, tmp_path).read_text().splitlines(keepends=True)
    worse.write_text("".join(line for line in lines if json.loads(line)["type"] != "CONSULT"))
    beside = figures(redshank("evaluate", path, "--json", "--show", "--compare", worse))
    assert beside["difference"] == pytest.approx(beside["f1"] - beside["other_f1"], abs=1e-3)
    assert (beside["texts_better"], beside["texts_worse"]) == (1, 0)
    assert beside["difference_interval"][0] >= 0
    assert beside["types"]["CONSULT"]["difference"] == 1.0
    assert [d["what"] for d in beside["disagreements"]] == ["better: missed"]
    shown = redshank("evaluate", path, "--compare", worse).out.decode("utf-8")
    assert "other f1" in shown


def test_a_coder_does_not_differ_from_itself(redshank, tmp_path):
    path = coding(tmp_path)
    same = figures(redshank("evaluate", path, "--json", "--compare", coded(redshank, path, tmp_path)))
    assert (same["difference"], same["difference_interval"]) == (0.0, [0.0, 0.0])


def test_answers_for_pairs_are_read_in_their_order(redshank, tmp_path):
    pair = {"text": SUIT, "actor": [0, 4], "recipient": span(SUIT, "Algeria"), "trigger": span(SUIT, "accused")}
    path = labels(tmp_path, {**pair, "type": "ACCUSE"}, {**pair, "type": "ACCUSE"})
    said = tmp_path / "said.jsonl"
    said.write_text('{"type": "ACCUSE"}\n{"type": "AID", "scores": {"AID": 0.7}}\n')
    assert figures(redshank("evaluate", path, "--task", "relation", "--json", "--predictions", said))["accuracy"] == 0.5
    said.write_text('{"type": "ACCUSE"}\n')
    done = redshank("evaluate", path, "--task", "relation", "--predictions", said)
    assert done.code == 1
    assert "1 answers for 2 pairs" in done.err


@pytest.mark.parametrize("line", ["[]", "{}", '{"type": "AID"}', '{"article": 3}'])
def test_a_line_that_is_no_report_is_named(redshank, tmp_path, line):
    bad = tmp_path / "bad.jsonl"
    bad.write_text(line + "\n")
    done = redshank("evaluate", coding(tmp_path), "--compare", bad)
    assert done.code == 1
    assert f"{bad}, line 1" in done.err


def test_places_cannot_be_compared(redshank, tmp_path):
    path = labels(tmp_path, {"text": DULL, "places": []})
    done = redshank("evaluate", path, "--task", "places", "--compare", path)
    assert done.code == 2
