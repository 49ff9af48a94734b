"""All that is known of a graph at one step: counts of many kinds, rules, kinship and homes, brought forward in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redshank.forecasting.counts import Counts
from redshank.forecasting.homes import Homes, homes_by_dealings, homes_by_name, settle
from redshank.forecasting.kinship import Kinship, kinship
from redshank.forecasting.rules import Rules

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from redshank.forecasting.graph import Graph

CLOSE = (1.5, 7.0, 30.0, 120.0)
"""Half-lives, in steps, of what two entities do to each other."""
WIDE = (7.0, 30.0, 120.0)
"""Half-lives of habits of one entity or relation."""
BROAD = (10.0, 60.0)
"""Half-lives of habits of countries and roles."""
UNSEEN = -(10**6)
"""Step of what was never seen."""
REFRESH = 20
"""Steps after which kinship and homes are drawn anew."""


class Memory:
    """What is known before ``step``: everything here is built from rows of the graph before ``self.end`` only.

    ``lasting`` says that the graph tells what is so at each step (who plays for whom), not what happens.
    """

    def __init__(self, graph: Graph) -> None:
        import numpy as np

        self.graph = graph
        s, r, o = graph.subject, graph.relation, graph.object
        self.size, self.directed = graph.entities, graph.directed
        self.triple = Counts(self.triple_key(s, r, o), CLOSE)
        self.pair = Counts(self.pair_key(s, o), CLOSE)
        self.deed = Counts(r * self.size + o, WIDE)
        self.does = Counts(s * self.directed + r, WIDE)
        self.entity = Counts(o, WIDE)
        self.kind = Counts(r, WIDE)
        self.broad: dict[str, Counts] = {}
        self.lasting = False
        self.began = np.full(len(self.triple.keys) + 1, UNSEEN, dtype=np.int64)
        self.newest_of_candidate = np.full(len(self.deed.keys) + 1, UNSEEN, dtype=np.int64)
        self.newest_of_actor = np.full(len(self.does.keys) + 1, UNSEEN, dtype=np.int64)
        self.rules = Rules(self.directed)
        self.named = homes_by_name(graph.names, self.size)
        self.homes: Homes | None = None
        self.kin: Kinship | None = None
        self.kin_deeds: NDArray[Any] = np.empty(0, dtype=np.int64)
        self.refuted: NDArray[Any] | None = None
        self.end, self.step, self._refreshed = 0, 0, -NEVER_REFRESHED
        self._lay_out_triples()
        self._drawn: dict[tuple[str, int], Any] = {}
        self._drawn_at = (-1, -1)

    def triple_key(self, s: NDArray[Any], r: NDArray[Any], o: NDArray[Any]) -> NDArray[Any]:
        """Key of (subject, relation, object), ordered by subject, object, relation."""
        key: NDArray[Any] = (s * self.size + o) * self.directed + r
        return key

    def pair_key(self, s: NDArray[Any], o: NDArray[Any]) -> NDArray[Any]:
        """Key of (subject, object)."""
        key: NDArray[Any] = s * self.size + o
        return key

    def _lay_out_triples(self) -> None:
        """Decode the triples' keys, and order them by (subject, relation) for use as a sparse matrix."""
        import numpy as np

        pair, relation = np.divmod(self.triple.keys, self.directed)
        subject, other = np.divmod(pair, self.size)
        self.triple_relation, self.triple_object, self.triple_subject = relation, other, subject
        rows = np.searchsorted(self.does.keys, subject * self.directed + relation)
        self.by_deed = np.lexsort((other, rows))
        self.deed_start = np.searchsorted(rows[self.by_deed], np.arange(len(self.does.keys) + 1))
        pair_subject, self.pair_object = np.divmod(self.pair.keys, self.size)
        self.pair_start = np.searchsorted(pair_subject, np.arange(self.size + 1))

    def advance(self, step: int, start: int, end: int) -> None:
        """Take in the rows ``start`` to ``end``, which all happened at ``step``."""
        self._learn_rules(step, start, end)
        self._mark_beginnings(step, start, end)
        kinds = (self.triple, self.pair, self.deed, self.does, self.entity, self.kind)
        for counts in (*kinds, *self.broad.values()):
            counts.advance(start, end, step)
        self.end, self.step = end, step + 1

    def _mark_beginnings(self, step: int, start: int, end: int) -> None:
        """When each dealing was seen for the first time, and the latest such time of each actor's and candidate's."""
        new = self.began[self.triple.slots[start:end]] == UNSEEN
        self.began[self.triple.slots[start:end][new]] = step
        self.newest_of_candidate[self.deed.slots[start:end][new]] = step
        self.newest_of_actor[self.does.slots[start:end][new]] = step

    def _learn_rules(self, step: int, start: int, end: int) -> None:
        import numpy as np

        s, r, o = (column[start:end] for column in (self.graph.subject, self.graph.relation, self.graph.object))
        low = self.triple_key(s, np.zeros_like(r), o)
        slots, owner = self.triple.span(low, low + self.directed)
        known = self.triple.total[slots] > 0
        slots, owner = slots[known], owner[known]
        self.rules.follow(self.triple_relation[slots], step - self.triple.last[slots], r[owner])
        again = np.unique(self.triple.slots[start:end])
        again = again[self.triple.total[again] > 0]
        self.rules.expose(self.triple_relation[again], step - self.triple.last[again])

    def ready(self, step: int) -> None:
        """Draw kinship, homes and rules anew if they are older than ``REFRESH`` steps."""
        if not self.end or step - self._refreshed < REFRESH:
            return
        self._refreshed = step
        self._draw_kinship(step)
        self._draw_homes(step)
        self._draw_rules(step)

    def _draw_rules(self, step: int) -> None:
        import numpy as np

        self.rules.settle()
        seen = np.flatnonzero(self.triple.total[:-1] > 0)
        self.refuted = self.rules.refuted(self.triple_relation[seen], step - 1 - self.triple.last[seen])

    def _draw_kinship(self, step: int) -> None:
        import numpy as np
        from scipy import sparse

        fresh = self.triple.fresh(slice(0, -1), step, 3)
        seen = np.flatnonzero(fresh > 1e-4)
        s, r, o = self.triple_subject[seen], self.triple_relation[seen], self.triple_object[seen]
        self.kin_deeds, columns = np.unique(r * self.size + o, return_inverse=True)
        deeds = sparse.csr_matrix((fresh[seen], (s, columns)), shape=(self.size, len(self.kin_deeds)))
        pairs = sparse.csr_matrix((fresh[seen], (s, o)), shape=(self.size, self.size))
        profile = sparse.csr_matrix((fresh[seen], (s, r)), shape=(self.size, self.directed))
        self.kin = kinship(deeds, pairs, profile)

    def _draw_homes(self, step: int) -> None:
        """Countries and roles as known now, and all counts of countries and roles up to now."""
        if self.named:
            fresh = self.pair.fresh(slice(0, -1), step, 3)
            self.homes = settle(self.named, self.pair.keys // self.size, self.pair_object, fresh)
        elif self.kin:
            self.homes = homes_by_dealings(self.kin.partners, self.kin.habits)
        graph = self.graph
        for name, keys in self.broad_keys(graph.subject, graph.relation, graph.object).items():
            self.broad[name] = Counts(keys, BROAD)
            self.broad[name].replay(graph.step, self.end)

    def broad_keys(self, s: NDArray[Any], r: NDArray[Any], o: NDArray[Any]) -> dict[str, NDArray[Any]]:
        """Keys of the dealings of countries and roles: h is a country, k a role, s and o the two entities."""
        homes = self.homes
        if homes is None:
            return {}
        hs, ho, ks, ko = homes.country[s], homes.country[o], homes.role[s], homes.role[o]
        n, c, k, d = self.size, homes.countries, homes.roles, self.directed
        return {
            "h r o": (hs * d + r) * n + o,
            "h o": hs * n + o,
            "s r h": (s * d + r) * c + ho,
            "s h": s * c + ho,
            "h r h": (hs * d + r) * c + ho,
            "h r": hs * d + r,
            "h h": hs * c + ho,
            "h": ho,
            "s r k": (s * d + r) * k + ko,
            "k r o": (ks * d + r) * n + o,
            "k r k": ((ks * d + r) * k + ko) * 2 + (hs == ho),
            "k r": ks * d + r,
            "k k": ks * k + ko,
            "s k": s * k + ko,
        }

    def deeds(self, step: int, column: int) -> csr_matrix:
        """(Subject, relation) as slots of ``does`` x object: fresh counts."""
        return self._drawn_once("deeds", step, column)

    def _deeds(self, step: int, column: int) -> csr_matrix:
        import numpy as np
        from scipy import sparse

        fresh = self.triple.fresh(slice(0, -1), step, column)[self.by_deed]
        shape = (len(self.does.keys) + 1, self.size)
        start = np.append(self.deed_start, len(fresh))
        return _filled(sparse.csr_matrix((fresh, self.triple_object[self.by_deed], start), shape=shape))

    def dealings(self, step: int, column: int) -> csr_matrix:
        """Entity x entity: fresh counts of all that each had with each."""
        return self._drawn_once("dealings", step, column)

    def shares(self, step: int, column: int) -> csr_matrix:
        """Entity x entity: the share each has in all that the other had to do with."""
        return self._drawn_once("shares", step, column)

    def _drawn_once(self, what: str, step: int, column: int) -> csr_matrix:
        """A matrix as of ``step``, kept until the time goes on; not to be changed by who gets it."""
        if self._drawn_at != (step, self.end):
            self._drawn, self._drawn_at = {}, (step, self.end)
        if (what, column) not in self._drawn:
            draw = {"deeds": self._deeds, "dealings": self._dealings, "shares": self._shares}[what]
            self._drawn[what, column] = draw(step, column)
        return self._drawn[what, column]

    def _shares(self, step: int, column: int) -> csr_matrix:
        import numpy as np
        from scipy import sparse

        dealings = self.dealings(step, column)
        total = np.maximum(np.asarray(dealings.sum(axis=1)).ravel(), 0.05)
        return (sparse.diags(1 / total).astype(np.float32) @ dealings).tocsr()

    def _dealings(self, step: int, column: int) -> csr_matrix:
        from scipy import sparse

        fresh, shape = self.pair.fresh(slice(0, -1), step, column), (self.size, self.size)
        return _filled(sparse.csr_matrix((fresh, self.pair_object, self.pair_start), shape, copy=True))


def _filled(matrix: csr_matrix) -> csr_matrix:
    """The matrix without the cells of what has not happened yet, so that even the order of sums knows nothing of it."""
    matrix.eliminate_zeros()
    return matrix


NEVER_REFRESHED = 10**9
