"""The first schema, and the words of sentences for searching."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SEARCH = {
    "sqlite": ("CREATE VIRTUAL TABLE sentence_words USING fts5(words, content='', tokenize='unicode61')",),
    "postgresql": (
        "CREATE TABLE sentence_words (rowid integer PRIMARY KEY REFERENCES sentence (n), words tsvector NOT NULL)",
        "CREATE INDEX sentence_words_words ON sentence_words USING gin (words)",
    ),
}


def upgrade() -> None:
    """Create all tables, those that others refer to first."""
    op.create_table(
        "coder",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "entity",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("sector", WORDS, nullable=True),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "judgement",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("target", WORDS, nullable=False),
        sa.Column("verdict", WORDS, nullable=False),
        sa.Column("who", WORDS, nullable=False),
        sa.Column("at", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["undoes"],
            ["judgement.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index(op.f("ix_judgement_target"), "judgement", ["target"], unique=False)
    op.create_table(
        "link",
        sa.Column("promise", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fulfilment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("promise", "fulfilment"),
        sqlite_with_rowid=False,
    )
    op.create_index("link_fulfilment", "link", ["fulfilment"], unique=False)
    op.create_table(
        "place",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("geonames", sa.Integer(), nullable=True),
        sa.Column("precision", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "article",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("hash", WORDS, nullable=False),
        sa.Column("title", WORDS, nullable=True),
        sa.Column("date", WORDS, nullable=True),
        sa.Column("day", WORDS, nullable=True),
        sa.Column("publisher", WORDS, nullable=True),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("language", WORDS, nullable=True),
        sa.Column("author", WORDS, nullable=True),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("story", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("coded_at", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["coder"],
            ["coder.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id", "hash", name="article_once"),
    )
    op.create_index("article_day", "article", ["day"], unique=False)
    op.create_index("article_publisher", "article", ["publisher"], unique=False)
    op.create_index(op.f("ix_article_story"), "article", ["story"], unique=False)
    op.create_table(
        "event_party",
        sa.Column("entity", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.Column("event", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["entity"],
            ["entity.n"],
        ),
        sa.PrimaryKeyConstraint("entity", "role", "event"),
        sqlite_with_rowid=False,
    )
    op.create_index("event_party_event", "event_party", ["event"], unique=False)
    op.create_table(
        "band",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.n"],
        ),
        sa.PrimaryKeyConstraint("key", "article"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "fingerprint",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("sketch", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.n"],
        ),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_table(
        "sentence",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index(op.f("ix_sentence_article"), "sentence", ["article"], unique=False)
    op.create_table(
        "text",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.n"],
        ),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_table(
        "report",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=True),
        sa.Column("lead", sa.Integer(), nullable=True),
        sa.Column("rank", NUMBER, nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("mode", WORDS, nullable=True),
        sa.Column("factuality", WORDS, nullable=False),
        sa.Column("attributed", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("start", WORDS, nullable=True),
        sa.Column("end", WORDS, nullable=True),
        sa.Column("precision", WORDS, nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.n"],
        ),
        sa.ForeignKeyConstraint(
            ["coder"],
            ["coder.n"],
        ),
        sa.ForeignKeyConstraint(
            ["place"],
            ["place.n"],
        ),
        sa.ForeignKeyConstraint(
            ["sentence"],
            ["sentence.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("report_article", "report", ["article"], unique=False)
    op.create_index("report_event", "report", ["event"], unique=False)
    op.create_index("report_id", "report", ["id"], unique=False)
    op.create_index("report_lead", "report", ["lead"], unique=False)
    op.create_index("report_sentence", "report", ["sentence"], unique=False)
    op.create_index("report_start", "report", ["start", "type"], unique=False)
    op.create_table(
        "block",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.n"],
        ),
        sa.PrimaryKeyConstraint("key", "day", "report"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("status", WORDS, nullable=False),
        sa.Column("start", WORDS, nullable=True),
        sa.Column("end", WORDS, nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("independent", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["n"],
            ["report.n"],
        ),
        sa.ForeignKeyConstraint(
            ["place"],
            ["place.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("event_start", "event", ["start", "type"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("report", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.n"],
        ),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_table(
        "party",
        sa.Column("entity", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.Column("report", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("sector", WORDS, nullable=True),
        sa.ForeignKeyConstraint(
            ["entity"],
            ["entity.n"],
        ),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.n"],
        ),
        sa.PrimaryKeyConstraint("entity", "role", "report"),
        sqlite_with_rowid=False,
    )
    op.create_index("party_country", "party", ["country", "role"], unique=False)
    op.create_index("party_report", "party", ["report"], unique=False)
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """There is nothing older to go back to."""
    raise NotImplementedError("the first schema has none before it")
