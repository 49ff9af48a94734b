"""Temporal knowledge graphs: who did what to whom at which step, in the layout of the field's benchmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from redshank.errors import InputError, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_FACTS = 50_000_000
"""Larger files are refused before they fill the memory."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Events over time, each told from both sides.

    ``subject``, ``relation``, ``object``, ``step`` are integer arrays of 2 x facts rows in order of time. Relation
    ``r + relations`` is ``r`` told from the recipient's side. ``step`` counts units of the file's own rhythm (a day in
    ICEWS, a year in YAGO). ``names`` are the entities' names where known.
    """

    subject: NDArray[Any]
    relation: NDArray[Any]
    object: NDArray[Any]
    step: NDArray[Any]
    entities: int
    relations: int
    names: tuple[str, ...] = ()

    @property
    def directed(self) -> int:
        """Number of relations when both sides are told apart."""
        return 2 * self.relations

    def inverse(self, relation: NDArray[Any]) -> NDArray[Any]:
        """The same relations told from the other side."""
        import numpy as np

        return np.where(relation < self.relations, relation + self.relations, relation - self.relations)

    def before(self, step: int) -> Graph:
        """The graph as it was known before ``step``."""
        import numpy as np

        end = int(np.searchsorted(self.step, step))
        s, r, o, t = (column[:end] for column in (self.subject, self.relation, self.object, self.step))
        return Graph(s, r, o, t, self.entities, self.relations, self.names)

    def days(self, first: int = 0) -> Iterator[tuple[int, int, int]]:
        """``(step, start, end)`` of the rows of every step that has any, from ``first`` on."""
        import numpy as np

        begin = int(np.searchsorted(self.step, first))
        steps, starts = np.unique(self.step[begin:], return_index=True)
        ends = [*starts[1:], len(self.step) - begin]
        for step, start, end in zip(steps, starts, ends, strict=True):
            yield int(step), int(start) + begin, int(end) + begin


def graph_of(facts: NDArray[Any], entities: int = 0, relations: int = 0, names: tuple[str, ...] = ()) -> Graph:
    """The graph of ``facts``: rows of (subject, relation, object, step), in any order; repeated rows count once."""
    import numpy as np

    facts = np.unique(np.asarray(facts, dtype=np.int64).reshape(-1, 4), axis=0)
    entities = max(entities, int(facts[:, [0, 2]].max(initial=-1)) + 1)
    relations = max(relations, int(facts[:, 1].max(initial=-1)) + 1)
    turned = facts[:, [2, 1, 0, 3]] + [0, relations, 0, 0]
    both = np.concatenate([facts, turned])
    both = both[np.lexsort((both[:, 2], both[:, 1], both[:, 0], both[:, 3]))]
    return Graph(both[:, 0], both[:, 1], both[:, 2], both[:, 3], entities, relations, names)


def read_graph(folder: Path, split: str) -> tuple[Graph, int]:
    """The graph in ``folder`` up to the end of ``split``, and the first step of that split.

    ``train.txt`` is always history; ``valid.txt`` is too where ``split`` is ``test``. Raises UsageError for a split or
    a folder that is not there, InputError for a file that is not in the layout.
    """
    import numpy as np

    if split not in ("valid", "test"):
        raise UsageError(f"no split called {split!r}", do="valid or test")
    history = [read_facts(folder / "train.txt")]
    if split == "test" and (folder / "valid.txt").exists():
        history.append(read_facts(folder / "valid.txt"))
    asked = read_facts(folder / f"{split}.txt")
    if not len(asked):
        raise InputError("no facts to ask about", where=str(folder / f"{split}.txt"))
    facts = np.concatenate([*history, asked])
    start, unit = facts[:, 3].min(), _unit(facts[:, 3])
    facts[:, 3] = (facts[:, 3] - start) // unit
    entities = int(facts[:, [0, 2]].max()) + 1
    graph = graph_of(facts, names=read_names(folder / "entity2id.txt", entities))
    return graph, int((asked[:, 3].min() - start) // unit)


def _unit(times: NDArray[Any]) -> int:
    """The greatest step of which all times are multiples."""
    import numpy as np

    return max(int(np.gcd.reduce(times - times.min())), 1)


def read_facts(path: Path) -> NDArray[Any]:
    """Rows of (subject, relation, object, time); further columns are ignored."""
    import numpy as np

    if not path.exists():
        raise UsageError("no such file", where=str(path), do="a folder with train.txt, valid.txt and test.txt")
    rows: list[tuple[int, int, int, int]] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                rows.append(_fact(line, f"{path}:{number}"))
            if len(rows) > MAX_FACTS:
                raise InputError(f"more than {MAX_FACTS} facts", where=str(path))
    return np.array(rows, dtype=np.int64).reshape(-1, 4)


def _fact(line: str, where: str) -> tuple[int, int, int, int]:
    try:
        subject, relation, other, time = (int(field) for field in line.split("\t", 4)[:4])
    except ValueError as error:
        raise InputError("not subject, relation, object, time as tab-separated integers", where=where) from error
    if min(subject, relation, other) < 0 or max(subject, relation, other) > 2**26:
        raise InputError("an id below 0 or above 67 million", where=where)
    return subject, relation, other, time


def read_names(path: Path, entities: int) -> tuple[str, ...]:
    """Names of entities by id (name, tab, id; more columns ignored), or nothing where there is no such file."""
    if not path.exists():
        return ()
    names = [""] * entities
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            name, _, rest = line.rstrip("\n").partition("\t")
            number = rest.split("\t")[0].strip()
            if number.isdecimal() and int(number) < entities:
                names[int(number)] = name.replace("_", " ").strip()
    return tuple(names)
