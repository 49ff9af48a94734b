"""Where the parties of a network stand on the page: the same for the same network, near where they stood before."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS = 200
AGAIN = 40
"""Steps where most positions are known from an earlier drawing: enough to let new ones in, too few to move the rest."""
HOSTILE = 0.3
"""How much hostile ties push apart, in relation to how much friendly ones pull together."""


def placed(
    keys: Mapping[str, int],
    ties: Mapping[tuple[str, str], float],
    bloc_of: Mapping[str, int],
    before: Mapping[str, tuple[float, float]],
) -> dict[str, tuple[float, float]]:
    """Positions from -1 to 1 of all parties ``keys``: friends near each other, blocs apart (Fruchterman-Reingold 1991).

    Parties start at their position in ``before``, else among their bloc on a circle, at an angle made of their id.
    """
    import numpy as np

    names = sorted(keys)
    if not names:
        return {}
    place = {name: i for i, name in enumerate(names)}
    start = np.array([_start(name, bloc_of, before) for name in names])
    known = np.array([name in before for name in names])
    force = np.zeros((len(names), len(names)))
    for (a, b), weight in ties.items():
        force[place[a], place[b]] = force[place[b], place[a]] = weight
    found = _settled(start, force, known)
    if not known.any():
        found -= (found.max(axis=0) + found.min(axis=0)) / 2
        found /= max(float(np.abs(found).max()), 1e-9)
    found = np.clip(found, -1, 1)
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, found, strict=True)}


def _start(name: str, bloc_of: Mapping[str, int], before: Mapping[str, Sequence[float]]) -> tuple[float, float]:
    if name in before:
        return (float(before[name][0]), float(before[name][1]))
    bloc = bloc_of.get(name)
    turn = 2.399963 * (bloc or 0)
    centre = (0.6 * math.cos(turn), 0.6 * math.sin(turn)) if bloc is not None else (0.0, 0.0)
    width = 0.3 if bloc is not None else 1.0
    x, y = in_disc(name, width)
    return centre[0] + x, centre[1] + y


def in_disc(name: str, width: float = 1.0) -> tuple[float, float]:
    """A place that follows from an id, within ``width`` of the middle."""
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    angle, radius = (int.from_bytes(part, "big") / 2**32 for part in (digest[:4], digest[4:]))
    x, y = (width * math.sqrt(radius) * f(2 * math.pi * angle) for f in (math.cos, math.sin))
    return x, y


def _settled(start: NDArray[Any], force: NDArray[Any], known: NDArray[Any]) -> NDArray[Any]:
    """Positions after pulling and pushing for a while, in steps that grow smaller."""
    import numpy as np

    where = start.copy()
    size = len(where)
    wide = 1.6 / math.sqrt(size)
    pull = np.where(force > 0, force, HOSTILE * force) / max(float(np.abs(force).max()), 1e-9)
    steps = AGAIN if known.mean() > 0.5 else STEPS
    free = np.where(known, 0.1, 1.0) if known.any() else np.ones(size)
    for step in range(steps):
        apart = where[:, None, :] - where[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        push = wide**2 / distance**2 - np.clip(pull * distance / wide, -2.0, None)
        np.fill_diagonal(push, 0.0)
        moved = (apart * push[:, :, None]).sum(axis=1) - 0.3 * where
        length = np.maximum(np.sqrt((moved**2).sum(axis=1)), 1e-9)
        most = 0.1 * (1 - step / steps) * free
        where += moved / length[:, None] * np.minimum(length, most)[:, None]
    return where
