"""Counts over time: how often something happened, how long ago, and how much of it is fresh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEVER = 10_000
"""Steps since the last time, where there was none."""


class Counts:
    """Counts of keys, fading with several half-lives, brought forward step by step.

    ``keys`` holds one key per event, in order of time. A count that halves every ``h`` steps is kept for each
    half-life; nothing is known of an event until ``advance`` has passed over it. A slot is a key's place in the sorted
    unique keys; slot ``len(self.keys)`` stands for whatever has not been seen.
    """

    def __init__(self, keys: NDArray[Any], half_lives: tuple[float, ...]) -> None:
        import numpy as np

        self.keys, slots = np.unique(keys, return_inverse=True)
        self.slots = slots.astype(np.int32)
        self.rates = (-1.0 / np.array(half_lives)).astype(np.float32)
        self.total = np.zeros(len(self.keys) + 1, dtype=np.float32)
        self.last = np.full(len(self.keys) + 1, -NEVER, dtype=np.int32)
        self.fading = np.zeros((len(self.keys) + 1, len(half_lives)), dtype=np.float32)

    def advance(self, start: int, end: int, step: int) -> None:
        """Take in the events ``start`` to ``end``, which all happened at ``step``."""
        import numpy as np

        slots, times = np.unique(self.slots[start:end], return_counts=True)
        gap = (step - self.last[slots]).astype(np.float32)[:, None]
        self.fading[slots] = self.fading[slots] * np.exp2(gap * self.rates) + times[:, None]
        self.total[slots] += times
        self.last[slots] = step

    def replay(self, step_of: NDArray[Any], end: int) -> None:
        """Take in the first ``end`` events at once, as if ``advance`` had passed over each of their steps."""
        import numpy as np

        if not end:
            return
        slots, steps = self.slots[:end], step_of[:end]
        self.last[slots] = steps  # in order of time: the last one stays
        self.total[:] = np.bincount(slots, minlength=len(self.total))
        age = (steps - self.last[slots]).astype(np.float32)
        for column, rate in enumerate(self.rates):
            self.fading[:, column] = np.bincount(slots, np.exp2(-age * rate), minlength=len(self.total))

    def find(self, keys: NDArray[Any]) -> NDArray[Any]:
        """Slots of ``keys``."""
        import numpy as np

        slots = np.searchsorted(self.keys, keys)
        slots[slots == len(self.keys)] = 0
        missing = self.keys[slots] != keys if len(self.keys) else np.ones(len(keys), dtype=bool)
        slots[missing] = len(self.keys)
        return slots

    def fresh(self, slots: NDArray[Any] | slice, step: int, column: int | None = None) -> NDArray[Any]:
        """What is left of the counts at ``step``: one half-life, or all of them as columns."""
        import numpy as np

        gap = (step - self.last[slots]).astype(np.float32)
        if column is not None:
            left: NDArray[Any] = self.fading[slots, column] * np.exp2(gap * self.rates[column])
            return left
        every: NDArray[Any] = self.fading[slots] * np.exp2(gap[:, None] * self.rates)
        return every

    def age(self, slots: NDArray[Any], step: int) -> NDArray[Any]:
        """Steps since the last time (NEVER at most)."""
        import numpy as np

        age: NDArray[Any] = np.minimum(step - self.last[slots], NEVER).astype(np.float32)
        return age

    def span(self, low: NDArray[Any], high: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Slots of all keys from ``low`` to below ``high``, one range after the other, and which range each is of."""
        import numpy as np

        first, last = np.searchsorted(self.keys, low), np.searchsorted(self.keys, high)
        length = last - first
        owner = np.repeat(np.arange(len(low)), length)
        offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
        return first[owner] + offset, owner
