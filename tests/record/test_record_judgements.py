"""What people judge is kept as rows, takes effect at once, holds for what comes later, and can be taken back."""

import pytest

from redshank.errors import UsageError
from redshank.model import Entity
from redshank.record import Question, Record
from tests.record.invented import article, met, report
from tests.record.test_record_events import other_telling


def test_a_report_judged_wrong_counts_no_more_until_undone(record: Record) -> None:
    told, [one] = met("a")
    record.keep(told, [one])
    number = record.mark(one.id, right=False, who="Ana", why="they met in 2022")
    assert record.count().reports == 0
    assert list(record.events()) == []
    assert record.check() == []
    record.undo(number, who="Ben")
    assert record.count().events == 1
    [first, second] = record.judgements()
    assert (first.kind, first.who, first.why, first.verdict) == ("mark", "Ana", "they met in 2022", {"right": False})
    assert (second.kind, second.undoes) == ("undo", 1)


def test_undoing_can_be_undone(record: Record) -> None:
    told, [one] = met("a")
    record.keep(told, [one])
    record.mark(one.id, right=False, who="Ana")
    record.undo(record.undo(1, who="Ana"), who="Ana")
    assert record.count().reports == 0


def test_a_correction_changes_what_is_asked_and_not_what_was_coded(record: Record) -> None:
    told, [one] = met("a")
    record.keep(told, [one])
    number = record.correct(one.id, "type", "COERCE", who="Ana")
    assert record.count(Question(types=("COERCE",))).reports == 1
    [kept] = record.reports()
    assert (kept.id, kept.report.type, kept.report.quad, kept.judged) == (one.id, "COERCE", "material conflict", True)
    assert kept.report.goldstein < 0
    [event] = record.events()
    assert (event.id, event.type) == (one.id, "COERCE")
    record.undo(number, who="Ana")
    assert next(record.reports()).report == one


def test_a_corrected_party_is_found_under_the_new_one(record: Record) -> None:
    told, [one] = met("a")
    record.keep(told, [one])
    value = [{"name": "Olaf Scholz", "entity": "person:olaf-scholz", "country": "DEU", "sector": "GOV"}]
    record.correct(one.id, "actor", value, who="Ana")
    assert record.count(Question(actor=("DEU",))).reports == 1
    assert record.count(Question(actor=("person:emmanuel-macron",))).reports == 0


def test_merged_events_stay_one_when_more_is_ingested(record: Record) -> None:
    told, [one] = met("a")
    far = article("far", "Japan met Germany.", date="2022-01-01", more="storm")
    [other] = [report(far, "CONSULT", "Japan", "Germany", "met")]
    record.keep(told, [one])
    record.keep(far, [other])
    number = record.merge(one.id, other.id, who="Ana", why="a joke of the test")
    assert record.count().events == 1
    record.keep(*other_telling())
    [event] = record.events()
    assert event.reports == 3
    assert "judgement" in {part.name for _, evidence in record.why(event.id) for part in evidence}
    record.undo(number, who="Ana")
    assert sorted(event.reports for event in record.events()) == [1, 2]


def test_split_events_stay_apart_when_more_is_ingested(record: Record) -> None:
    told, [one] = met("a")
    record.keep(told, [one])
    again, [two] = met("b", publisher="Herald", more="march")
    record.keep(again, [two])
    [event] = record.events()
    number = record.split(event.id, [two.id], who="Ana")
    assert record.count().events == 2
    record.keep(*met("c", publisher="Courier", more="storm"))
    first, second = record.event(one.id), record.event(two.id)
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert first.reports + second.reports == 3
    assert record.check() == []
    record.undo(number, who="Ana")
    assert record.count().events == 1


def test_a_linked_name_means_its_entity_from_now_on(record: Record) -> None:
    told = article("a", "protesters fought police in Lima.")
    record.keep(told, [report(told, "PROTEST", "protesters", "police", "fought")])
    miners = Entity("org:miners-of-cusco", "Miners of Cusco", "movement", "PER", "CVL")
    number = record.link("protesters", miners, who="Ana")
    assert record.count(Question(actor=("org:miners-of-cusco",))).reports == 1
    later = article("b", "protesters fought police in Cusco.", date="2023-05-01")
    record.keep(later, [report(later, "PROTEST", "protesters", "police", "fought")])
    assert record.count(Question(actor=("org:miners-of-cusco",))).reports == 2
    record.undo(number, who="Ana")
    assert record.count(Question(actor=("org:miners-of-cusco",))).reports == 0
    assert record.check() == []


def test_added_entities_are_there_for_the_coder(record: Record) -> None:
    entity = Entity("org:new-front", "New Front", "party", "PER", "PTY", ("NF",))
    record.add_entity(entity, who="Ana")
    assert record.added_entities() == [entity]


def test_judgements_hold_for_articles_that_come_later(record: Record) -> None:
    told, [one] = met("a")
    record.keep(told, [one])
    record.correct(one.id, "factuality", "negated", who="Ana")
    record.keep(*met("b", publisher="Herald", more="march"))
    [event] = record.events()
    assert event.status == "disputed"


def test_what_makes_no_sense_is_refused(record: Record) -> None:
    told, [one] = met("a")
    record.keep(told, [one])
    with pytest.raises(UsageError, match="no event type"):
        record.correct(one.id, "type", "DANCE", who="Ana")
    with pytest.raises(UsageError, match="cannot be corrected"):
        record.correct(one.id, "coder", "me", who="Ana")
    with pytest.raises(UsageError, match="needs a person"):
        record.mark(one.id, right=True, who=" ")
    with pytest.raises(UsageError, match="there is no report"):
        record.mark("nothing", right=True, who="Ana")
    with pytest.raises(UsageError, match="itself"):
        record.merge(one.id, one.id, who="Ana")
    with pytest.raises(UsageError, match="not some"):
        record.split(one.id, [one.id], who="Ana")
    with pytest.raises(UsageError, match="no judgement"):
        record.undo(7, who="Ana")
    assert record.judgements() == []


def test_the_least_certain_come_first_and_judged_ones_not_at_all(record: Record) -> None:
    for key, confidence in (("a", 0.9), ("b", 0.3), ("c", 0.6)):
        told = article(key, "Japan met Germany.", date="2023-03-01")
        record.keep(told, [report(told, "CONSULT", "Japan", "Germany", "met", confidence=confidence)])
    found = record.uncertain(limit=2)
    assert [kept.report.confidence for kept in found] == [0.3, 0.6]
    record.mark(found[0].id, right=True, who="Ana")
    assert [kept.report.confidence for kept in record.uncertain()] == [0.6, 0.9]
