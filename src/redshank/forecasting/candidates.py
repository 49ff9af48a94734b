"""The first sieve: a mixture of simple guesses at who comes next, and the entities it finds likeliest.

Each guess spreads one unit of belief over all entities; how much each guess is trusted is learnt from what happened
(expectation-maximisation), apart for questions of which much, little or nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redshank.forecasting.kinship import neighbours
from redshank.forecasting.rules import bucket

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redshank.forecasting.memory import Memory

GUESSES = (
    "same, fresh", "same, lasting", "pair, fresh", "pair, lasting", "rules", "relation", "relation, lasting", "anyone",
    "alike", "friends", "friends do", "country does", "country knows", "fits",
)  # fmt: skip
LEVELS = (0.5, 3.5, 20.5)
"""Borders, in past events of actor and type, between questions of which nothing, little, much is known."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions of one moment: ``subject`` does ``relation`` to whom? No two are the same."""

    subject: NDArray[Any]
    relation: NDArray[Any]

    def part(self, start: int, end: int) -> Questions:
        """The questions from ``start`` to ``end``."""
        return Questions(self.subject[start:end], self.relation[start:end])


@dataclass(frozen=True, slots=True)
class Guesses:
    """``belief`` is guesses x questions x entities; ``extra`` more views of the same shape, not distributions."""

    belief: NDArray[Any]
    extra: dict[str, NDArray[Any]]
    level: NDArray[Any]


def guess(memory: Memory, questions: Questions) -> Guesses:
    """Every guess for every question, as known to ``memory``."""
    import numpy as np

    step, s, r = memory.step, questions.subject, questions.relation
    does = memory.does.find(s * memory.directed + r)
    same = _same(memory, does)
    pair = _pairs(memory, s)
    rules, surest = _follow_rules(memory, s, r)
    alike, friends, friends_do, likeness = _walks(memory, s, r)
    country_does, country_knows = _countries(memory, s, r)
    relation = [_by_relation(memory, r, column) for column in (1, 2)]
    anyone = np.broadcast_to(memory.entity.fresh(_entity_slots(memory), step, 1), rules.shape)
    fits = _fits(memory, s, r)
    views = [*same, *pair, rules, *relation, anyone, alike, friends, friends_do, country_does, country_knows, fits]
    belief = np.stack([_spread(view) for view in views])
    extra = {"rules": rules, "surest": surest, "fits": fits, "likeness": likeness, "alike": alike, "walk": friends_do}
    return Guesses(belief, extra, np.searchsorted(np.array(LEVELS), memory.does.total[does]))


def _spread(view: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    return view / np.maximum(view.sum(axis=1, keepdims=True), 1e-9)


def _entity_slots(memory: Memory) -> NDArray[Any]:
    import numpy as np

    return memory.entity.find(np.arange(memory.size))


def _same(memory: Memory, does: NDArray[Any]) -> list[NDArray[Any]]:
    deeds = [memory.deeds(memory.step, column)[does].toarray() for column in (1, 3)]
    return deeds


def _pairs(memory: Memory, s: NDArray[Any]) -> list[NDArray[Any]]:
    return [memory.dealings(memory.step, column)[s].toarray() for column in (1, 3)]


def _by_relation(memory: Memory, r: NDArray[Any], column: int) -> NDArray[Any]:
    import numpy as np

    view = np.zeros((len(r), memory.size), dtype=np.float32)
    slots, owner = memory.deed.span(r * memory.size, (r + 1) * memory.size)
    view[owner, memory.deed.keys[slots] % memory.size] = memory.deed.fresh(slots, memory.step, column)
    return view


def _countries(memory: Memory, s: NDArray[Any], r: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    import numpy as np

    does = np.zeros((len(s), memory.size), dtype=np.float32)
    knows = np.zeros_like(does)
    if memory.homes is not None:
        home = memory.homes.country[s]
        for view, name, key in ((does, "h r o", home * memory.directed + r), (knows, "h o", home)):
            counts = memory.broad[name]
            slots, owner = counts.span(key * memory.size, (key + 1) * memory.size)
            view[owner, counts.keys[slots] % memory.size] = counts.fresh(slots, memory.step, 1)
    return does, knows


def _fits(memory: Memory, s: NDArray[Any], r: NDArray[Any]) -> NDArray[Any]:
    """Low-rank fit of actor and deed, below 0 as 0."""
    import numpy as np

    view = np.zeros((len(s), memory.size), dtype=np.float32)
    if memory.kin is None or not len(memory.kin_deeds):
        return view
    for relation in np.unique(r):
        asked = np.flatnonzero(r == relation)
        low, high = np.searchsorted(memory.kin_deeds, [relation * memory.size, (relation + 1) * memory.size])
        others = memory.kin_deeds[low:high] % memory.size
        view[np.ix_(asked, others)] = memory.kin.doer[s[asked]] @ memory.kin.deed[low:high].T
    return np.maximum(view, 0)


def _walks(memory: Memory, s: NDArray[Any], r: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    """What entities like the actor do; whom its partners deal with; to whom they do the same; likeness to the actor."""
    import numpy as np
    from scipy import sparse

    actors, place = np.unique(s, return_inverse=True)
    dealings = memory.dealings(memory.step, 2)
    share = sparse.diags(1 / np.maximum(np.asarray(dealings.sum(axis=1)).ravel(), 1e-9)) @ dealings
    near = share[actors]
    near.data[near.data < 0.004] = 0
    near.eliminate_zeros()
    friends = (near @ share).toarray()[place]
    deeds = memory.deeds(memory.step, 3)
    deeds.data = np.sqrt(deeds.data)
    friends_do = _typed(memory, near[place], r, deeds)
    if memory.kin is None:
        return np.zeros_like(friends_do), friends, friends_do, np.zeros_like(friends_do)
    kin = memory.kin.partners
    alike = _typed(memory, neighbours(kin, actors)[place], r, deeds)
    likeness = (kin[actors] @ kin.T)[place]
    return alike, friends, friends_do, likeness


def _typed(memory: Memory, others: Any, r: NDArray[Any], deeds: Any) -> NDArray[Any]:
    """To whom the weighted ``others`` (questions x entities) of each question do its relation."""
    import numpy as np
    from scipy import sparse

    owner = np.repeat(np.arange(len(r)), np.diff(others.indptr))
    slots = memory.does.find(others.indices.astype(np.int64) * memory.directed + r[owner])
    known = slots < len(memory.does.keys)
    chosen = sparse.csr_matrix((others.data[known], (owner[known], slots[known])), shape=(len(r), deeds.shape[0]))
    view: NDArray[Any] = (chosen @ deeds).toarray()
    return view.astype(np.float32)


def _follow_rules(memory: Memory, s: NDArray[Any], r: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Belief of all rules together (noisy-or) and of the surest one."""
    import numpy as np

    together = np.zeros((len(s), memory.size), dtype=np.float32)
    surest = np.zeros_like(together)
    if memory.refuted is None:
        return together, surest
    for actor in np.unique(s):
        asked = np.flatnonzero(s == actor)
        low = np.array([actor * memory.size * memory.directed])
        slots, _ = memory.triple.span(low, low + memory.size * memory.directed)
        slots = slots[memory.triple.total[slots] > 0]
        if not len(slots):
            continue
        age = memory.step - memory.triple.last[slots]
        bodies = bucket(age) * memory.directed + memory.triple_relation[slots]
        others, starts = np.unique(memory.triple_object[slots], return_index=True)
        doubts = memory.refuted[np.ix_(bodies, r[asked])]
        cells = np.ix_(asked, others)
        together[cells] = -np.expm1(np.add.reduceat(doubts, starts, axis=0)).T
        surest[cells] = -np.expm1(np.minimum.reduceat(doubts, starts, axis=0)).T
    return together, surest


class Sieve:
    """How far each guess is trusted, by level of knowledge, and the likeliest entities by all of them."""

    def __init__(self, keep: int = 150) -> None:
        import numpy as np

        self.keep = keep
        start = np.array([8, 12, 3, 6, 16, 1, 2, 0.5, 4, 1, 3, 4, 2, 3], dtype=np.float64)
        self.trust = np.tile(start / start.sum(), (len(LEVELS) + 1, 1))
        self._seen: list[tuple[NDArray[Any], NDArray[Any]]] = []

    def score(self, guesses: Guesses) -> NDArray[Any]:
        """Questions x entities: the mixture of all guesses."""
        import numpy as np

        trust = self.trust[guesses.level].astype(np.float32)
        return np.einsum("kqe,qk->qe", guesses.belief, trust, optimize=True)

    def likeliest(self, score: NDArray[Any]) -> NDArray[Any]:
        """Questions x ``keep`` entities, likeliest first."""
        import numpy as np

        keep = min(self.keep, score.shape[1])
        best = np.argpartition(-score, keep - 1, axis=1)[:, :keep]
        order = np.argsort(-np.take_along_axis(score, best, axis=1), axis=1, kind="stable")
        return np.take_along_axis(best, order, axis=1)

    def learn(self, guesses: Guesses, question: NDArray[Any], answer: NDArray[Any]) -> None:
        """Remember what each guess gave the right answers."""
        self._seen.append((guesses.belief[:, question, answer].T, guesses.level[question]))

    def settle(self, rounds: int = 20) -> None:
        """Learn the trust in each guess from all that was remembered, by expectation-maximisation."""
        import numpy as np

        if not self._seen:
            return
        belief = np.concatenate([seen[0] for seen in self._seen]).astype(np.float64)
        level = np.concatenate([seen[1] for seen in self._seen])
        for place in range(len(self.trust)):
            right = belief[level == place]
            if len(right) >= 50:
                self.trust[place] = _maximise(right, self.trust[place], rounds)


def _maximise(right: NDArray[Any], trust: NDArray[Any], rounds: int) -> NDArray[Any]:

    trust = 0.9 * trust + 0.1 / len(trust)
    for _ in range(rounds):
        share = right * trust + 1e-9 * trust
        trust = (share / share.sum(axis=1, keepdims=True)).sum(axis=0) / len(right)
    return trust + 1e-4
