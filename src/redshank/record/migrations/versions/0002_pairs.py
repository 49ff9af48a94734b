"""Who acts towards whom in which event, counted when it is written; indexes that answer alone."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

FILL = """
INSERT INTO pair (actor, recipient, event, reports)
SELECT a.entity, b.entity, report.event, count(*) FROM report
JOIN party a ON a.report = report.n AND a.role = 'a' JOIN party b ON b.report = report.n AND b.role = 'r'
WHERE report.current AND report.event IS NOT NULL GROUP BY a.entity, b.entity, report.event
"""


def upgrade() -> None:
    """Add the table of pairs and fill it; make indexes wider, so that questions need not look at the rows."""
    op.create_table(
        "pair",
        *(
            sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)
            for name in ("actor", "recipient", "event")
        ),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("actor", "recipient", "event"),
        sqlite_with_rowid=False,
    )
    op.execute(sa.text(FILL))
    op.create_index("pair_event", "pair", ["event"])
    op.drop_index("report_start", "report")
    op.create_index("report_start", "report", ["start", "type", "current", "event", "article"])
    gone = sa.text("NOT current")
    op.create_index("report_gone", "report", ["n"], sqlite_where=gone, postgresql_where=gone)
    op.drop_index("article_day", "article")
    op.create_index("article_day", "article", ["day", "current"])
    op.drop_index("party_country", "party")
    op.create_index("party_country", "party", ["country", "role", "report"])
