"""Which entities are alike: low-rank pictures of who deals with whom, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

RANK = 64
NEIGHBOURS = 40


@dataclass(frozen=True, slots=True)
class Kinship:
    """Vectors of entities at one moment, from earlier events only.

    ``partners``: entities x rank, alike where entities deal with the same others (unit length). ``habits``: alike
    where they do and suffer the same kinds of things (unit length). ``doer`` (entities x rank) and ``deed`` (seen
    pairs of relation and object x rank): their product tells how well "does this to that one" fits an entity.
    """

    partners: NDArray[Any]
    habits: NDArray[Any]
    doer: NDArray[Any]
    deed: NDArray[Any]


def kinship(deeds: csr_matrix, pairs: csr_matrix, profile: csr_matrix, rank: int = RANK) -> Kinship:
    """Kinship from counts: entity x (relation and object), entity x entity, entity x relation."""
    doer, weights, deed = _factors(_weighed(deeds), rank)
    partners, strength, _ = _factors(_weighed(pairs), rank)
    habits, habit, _ = _factors(_weighed(profile), min(24, rank))
    return Kinship(_unit(partners * strength), _unit(habits * habit), doer * weights, deed)


def neighbours(vectors: NDArray[Any], asked: NDArray[Any], number: int = NEIGHBOURS) -> csr_matrix:
    """Asked x entities: likeness (sharpened) of the nearest entities to those asked for, rows summing to 1."""
    import numpy as np
    from scipy import sparse

    likeness = vectors[asked] @ vectors.T
    likeness[np.arange(len(asked)), asked] = 0
    number = min(number, likeness.shape[1] - 1)
    nearest = np.argpartition(-likeness, number, axis=1)[:, :number]
    weight = np.maximum(np.take_along_axis(likeness, nearest, axis=1), 0) ** 4
    weight /= np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)
    start = np.arange(0, nearest.size + 1, number)
    return sparse.csr_matrix((weight.ravel(), nearest.ravel(), start), shape=likeness.shape)


def _weighed(counts: csr_matrix) -> csr_matrix:
    """Counts made less steep, rare columns given more weight, rows brought to like size."""
    import numpy as np
    from scipy import sparse

    weighed = counts.astype(np.float32).log1p()
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    rarity = np.log1p(counts.shape[0] / (1.0 + seen)).astype(np.float32)
    size = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel()) + 1e-6
    return (sparse.diags(1 / np.sqrt(size)) @ weighed @ sparse.diags(rarity)).tocsr()


def _factors(matrix: csr_matrix, rank: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    import numpy as np
    from sklearn.utils.extmath import randomized_svd

    rank = max(min(rank, min(matrix.shape) - 1), 1)
    left, weights, right = randomized_svd(matrix, rank, n_iter=3, n_oversamples=8, random_state=0)
    return left.astype(np.float32), weights.astype(np.float32), np.ascontiguousarray(right.T, dtype=np.float32)


def _unit(vectors: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    size = np.linalg.norm(vectors, axis=1, keepdims=True)
    small = size[:, 0] < 1e-5
    vectors = vectors / np.maximum(size, 1e-9)
    vectors[small] = 0
    return vectors
