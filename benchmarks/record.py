"""How fast the record answers with a million reports, and how much room it takes.

    python benchmarks/record.py [--reports 1000000] [--record FILE_OR_URL]

The reports are invented: 7 an article, actors as unevenly spread as in news, five years of days, two reports an
event. One in ten is written through the record's own tables and then copied ten times under other ids, as inventing
and settling a million one by one takes an hour; ``--settle N`` measures that on N articles, in a record of their own.
"""

from __future__ import annotations

import argparse
import datetime
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import text

from redshank.knowledge import default
from redshank.model import TYPES, Article, Attribution, Mention, Period, Place, Report, Span
from redshank.ontology.conversion import cameo, goldstein
from redshank.ontology.plover import quad, score
from redshank.record import Question, Record, open_record, sketch, syndication, tables
from redshank.record.changes import Changes, now
from redshank.record.database import writing
from redshank.record.deriving import Member, derive
from redshank.record.hood import Hood
from redshank.record.keeping import _add_report, _add_sentence
from redshank.record.lookup import Known
from redshank.record.packing import pack_text
from redshank.record.settling import _add_event, _add_pairs
from redshank.record.stored import Original

PER_ARTICLE = 7
START = datetime.date(2019, 1, 1)
DAYS = 1826
WORDS = (
    "talks border troops minister grain deal sanctions drone strike parliament vote strike police capital protest oil "
    "gas pipeline ceasefire hostages summit visit embassy envoy army rebels convoy aid loan bank tariff treaty missile "
    "navy island court warrant election leader opposition rally union pension budget refugee camp hospital school road"
).split()


class News:
    """Invented articles with reports, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        base = default()
        states = [one for one in base if one.kind in ("state", "person", "armed-group", "government")]
        self.chance.shuffle(states)
        self.entities = states[:3000]
        self.weights = [1 / (i + 3) for i in range(len(self.entities))]
        self.names = [f"unnamed group {i}" for i in range(20_000)]
        self.places = [
            Place(f"Town {i}", one.country, 10 + i % 60, i % 170, 100_000 + i, "city")
            for i, one in enumerate(self.entities[:2000])
        ]
        self.publishers = [f"Paper {i}" for i in range(300)]

    def articles(self, reports: int) -> Iterator[tuple[Article, list[Report]]]:
        """Articles until there are so many reports, day by day."""
        count = reports // PER_ARTICLE
        for i in range(count):
            day = START + datetime.timedelta(days=i * DAYS // count)
            yield self.article(i, day)

    def article(self, number: int, day: datetime.date) -> tuple[Article, list[Report]]:
        """One article with its reports."""
        lines = [self.sentence() for _ in range(14)]
        date = day.isoformat()
        told = Article(f"article-{number}", "\n".join(lines), lines[0][:60], date, self.chance.choice(self.publishers))
        made, start = [], 0
        for i, line in enumerate(lines):
            if i < PER_ARTICLE:
                made.append(self.report(told, line, start, day))
            start += len(line) + 1
        return told, made

    def sentence(self) -> str:
        """Thirty words."""
        return (
            " ".join(self.chance.choices(WORDS, k=27))
            + f" {self.chance.randrange(10**6)} {self.chance.choice(self.names)}."
        )

    def mention(self) -> Mention:
        """Someone; one in five is unknown to the knowledge base."""
        if self.chance.random() < 0.2:
            number = self.chance.randrange(len(self.names))
            name, country = self.names[number], self.entities[number % len(self.entities)].country
            return Mention(3, 20, name, None, name, country, "CVL")
        one = self.chance.choices(self.entities, self.weights)[0]
        return Mention(3, 20, one.name, one.id, one.name, one.country, one.sector)

    def report(self, told: Article, line: str, start: int, day: datetime.date) -> Report:
        """A report of a sentence."""
        kind, chance = self.chance.choice(TYPES), self.chance
        fact = chance.choices(("asserted", "planned", "possible", "negated"), (75, 13, 8, 4))[0]
        when = (day - datetime.timedelta(days=chance.randrange(3))).isoformat()
        code = cameo(kind, None, (), fact)
        trigger = chance.randrange(40)
        return Report(
            article=told.id,
            sentence=Span(start, start + len(line), line),
            trigger=Span(start + trigger, start + trigger + 6, line[trigger : trigger + 6]),
            type=kind,
            mode=None,
            contexts=("diplomatic",),
            cameo=code,
            quad=quad(kind),
            goldstein=goldstein(code),
            score=score(kind, None),
            actor=(self.mention(),),
            recipient=(self.mention(),) if chance.random() < 0.8 else (),
            when=Period(when, when, chance.choice(("day", "inferred"))),
            where=chance.choice(self.places) if chance.random() < 0.4 else None,
            factuality=fact,
            attribution=Attribution(self.mention(), "said", False) if chance.random() < 0.3 else None,
            confidence=round(chance.random(), 3),
            coder="invented 1",
        )


def fill(record: Record, reports: int) -> None:
    """Write the reports, with an event for every second one."""
    news, known, batch = News(), Known(), []
    begun = time.monotonic()
    for number, one in enumerate(news.articles(reports), 1):
        batch.append(one)
        if len(batch) == 2_000:
            _write(record, known, batch)
            batch = []
            print(f"{number * PER_ARTICLE:>9,} reports, {time.monotonic() - begun:.0f} s", flush=True)
    _write(record, known, batch)


COPIES = 10
SHIFTED = {
    "article": ("n", "story"), "text": ("article",), "fingerprint": ("article",), "band": ("article",),
    "sentence": ("n", "article"), "report": ("n", "article", "sentence", "lead", "event"), "evidence": ("report",),
    "party": ("report",), "block": ("report",), "event": ("n",), "event_party": ("event",), "pair": ("event",),
}  # fmt: skip
"""Columns that are numbers of rows, by table."""


def multiply(record: Record) -> None:
    """Copy what is there under other numbers and ids."""
    with writing(record.engine) as connection:
        step = 1 + max(
            connection.execute(text(f"SELECT max(n) FROM {t}")).scalar_one() for t in ("article", "report", "sentence")
        )
        for copy in range(1, COPIES):
            for name, shifted in SHIFTED.items():
                connection.execute(text(_copied(name, shifted, copy, copy * step, step)))
            words = "INSERT INTO sentence_words (rowid, words) SELECT n, {} FROM sentence WHERE n > :low AND n < :high"
            made = "lower(text)" if connection.dialect.name == "sqlite" else "to_tsvector('simple', lower(text))"
            connection.execute(text(words.format(made)), {"low": copy * step, "high": (copy + 1) * step})
            print(f"copy {copy}", flush=True)


def _copied(name: str, shifted: tuple[str, ...], copy: int, by: int, step: int) -> str:
    columns = [column.name for column in tables.metadata.tables[name].c]
    values = [f'"{column}" + {by}' if column in shifted else f'"{column}"' for column in columns]
    if name == "band":
        values[columns.index("key")] = f"(key + {copy * 7919}) % 2147483647"
    if "id" in columns:
        values[columns.index("id")] = f"id || '-{copy}'"
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO {name} ({names}) SELECT {", ".join(values)} FROM {name} WHERE "{shifted[0]}" < {step}'


def _write(record: Record, known: Known, batch: list[tuple[Article, list[Report]]]) -> None:
    """Articles with their reports and events, without looking for copies or for what is alike."""
    with writing(record.engine) as connection:
        changes, made = Changes(connection, known), []
        for told, reports in batch:
            _article(changes, told, reports)
            made += reports
        rows = changes.numbers.pending.get("report", [])
        for i in range(0, len(rows), 2):
            _event(changes, rows[i : i + 2], made[i : i + 2])
        changes.flush()
        _add_pairs(changes, sorted({row["event"] for row in rows}))
        hood = Hood(connection, {})
        hood.load(changes.new)
        hood.index(changes.new)


def _article(changes: Changes, told: Article, reports: list[Report]) -> None:
    n, add = changes.numbers.next(tables.article), changes.numbers.add
    about = {name: getattr(told, name) for name in ("id", "title", "date", "publisher", "url", "language", "author")}
    about |= {"day": told.date, "hash": told.hash, "length": len(told.text), "story": n, "coded_at": now()}
    number = changes.numbers.coder("invented 1")
    add(tables.article, n=n, version=1, current=True, coder=number, **about)
    add(tables.text, article=n, body=pack_text(told.text))
    sign = random.Random(n).randbytes(4 * (syndication.HASHES + 1))
    add(
        tables.fingerprint,
        article=n,
        signature=syndication.shortened(sign),
        sketch=sketch.pack(sketch.sketch(told.title, told.text)),
    )
    for key in set(syndication.bands(sign)):
        add(tables.band, key=key, article=n)
    for report in reports:
        _add_report(changes, (n, _add_sentence(changes, n, report), number), report, True)


def _event(changes: Changes, rows: list[dict[str, Any]], made: list[Report]) -> None:
    """Two reports that are one event."""
    members, n = [], rows[0]["n"]
    for row, one in zip(rows, made, strict=True):
        row |= {"lead": n, "event": n}
        told = (row["n"], row["rank"], row["article"], row["start"], "Paper", row["article"], one.factuality, ())
        members.append(Member(*told, one.when, one.where, row["place"], one.type, None, one.confidence))
    lead = Original(n, rows[0]["id"], rows[0]["article"], n, True, made[0])
    _add_event(changes, n, derive(lead.id, made[0], members, linked=False), lead, members)


QUESTIONS: dict[str, Callable[[Record], Any]] = {
    "everything counted": lambda r: r.count(),
    "reports and events of the busiest actor": lambda r: r.count(Question(actor=(r.busiest,))),
    "of a country, either way": lambda r: r.count(Question(either=("USA",))),
    "of a dyad in a year": lambda r: r.count(Question(actor=("USA",), recipient=("RUS",), since="2021", until="2021")),
    "of any NATO member in a month": lambda r: r.count(
        Question(actor=("any:org:nato",), since="2021-05", until="2021-05")
    ),
    "of two types in a year": lambda r: r.count(Question(types=("ASSAULT", "PROTEST"), since="2022", until="2022")),
    "of a publisher": lambda r: r.count(Question(publishers=("Paper 7",))),
    "of a place": lambda r: r.count(Question(places=("Town 11",))),
    "by two words": lambda r: r.count(Question(text="ceasefire hostages")),
    "by words, type and quarter": lambda r: r.count(
        Question(text="drone", types=("ASSAULT",), since="2021-01", until="2021-03")
    ),
    "50 latest events": lambda r: list(r.events(limit=50)),
    "50 latest events of an actor": lambda r: list(r.events(Question(actor=(r.busiest,)), limit=50)),
    "50 latest reports of a dyad": lambda r: list(r.reports(Question(actor=("USA",), recipient=("RUS",)), limit=50)),
    "monthly series of an actor": lambda r: r.series(Question(actor=(r.busiest,))),
    "weekly series of a country's conflict": lambda r: r.series(
        Question(actor=("RUS",), quads=("material conflict",)), by="week"
    ),
    "dyads of a month": lambda r: r.dyads(Question(since="2021-05", until="2021-05"), limit=20),
    "partners of an actor": lambda r: r.dyads(Question(actor=(r.busiest,)), limit=20),
    "entities of a month": lambda r: r.entities(Question(since="2021-05", until="2021-05"), limit=20),
    "the whole by month": lambda r: r.series(),
    "the whole by week": lambda r: r.series(by="week"),
    "dyads of the whole": lambda r: r.dyads(limit=20),
    "entities of the whole": lambda r: r.entities(limit=20),
    "dyads of a year": lambda r: r.dyads(Question(since="2021", until="2021"), limit=20),
    "entities of a year": lambda r: r.entities(Question(since="2021", until="2021"), limit=20),
    "of a type": lambda r: r.count(Question(types=("ASSAULT",))),
    "of a sector": lambda r: r.count(Question(actor=("/REB",))),
    "disputed": lambda r: r.count(Question(statuses=("disputed",))),
    "planned": lambda r: r.count(Question(factuality=("planned",))),
    "said by somebody": lambda r: r.count(Question(voice="attributed")),
    "at least this sure": lambda r: r.count(Question(confidence=0.5)),
    "50 latest events of any NATO member": lambda r: list(r.events(Question(either=("any:org:nato",)), limit=50)),
    "50 latest disputed events": lambda r: list(r.events(Question(statuses=("disputed",)), limit=50)),
    "50 latest events by two words": lambda r: list(r.events(Question(text="ceasefire hostages"), limit=50)),
    "the least certain": lambda r: r.uncertain(limit=20),
    "by a word of one sentence in three": lambda r: r.count(Question(text="drone")),
    "of any NATO member in five years": lambda r: r.count(Question(either=("any:org:nato",))),
    "one event with its reports": lambda r: r.event_reports(r.some_event),
    "why they are one": lambda r: r.why(r.some_event),
}


def ask(record: Record, times: int = 5) -> None:
    """The median of each question's times, in milliseconds: on the clock, and of one core (on a busy machine)."""
    record.busiest = record.entities(Question(since="2021-05", until="2021-05"), limit=1)[0].id  # type: ignore[attr-defined]
    record.some_event = next(record.events(Question(since="2021"), limit=1)).id  # type: ignore[attr-defined]
    for name, question in QUESTIONS.items():
        spans, work = [], []
        for _ in range(times):
            begun, worked = time.perf_counter(), time.process_time()
            question(record)
            spans.append(1000 * (time.perf_counter() - begun))
            work.append(1000 * (time.process_time() - worked))
        print(f"{name:45} {statistics.median(spans):5.0f} ms, {statistics.median(work):5.0f} of them CPU", flush=True)


def settle(articles: int) -> None:
    """What keeping an article costs where a day has as many as in a million reports: copies and events looked for."""
    news, spans = News(seed=2), []
    a_day = max(1, 1_000_000 // PER_ARTICLE // DAYS)
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "settled.db", create=True) as record:
        for i in range(articles):
            told, reports = news.article(i, START + datetime.timedelta(days=i // a_day))
            begun = time.process_time()
            record.keep(told, reports)
            spans.append(1000 * (time.process_time() - begun))
    last = spans[len(spans) // 2 :]
    print(f"keeping an article of {PER_ARTICLE} reports, {a_day} a day: {statistics.median(last):.0f} ms of CPU time, "
          f"at most {max(last):.0f}")  # fmt: skip


def cost(articles: int) -> None:
    """What keeping costs beside coding, on real statements: CPU time of ``ingest`` in relation to ``code``."""
    from itertools import islice

    from shared import needed

    from redshank.coding import Coder
    from redshank.sources import read_articles

    path, coder, spans = needed("data", "articles", "whitehouse.jsonl"), Coder(), [0.0, 0.0]
    found = (one for one in read_articles([str(path)]) if isinstance(one, Article))
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "cost.db", create=True) as record:
        warm = Article("warm", "France met Germany. " * 30, date="1990-01-01")
        record.keep(warm, coder.code_article(warm))
        for batch in iter(lambda: list(islice(found, 16)), []):
            begun = time.process_time()
            coded = [(told, coder.code_article(told)) for told in batch]
            middle = time.process_time()
            record.keep_many(coded)
            spans = [spans[0] + middle - begun, spans[1] + time.process_time() - middle]
            articles -= len(batch)
            if articles <= 0:
                break
    print(f"coding {spans[0]:.1f} s, keeping {spans[1]:.1f} s: ingest costs {1 + spans[1] / spans[0]:.2f} of code")


def main() -> None:
    """Fill a record, ask it, and say how much room it takes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=1_000_000)
    options.add_argument("--record", help="a new file or an empty PostgreSQL database; a temporary file by default")
    options.add_argument("--asked", action="store_true", help="the record is filled already")
    options.add_argument("--settle", type=int, default=600, metavar="N", help="articles to keep and settle at the end")
    options.add_argument("--cost", type=int, metavar="N", help="only compare ingest with code, on N real articles")
    chosen = options.parse_args()
    if chosen.cost:
        cost(chosen.cost)
        return
    with tempfile.TemporaryDirectory() as folder:
        with open_record(chosen.record or str(Path(folder) / "million.db"), create=True) as record:
            if not chosen.asked:
                fill(record, chosen.reports // COPIES)
                multiply(record)
                record.vacuum()
            figures = record.stats()
            print(f"{figures['reports']:,} reports, {figures['events']:,} events, {figures['bytes'] / 1e9:.2f} GB")
            ask(record)
        settle(chosen.settle)


if __name__ == "__main__":
    main()
