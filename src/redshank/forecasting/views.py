"""Simple guesses at who comes next: each a view of what is known, as a sparse matrix of questions x entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redshank.forecasting.kinship import neighbours
from redshank.forecasting.rules import bucket

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redshank.forecasting.counts import Counts
    from redshank.forecasting.memory import Memory

GUESSES = (
    "same, fresh", "same, lasting", "pair, fresh", "pair, lasting", "rules", "relation", "relation, lasting", "anyone",
    "alike", "friends", "friends do", "country does", "country knows", "fits",
)  # fmt: skip
"""Views that the first sieve mixes; all but "anyone" are given by ``views``."""
MORE = ("surest", "other rules lately", "friends newly", "alike know")
"""Further views, for the features only."""
WEAK = 0.004
"""Shares of an entity's dealings below this are not walked along."""


def views(memory: Memory, s: NDArray[Any], r: NDArray[Any]) -> dict[str, Any]:
    """All views of the questions "whom does ``s`` do ``r`` to?"."""
    step, width = memory.step, memory.size
    does = memory.does.find(s * memory.directed + r)
    found = {
        "same, fresh": memory.deeds(step, 1)[does],
        "same, lasting": memory.deeds(step, 3)[does],
        "pair, fresh": memory.dealings(step, 1)[s],
        "pair, lasting": memory.dealings(step, 3)[s],
        "relation": _range(memory, memory.deed, r, 1),
        "relation, lasting": _range(memory, memory.deed, r, 2),
        "fits": _fits(memory, s, r),
    }
    if memory.homes is not None:
        home = memory.homes.country[s]
        found["country does"] = _range(memory, memory.broad["h r o"], home * memory.directed + r, 1)
        found["country knows"] = _range(memory, memory.broad["h o"], home, 1)
    found |= _walks(memory, s, r) | _rules(memory, s, r)
    nothing = _sparse([], [], [], len(s), width)
    return {name: found.get(name, nothing) for name in (*GUESSES, *MORE) if name != "anyone"}


def _sparse(values: Any, rows: Any, columns: Any, height: int, width: int) -> Any:
    import numpy as np
    from scipy import sparse

    cells = (np.asarray(rows, dtype=np.int32), np.asarray(columns, dtype=np.int32))
    return sparse.csr_matrix((np.asarray(values, dtype=np.float32), cells), shape=(height, width))


def _range(memory: Memory, counts: Counts, key: NDArray[Any], column: int) -> Any:
    """Fresh counts of all entities under each key (keys end in the entity)."""
    import numpy as np

    unique, place = np.unique(key, return_inverse=True)
    slots, owner = counts.span(unique * memory.size, (unique + 1) * memory.size)
    known = counts.total[slots] > 0
    slots, owner = slots[known], owner[known]
    fresh = counts.fresh(slots, memory.step, column)
    return _sparse(fresh, owner, counts.keys[slots] % memory.size, len(unique), memory.size)[place]


def _fits(memory: Memory, s: NDArray[Any], r: NDArray[Any]) -> Any:
    """Low-rank fit of actor and deed, where it is above 0."""
    import numpy as np

    if memory.kin is None or not len(memory.kin_deeds):
        return _sparse([], [], [], len(s), memory.size)
    parts: list[tuple[NDArray[Any], NDArray[Any], NDArray[Any]]] = []
    for relation in np.unique(r):
        asked = np.flatnonzero(r == relation)
        low, high = np.searchsorted(memory.kin_deeds, [relation * memory.size, (relation + 1) * memory.size])
        fit = memory.kin.doer[s[asked]] @ memory.kin.deed[low:high].T
        row, column = np.nonzero(fit > 1e-3)
        parts.append((fit[row, column], asked[row], memory.kin_deeds[low:high][column] % memory.size))
    values, rows, columns = (np.concatenate(part) for part in zip(*parts, strict=True))
    return _sparse(values, rows, columns, len(s), memory.size)


def _walks(memory: Memory, s: NDArray[Any], r: NDArray[Any]) -> dict[str, Any]:
    """Two steps: whom the actor's partners deal with, to whom they do the same; and the same of entities like it."""
    import numpy as np

    actors, place = np.unique(s, return_inverse=True)
    share, lately = memory.shares(memory.step, 2), memory.shares(memory.step, 1)
    near = _strong(share[actors])
    deeds = memory.deeds(memory.step, 3).sqrt()
    found = {
        "friends": (near @ share)[place],
        "friends do": _typed(memory, near[place], r, deeds),
        "friends newly": (_strong(memory.shares(memory.step, 0)[actors]) @ lately)[place],
    }
    if memory.kin is not None:
        like = neighbours(memory.kin.partners, actors)
        found["alike"] = _typed(memory, like[place], r, deeds)
        found["alike know"] = (like @ lately)[place]
    return {name: _sorted(view) for name, view in found.items()}


def _sorted(view: Any) -> Any:
    view.sort_indices()
    return view


def _strong(shares: Any) -> Any:
    """Only the shares that are not weak, so that walks stay short."""
    shares.data[shares.data < WEAK] = 0
    shares.eliminate_zeros()
    return shares


def _typed(memory: Memory, others: Any, r: NDArray[Any], deeds: Any) -> Any:
    """To whom the weighted ``others`` (questions x entities) of each question do its relation."""
    import numpy as np

    owner = np.repeat(np.arange(len(r)), np.diff(others.indptr))
    slots = memory.does.find(others.indices.astype(np.int64) * memory.directed + r[owner])
    known = slots < len(memory.does.keys)
    return _sparse(others.data[known], owner[known], slots[known], len(r), deeds.shape[0]) @ deeds


def _rules(memory: Memory, s: NDArray[Any], r: NDArray[Any]) -> dict[str, Any]:
    """Belief of all rules together (noisy-or), of the surest one, and of fresh rules from other relations."""
    import numpy as np

    parts = [_rules_of(memory, actor, np.flatnonzero(s == actor), r) for actor in np.unique(s)]
    parts = [part for part in parts if part is not None]
    if not parts:
        return {}
    rows, columns, together, surest, lately = (np.concatenate(part) for part in zip(*parts, strict=True))
    named = {"rules": together, "surest": surest, "other rules lately": lately}
    return {name: _sparse(values, rows, columns, len(s), memory.size) for name, values in named.items()}


def _rules_of(memory: Memory, actor: int, asked: NDArray[Any], r: NDArray[Any]) -> tuple[NDArray[Any], ...] | None:
    """Rows, columns and the three beliefs for the questions ``asked`` of one actor."""
    import numpy as np

    low = np.array([actor * memory.size * memory.directed])
    slots, _ = memory.triple.span(low, low + memory.size * memory.directed)
    slots = slots[memory.triple.total[slots] > 0]
    if not len(slots) or memory.refuted is None:
        return None
    lag, body = bucket(memory.step - memory.triple.last[slots]), memory.triple_relation[slots]
    others, starts = np.unique(memory.triple_object[slots], return_index=True)
    doubts = memory.refuted[np.ix_(lag * memory.directed + body, r[asked])]
    together = np.add.reduceat(doubts, starts, axis=0)
    surest = np.minimum.reduceat(doubts, starts, axis=0)
    doubts[(lag[:, None] > 4) | (body[:, None] == r[asked])] = 0
    lately = np.add.reduceat(doubts, starts, axis=0)
    rows, columns = np.repeat(asked, len(others)), np.tile(others, len(asked))
    return rows, columns, *(-np.expm1(view.T).ravel() for view in (together, surest, lately))
