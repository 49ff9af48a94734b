"""Events out of reports: who joins whom, the same whatever the order in which reports came.

Every report has a rank that depends on nothing but itself: what is told exactly (known parties, a day, a place) comes
before what is told vaguely, equals by a hash. In the order of ranks, a report joins the leading report with which it
shares the most evidence, if that is enough, and else leads an event itself (pivot correlation clustering; Ailon,
Charikar and Newman 2008, with the best pivot instead of the first). What is settled so depends only on the set of
reports. A new report changes the standing of those that come after it in rank and are near it, rarely of more, as with
any maximal independent set in random order (Censor-Hillel, Haramaty and Karnin 2016).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from typing import Protocol

from redshank.record.evidence import SAME, Traits, weigh


class Neighbourhood(Protocol):
    """What settling needs to know of the record."""

    def near(self, report: Traits) -> Iterable[Traits]:
        """Reports that may be about the same event, itself perhaps among them."""

    def traits(self, n: int) -> Traits | None:
        """A report that counts, or None if there is none of that number (any more)."""

    def lead(self, n: int) -> int | None:
        """The report it was last joined to, itself if it leads, None if it is new."""

    def followers(self, n: int) -> Iterable[int]:
        """Those last joined to it, without itself."""

    def join(self, n: int, lead: int | None) -> None:
        """Remember whom a report has joined; None takes it out."""

    def parted(self, n: int) -> frozenset[int]:
        """Reports that a person said are not about the same event."""


class Settling:
    """One pass that brings everything up to date after some reports came, changed or went."""

    def __init__(self, hood: Neighbourhood) -> None:
        self.hood = hood
        self.touched: set[int] = set()
        self._weights: dict[tuple[int, int], float] = {}
        self._queue: list[tuple[int, int]] = []
        self._queued: set[int] = set()

    def settle(self, changed: Iterable[int], altered: Iterable[int] = ()) -> set[int]:
        """Settle new reports and all that follows from them; the leads whose events changed.

        ``altered`` are reports that were there and now say something else, or are gone.
        """
        altered = list(altered)
        for n in altered:
            self._leave(n)
        for n in (*changed, *altered):
            self._enter(n)
        while self._queue:
            _, n = heapq.heappop(self._queue)
            self._queued.discard(n)
            report = self.hood.traits(n)
            if report is not None:
                self._place(report)
        return self.touched

    def _enter(self, n: int) -> None:
        """Queue a report by its rank; one that is gone leaves at once."""
        report = self.hood.traits(n)
        if report is None:
            self._leave(n)
        elif n not in self._queued:
            self._queued.add(n)
            heapq.heappush(self._queue, (report.rank, n))

    def _leave(self, n: int) -> None:
        old = self.hood.lead(n)
        if old is None:
            return
        self.touched.add(old)
        self.hood.join(n, None)
        if old == n:
            self._release(n)

    def _place(self, report: Traits) -> None:
        near = [other for other in self.hood.near(report) if other.n != report.n]
        old, new = self.hood.lead(report.n), self._choose(report, near)
        self.touched.update(x for x in (old, new) if x is not None)
        if old == new:
            if new == report.n:
                self._call(report, near)
            return
        self.hood.join(report.n, new)
        if new == report.n:
            self._call(report, near)
        elif old == report.n:
            self._release(report.n)
        for other in self.hood.parted(report.n):
            self._after(report, other)

    def _choose(self, report: Traits, near: Iterable[Traits]) -> int:
        """The leading report of higher rank with the most evidence, the highest-ranking of equals; else itself."""
        best, found = (-SAME, report.rank), report.n
        for other in near:
            if other.rank < report.rank and self.hood.lead(other.n) == other.n:
                key = (-self._weight(report, other), other.rank)
                if key[0] <= -SAME and key < best and not self._kept_apart(report, other.n):
                    best, found = key, other.n
        return found

    def _kept_apart(self, report: Traits, lead: int) -> bool:
        """Whether a person parted the report from one of higher rank that the lead already has."""
        for n in self.hood.parted(report.n):
            other = self.hood.traits(n)
            if other is not None and other.rank < report.rank and lead in (n, self.hood.lead(n)):
                return True
        return False

    def _call(self, lead: Traits, near: Iterable[Traits]) -> None:
        """Those after it in rank who would rather follow this lead than stand as they do are settled again."""
        for other in near:
            if other.rank < lead.rank or (weight := self._weight(other, lead)) < SAME:
                continue
            current = self.hood.lead(other.n)
            rival = None if current in (None, other.n, lead.n) else self.hood.traits(current or 0)
            if current == lead.n:
                continue
            if rival is None or (-weight, lead.rank) < (-self._weight(other, rival), rival.rank):
                self._enter(other.n)

    def _release(self, lead: int) -> None:
        """Those who followed a report that leads no more are settled again."""
        for n in list(self.hood.followers(lead)):
            self._enter(n)

    def _after(self, report: Traits, n: int) -> None:
        other = self.hood.traits(n)
        if other is not None and other.rank > report.rank:
            self._enter(n)

    def _weight(self, one: Traits, other: Traits) -> float:
        key = (one.n, other.n) if one.n < other.n else (other.n, one.n)
        if key not in self._weights:
            first, second = (one, other) if one.n == key[0] else (other, one)
            weight = weigh(first, second)
            self._weights[key] = -99.0 if weight is None else round(weight, 6)
        return self._weights[key]


def united(leads: Mapping[int, int], pairs: Iterable[tuple[int, int]], ranks: Mapping[int, int]) -> dict[int, int]:
    """For each lead that people's merges concern, the lead of the whole: the highest-ranking one.

    ``leads`` gives the lead of each report in ``pairs``; ``ranks`` those of all leads.
    """
    parent: dict[int, int] = {}

    def root(n: int) -> int:
        while parent.get(n, n) != n:
            n = parent[n]
        return n

    for one, other in pairs:
        if one in leads and other in leads:
            first, second = sorted((root(leads[one]), root(leads[other])), key=lambda n: ranks[n])
            parent[second] = first
            parent.setdefault(first, first)
    return {n: root(n) for n in parent}
