"""Coding kept articles anew: what an older coder made stays and no longer counts, judgements stay in force."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sqlalchemy import and_, select, update

from redshank.errors import RecordError
from redshank.model import Article, Report
from redshank.record import tables
from redshank.record.changes import Changes, now
from redshank.record.keeping import add_reports, set_current
from redshank.record.lookup import chunks
from redshank.record.packing import storable
from redshank.record.stored import Original, originals


def recode(changes: Changes, article: Article, reports: Sequence[Report], coder: str) -> bool:
    """Replace what an older coder made of an article; whether anything changed.

    Reports that come out the same stay as they are, and so do those that a person stands by.
    """
    a, r = tables.article.c, tables.report.c
    mine = and_(a.id == storable(article.id), a.hash == article.hash)
    n = changes.connection.execute(select(a.n).where(mine)).scalar()
    if n is None:
        raise RecordError("is not in the record", where=article.id, do="ingest it")
    old = originals(changes.connection, [x.n for x in changes.distinct(r.n, and_(r.article == n, ~r.retired))])
    stay = [kept for kept in old.values() if changes.judged.judged(kept.id) or _among(kept, reports)]
    gone = sorted(old.keys() - {kept.n for kept in stay})
    _retire(changes, gone)
    now_by = {"coder": changes.numbers.coder(coder), "coded_at": now()}
    changes.connection.execute(update(tables.article).where(a.n == n).values(**now_by))
    fresh = [one for one in reports if not _told(one, stay)]
    add_reports(changes, n, article, fresh, coder)
    return bool(gone or fresh)


def _retire(changes: Changes, ns: Sequence[int]) -> None:
    set_current(changes, ns, False)
    for some in chunks(ns):
        changes.connection.execute(update(tables.report).where(tables.report.c.n.in_(some)).values(retired=True))


def _among(kept: Original, reports: Sequence[Report]) -> bool:
    """Whether a report came out again just as it was."""
    return any(kept.id == one.id and dataclasses.replace(kept.report, coder=one.coder) == one for one in reports)


def _told(report: Report, stay: Sequence[Original]) -> bool:
    """Whether a report says what one that stays said of the same words."""
    same = (report.trigger.start, report.trigger.end, _spans(report))
    return any(
        kept.id == report.id or (kept.report.trigger.start, kept.report.trigger.end, _spans(kept.report)) == same
        for kept in stay
    )


def _spans(report: Report) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in (*report.actor, *report.recipient)]
