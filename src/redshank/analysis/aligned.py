"""Where all stand towards all at one day: scores with intervals, and what each event does to them."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from redshank.analysis import profiles
from redshank.analysis.dealings import Dealings, Party
from redshank.analysis.ledger import Ledger, Sums
from redshank.analysis.parts import BARE, Cells, Parts
from redshank.analysis.profiles import HALF_LIFE, WEAK
from redshank.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_PARTIES = 600
"""Parties that are compared: those that deal with the most countries, then the busiest; the rest have too little."""
DRAWS = 80
"""Bootstrap samples behind an interval."""
EPISODE = 7
"""Days whose events between the same two are drawn together: they are one story as a rule."""
APART = 0.37
"""How far (standard deviation) what two do to each other lies from what their dealings with others suggest: 0.35 among
the pairs of ICEWS14, 0.40 of ICEWS18. So unsure is a score that rests on third parties alone."""
FEW = 10.0
"""Events with third parties at which half of the likeness of two is believed."""
COMMON = 3.0
"""Third parties in common below which the likeness of two is believed in part: of one or two, all look alike."""
CLEAR = 0.5
"""An interval that holds 0 and is wider than this says nothing: unknown, not neutral."""
LEAST = 3
"""Events between two below which it is unknown where they stand, whatever third parties suggest."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where two parties stand towards each other.

    ``score`` and its 90 % interval ``low`` to ``high`` are from -1 to 1. ``standing`` is "aligned" or "opposed" where
    the interval lies on one side of 0, "neutral" where there is enough to say that they are neither, else "unknown".
    ``direct`` and ``third`` are the two parts, ``trust`` the weight of the direct one. Of the direct part ``contact``
    is friendly dealings beyond the expected, ``heat`` hostile ones beyond the usual, ``tone`` the mean tone; of the
    third part ``friends`` and ``enemies`` say how alike the two deal with others. All are from -1 to 1, more is better.
    ``events`` counts events between the two, ``cooperative`` and ``hostile`` of them; ``publishers`` who told them.
    """

    a: Party
    b: Party
    score: float
    low: float
    high: float
    standing: str
    direct: float
    third: float
    trust: float
    contact: float
    heat: float
    tone: float
    friends: float
    enemies: float
    events: int
    cooperative: int
    hostile: int
    publishers: int
    last: str | None

    def to_json(self) -> dict[str, Any]:
        """The alignment as a line of JSON lines."""
        fields: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        return fields | {"a": self.a.to_json(), "b": self.b.to_json()}

    def seen_from(self, key: str) -> Alignment:
        """The same with the party of that id as ``a``."""
        return replace(self, a=self.b, b=self.a) if self.b.id == key else self


@dataclass(frozen=True, slots=True)
class Influence:
    """An event and by how much it moves the score of its two parties (with it minus without it)."""

    event: str
    date: str
    type: str
    score: float
    actor: str
    recipient: str
    shift: float

    def to_json(self) -> dict[str, Any]:
        """The influence as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


class Aligned:
    """The alignments of all parties with each other at one day, from the dealings up to it.

    ``half_life`` in days; ``draws`` 0 leaves out the intervals (they are then the score itself); ``most`` parties are
    compared.
    """

    def __init__(
        self,
        known: Dealings,
        at: datetime.date | None = None,
        half_life: float = HALF_LIFE,
        draws: int = DRAWS,
        most: int = MOST_PARTIES,
    ) -> None:
        import numpy as np

        last = int(known.day.max()) if len(known) else datetime.date.today().toordinal()
        self.at = at or datetime.date.fromordinal(last)
        self.known = known.between(None, self.at)
        self.half_life, self.draws, self.most = half_life, draws, most
        self.weight = profiles.weights(self.known, self.at.toordinal(), half_life)
        self.habits = profiles.tellers_habits(self.known, self.weight)
        self.numbers = self._compared()
        self.place = {int(n): i for i, n in enumerate(self.numbers)}
        self.third = np.flatnonzero(np.isin(self.numbers, profiles.broadest(self.known)))
        self.spread = float(self.known.score.std()) if len(self.known) > 1 else 5.0
        self.ledger = Ledger(self.known, self.numbers, self.third)
        self.sums = self._sums(self.weight)

    def _compared(self) -> NDArray[Any]:
        import numpy as np

        size = len(self.known.parties)
        busy = np.bincount(self.known.actor, self.weight, size) + np.bincount(self.known.recipient, self.weight, size)
        busy[profiles.broadest(self.known, self.most // 2)] += busy.sum() + 1
        order = np.lexsort((np.arange(size), -busy))
        return np.sort(order[: min(self.most, int((busy > 0).sum()))])

    def _sums(self, weight: NDArray[Any]) -> Sums:
        return self.ledger.sums(weight, self.habits)

    def pairs(self, least: int = LEAST) -> list[Alignment]:
        """All pairs with so many events between them, the most aligned first."""
        import numpy as np

        one, other = np.nonzero(np.triu(self.counts[0] >= max(least, 1), 1))
        return sorted(self.told(one, other), key=lambda x: (-x.score, x.a.id, x.b.id))

    def of(self, name: str, least: int = 1) -> list[Alignment]:
        """Of one party with all it deals with, as ``a``; the most aligned first."""
        import numpy as np

        me = self._number(name)
        met = self.counts[0][me] >= max(least, 1)
        met[me] = False
        others = np.flatnonzero(met)
        found = self.told(np.full(len(others), me), others)
        return sorted(found, key=lambda x: (-x.score, x.b.id))

    def pair(self, one: str, other: str) -> Alignment:
        """Of two, whether they deal with each other or not."""
        return self.some([(one, other)])[0]

    def some(self, pairs: Sequence[tuple[str, str]]) -> list[Alignment]:
        """Of some pairs by name, in their order."""
        import numpy as np

        places = np.array([[self._number(name) for name in pair] for pair in pairs], dtype=np.int64).reshape(-1, 2)
        return self.told(places[:, 0], places[:, 1])

    def knows(self, name: str) -> bool:
        """Whether there is enough about the party of that name to compare it."""
        return self.known.find(name) in self.place

    def _number(self, name: str) -> int:
        number = self.place.get(self.known.find(name))
        if number is None:
            raise UsageError(f"there is too little about {name[:60]!r} to say where it stands")
        return number

    def told(self, one: NDArray[Any], other: NDArray[Any]) -> list[Alignment]:
        """The alignments of pairs given by their places in ``numbers``."""
        import numpy as np

        parts = self._parts(self.sums, one, other)
        low, high = self._interval(parts.score, one, other)
        names = ("score", "direct", "third", "trust", "contact", "heat", "tone", "friends", "enemies")
        columns = {name: getattr(parts, name) for name in names} | {"low": low, "high": high}
        told = {name: np.round(values, 4).tolist() for name, values in columns.items()}
        counted = ("events", "cooperative", "hostile", "publishers", "last")
        told |= {name: matrix[one, other].tolist() for name, matrix in zip(counted, self.counts, strict=True)}
        rows = zip(one, other, zip(*told.values(), strict=True), strict=True)
        return [self._alignment(a, b, dict(zip(told, values, strict=True))) for a, b, values in rows]

    def _alignment(self, one: int, other: int, told: dict[str, Any]) -> Alignment:
        parties, last = self.known.parties, told["last"]
        told["last"] = datetime.date.fromordinal(last).isoformat() if last else None
        standing = _standing(told["low"], told["high"], told["events"])
        return Alignment(a=parties[self.numbers[one]], b=parties[self.numbers[other]], standing=standing, **told)

    def cells(self, sums: Sums, one: NDArray[Any], other: NDArray[Any]) -> Cells:
        """The sums of some pairs."""
        busy, place = sums.warm.sum(axis=1), self.ledger.find(one, other)
        names = ("friendly", "hostile", "events", "expected", "tone")
        told = {name: getattr(sums, name)[place] for name in names}
        return Cells(**told, due=busy[one] * busy[other] / max(float(busy[self.third].sum()), 1e-9), usual=sums.usual)

    def _parts(self, sums: Sums, one: NDArray[Any], other: NDArray[Any], chance: Any = None) -> Parts:
        """The parts of the scores; with ``chance``, as if the events added to each pair had been drawn too."""
        cells = self.cells(sums, one, other)
        if chance is not None:
            cells = replace(cells, added=_drawn(chance, sums.usual, len(one)), shaken=self._shaken(chance, len(one)))
        return cells.parts(*self._likeness(sums, one, other))

    def _shaken(self, chance: Any, size: int) -> Any:
        return chance.normal(0, self.spread * WEAK**0.5, size)

    def _likeness(self, sums: Sums, one: NDArray[Any], other: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        import numpy as np

        third = self.third
        warm = profiles.excess(sums.warm, third, WEAK)
        cold = -profiles.heat(sums.cold, sums.due, sums.usual)
        sure = self._sureness(sums, one, other)
        friends, enemies = (sure * np.tanh(2 * profiles.likeness(p, third, one, other)) for p in (warm, cold))
        return friends, enemies

    def _sureness(self, sums: Sums, one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
        """How far the likeness of two is to be believed: by their events with third parties, and how many these are."""
        import numpy as np

        dealt = sums.warm + sums.cold
        busy, met = dealt.sum(axis=1), (dealt > 0).astype(np.float64)
        known = np.sqrt(busy[one] * busy[other])
        common = (met @ met.T)[one, other] if len(one) > len(met) else (met[one] * met[other]).sum(axis=1)
        sure: NDArray[Any] = known / (known + FEW) * np.minimum(common / COMMON, 1.0)
        return sure

    def _interval(
        self, score: NDArray[Any], one: NDArray[Any], other: NDArray[Any]
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        """The 90 % interval: Bayesian bootstrap of the weeks of each pair, and how far third parties may mislead."""
        import numpy as np

        if not self.draws or not len(one):
            return score, score
        chance = np.random.default_rng(2_014)
        episode, drawn = self._episodes, []
        for _ in range(self.draws):
            weight = self.weight * chance.exponential(size=int(episode.max(initial=0)) + 1)[episode]
            parts = self._parts(self._sums(weight), one, other, chance)
            drawn.append(parts.score + chance.normal(0, APART, len(one)) * (1 - parts.trust))
        told = np.array(drawn) - np.median(drawn, axis=0)
        below, above = np.quantile(told, [0.05, 0.95], axis=0)
        return np.maximum(score + below, -1.0), np.minimum(score + above, 1.0)

    @functools.cached_property
    def _episodes(self) -> Any:
        """A number for each row, the same for those of one pair in one week."""
        import numpy as np

        a, b, size = self.known.actor, self.known.recipient, len(self.known.parties)
        week = self.known.day // EPISODE
        key = (np.minimum(a, b) * size + np.maximum(a, b)) * (int(week.max(initial=0)) + 1) + week
        return np.unique(key, return_inverse=True)[1]

    @functools.cached_property
    def counts(self) -> tuple[NDArray[Any], ...]:
        """Plain counts of each pair: events, friendly, hostile, publishers; and the day of the last event."""
        return _count(self.known, self.numbers)

    def influences(self, one: str, other: str, top: int = 6, since: datetime.date | None = None) -> list[Influence]:
        """The events between two that move their score most, as long as all else stays; the strongest first."""
        import numpy as np

        i, j = self._number(one), self._number(other)
        ends, known = {int(self.numbers[i]), int(self.numbers[j])}, self.known
        rows = np.isin(known.actor, list(ends)) & np.isin(known.recipient, list(ends))
        if since:
            rows &= known.day >= since.toordinal()
        chosen = np.flatnonzero(rows)
        shift = self._shifts(chosen, i, j)
        order = np.lexsort((chosen, -np.abs(shift)))[:top]
        return [self._influence(int(chosen[k]), float(shift[k])) for k in order]

    def _influence(self, row: int, shift: float) -> Influence:
        known = self.known
        event = int(known.event[row])
        day = datetime.date.fromordinal(int(known.day[row])).isoformat()
        names = known.parties[known.actor[row]].id, known.parties[known.recipient[row]].id
        return Influence(known.events[event], day, known.types[event], float(known.score[row]), *names, round(shift, 4))

    def _shifts(self, rows: NDArray[Any], i: int, j: int) -> NDArray[Any]:
        """The score of a pair minus what it would be without each of some rows of it."""
        import numpy as np

        one, other = np.array([i]), np.array([j])
        whole, (friends, enemies) = self.cells(self.sums, one, other), self._likeness(self.sums, one, other)
        weight, score = self.weight[rows], self.known.score[rows]
        without = replace(
            whole,
            friendly=np.maximum(whole.friendly - weight * (score > 0), 0),
            hostile=np.maximum(whole.hostile - weight * (score < 0), 0),
            events=np.maximum(whole.events - weight, 0),
            expected=np.maximum(whole.expected - weight * self.habits[0][rows], 0),
            tone=whole.tone - weight * (score - self.habits[1][rows]),
        )
        shift: NDArray[Any] = whole.parts(friends, enemies).score - without.parts(friends, enemies).score
        return shift


def _drawn(chance: Any, usual: float, size: int) -> tuple[Any, Any, Any]:
    """How many times as many events of the usual kind are added to each pair, drawn at random around 1."""
    import numpy as np

    shapes = (BARE, WEAK * usual, WEAK)
    bare, few, weak = (np.maximum(chance.gamma(shape, size=size) / shape, 1e-3) for shape in shapes)
    return bare, few, weak


def _count(known: Dealings, numbers: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    import numpy as np

    place = np.full(len(known.parties), -1)
    place[numbers] = np.arange(len(numbers))
    a, b, size = place[known.actor], place[known.recipient], len(numbers)
    kept = (a >= 0) & (b >= 0)
    low, high = np.minimum(a, b)[kept], np.maximum(a, b)[kept]
    cell, score = low * size + high, known.score[kept]

    def both(flat: NDArray[Any]) -> NDArray[Any]:
        square: NDArray[Any] = flat.reshape(size, size)
        both_ways: NDArray[Any] = np.add(square, square.T)
        return both_ways

    told = np.unique(cell * len(known.tellers) + known.teller[kept]) // max(len(known.tellers), 1)
    once = np.unique((cell * max(len(known.events), 1) + known.event[kept]) * 3 + np.sign(score).astype(np.int64) + 1)
    where, sign = once // 3 // max(len(known.events), 1), once % 3
    last = np.zeros(size * size, dtype=np.int64)
    np.maximum.at(last, cell, known.day[kept])
    counts = [np.bincount(where[mask], minlength=size * size) for mask in (sign >= 0, sign == 2, sign == 0)]
    return (*(both(c) for c in counts), both(np.bincount(told, minlength=size * size)), both(last))


def _standing(low: float, high: float, events: int) -> str:
    if events < LEAST:
        return "unknown"
    if low > 0 or high < 0:
        return "aligned" if low > 0 else "opposed"
    return "neutral" if high - low <= CLEAR else "unknown"
