"""What speaks for each candidate: counts of many kinds as one row of numbers with names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redshank.forecasting.views import GUESSES, MORE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redshank.forecasting.candidates import Guesses, Questions
    from redshank.forecasting.counts import Counts
    from redshank.forecasting.memory import Memory

Columns = dict[str, "NDArray[Any]"]


def features(
    memory: Memory, questions: Questions, guesses: Guesses, score: NDArray[Any], candidates: NDArray[Any]
) -> tuple[NDArray[Any], list[str]]:
    """One row per question and candidate (in that order), and the names of the columns."""
    import numpy as np

    keep = candidates.shape[1]
    row = np.repeat(np.arange(len(questions.subject)), keep)
    other = candidates.ravel()
    columns: Columns = {}
    _views(columns, guesses, score, row, other, keep)
    _dyad(columns, memory, questions, row, other)
    _habits(columns, memory, questions, row, other)
    _broad(columns, memory, questions, row, other)
    _against_rivals(columns, keep)
    return np.stack([np.asarray(c, dtype=np.float32) for c in columns.values()], axis=1), list(columns)


def _views(
    columns: Columns, guesses: Guesses, score: NDArray[Any], row: NDArray[Any], other: NDArray[Any], keep: int
) -> None:
    """The guesses of the first sieve and their mixture, absolute and against the best of the question."""
    import numpy as np

    mixture = np.log(score[row, other] + 1e-7)
    columns["mixture"] = mixture
    columns["mixture to best"] = mixture - np.repeat(mixture[::keep], keep)
    columns["place"] = np.tile(np.arange(keep), len(score))
    for name in GUESSES:
        columns[f"guess {name}"] = guesses.belief(name, row, other)
    for name in MORE:
        columns[name] = guesses.at(name, row, other)
    for name in ("rules", "fits"):
        columns[name] = columns[f"guess {name}"] * guesses.total[name][row]


def _fading(columns: Columns, name: str, counts: Counts, slots: NDArray[Any], step: int, age: bool = True) -> None:
    """All fading counts, the total and the age of one kind of key."""
    import numpy as np

    fresh = counts.fresh(slots, step)
    for place in range(fresh.shape[1]):
        columns[f"{name} {place}"] = fresh[:, place]
    columns[f"{name} total"] = counts.total[slots]
    if age:
        columns[f"{name} age"] = np.minimum(counts.age(slots, step), 2000)


def _dyad(columns: Columns, memory: Memory, questions: Questions, row: NDArray[Any], other: NDArray[Any]) -> None:
    """What the two have done to each other."""
    import numpy as np

    step, triple, pair = memory.step, memory.triple, memory.pair
    s, r = questions.subject[row], questions.relation[row]
    slots = triple.find(memory.triple_key(s, r, other))
    _fading(columns, "same", triple, slots, step)
    if memory.lasting:
        _beginnings(columns, memory, questions, row, other, slots)
    back = triple.find(memory.triple_key(s, memory.graph.inverse(r), other))
    columns["answered"], columns["answered age"] = triple.fresh(back, step, 2), np.minimum(triple.age(back, step), 2000)
    both = pair.find(memory.pair_key(s, other))
    _fading(columns, "pair", pair, both, step)
    columns["same in pair"] = columns["same 3"] / (columns["pair 3"] + 0.1)
    columns["self"] = (s == other).astype(np.float32)


def _beginnings(
    columns: Columns, memory: Memory, questions: Questions, row: NDArray[Any], other: NDArray[Any], slots: NDArray[Any]
) -> None:
    """Since when the two deal so, and whether either has begun the same with somebody else since."""
    import numpy as np

    s, r, began = questions.subject[row], questions.relation[row], memory.began[slots]
    candidate = memory.newest_of_candidate[memory.deed.find(r * memory.size + other)]
    actor = memory.newest_of_actor[memory.does.find(s * memory.directed + r)]
    columns["same since"] = np.minimum(memory.step - began, 2000)
    columns["candidate began"] = np.minimum(memory.step - candidate, 2000)
    columns["actor began"] = np.minimum(memory.step - actor, 2000)
    columns["candidate outdone"] = np.minimum(candidate - began, 2000)
    columns["actor outdone"] = np.minimum(actor - began, 2000)


def _habits(columns: Columns, memory: Memory, questions: Questions, row: NDArray[Any], other: NDArray[Any]) -> None:
    """What each of actor, relation and candidate are used to."""

    step, s, r = memory.step, questions.subject, questions.relation
    _fading(columns, "suffers", memory.deed, memory.deed.find(r[row] * memory.size + other), step)
    _fading(columns, "candidate", memory.entity, memory.entity.find(other), step)
    query: Columns = {}
    _fading(query, "does", memory.does, memory.does.find(s * memory.directed + r), step)
    _fading(query, "actor", memory.entity, memory.entity.find(s), step)
    _fading(query, "kind", memory.kind, memory.kind.find(r), step, age=False)
    columns.update({name: values[row] for name, values in query.items()})
    columns["turned"] = (r >= memory.graph.relations)[row]
    for place in (0, 2):
        columns[f"same share {place}"] = columns[f"same {place + 1}"] / (columns[f"does {place}"] + 0.2)
        columns[f"suffers share {place}"] = columns[f"suffers {place}"] / (columns[f"kind {place}"] + 1)
        columns[f"suffers leaning {place}"] = columns[f"suffers {place}"] / (columns[f"candidate {place}"] + 0.5)
        columns[f"pair of candidate {place}"] = columns[f"pair {place + 1}"] / (columns[f"candidate {place}"] + 0.5)
    waking = memory.entity.fresh(memory.entity.find(other), step, 0)
    columns["waking"] = waking / (columns["candidate 2"] + 1)
    columns["partners"] = _partners(memory)[other]


def _partners(memory: Memory) -> NDArray[Any]:
    """How many others each entity has dealt with so far."""
    import numpy as np

    seen = memory.pair.total[:-1] > 0
    return np.bincount(memory.pair_object[seen], minlength=memory.size).astype(np.float32)


def _broad(columns: Columns, memory: Memory, questions: Questions, row: NDArray[Any], other: NDArray[Any]) -> None:
    """What their countries and roles are used to, and how alike the two are."""
    import numpy as np

    s, r, homes, kin = questions.subject[row], questions.relation[row], memory.homes, memory.kin
    if homes is not None:
        for name, keys in memory.broad_keys(s, r, other).items():
            counts = memory.broad[name]
            fresh = counts.fresh(counts.find(keys), memory.step)
            columns[f"{name} 0"], columns[f"{name} 1"] = fresh[:, 0], fresh[:, 1]
        for name, whole in (("h r o", "h r"), ("h r h", "h r"), ("k r o", "k r"), ("k r k", "k r")):
            columns[f"{name} share"] = columns[f"{name} 1"] / (columns[f"{whole} 1"] + 1)
        for name, whole in (("s r h", "does 1"), ("s r k", "does 1"), ("s h", "actor 1")):
            columns[f"{name} share"] = columns[f"{name} 1"] / (columns[whole] + 1)
        columns["same country"] = (homes.country[s] == homes.country[other]) & (homes.country[s] > 0)
    if kin is not None:
        columns["likeness"] = np.einsum("nd,nd->n", kin.partners[s], kin.partners[other])
        columns["like habits"] = np.einsum("nd,nd->n", kin.habits[s], kin.habits[other])


RIVALRY = ("same 0", "same 2", "pair 1", "pair age", "rules", "other rules lately", "h r o 1", "fits",
           "friends newly", "suffers 0", "likeness")  # fmt: skip
"""What is also told as a place among the question's candidates (0 is the best, ties share it)."""


def _against_rivals(columns: Columns, keep: int) -> None:
    import numpy as np

    for name in RIVALRY:
        if name not in columns:
            continue
        table = columns[name].reshape(-1, keep)
        table = table if name.endswith("age") else -table
        ordered = np.sort(table, axis=1)
        offset = np.arange(len(table))[:, None] * np.float64(1e6)
        place = np.searchsorted((ordered + offset).ravel(), (table + offset).ravel()) - np.repeat(
            np.arange(len(table)) * keep, keep
        )
        columns[f"place by {name}"] = place
