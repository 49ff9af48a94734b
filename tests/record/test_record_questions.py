"""Questions: each filter finds what it should, in both databases alike."""

import pytest

from redshank.errors import UsageError
from redshank.record import Question, Record, history
from redshank.record.words import clauses, stem, terms
from tests.record.invented import article, met, report


@pytest.fixture
def filled(record: Record) -> Record:
    """A record of three articles."""
    record.keep(*met("a"))
    march = article("b", "protesters fought police in Lima.", date="2023-04-02", publisher="Herald", more="march")
    record.keep(march, [report(march, "PROTEST", "protesters", "police", "fought", where="Lima", mode="riot")])
    told = article("c", "Putin said Germany may accuse Japan.", date="2023-05-01", more="storm")
    about = {"factuality": "possible", "speaker": "Putin", "confidence": 0.4}
    record.keep(told, [report(told, "ACCUSE", "Germany", "Japan", "accuse", **about)])  # type: ignore[arg-type]
    return record


CASES = [
    (Question(), "abc"),
    (Question(actor=("person:emmanuel-macron",)), "a"),
    (Question(actor=("FRA",)), "a"),
    (Question(actor=("FRA/GOV",)), "a"),
    (Question(actor=("/CVL",)), "b"),
    (Question(recipient=("FRA",)), ""),
    (Question(either=("RUS", "JPN")), "ac"),
    (Question(speaker=("person:vladimir-putin",)), "c"),
    (Question(either=("any:org:nato",)), "ac"),
    (Question(actor=("any:org:nato",), recipient=("RUS",)), "a"),
    (Question(either=("any:org:nato",), since="2023-03", until="2023-04"), "a"),
    (Question(either=("FRA",), since="2023-03", until="2023-04"), "a"),
    (Question(types=("PROTEST", "ACCUSE")), "bc"),
    (Question(modes=("riot",)), "b"),
    (Question(quads=("verbal conflict",)), "c"),
    (Question(since="2023-04"), "bc"),
    (Question(until="2023-04"), "ab"),
    (Question(since="2023-03-07", until="2023-03-07"), "a"),
    (Question(places=("Lima", "FRA")), "b"),
    (Question(places=("RUS",)), "a"),
    (Question(publishers=("Herald",)), "b"),
    (Question(factuality=("possible",)), "c"),
    (Question(voice="attributed"), "c"),
    (Question(voice="article"), "ab"),
    (Question(confidence=0.5), "ab"),
    (Question(text="macron"), "a"),
    (Question(text='"met putin"'), "a"),
    (Question(text='"putin met"'), ""),
    (Question(text="protester Lima"), "b"),
    (Question(text="prot*"), "b"),
    (Question(text='fought "police in" -- \'); DROP TABLE report'), ""),
    (Question(statuses=("unconfirmed",)), "c"),
    (Question(articles=("b",)), "b"),
    (Question(actor=("person:nobody",)), ""),
]


@pytest.mark.parametrize(("question", "expected"), CASES, ids=[str(i) for i in range(len(CASES))])
def test_filters(filled: Record, question: Question, expected: str) -> None:
    assert "".join(sorted(kept.report.article for kept in filled.reports(question))) == expected
    counts = filled.count(question)
    assert (counts.reports, counts.events, counts.articles) == (len(expected),) * 3
    assert len(list(filled.events(question))) == len(expected)
    assert bool(filled.entities(question)) == bool(expected)


def test_reports_and_events_come_latest_first(filled: Record) -> None:
    assert [kept.report.article for kept in filled.reports()] == ["c", "b", "a"]
    assert [event.type for event in filled.events(limit=2)] == ["ACCUSE", "PROTEST"]


def test_reports_and_events_are_counted_apart(filled: Record) -> None:
    filled.keep(*met("d", publisher="Herald", more="march"))
    counts = filled.count(Question(types=("CONSULT",)))
    assert (counts.reports, counts.events, counts.articles) == (2, 1, 2)


@pytest.mark.parametrize(
    ("by", "starts"),
    [
        ("day", ["2023-03-07", "2023-04-02", "2023-05-01"]),
        ("week", ["2023-03-06", "2023-03-27", "2023-05-01"]),
        ("month", ["2023-03", "2023-04", "2023-05"]),
    ],
)
def test_series(filled: Record, by: str, starts: list[str]) -> None:
    steps = filled.series(by=by)
    assert [step.start for step in steps] == starts
    assert [step.reports for step in steps] == [1, 1, 1]


def test_series_are_measured_by_the_volume_of_articles(filled: Record) -> None:
    filled.keep(article("x", "Nothing else to report today.", date="2023-03-20", more="storm"), [])
    assert [(step.articles, step.share) for step in filled.series()] == [(2, 500.0), (1, 1000.0), (1, 1000.0)]


def test_dyads_and_entities(filled: Record) -> None:
    filled.keep(*met("d", publisher="Herald", more="march"))
    first = filled.dyads()[0]
    assert (first.actor, first.recipient, first.reports, first.events) == (
        "person:emmanuel-macron", "person:vladimir-putin", 2, 1)  # fmt: skip
    by_id = {one.id: one for one in filled.entities()}
    assert by_id["person:vladimir-putin"].as_recipient == 2
    assert by_id["name:protesters|PER|CVL"].as_actor == 1


def test_history_for_the_forecaster(filled: Record) -> None:
    assert list(history(filled)) == [
        ("person:emmanuel-macron", "CONSULT", "person:vladimir-putin", "2023-03-07"),
        ("name:protesters|PER|CVL", "PROTEST", "name:police|PER|COP", "2023-04-02"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"types": ("DANCE",)},
        {"quads": ("loud",)},
        {"since": "yesterday"},
        {"voice": "loud"},
        {"factuality": ("true",)},
        {"statuses": ("x",)},
    ],
)
def test_questions_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Question(**wrong)  # type: ignore[arg-type]


def test_blocs_that_nobody_knows_are_refused(filled: Record) -> None:
    with pytest.raises(UsageError, match="no entity"):
        filled.count(Question(actor=("any:org:atlantis",)))


def test_words_are_found_without_accents_and_plurals() -> None:
    assert terms("Erdoğan's strikes on Łódź") == ["erdogan", "strike", "on", "łodz"]
    assert [stem(word) for word in ("countries", "gas", "crisis", "press")] == ["country", "gas", "crisis", "press"]
    assert clauses('a "b c" d*') == [(["a"], False), (["b", "c"], False), (["d"], True)]
    with pytest.raises(UsageError):
        clauses(" -- ")


def test_common_words_are_found_by_way_of_other_filters(filled: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    rest = [
        Question(text="macron"),
        Question(text="macron", since="2023", until="2023"),
        Question(text="protester Lima", types=("PROTEST",)),
        Question(text="protester Lima", types=("CONSULT",)),
    ]
    expected = [filled.count(question) for question in rest]
    monkeypatch.setattr("redshank.record.filters.COMMON", 0)
    assert [filled.count(question) for question in rest] == expected
    assert [counts.reports for counts in expected] == [1, 1, 1, 0]


def test_what_is_counted_when_written_is_what_is_there(filled: Record) -> None:
    """Dyads, entities and series of the whole record are the same as those of a question that everything answers."""
    filled.keep(*met("d", publisher="Herald", more="march"))
    told, [wrong] = met("e", publisher="Courier", more="storm", date="2023-03-09")
    filled.keep(told, [wrong])
    filled.mark(wrong.id, right=False, who="Ana")
    for everything in (Question(confidence=0.0), Question(since="1900")):
        assert filled.dyads() == filled.dyads(everything)
        assert filled.entities() == filled.entities(everything)
        assert filled.series(by="day") == filled.series(everything, by="day")
    assert sum(step.events for step in filled.series()) == filled.count().events


def test_the_latest_events_are_the_same_however_they_are_looked_for(filled: Record) -> None:
    filled.keep(*met("d", publisher="Herald", more="march", date="2023-04-30"))
    for question in (Question(confidence=0.0), Question(until="2023-04"), Question(either=("any:org:nato", "PER"))):
        everything = list(filled.events(question))
        assert everything
        for limit in range(1, len(everything) + 2):
            assert list(filled.events(question, limit=limit)) == everything[:limit]


@pytest.mark.parametrize("day", ["2023-02-31", "2023-13", "2023-00-10", "0000"])
def test_a_day_that_does_not_exist_is_said_to_be_no_date(day: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        Question(since=day)
