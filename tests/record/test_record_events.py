"""Events out of reports: what is told twice is one event, whatever the order in which it came."""

import itertools
import random
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redshank.model import Article, Report
from redshank.record import Record
from redshank.record.clustering import Settling
from redshank.record.evidence import SAME, Party, Traits, weigh
from redshank.record.syndication import independent
from redshank.record.traits import own_keys, sought_keys, window, within_reach
from tests.record.invented import article, met, report

Coded = tuple[Article, list[Report]]


def other_telling(key: str = "b", publisher: str = "Herald") -> Coded:
    """The same meeting in other words, without a date."""
    more = "Grain exports and gas prices were on the table, as were prisoners held since spring, an aide told us later."
    told = article(key, "Russia hosted France for talks in Moscow.", publisher=publisher, date="2023-03-07", more=more)
    return told, [report(told, "CONSULT", "Russia", "France", "hosted", where="Moscow")]


def test_two_tellings_are_one_event(record: Record) -> None:
    record.keep(*met("a"))
    record.keep(*other_telling())
    [event] = record.events()
    assert (event.reports, event.articles, event.independent, event.status) == (2, 2, 2, "corroborated")
    assert event.when is not None
    assert (event.when.start, event.when.precision) == ("2023-03-07", "day")
    assert (event.first_seen, event.last_seen) == ("2023-03-07", "2023-03-08")
    assert [mention.entity for mention in event.actor] == ["person:emmanuel-macron"]


def test_other_days_parties_types_and_places_are_other_events(record: Record) -> None:
    record.keep(*met("a"))
    lines = (
        ("CONSULT", "Macron", "Putin", "met", "2023-06-01", "Moscow"),
        ("CONSULT", "Macron", "Scholz", "met", "2023-03-07", "Paris"),
        ("ACCUSE", "Macron", "Putin", "met", "2023-03-07", "Moscow"),
    )
    for number, (kind, actor, recipient, verb, when, where) in enumerate(lines):
        told = article(f"x{number}", f"{actor} {verb} {recipient} in {where}.", more="storm")
        record.keep(told, [report(told, kind, actor, recipient, verb, when=when, where=where)])
    assert record.count().events == 4


def test_an_event_says_why_its_reports_are_one(record: Record) -> None:
    record.keep(*met("a"))
    record.keep(*other_telling())
    [event] = record.events()
    [(lead, nothing), (follower, evidence)] = record.why(event.id)
    assert lead.id == event.id
    assert nothing == []
    assert follower.report.actor[0].name == "Russia"
    names = {one.name for one in evidence}
    assert {"parties", "type", "time", "place", "words", "articles"} == names
    assert sum(one.weight for one in evidence) >= SAME


def test_a_report_finds_its_event(record: Record) -> None:
    record.keep(*met("a"))
    told, [report_] = other_telling()
    record.keep(told, [report_])
    found = record.event(report_.id)
    assert found is not None
    assert found.reports == 2
    assert record.event("nothing") is None


def test_denial_and_statement_make_a_dispute(record: Record) -> None:
    record.keep(*met("a"))
    told = article("c", "Putin said that Macron met Putin is untrue.", publisher="Courier")
    record.keep(told, [report(told, "CONSULT", "Macron", "Putin", "met", factuality="negated", speaker="Putin",
                              when="2023-03-07", where="Moscow")])  # fmt: skip
    [event] = record.events()
    assert event.status == "disputed"
    assert event.asserted_by == ("Gazette",)
    assert event.denied_by == ("Vladimir Putin",)


def test_promise_and_fulfilment_are_two_events_that_know_each_other(record: Record) -> None:
    told = article("p", "Macron will meet Putin in Moscow.", date="2023-03-01")
    record.keep(told, [report(told, "CONSULT", "Macron", "Putin", "meet", factuality="planned", when="2023-03-07")])
    [promise] = record.events()
    assert promise.status == "announced, not yet seen"
    record.keep(*met("a"))
    by_plan = {event.planned: event for event in record.events()}
    assert by_plan[True].status == "announced, since seen"
    assert by_plan[True].fulfilled_by == (by_plan[False].id,)
    assert by_plan[False].fulfils == (by_plan[True].id,)


def test_only_hedged_is_unconfirmed_and_only_negated_is_denied(record: Record) -> None:
    for number, factuality in enumerate(("possible", "negated")):
        told = article(f"h{number}", "Japan met Germany.", date=f"202{number}-03-01")
        record.keep(told, [report(told, "CONSULT", "Japan", "Germany", "met", factuality=factuality)])
    assert [event.status for event in record.events()] == ["denied", "unconfirmed"]


def news() -> list[Coded]:
    """Twelve articles in which much looks alike."""
    found = [met("a"), met("b", publisher="Herald"), other_telling("c"), other_telling("d", "Courier")]
    for number, (day, city) in enumerate(itertools.product(("2023-03-06", "2023-03-07"), ("Lima", "Cusco"))):
        for paper in ("Gazette", "Herald"):
            told = article(f"{number}{paper}", f"protesters fought police in {city} on Monday.", publisher=paper,
                           date="2023-03-08", more="march")  # fmt: skip
            explicit = day if paper == "Gazette" else None
            found.append((told, [report(told, "PROTEST", "protesters", "police", "fought", when=explicit, where=city)]))
    return found


def as_seen(record: Record) -> list[str]:
    """All events with their reports and links, in one order."""
    events = sorted(record.events(), key=lambda event: event.id)
    return [f"{event.to_json()} {sorted(one.id for one in record.event_reports(event.id))}" for event in events]


def test_the_order_of_articles_does_not_matter(another: Callable[[], Record]) -> None:
    expected, coded = None, news()
    for seed in range(4):
        random.Random(seed).shuffle(coded)
        with another() as record:
            for some in itertools.batched(coded, seed * 3 + 1) if hasattr(itertools, "batched") else [coded]:
                record.keep_many(some)
            seen = as_seen(record)
            assert record.check() == []
            expected = expected or seen
            assert seen == expected
            record.settle_again()
            assert as_seen(record) == expected


class Memory:
    """A neighbourhood of reports in memory."""

    def __init__(self, parted: dict[int, frozenset[int]]) -> None:
        self.held: dict[int, Traits] = {}
        self.leads: dict[int, int] = {}
        self._parted = parted

    def near(self, report: Traits) -> list[Traits]:
        keys, mine = set(sought_keys(report)), window(report.first, report.last)
        found = (other for other in self.held.values() if keys & set(own_keys(other)))
        return [other for other in found if within_reach(mine, window(other.first, other.last))]

    def traits(self, n: int) -> Traits | None:
        return self.held.get(n)

    def lead(self, n: int) -> int | None:
        return self.leads.get(n)

    def followers(self, n: int) -> list[int]:
        return [m for m, lead in self.leads.items() if lead == n and m != n]

    def join(self, n: int, lead: int | None) -> None:
        if lead is None:
            self.leads.pop(n, None)
        else:
            self.leads[n] = lead

    def parted(self, n: int) -> frozenset[int]:
        return self._parted.get(n, frozenset())


COUNTRIES = ("FRA", "RUS", "PER")


@st.composite
def some_traits(draw: st.DrawFn) -> list[Traits]:
    """Reports about few parties in few days, so that many are alike."""

    def party() -> tuple[Party, ...]:
        number = draw(st.integers(0, 5))
        country = COUNTRIES[number % 3] if number else None
        return (Party(number, True, country or "org:x", country, draw(st.sampled_from([None, "GOV"]))),)

    found = []
    for n in range(draw(st.integers(2, 14))):
        first = 700_000 + draw(st.integers(0, 6))
        found.append(
            Traits(
                n=n + 1,
                id=str(n),
                rank=draw(st.integers(0, 1)) * 1000 + (n * 7919) % 101,
                type=draw(st.sampled_from(["CONSULT", "AGREE"])),
                mode=None,
                planned=False,
                actors=party(),
                recipients=party() if draw(st.booleans()) else (),
                first=first,
                last=first + draw(st.sampled_from([0, 0, 0, 9])),
                inferred=draw(st.booleans()),
                spot=None,
                article=n,
                words=frozenset(draw(st.sets(st.sampled_from("abcdef"), max_size=4))),
            )
        )
    return found


@given(some_traits(), st.randoms(), st.booleans())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_settling_depends_on_the_set_of_reports_only(
    reports: list[Traits], chance: random.Random, with_parted: bool
) -> None:
    parted = {1: frozenset({2}), 2: frozenset({1})} if with_parted else {}
    at_once = Memory(parted)
    at_once.held = {one.n: one for one in reports}
    Settling(at_once).settle(at_once.held)
    order = list(reports)
    chance.shuffle(order)
    one_by_one = Memory(parted)
    for one in order:
        one_by_one.held[one.n] = one
        Settling(one_by_one).settle([one.n])
    assert one_by_one.leads == at_once.leads
    gone = order[: len(order) // 2]
    for one in gone:
        del one_by_one.held[one.n]
        Settling(one_by_one).settle([], [one.n])
    rest = Memory(parted)
    rest.held = {one.n: one for one in order[len(gone) :]}
    Settling(rest).settle(rest.held)
    assert one_by_one.leads == rest.leads


@given(some_traits())
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_evidence_is_the_same_both_ways(reports: list[Traits]) -> None:
    for one, other in itertools.combinations(reports, 2):
        assert weigh(one, other) == weigh(other, one)
        assert bool(set(sought_keys(one)) & set(own_keys(other))) == bool(set(sought_keys(other)) & set(own_keys(one)))


def test_publishers_are_independent_by_texts_of_their_own() -> None:
    assert independent([("A", 1), ("B", 1)]) == 1
    assert independent([("A", 1), ("B", 1), ("B", 2)]) == 2
    assert independent([("A", 1), ("A", 2)]) == 1
    assert independent([]) == 0
