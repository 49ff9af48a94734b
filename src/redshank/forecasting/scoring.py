"""How good a ranking is, as the field counts it: mean reciprocal rank and hits, with a time-aware filter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


def ranks(scores: NDArray[Any], right: NDArray[Any], question: NDArray[Any], answer: NDArray[Any]) -> NDArray[Any]:
    """The rank of each ``answer`` (a column of ``scores``) to its ``question`` (a row).

    Other right answers of the same moment are left out (time-aware filter); ties get their mean rank.
    """
    import numpy as np

    rivals = np.where(right, -np.inf, scores)[question]
    own = scores[question, answer][:, None]
    better: NDArray[Any] = 1 + (rivals > own).sum(axis=1) + (rivals == own).sum(axis=1) / 2
    return better


@dataclass
class Tally:
    """Ranks gathered so far."""

    found: list[NDArray[Any]] = field(default_factory=list)

    def add(self, ranks: NDArray[Any]) -> None:
        """Take in more ranks."""
        self.found.append(ranks)

    def figures(self) -> dict[str, float]:
        """MRR, Hits@1, @3 and @10 in percent, and the number of questions."""
        import numpy as np

        every = np.concatenate(self.found) if self.found else np.ones(0)
        if not len(every):
            return {"questions": 0}
        hits = {f"hits@{top}": round(100 * float((every <= top).mean()), 3) for top in (1, 3, 10)}
        return {"mrr": round(100 * float((1 / every).mean()), 3), **hits, "questions": len(every)}
