"""Why a forecast says what it says: the past events behind it, and the regularities that point to it, with counts."""

from __future__ import annotations

import bisect
import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from redshank.forecasting.history import History
from redshank.forecasting.odds import wilson

WITHIN = (3, 7, 14, 30)
"""Windows, in days, in which a regularity is looked for."""
LOOK_BACK = 30
"""Regularities start from events of the last so many days."""
MOST_TRIALS = 20_000
FEWEST_TRIALS = 5
VERBS = {
    "AGREE": "agrees with", "CONSULT": "consults", "SUPPORT": "supports", "CONCEDE": "concedes to",
    "COOPERATE": "cooperates with", "AID": "aids", "RETREAT": "retreats from", "REQUEST": "requests of",
    "ACCUSE": "accuses", "REJECT": "rejects", "THREATEN": "threatens", "PROTEST": "protests against",
    "SANCTION": "sanctions", "MOBILIZE": "mobilizes against", "COERCE": "coerces", "ASSAULT": "assaults",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in words, with its rows: ``hits`` of ``trials`` for a regularity, the events for past ones."""

    kind: str
    words: str
    hits: int
    trials: int
    rows: tuple[History, ...]

    def to_json(self) -> dict[str, Any]:
        """The reason as JSON."""
        rows = [row.to_json() for row in self.rows]
        return {"kind": self.kind, "words": self.words, "hits": self.hits, "trials": self.trials, "rows": rows}


def deed(actor: str, type_: str, recipient: str) -> str:
    """An event in words: "Iran accuses Israel"."""
    verb = VERBS.get(type_, f"[{type_}]")
    return f"{actor} {verb} {recipient}" if recipient else f"{actor} {verb} someone"


@dataclass
class Chronicle:
    """Days of events by dyad and type, to count regularities on. Holds events before ``at`` only, in order of time."""

    events: Sequence[History]
    at: datetime.date
    days: dict[tuple[str, str], dict[str, list[int]]] = field(default_factory=dict)
    rows: dict[tuple[str, str], list[History]] = field(default_factory=dict)
    _counted: dict[tuple[str, bool, str, int], tuple[int, int, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        days: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        rows: dict[tuple[str, str], list[History]] = defaultdict(list)
        for event in self.events:
            known = days[event.actor, event.recipient][event.type]
            if not known or known[-1] != event.date.toordinal():
                known.append(event.date.toordinal())
            rows[event.actor, event.recipient].append(event)
        self.days, self.rows = dict(days), dict(rows)

    def past(self, actor: str, type_: str, recipient: str, most: int = 3) -> Reason | None:
        """The latest events of the same type in the dyad, or None where there were none."""
        same = [event for event in self.rows.get((actor, recipient), ()) if event.type == type_]
        if not same:
            return None
        lately = sum((self.at - event.date).days <= LOOK_BACK for event in same)
        words = (
            f"{deed(_name(same[-1]), type_, _recipient(same[-1]))}: {len(same)} times before, {lately} of them in the "
            f"last {LOOK_BACK} days, last on {same[-1].date}"
        )
        return Reason("past events", words, len(same), len(same), tuple(reversed(same[-most:])))

    def regularities(self, actor: str, type_: str, recipient: str, most: int = 2) -> list[Reason]:
        """What of the last weeks in this dyad has most often been followed by such an event, in all dyads."""
        found: list[tuple[float, Reason]] = []
        for turned in (False, True):
            dyad = (recipient, actor) if turned else (actor, recipient)
            latest = {
                event.type: event for event in self.rows.get(dyad, ()) if (self.at - event.date).days <= LOOK_BACK
            }
            for event in latest.values():
                found += self._follow(event, turned, type_)
        found.sort(key=lambda pair: -pair[0])
        return [reason for _, reason in found[:most]]

    def _follow(self, event: History, turned: bool, type_: str) -> list[tuple[float, Reason]]:
        """The surest window in which ``type_`` follows on such an event, if it does so more than by chance."""
        best: list[tuple[float, Reason]] = []
        if event.type == type_ and not turned:
            return best  # that it happens again is told by the past events
        for within in WITHIN:
            if (self.at - event.date).days > within:
                continue
            hits, trials, chance = self.count(event.type, turned, type_, within)
            sure = wilson(hits, trials)[0]
            if trials >= FEWEST_TRIALS and hits >= 3 and sure > chance:
                own = self._count_in((event.actor, event.recipient), event.type, turned, type_, within)
                first, second = (_recipient(event), _name(event)) if turned else (_name(event), _recipient(event))
                words = (
                    f"after {deed(_name(event), event.type, _recipient(event))}, {deed(first, type_, second)} "
                    f"within {within} days: {hits} of {trials} times among all dyads, {own[0]} of {own[1]} in this one"
                )
                best.append((sure - chance, Reason("regularity", words, hits, trials, (event,))))
        return sorted(best, key=lambda pair: -pair[0])[:1]

    def count(self, body: str, turned: bool, head: str, within: int) -> tuple[int, int, float]:
        """How often ``head`` followed within so many days of ``body``: hits, trials, and the chance without ``body``.

        A trial is a day with ``body`` in a dyad whose window is over; ``turned`` where actor and recipient change
        places between the two.
        """
        key = (body, turned, head, within)
        if key not in self._counted:
            self._counted[key] = self._count(*key)
        return self._counted[key]

    def _count(self, body: str, turned: bool, head: str, within: int) -> tuple[int, int, float]:
        hits = trials = 0
        expected = 0.0
        for dyad in self.days:
            came, tried, chance = self._count_in(dyad, body, turned, head, within)
            hits, trials, expected = hits + came, trials + tried, expected + chance * tried
            if trials >= MOST_TRIALS:
                break
        return hits, trials, expected / trials if trials else 0.0

    def _count_in(
        self, dyad: tuple[str, str], body: str, turned: bool, head: str, within: int
    ) -> tuple[int, int, float]:
        """The same for one dyad."""
        types = self.days[dyad]
        bodies = types.get(body, [])
        bodies = bodies[: bisect.bisect_left(bodies, self.at.toordinal() - within)]
        heads = (self.days.get((dyad[1], dyad[0]), {}) if turned else types).get(head, [])
        hits = 0
        for day in bodies:
            place = bisect.bisect_right(heads, day)
            hits += place < len(heads) and heads[place] <= day + within
        span = max(self.at.toordinal() - self.events[0].date.toordinal(), 1)
        return hits, len(bodies), min(within * len(heads) / span, 1.0)


def _name(event: History) -> str:
    return event.actor_name or event.actor


def _recipient(event: History) -> str:
    return event.recipient_name or event.recipient
