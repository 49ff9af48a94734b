"""Articles are kept once, changed ones beside the old, and come back exactly as they were."""

import dataclasses

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redshank.model import Article, Entity
from redshank.record import Question, Record, open_record
from redshank.record.packing import pack_report, pack_text, storable, unpack_report, unpack_text
from tests.record.invented import article, met, report


def test_reports_come_back_as_they_were_coded(record: Record) -> None:
    told, reports = met("a")
    assert record.keep(told, reports)
    [kept] = record.reports()
    assert kept.report == reports[0]
    assert kept.id == reports[0].id
    assert (kept.publisher, kept.date) == ("Gazette", "2023-03-08")
    [one] = record.articles()
    assert one.article == told
    assert one.coder == "coder 1"


def test_the_same_article_again_changes_nothing(record: Record) -> None:
    record.keep(*met("a"))
    before = record.stats()
    assert not record.keep(*met("a"))
    assert record.stats() | {"bytes": 0} == before | {"bytes": 0}


def test_a_changed_version_is_kept_beside_the_old(record: Record) -> None:
    record.keep(*met("a"))
    later = article("a", "Macron met Putin in Moscow on Tuesday, officials said.", date="2023-03-09")
    record.keep(later, [])
    versions = list(record.articles(current=False))
    assert [(one.version, one.current) for one in versions] == [(1, False), (2, True)]
    assert list(record.reports()) == []
    assert record.count().events == 0
    assert record.check() == []


def test_an_older_version_that_comes_late_does_not_count(record: Record) -> None:
    record.keep(article("a", "Nothing happened at all, officials said.", date="2023-03-09"), [])
    record.keep(*met("a"))
    assert record.count().reports == 0


def test_texts_may_be_left_out_and_sentences_stay(record: Record) -> None:
    told, reports = met("a")
    record.keep(told, reports, text=False)
    [one] = record.articles()
    assert (one.has_text, one.article.text) == (False, "")
    [kept] = record.reports()
    assert kept.report.sentence.text == "Macron met Putin in Moscow on Tuesday."


def test_a_record_is_there_after_closing(address: str) -> None:
    with open_record(address, create=True) as record:
        record.keep(*met("a"))
    with open_record(address) as again:
        assert again.count().reports == 1


def test_copies_are_one_story_and_no_independent_publishers(record: Record) -> None:
    agency = " ".join(f"The delegation of region number {i} agreed on item {i * 7} of the plan." for i in range(20))
    for key, publisher in (("a", "Wire"), ("b", "Gazette"), ("c", "Herald")):
        record.keep(*met(key, publisher=publisher, more=agency))
    [event] = record.events()
    assert event.publishers == ("Gazette", "Herald", "Wire")
    assert (event.reports, event.independent, event.status) == (3, 1, "single source")
    own = " ".join(f"Our correspondent saw car {i} leave through gate {i * 3} of the palace." for i in range(20))
    record.keep(*met("d", publisher="Courier", more=own))
    [event] = record.events()
    assert (event.independent, event.status) == (2, "corroborated")
    assert record.stats()["stories"] == 2


def test_recoding_retires_what_is_not_made_again_and_keeps_judgements(record: Record) -> None:
    told, [first] = met("a")
    second = report(told, "SUPPORT", "Putin", "Macron", "Tuesday")
    record.keep(told, [first, second])
    record.mark(second.id, right=True, who="Ana")
    third = dataclasses.replace(first, type="COOPERATE", mode=None, coder="coder 2")
    assert record.recode(told, [third], coder="coder 2")
    assert {kept.report.type for kept in record.reports()} == {"COOPERATE", "SUPPORT"}
    assert not record.recode(told, [third], coder="coder 2")
    assert [one.coder for one in record.articles()] == ["coder 2"]
    assert record.check() == []
    record.vacuum(retired=True)
    assert record.stats()["reports"] == 2
    assert record.count(Question(text="Moscow")).reports == 2
    assert record.check() == []


def test_what_people_judged_holds_after_recoding(record: Record) -> None:
    """Corrections, reports marked wrong, merges and links outlive a new coder, whether it makes the reports or not."""
    told, [first] = met("a")
    second = report(told, "SUPPORT", "Putin", "Macron", "Tuesday")
    far = article("far", "Japan met Germany.", date="2022-01-01", more="storm")
    other = report(far, "CONSULT", "Japan", "Germany", "met")
    record.keep(told, [first, second])
    record.keep(far, [other])
    record.correct(first.id, "type", "AGREE", who="Ana")
    record.mark(second.id, right=False, who="Ana")
    record.merge(first.id, other.id, who="Ana")
    record.link("Putin", Entity("person:somebody-else", "Somebody Else", "person", "RUS", "GOV"), who="Ana")
    anew = [dataclasses.replace(one, coder="coder 2", confidence=0.9) for one in (first, second)]
    record.recode(told, anew, coder="coder 2")
    record.recode(far, [], coder="coder 2")
    by_id = {kept.id: kept for kept in record.reports()}
    assert (by_id[first.id].report.type, by_id[first.id].report.recipient[0].name) == ("AGREE", "Somebody Else")
    assert second.id not in by_id
    assert other.id not in by_id, "nobody stood by it, and the new coder does not make it"
    record.recode(far, [dataclasses.replace(other, coder="coder 3")], coder="coder 3")
    merged = record.event(first.id)
    assert merged is not None
    assert merged.reports == 2
    assert record.check() == []


def test_text_that_databases_cannot_hold_is_kept(record: Record) -> None:
    told = Article("odd\x00", "Macron met Putin\x00 in \ud800 Moscow.", "t\x00", "2023-03-08")
    assert record.keep(told, [report(told, "CONSULT", "Macron", "Putin", "met")])
    assert not record.keep(told, [])
    [one] = record.articles()
    assert one.article.text == told.text
    [kept] = record.reports()
    assert kept.report.sentence.text == "Macron met Putin\ufffd in \ufffd Moscow."


@given(st.text())
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_packing_loses_nothing(text: str) -> None:
    assert unpack_text(pack_text(text)) == text
    assert len(storable(text)) == len(text)
    [one] = met("a")[1]
    changed = dataclasses.replace(one, contexts=(text,))
    assert unpack_report(pack_report(changed), "a", one.sentence.text) == changed
