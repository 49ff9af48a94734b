"""The record as events are settled on it: who is near whom, who has joined whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from redshank.record import sketch, tables
from redshank.record.evidence import LONG, Party, Spot, Traits
from redshank.record.lookup import chunks
from redshank.record.tables import article, block, entity, fingerprint, party, place, report, sentence
from redshank.record.traits import REACH, ordinal, own_keys, sentence_words, sought_keys, window, within_reach

SMALL = frozenset({"building", "city", "district"})

NOT_PARTED: frozenset[int] = frozenset()


class Hood:
    """The neighbourhood of reports in the database, with what this transaction has changed and not yet written."""

    def __init__(self, connection: Connection, parted: Mapping[int, frozenset[int]]) -> None:
        self.connection = connection
        self._parted = parted
        self._traits: dict[int, Traits | None] = {}
        self._sketches: dict[int, Mapping[int, float]] = {}
        self._leads: dict[int, int | None] = {}
        self._changed: dict[int, int | None] = {}

    def forget(self, ns: Iterable[int]) -> None:
        """Read these reports anew when they are asked for."""
        for n in ns:
            self._traits.pop(n, None)

    def traits(self, n: int) -> Traits | None:
        """A report that counts, or None."""
        if n not in self._traits:
            self.load([n])
        return self._traits[n]

    def loaded(self) -> set[int]:
        """Reports already read."""
        return set(self._traits)

    def parted(self, n: int) -> frozenset[int]:
        """Reports that a person said are not about the same event."""
        return self._parted.get(n, NOT_PARTED)

    def lead(self, n: int) -> int | None:
        """The report it was joined to."""
        if n not in self._leads:
            self.load([n])
        return self._leads.get(n)

    def join(self, n: int, lead: int | None) -> None:
        """Remember whom a report has joined."""
        self._leads[n] = self._changed[n] = lead

    def followers(self, n: int) -> set[int]:
        """Those joined to it, without itself."""
        found = {row.n for row in self.connection.execute(select(report.c.n).where(report.c.lead == n))}
        found |= {m for m, lead in self._changed.items() if lead == n}
        return {m for m in found if m != n and self._changed.get(m, n) == n}

    def near(self, one: Traits) -> list[Traits]:
        """Reports that share parties and side, in days within reach."""
        mine = window(one.first, one.last)
        low, high = (0, 0) if mine[0] == 0 else (mine[0] - LONG - REACH, mine[1] + REACH)
        found: set[int] = set()
        for keys in chunks(sought_keys(one)):
            where = and_(block.c.key.in_(keys), block.c.day.between(low, high))
            found.update(row.report for row in self.connection.execute(select(block.c.report).where(where)))
        self.load(found - self._traits.keys())
        others = (self._traits[n] for n in sorted(found))
        return [other for other in others if other and within_reach(mine, window(other.first, other.last))]

    def index(self, ns: Iterable[int]) -> None:
        """Make reports findable where they now belong."""
        if rows := self._places(ns):
            self.connection.execute(insert(block), rows)

    def unindex(self, ns: Iterable[int]) -> None:
        """Take reports out of where they are found."""
        if rows := self._places(ns):
            mine = (column == bindparam(f"{column.name}_") for column in block.c)
            keys = [{f"{name}_": value for name, value in row.items()} for row in rows]
            self.connection.execute(delete(block).where(and_(*mine)), keys)

    def _places(self, ns: Iterable[int]) -> list[dict[str, int]]:
        rows = []
        for n in ns:
            if (found := self.traits(n)) is not None:
                day = window(found.first, found.last)[0]
                rows += [{"key": key, "day": day, "report": n} for key in own_keys(found)]
        return rows

    def write(self) -> None:
        """Write who has joined whom."""
        rows = [{"n_": n, "lead_": lead} for n, lead in sorted(self._changed.items())]
        if rows:
            statement = update(report).where(report.c.n == bindparam("n_")).values(lead=bindparam("lead_"))
            self.connection.execute(statement, rows)
        self._changed.clear()

    def load(self, ns: Iterable[int]) -> None:
        """Read reports with all that is weighed of them."""
        for some in chunks(ns):
            self._traits.update(dict.fromkeys(some))
            parties = self._parties(some)
            rows = self.connection.execute(_REPORTS.where(report.c.n.in_(some))).all()
            self._load_sketches({row.article for row in rows})
            for row in rows:
                self._leads.setdefault(row.n, row.lead)
                if row.current:
                    self._traits[row.n] = self._read(row, parties[row.n])

    def _parties(self, ns: list[int]) -> Mapping[int, dict[str, list[Party]]]:
        found: dict[int, dict[str, list[Party]]] = defaultdict(lambda: {"actor": [], "recipient": []})
        where = and_(party.c.report.in_(ns), party.c.role != tables.ROLES["speaker"])
        for row in self.connection.execute(_PARTIES.where(where)):
            who = Party(row.entity, row.known, row.country or row.id, row.country, row.sector)
            found[row.report][tables.ROLE_NAMES[row.role]].append(who)
        return found

    def _load_sketches(self, articles: set[int]) -> None:
        for some in chunks(articles - self._sketches.keys()):
            self._sketches.update({n: {} for n in some})
            where = fingerprint.c.article.in_(some)
            for row in self.connection.execute(select(fingerprint.c.article, fingerprint.c.sketch).where(where)):
                self._sketches[row.article] = sketch.unpack(row.sketch)

    def _read(self, row: Any, parties: dict[str, list[Party]]) -> Traits:
        spot = None
        if row.place is not None:
            spot = Spot(row.place, row.country, row.latitude, row.longitude, row.place_precision in SMALL)
        actors, recipients = (
            tuple(sorted(parties[role], key=lambda p: (p.home, p.entity))) for role in ("actor", "recipient")
        )
        return Traits(
            n=row.n,
            id=row.id,
            rank=row.rank,
            type=row.type,
            mode=row.mode,
            planned=row.factuality == "planned",
            actors=actors,
            recipients=recipients,
            first=ordinal(row.start or row.day),
            last=ordinal(row.end or row.day),
            inferred=row.start is None or row.precision == "inferred",
            spot=spot,
            article=row.article,
            words=sentence_words(row.text),
            sketch=self._sketches[row.article],
        )


def unindex(connection: Connection, ns: Iterable[int]) -> None:
    """Take reports out of where they are found, before something about them changes."""
    hood, ns = Hood(connection, {}), list(ns)
    hood.load(ns)
    hood.unindex(ns)


_REPORTS = (
    select(
        report.c.n, report.c.id, report.c.rank, report.c.type, report.c.mode, report.c.factuality, report.c.start,
        report.c.end, report.c.precision, report.c.place, report.c.article, report.c.lead, report.c.current,
        sentence.c.text, article.c.day, place.c.country, place.c.latitude, place.c.longitude,
        place.c.precision.label("place_precision"),
    )
    .join(sentence, sentence.c.n == report.c.sentence)
    .join(article, article.c.n == report.c.article)
    .outerjoin(place, place.c.n == report.c.place)
)  # fmt: skip

_PARTIES = select(
    party.c.report, party.c.role, party.c.entity, party.c.country, party.c.sector, entity.c.known, entity.c.id
).join(entity, entity.c.n == party.c.entity)
