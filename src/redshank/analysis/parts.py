"""The parts that a score of alignment is made of, out of the weighted sums of some pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redshank.analysis import profiles
from redshank.analysis.profiles import WEAK

if TYPE_CHECKING:
    from numpy.typing import NDArray

TRUST = 100.0
"""Events between two at which what they do to each other counts as much as what they do to others. Hostile ones count
double here: opponents talk with each other as well, and friends seldom fight."""
CONTACT = 2.0
"""Weight of friendly dealings in the direct part; heat and tone, which are two sides of one thing, have 1 each."""
BARE = 1.0
"""Friendly events added to what two do and to what is due."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the scores of some pairs, each an array with a number a pair, from -1 to 1; ``trust`` from 0."""

    contact: NDArray[Any]
    heat: NDArray[Any]
    tone: NDArray[Any]
    friends: NDArray[Any]
    enemies: NDArray[Any]
    trust: NDArray[Any]

    @property
    def direct(self) -> NDArray[Any]:
        """What the two do to each other."""
        told: NDArray[Any] = (CONTACT * self.contact + self.heat + self.tone) / (CONTACT + 2)
        return told

    @property
    def third(self) -> NDArray[Any]:
        """How alike they deal with others."""
        told: NDArray[Any] = (self.friends + self.enemies) / 2
        return told

    @property
    def score(self) -> NDArray[Any]:
        """The two together."""
        told: NDArray[Any] = self.trust * self.direct + (1 - self.trust) * self.third
        return told


@dataclass(frozen=True, slots=True)
class Cells:
    """The weighted sums of some pairs (see ``Sums``); ``due`` are the friendly events that their business would bring.

    ``added`` and ``shaken`` stand for the events of the usual kind that are added to each pair: as many as expected,
    or drawn at random.
    """

    friendly: NDArray[Any]
    hostile: NDArray[Any]
    events: NDArray[Any]
    expected: NDArray[Any]
    tone: NDArray[Any]
    due: NDArray[Any]
    usual: float
    added: tuple[Any, Any, Any] = (1.0, 1.0, 1.0)
    shaken: Any = 0.0

    def parts(self, friends: NDArray[Any], enemies: NDArray[Any]) -> Parts:
        """The parts of the scores, with the likeness of the pairs' dealings with others."""
        import numpy as np

        net = np.maximum(self.friendly - self.hostile, 0.0)
        contact = np.log((net + BARE * self.added[0]) / (self.due + BARE))
        heat = profiles.heat(self.hostile, self.expected, self.usual, self.added[1])
        tone = (self.tone + self.shaken) / (self.events + WEAK * self.added[2])
        told = self.events + self.hostile
        trust = told / (told + TRUST)
        return Parts(np.tanh(contact / 2), np.tanh(-heat / 2), np.tanh(tone / 2), friends, enemies, trust)
