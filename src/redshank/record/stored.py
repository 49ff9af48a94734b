"""Reports as they lie in the record, read back exactly as they were coded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from redshank.model import Report
from redshank.record.lookup import chunks
from redshank.record.packing import unpack_report
from redshank.record.tables import article, evidence, report, sentence


@dataclass(frozen=True, slots=True)
class Original:
    """A report as it was coded. ``id`` stays the same whatever is corrected; ``article`` is a number."""

    n: int
    id: str
    article: int
    event: int | None
    current: bool
    report: Report


def originals(connection: Connection, ns: Iterable[int]) -> dict[int, Original]:
    """The reports of these numbers, in no particular order."""
    found = {}
    for some in chunks(ns):
        for row in connection.execute(_ORIGINALS.where(report.c.n.in_(some))):
            coded = unpack_report(row.body, row.article_id, row.text)
            found[row.n] = Original(row.n, row.id, row.article, row.event, row.current, coded)
    return found


_ORIGINALS = (
    select(
        report.c.n, report.c.id, report.c.article, report.c.event, report.c.current, evidence.c.body,
        sentence.c.text, article.c.id.label("article_id"),
    )
    .join(evidence, evidence.c.report == report.c.n)
    .join(sentence, sentence.c.n == report.c.sentence)
    .join(article, article.c.n == report.c.article)
)  # fmt: skip
