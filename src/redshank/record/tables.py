"""The record's tables: one schema for SQLite and PostgreSQL.

What was read (``article``, ``text``, ``sentence``, ``report``'s original in ``evidence``) and what people judged
(``judgement``) are facts and never change. All else follows from them and can be derived again: ``report`` is narrow,
so that a question can pass over a million of them; ``event`` and its neighbours follow from reports and judgements.
``n`` is a row's number in this record only; ``id`` is what the outside knows.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code point in both databases, so that both give the same order."""

NUMBER = BigInteger().with_variant(Integer(), "sqlite")

ROLES = {"actor": "a", "recipient": "r", "speaker": "s"}
"""Roles as they stand in millions of rows."""
ROLE_NAMES = {short: name for name, short in ROLES.items()}

article = Table(
    "article",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("id", WORDS, nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("hash", WORDS, nullable=False),
    Column("title", WORDS),
    Column("date", WORDS),
    Column("day", WORDS),
    Column("publisher", WORDS),
    Column("url", WORDS),
    Column("language", WORDS),
    Column("author", WORDS),
    Column("length", Integer, nullable=False),
    Column("story", Integer, nullable=False, index=True),
    Column("coder", Integer, ForeignKey("coder.n"), nullable=False),
    Column("coded_at", WORDS, nullable=False),
    UniqueConstraint("id", "hash", name="article_once"),
)
Index("article_day", article.c.day, article.c.current)
Index("article_publisher", article.c.publisher)

coder = Table(
    "coder", metadata, Column("n", Integer, primary_key=True, autoincrement=False), Column("name", WORDS, unique=True)
)

text = Table(
    "text",
    metadata,
    Column("article", Integer, ForeignKey("article.n"), primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)
"""The words of an article, deflated UTF-8; no row where the text was not to be kept."""

fingerprint = Table(
    "fingerprint",
    metadata,
    Column("article", Integer, ForeignKey("article.n"), primary_key=True, autoincrement=False),
    Column("signature", LargeBinary),
    Column("sketch", LargeBinary),
)
"""MinHash of an article's word shingles, and its most telling words."""

band = Table(
    "band",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("article", Integer, ForeignKey("article.n"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Buckets of locality-sensitive hashing: articles that share one may be copies of each other."""

sentence = Table(
    "sentence",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("article", Integer, ForeignKey("article.n"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", WORDS, nullable=False),
)

entity = Table(
    "entity",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("id", WORDS, nullable=False, unique=True),
    Column("name", WORDS, nullable=False),
    Column("country", WORDS),
    Column("sector", WORDS),
    Column("known", Boolean, nullable=False),
)
"""Entities of the knowledge base (``known``), and names that it does not know, which have ids of their own."""

place = Table(
    "place",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("name", WORDS, nullable=False),
    Column("country", WORDS),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("geonames", Integer),
    Column("precision", WORDS, nullable=False),
    Column("key", WORDS, nullable=False, unique=True),
)

report = Table(
    "report",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("id", WORDS, nullable=False),
    Column("article", Integer, ForeignKey("article.n"), nullable=False),
    Column("sentence", Integer, ForeignKey("sentence.n"), nullable=False),
    Column("coder", Integer, ForeignKey("coder.n"), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("event", Integer),
    Column("lead", Integer),
    Column("rank", NUMBER, nullable=False),
    Column("type", WORDS, nullable=False),
    Column("mode", WORDS),
    Column("factuality", WORDS, nullable=False),
    Column("attributed", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("start", WORDS),
    Column("end", WORDS),
    Column("precision", WORDS),
    Column("place", Integer, ForeignKey("place.n")),
)
"""A report as questions need it, with people's corrections in effect. ``lead`` is the report it was joined to,
``event`` the number of the report that leads its event, people's merges included. Not ``current`` are reports of older
versions of an article, those that a person judged wrong, and those ``retired``: made by an older coder and not by a
newer one."""
Index("report_id", report.c.id)
Index("report_article", report.c.article)
Index("report_event", report.c.event)
Index("report_lead", report.c.lead)
Index("report_start", report.c.start, report.c.type, report.c.current, report.c.event, report.c.article)
Index("report_gone", report.c.n, sqlite_where=~report.c.current, postgresql_where=~report.c.current)
Index("report_sentence", report.c.sentence)

evidence = Table(
    "evidence",
    metadata,
    Column("report", Integer, ForeignKey("report.n"), primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)
"""The report exactly as it was coded, without the words of its sentence: deflated JSON."""

party = Table(
    "party",
    metadata,
    Column("entity", Integer, ForeignKey("entity.n"), primary_key=True, autoincrement=False),
    Column("role", WORDS, primary_key=True),
    Column("report", Integer, ForeignKey("report.n"), primary_key=True, autoincrement=False),
    Column("country", WORDS),
    Column("sector", WORDS),
    sqlite_with_rowid=False,
)
"""Who takes part in a report, in which of ``ROLES``; country and sector as on that day."""
Index("party_report", party.c.report)
Index("party_country", party.c.country, party.c.role, party.c.report)

block = Table(
    "block",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("report", Integer, ForeignKey("report.n"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Where to look for reports that may be about the same event: by parties and side, and by day."""

event = Table(
    "event",
    metadata,
    Column("n", Integer, ForeignKey("report.n"), primary_key=True, autoincrement=False),
    Column("type", WORDS, nullable=False),
    Column("planned", Boolean, nullable=False),
    Column("status", WORDS, nullable=False),
    Column("start", WORDS),
    Column("end", WORDS),
    Column("place", Integer, ForeignKey("place.n")),
    Column("reports", Integer, nullable=False),
    Column("independent", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What reports are about; ``body`` is the whole event without its links."""
Index("event_start", event.c.start, event.c.type)

event_party = Table(
    "event_party",
    metadata,
    Column("entity", Integer, ForeignKey("entity.n"), primary_key=True, autoincrement=False),
    Column("role", WORDS, primary_key=True),
    Column("event", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
Index("event_party_event", event_party.c.event)

pair = Table(
    "pair",
    metadata,
    Column("actor", Integer, primary_key=True, autoincrement=False),
    Column("recipient", Integer, primary_key=True, autoincrement=False),
    Column("event", Integer, primary_key=True, autoincrement=False),
    Column("reports", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Who acts towards whom in which event, in the words of how many of its reports."""
Index("pair_event", pair.c.event)

link = Table(
    "link",
    metadata,
    Column("promise", Integer, primary_key=True, autoincrement=False),
    Column("fulfilment", Integer, primary_key=True, autoincrement=False),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)
"""Which event fulfils which announcement."""
Index("link_fulfilment", link.c.fulfilment)

judgement = Table(
    "judgement",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("kind", WORDS, nullable=False),
    Column("target", WORDS, nullable=False, index=True),
    Column("verdict", WORDS, nullable=False),
    Column("who", WORDS, nullable=False),
    Column("at", WORDS, nullable=False),
    Column("why", WORDS, nullable=False),
    Column("undoes", Integer, ForeignKey("judgement.n")),
)
"""What people decided: a row is never changed; undoing is another row. ``verdict`` is JSON."""
