"""One event: what it is, who tells it in which words, who asserts and who denies, and why its reports are one event."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from redshank.exchange.flat import REPORT_COLUMNS, flat_report
from redshank.model import Event, Mention
from redshank.record import KeptReport, Record
from redshank.record.evidence import Evidence
from redshank.record.traits import entity_id
from redshank.web.views.reader import Piece, told

UNNAMED = "unnamed publisher"

MOST_REPORTS = 100
"""Reports whose sentences are shown; downloads have all of them."""

WHY_COLUMNS = ("report", "publisher", "sentence", "evidence", "weight", "words")

STANCES = {
    "asserted": "tell it as having happened",
    "planned": "announce it",
    "possible": "hedge it",
    "negated": "deny it",
}
"""What those do who tell it with each factuality."""

STANCES_OF_ONE = {
    "asserted": "tells it as having happened",
    "planned": "announces it",
    "possible": "hedges it",
    "negated": "denies it",
}
"""The same of a single voice."""

KINDS = ("parties", "type", "time", "place", "words", "articles", "judgement")
"""Kinds of evidence that reports are about one event, in the order of weighing."""

MOST_DYADS = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """A report of the event: its sentence cut into pieces by role, and what joined it to the report that leads."""

    kept: KeptReport
    pieces: tuple[Piece, ...]
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> float:
        """The sum of the evidence."""
        return sum(one.weight for one in self.evidence)

    @property
    def weights(self) -> dict[str, float]:
        """The weight of each kind of evidence."""
        return {one.name: one.weight for one in self.evidence}


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone who says so: a speaker with the entity's id, or a publisher in its own voice (no id)."""

    name: str
    entity: str | None
    publisher: str
    article: str
    report: str
    cue: str


@dataclass(frozen=True, slots=True)
class Version:
    """How one publisher tells the event: whom it makes actor and recipient, as what, and by whose voice."""

    publisher: str
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    types: tuple[str, ...]
    reports: int
    attributed: int
    denied: int

    @property
    def voice(self) -> str:
        """By whose voice it is told, in words."""
        if self.attributed == self.reports:
            return "only lets others say it"
        return "in its own voice" if not self.attributed else "in its own voice, and as others say"


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with everything that its page shows.

    ``publishers`` are the reports by publisher, those with the most reports first; ``stances`` are who asserts,
    announces, hedges and denies; ``promises`` are announcements that it fulfils, ``fulfilments`` what fulfils it;
    ``quantities`` are the numbers told by kind, with how many reports tell each where that is more than one.
    """

    event: Event
    lead: Telling
    publishers: tuple[tuple[str, tuple[Telling, ...]], ...]
    stances: tuple[tuple[str, tuple[Voice, ...]], ...]
    promises: tuple[Event, ...]
    fulfilments: tuple[Event, ...]
    dyads: tuple[tuple[Mention, Mention], ...]
    quantities: tuple[tuple[str, tuple[str, ...]], ...]
    versions: tuple[Version, ...]
    shown: int

    @property
    def joined(self) -> list[Telling]:
        """The reports that evidence joined to the leading one."""
        return [one for _, some in self.publishers for one in some if one.evidence]

    @property
    def kinds(self) -> list[str]:
        """The kinds of evidence that there are, in the order of weighing."""
        given = {name for one in self.joined for name in one.weights}
        return [name for name in KINDS if name in given]


def event_view(record: Record, key: str) -> EventView | None:
    """The event of an id, or of a report's id; None if there is none."""
    event = record.event(key)
    found = record.why(key) if event else []
    if event is None or not found:
        return None
    tellings = [Telling(kept, sentence(kept), tuple(evidence)) for kept, evidence in found[:MOST_REPORTS]]
    return EventView(
        event,
        tellings[0],
        tuple(_by_publisher(tellings)),
        tuple(_stances([kept for kept, _ in found])),
        _events(record, event.fulfils),
        _events(record, event.fulfilled_by),
        tuple(itertools.islice(itertools.product(event.actor, event.recipient), MOST_DYADS)),
        tuple(_quantities([kept for kept, _ in found])),
        tuple(_versions([kept for kept, _ in found])),
        len(tellings),
    )


def sentence(kept: KeptReport) -> tuple[Piece, ...]:
    """The words of a report's sentence, cut into pieces that play a role in it."""
    span = kept.report.sentence
    paragraphs = told([(span.start, span.text)], [(kept.id, kept.report)])
    return tuple(piece for one in paragraphs for stretch in one.stretches for piece in stretch.pieces)


def _by_publisher(tellings: Iterable[Telling]) -> list[tuple[str, tuple[Telling, ...]]]:
    found: dict[str, list[Telling]] = {}
    for one in tellings:
        found.setdefault(one.kept.publisher or UNNAMED, []).append(one)
    return sorted(((name, tuple(some)) for name, some in found.items()), key=lambda pair: (-len(pair[1]), pair[0]))


def _stances(reports: Sequence[KeptReport]) -> Iterator[tuple[str, tuple[Voice, ...]]]:
    """For each factuality that occurs: who says so, everyone once for each publisher."""
    for factuality in STANCES:
        voices: dict[tuple[str, str], Voice] = {}
        for kept in reports:
            if kept.report.factuality == factuality:
                voice = _voice(kept)
                voices.setdefault((voice.name, voice.publisher), voice)
        if voices:
            yield factuality, tuple(voices.values())


def _voice(kept: KeptReport) -> Voice:
    publisher, said = kept.publisher or UNNAMED, kept.report.attribution
    if said is None:
        return Voice(publisher, None, publisher, kept.report.article, kept.id, "")
    name = said.speaker.name if said.speaker else "somebody unnamed"
    entity = entity_id(said.speaker) if said.speaker else None
    return Voice(name, entity, publisher, kept.report.article, kept.id, said.cue)


def _versions(reports: Iterable[KeptReport]) -> Iterator[Version]:
    """How each publisher tells it, those with the most reports first; nothing where only one does."""
    groups: dict[str, list[KeptReport]] = defaultdict(list)
    for kept in reports:
        groups[kept.publisher or UNNAMED].append(kept)
    for name, some in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])) if len(groups) > 1 else ():
        yield Version(
            name,
            _sides(mention for kept in some for mention in kept.report.actor),
            _sides(mention for kept in some for mention in kept.report.recipient),
            tuple(sorted({kept.report.type for kept in some})),
            len(some),
            sum(kept.report.attribution is not None for kept in some),
            sum(kept.report.factuality == "negated" for kept in some),
        )


def _sides(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Everyone once."""
    return tuple({entity_id(mention): mention for mention in mentions}.values())


def _quantities(reports: Iterable[KeptReport]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The numbers told with the event, by kind, the most told first."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for kept in reports:
        for one in kept.report.quantities:
            found[one.kind][f"{one.value:,g} {one.unit}"] += 1
    for kind, told_ in sorted(found.items()):
        yield kind, tuple(f"{words} ({times} reports)" if times > 1 else words for words, times in told_.most_common(6))


def _events(record: Record, keys: Sequence[str]) -> tuple[Event, ...]:
    found = (record.event(key) for key in keys[:20])
    return tuple(one for one in found if one is not None)


def report_rows(record: Record, key: str) -> list[dict[str, Any]]:
    """All reports of an event as rows of ``REPORT_COLUMNS``."""
    return [flat_report(kept) for kept in record.event_reports(key)]


def why_rows(record: Record, key: str) -> list[dict[str, Any]]:
    """The evidence for each report of an event as rows of ``WHY_COLUMNS``."""
    rows: list[dict[str, Any]] = []
    for kept, evidence in record.why(key):
        about = {"report": kept.id, "publisher": kept.publisher, "sentence": kept.report.sentence.text}
        parts: list[tuple[str, float | None, str]] = [(one.name, one.weight, one.words) for one in evidence]
        parts = parts or [("lead", None, "tells the event best")]
        rows += [about | {"evidence": name, "weight": weight, "words": words} for name, weight, words in parts]
    return rows


__all__ = ["REPORT_COLUMNS", "WHY_COLUMNS", "EventView", "event_view", "report_rows", "sentence", "why_rows"]
