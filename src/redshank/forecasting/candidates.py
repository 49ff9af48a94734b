"""The first sieve: a mixture of simple guesses at who comes next, and the entities it finds likeliest.

Each guess spreads one unit of belief over all entities; how much each guess is trusted is learnt from what happened
(expectation-maximisation), apart for questions of which much, little or nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redshank.forecasting.views import GUESSES, views

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redshank.forecasting.memory import Memory

LEVELS = (0.5, 3.5, 20.5)
"""Borders, in past events of actor and type, between questions of which nothing, little, much is known."""
START = (8, 12, 3, 6, 16, 1, 2, 0.5, 4, 1, 3, 4, 2, 3)
"""Trust in each guess before anything was learnt."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions of one moment: ``subject`` does ``relation`` to whom? No two are the same."""

    subject: NDArray[Any]
    relation: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Guesses:
    """Views of every question: sparse matrices, questions x entities, with the total of each row.

    ``anyone`` is the one guess that is the same for all questions; ``level`` how much is known of each question.
    """

    views: dict[str, Any]
    total: dict[str, NDArray[Any]]
    anyone: NDArray[Any]
    level: NDArray[Any]

    def at(self, name: str, row: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
        """The values of one view for pairs of question and entity."""
        view = self.anyone[None, :] if name == "anyone" else self.views[name].toarray()
        values: NDArray[Any] = view[0 if name == "anyone" else row, other]
        return values

    def belief(self, name: str, row: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
        """The same as shares of the question's total."""
        values = self.at(name, row, other)
        return values if name == "anyone" else values / self.total[name][row]


def guess(memory: Memory, questions: Questions) -> Guesses:
    """Every guess for every question, as known to ``memory``."""
    import numpy as np

    seen = views(memory, questions.subject, questions.relation)
    total = {name: np.maximum(np.asarray(view.sum(axis=1)).ravel(), 1e-9) for name, view in seen.items()}
    anyone = memory.entity.fresh(memory.entity.find(np.arange(memory.size)), memory.step, 1)
    does = memory.does.find(questions.subject * memory.directed + questions.relation)
    level = np.searchsorted(np.array(LEVELS), memory.does.total[does])
    return Guesses(seen, total, anyone / max(float(anyone.sum()), 1e-9), level)


class Sieve:
    """How far each guess is trusted, by level of knowledge, and the likeliest entities by all of them."""

    def __init__(self, keep: int = 150) -> None:
        import numpy as np

        self.keep = keep
        start = np.array(START, dtype=np.float64)
        self.trust = np.tile(start / start.sum(), (len(LEVELS) + 1, 1))
        self._seen: list[tuple[NDArray[Any], NDArray[Any]]] = []

    def score(self, guesses: Guesses) -> NDArray[Any]:
        """Questions x entities: the mixture of all guesses."""
        import numpy as np

        trust = self.trust[guesses.level].astype(np.float32)
        width = len(guesses.anyone)
        score: NDArray[Any] = trust[:, [GUESSES.index("anyone")]] * guesses.anyone
        flat = score.reshape(-1)
        for place, name in enumerate(GUESSES):
            if name != "anyone":
                view = guesses.views[name]
                length = np.diff(view.indptr)
                cells = np.repeat(np.arange(len(length)) * width, length) + view.indices
                flat[cells] += view.data * np.repeat(trust[:, place] / guesses.total[name], length)
        return score

    def likeliest(self, score: NDArray[Any]) -> NDArray[Any]:
        """Questions x ``keep`` entities, likeliest first."""
        import numpy as np

        keep = min(self.keep, score.shape[1])
        best = np.argpartition(-score, keep - 1, axis=1)[:, :keep]
        order = np.argsort(-np.take_along_axis(score, best, axis=1), axis=1, kind="stable")
        return np.take_along_axis(best, order, axis=1)

    def learn(self, guesses: Guesses, question: NDArray[Any], answer: NDArray[Any]) -> None:
        """Remember what each guess gave the right answers."""
        import numpy as np

        belief = np.stack([guesses.belief(name, question, answer) for name in GUESSES], axis=1)
        self._seen.append((belief, guesses.level[question]))

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
