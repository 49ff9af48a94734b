"""Questions of the past with their answers, to learn from: the forecaster passes once over the graph in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from redshank.forecasting.candidates import Guesses, Questions, Sieve, guess
from redshank.forecasting.features import features
from redshank.forecasting.memory import Memory
from redshank.forecasting.ranking import Plan, Ranker, Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redshank.forecasting.graph import Graph

CELLS = 6_000_000
"""Questions x entities looked at together: bounds the memory."""


LASTING = 0.5
"""Share of the facts of a step that were so the step before, from which on a graph tells what lasts, not what happens:
0.88 in YAGO, under 0.2 in ICEWS."""
LATELY = 15
"""Steps to learn from in such a graph: what lasts changes its ways over decades."""
FEW = 16_000
"""Questions to learn from there: they are much alike (MRR on YAGO's valid split 87.4 with 8,000, 88.1 with 16,000, 81.2
with 80,000)."""


def lasting(graph: Graph, first: int) -> bool:
    """Whether the facts of the last step before ``first`` mostly were so at the step before that."""
    import numpy as np

    known = graph.before(first)
    steps = np.unique(known.step)[-2:]
    if len(steps) < 2:
        return False
    key = (known.subject * known.directed + known.relation) * known.entities + known.object
    before, now = (key[known.step == step] for step in steps)
    return bool(np.isin(now, before).mean() > LASTING)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the forecaster learns.

    ``questions``: how many past questions to learn from, drawn from the last ``spread`` steps; ``warm``: questions
    before those that only teach the first sieve; ``keep``: candidates per question; ``rivals`` and ``sampled``: wrong
    candidates to learn from per question, the likeliest ones and a sample of the rest.
    """

    questions: int = 80_000
    spread: int = 150
    warm: int = 5_000
    keep: int = 150
    rivals: int = 30
    sampled: int = 12
    plan: Plan = field(default_factory=Plan)


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions of one moment with their answers: ``answer[i]`` is one right answer to question ``question[i]``."""

    questions: Questions
    question: NDArray[Any]
    answer: NDArray[Any]

    def right(self, width: int) -> NDArray[Any]:
        """Questions x entities: whether it happened."""
        import numpy as np

        right = np.zeros((len(self.questions.subject), width), dtype=bool)
        right[self.question, self.answer] = True
        return right


def batches(graph: Graph, start: int, end: int, chosen: NDArray[Any] | None = None) -> Iterator[Batch]:
    """The questions of rows ``start`` to ``end``, which share a step; ``chosen`` picks some by their place."""
    import numpy as np

    keys = graph.subject[start:end] * graph.directed + graph.relation[start:end]
    unique, owner = np.unique(keys, return_inverse=True)
    places = np.arange(len(unique)) if chosen is None else chosen[chosen < len(unique)]
    size = max(CELLS // max(graph.entities, 1), 16)
    for low in range(0, len(places), size):
        part = places[low : low + size]
        at = np.full(len(unique), -1)
        at[part] = np.arange(len(part))
        inside = np.flatnonzero(at[owner] >= 0)
        subject, relation = np.divmod(unique[part], graph.directed)
        yield Batch(Questions(subject, relation), at[owner[inside]], graph.object[start:end][inside])


class Forecaster:
    """Who comes next in a temporal knowledge graph: memory, first sieve and learnt ranking.

    ``learn_until(step)`` passes over the graph to ``step`` and learns on the way; from then on ``foresee`` ranks
    candidates for questions at the memory's step, and ``advance`` lets the time go on.
    """

    def __init__(self, graph: Graph, settings: Settings | None = None) -> None:
        self.graph, self.settings = graph, settings or Settings()
        self.memory = Memory(graph)
        self.sieve = Sieve(self.settings.keep)
        self.ranker: Ranker | None = None

    def learn_until(self, first: int) -> None:
        """Take in all rows before ``first`` and learn from the latest of them."""
        import numpy as np

        self.memory.lasting = lasting(self.graph, first)
        share, begin, warm = self._window(first)
        draw = np.random.default_rng(0)
        sheets: list[Sheet] = []
        names: list[str] = []
        settled = False
        for step, start, end in self.graph.days():
            if step >= first:
                break
            if step >= warm and self.memory.end:
                settled = settled or self._settle(step >= begin)
                self._study(step, start, end, share, draw, sheets if settled else None, names)
            self.memory.advance(step, start, end)
        if sheets:
            self.ranker = Ranker(self.settings.plan, names)
            sheet = _joined(sheets)
            sheets.clear()  # the rows are large: not kept twice
            self.ranker.learn(sheet)

    def _settle(self, now: bool) -> bool:
        if now:
            self.sieve.settle()
        return now

    def _window(self, first: int) -> tuple[float, int, int]:
        """The share of questions to learn from, the step from which on, and the step from which the sieve learns."""
        import numpy as np

        graph, settings = self.graph, self.settings
        end = int(np.searchsorted(graph.step, first))
        keys = np.stack([graph.step, graph.subject * graph.directed + graph.relation])[:, :end]
        asked = np.unique(keys, axis=1)[0]
        steps, numbers = np.unique(asked, return_counts=True)
        lasts = self.memory.lasting
        spread = min(settings.spread, LATELY) if lasts else settings.spread
        wanted = min(settings.questions, FEW) if lasts else settings.questions
        begin = max(len(steps) - spread, len(steps) // 4)
        share = min(1.0, wanted / max(numbers[begin:].sum(), 1))
        earlier = np.cumsum((numbers[:begin] * share)[::-1])
        warm = begin - int(np.searchsorted(earlier, settings.warm)) - 1
        return share, int(steps[begin]) if len(steps) else first, int(steps[max(warm, 0)]) if len(steps) else first

    def _study(
        self, step: int, start: int, end: int, share: float, draw: Any, sheets: list[Sheet] | None, names: list[str]
    ) -> None:
        """Learn from a share of the questions of one step: the sieve at first, then the ranking."""
        import numpy as np

        self.at(step)
        chosen = np.flatnonzero(draw.random(end - start) < share)
        for batch in batches(self.graph, start, end, chosen):
            guesses = guess(self.memory, batch.questions)
            if sheets is None:
                self.sieve.learn(guesses, batch.question, batch.answer)
                continue
            rows, right, found = self._rows(batch.questions, guesses, batch.right(self.graph.entities), names)
            sheets.append(_sheet(rows, right, found, self.settings, draw))

    def at(self, step: int) -> None:
        """Set the memory to the moment before anything of ``step`` is known."""
        self.memory.step = step
        self.memory.ready(step)

    def _rows(
        self, questions: Questions, guesses: Guesses, right: NDArray[Any], names: list[str]
    ) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        import numpy as np

        score = self.sieve.score(guesses)
        candidates = self.sieve.likeliest(score)
        rows, names[:] = features(self.memory, questions, guesses, score, candidates)
        return rows, np.take_along_axis(right, candidates, axis=1), candidates

    def remember(self, first: int) -> None:
        """Take in all rows before ``first`` without learning a ranking."""
        for step, start, end in self.graph.days():
            if step >= first:
                break
            self.memory.advance(step, start, end)

    def shares(self, questions: Questions) -> NDArray[Any]:
        """Questions x entities: the odds that it is this one, given that it happens; rows sum to 1."""
        import numpy as np

        guesses = guess(self.memory, questions)
        score = self.sieve.score(guesses).astype(np.float64)
        score /= np.maximum(score.sum(axis=1, keepdims=True), 1e-12)
        if self.ranker is None:
            return score
        candidates = self.sieve.likeliest(score)
        rows, _ = features(self.memory, questions, guesses, score, candidates)
        ranked = self.ranker.score(rows).reshape(candidates.shape)
        power = np.exp(ranked - ranked.max(axis=1, keepdims=True))
        among = np.take_along_axis(score, candidates, axis=1).sum(axis=1, keepdims=True)
        np.put_along_axis(score, candidates, among * power / power.sum(axis=1, keepdims=True), axis=1)
        return score

    def foresee(self, questions: Questions) -> NDArray[Any]:
        """Questions x entities: scores at the memory's step, higher is likelier.

        Candidates are scored by the learnt ranking, all others by the first sieve below them.
        """
        import numpy as np

        guesses = guess(self.memory, questions)
        score = self.sieve.score(guesses)
        if self.ranker is None:
            return score
        candidates = self.sieve.likeliest(score)
        rows, _ = features(self.memory, questions, guesses, score, candidates)
        ranked = self.ranker.score(rows).reshape(candidates.shape)
        ranked = ranked - ranked.min(axis=1, keepdims=True) + 2.0  # the sieve's own scores are at most 1
        whole = score.astype(np.float64)
        np.put_along_axis(whole, candidates, ranked, axis=1)
        return whole


def _sheet(rows: NDArray[Any], right: NDArray[Any], found: NDArray[Any], settings: Settings, draw: Any) -> Sheet:
    """Rows to learn from: all right ones, the likeliest wrong ones, and a sample of the other wrong ones."""
    import numpy as np

    rest = max(right.shape[1] - settings.rivals, 1)
    chance = min(settings.sampled / rest, 1.0)
    place = np.arange(right.shape[1])[None, :]
    sampled = (draw.random(right.shape) < chance) & (place >= settings.rivals)
    kept = right | (place < settings.rivals) | sampled
    kept[~right.any(axis=1)] = False
    weight = np.where((place >= settings.rivals) & ~right, 1 / chance, 1.0).astype(np.float32)
    size = kept.sum(axis=1)
    return Sheet(rows[kept.ravel()], right[kept], weight[kept], size[size > 0])


def _joined(sheets: list[Sheet]) -> Sheet:
    import numpy as np

    columns = (
        [s.rows for s in sheets],
        [s.right for s in sheets],
        [s.weight for s in sheets],
        [s.size for s in sheets],
    )
    return Sheet(*(np.concatenate(column) for column in columns))
