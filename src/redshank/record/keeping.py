"""Keeping articles with their reports: each once, a changed version beside the old."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import and_, delete, select, update

from redshank.model import Article, Mention, Report
from redshank.record import packing, sketch, syndication, tables
from redshank.record.changes import Changes, now, storable_or_none
from redshank.record.corrections import in_effect
from redshank.record.hood import unindex
from redshank.record.lookup import chunks
from redshank.record.packing import storable
from redshank.record.stored import originals
from redshank.record.traits import rank
from redshank.record.words import terms


def keep(changes: Changes, article: Article, reports: Sequence[Report], coder: str, *, text: bool = True) -> bool:
    """Keep an article with its reports; False if the same one is there already."""
    versions = _versions(changes, article.id)
    if any(row.hash == article.hash for row in versions):
        return False
    n = _add_article(changes, article, coder, versions, text)
    add_reports(changes, n, article, reports, coder)
    return True


def _versions(changes: Changes, article_id: str) -> Sequence[Any]:
    a = tables.article.c
    found = select(a.n, a.hash, a.version, a.date, a.current).where(a.id == storable(article_id))
    return changes.connection.execute(found.order_by(a.version)).all()


def _add_article(changes: Changes, article: Article, coder: str, versions: Sequence[Any], text: bool) -> int:
    add, n = changes.numbers.add, changes.numbers.next(tables.article)
    newest = max(versions, key=lambda row: (row.date or "", row.version), default=None)
    current = newest is None or (article.date or "") >= (newest.date or "")
    sign = syndication.signature(article.text)
    about = ("title", "date", "publisher", "url", "language", "author")
    row: dict[str, Any] = {name: storable_or_none(getattr(article, name)) for name in about}
    row |= {"n": n, "id": storable(article.id), "version": len(versions) + 1, "current": current, "hash": article.hash}
    row |= {"length": len(article.text), "story": _story(changes, n, sign), "day": day_of(article.date)}
    add(tables.article, **row, coder=changes.numbers.coder(coder), coded_at=now())
    if text:
        add(tables.text, article=n, body=packing.pack_text(article.text))
    words = sketch.pack(sketch.sketch(article.title, article.text))
    add(tables.fingerprint, article=n, signature=syndication.shortened(sign) if sign else None, sketch=words)
    for key in sorted(set(syndication.bands(sign))) if sign else ():
        add(tables.band, key=key, article=n)
    changes.flush()
    if current:
        _supersede(changes, [row.n for row in versions if row.current])
    return n


def day_of(date: str | None) -> str | None:
    """The day of a publication date, the first of a month or year where it is partial."""
    if not date:
        return None
    return f"{date[:10]}-01-01"[:10]


def _story(changes: Changes, n: int, sign: bytes | None) -> int:
    """The number of an article's story; stories that it shows to be one are made one."""
    stories = sorted(_alike(changes, sign)) if sign else []
    if not stories:
        return n
    a, r = tables.article.c, tables.report.c
    if len(stories) > 1:
        changes.connection.execute(update(tables.article).where(a.story.in_(stories[1:])).values(story=stories[0]))
    of_story = select(a.n).where(a.story == stories[0])
    found = changes.distinct(r.event, and_(r.article.in_(of_story), r.event.is_not(None)))
    changes.restated.update(row.event for row in found)
    return stories[0]


def _alike(changes: Changes, sign: bytes) -> set[int]:
    """Stories of the articles that are copies."""
    b, f, a = tables.band.c, tables.fingerprint.c, tables.article.c
    near = {
        row.article for keys in chunks(syndication.bands(sign)) for row in changes.distinct(b.article, b.key.in_(keys))
    }
    found = set()
    for some in chunks(sorted(near)):
        statement = select(f.signature, a.story).join(tables.article, a.n == f.article).where(f.article.in_(some))
        rows = changes.connection.execute(statement).all()
        same = syndication.copies(syndication.shortened(sign), [row.signature for row in rows])
        found |= {row.story for row, copy in zip(rows, same, strict=True) if copy}
    return found


def _supersede(changes: Changes, articles: Sequence[int]) -> None:
    """These versions of an article are no longer the latest."""
    a, r = tables.article.c, tables.report.c
    if articles:
        changes.connection.execute(update(tables.article).where(a.n.in_(articles)).values(current=False))
        set_current(changes, [row.n for row in changes.distinct(r.n, and_(r.article.in_(articles), r.current))], False)


def add_reports(changes: Changes, n: int, article: Article, reports: Sequence[Report], coder: str) -> None:
    """Add the reports of an article that is there, each once, and count those that stand."""
    sentences: dict[tuple[int, int], int] = {}
    number, seen = changes.numbers.coder(coder), set()
    a = tables.article.c
    current = changes.connection.execute(select(a.current).where(a.n == n)).scalar_one()
    for report in reports:
        if report.id in seen:
            continue
        seen.add(report.id)
        span = (report.sentence.start, report.sentence.end)
        if span not in sentences:
            sentences[span] = _add_sentence(changes, n, report)
        _add_report(changes, (n, sentences[span], number), report, current)
    changes.flush()


def _add_sentence(changes: Changes, article: int, report: Report) -> int:
    span, n = report.sentence, changes.numbers.next(tables.sentence)
    words = storable(span.text)
    changes.numbers.add(tables.sentence, n=n, article=article, start=span.start, end=span.end, text=words)
    changes.add_words(n, " ".join(terms(words)))
    return n


def _add_report(changes: Changes, at: tuple[int, int, int], report: Report, current: bool) -> None:
    n = changes.numbers.next(tables.report)
    stands = current and report.id not in changes.judged.wrong
    place = dict(zip(("article", "sentence", "coder"), at, strict=True))
    state = _state(changes, n, report.id, report)
    changes.numbers.add(
        tables.report, n=n, id=report.id, current=stands, retired=False, event=None, lead=None, **place, **state
    )
    changes.numbers.add(tables.evidence, report=n, body=packing.pack_report(report))
    if stands:
        changes.new.append(n)


def _state(changes: Changes, n: int, report_id: str, original: Report) -> dict[str, Any]:
    """The columns of a report as questions see it; its parties are added."""
    report = in_effect(original, changes.judged.corrections.get(report_id, ()), changes.judged.links)
    for role, mentions in _roles(report).items():
        for number, mention in {changes.numbers.entity(m): m for m in mentions}.items():
            about = {"country": mention.country, "sector": mention.sector}
            changes.numbers.add(tables.party, entity=number, role=tables.ROLES[role], report=n, **about)
    state: dict[str, Any] = {name: getattr(report, name) for name in ("type", "mode", "factuality", "confidence")}
    when = report.when
    for name in ("start", "end", "precision"):
        state[name] = getattr(when, name) if when else None
    state |= {"rank": rank(report_id, report), "attributed": report.attribution is not None}
    return state | {"place": changes.numbers.place(report.where) if report.where else None}


def _roles(report: Report) -> dict[str, tuple[Mention, ...]]:
    speaker = report.attribution.speaker if report.attribution else None
    return {"actor": report.actor, "recipient": report.recipient, "speaker": (speaker,) if speaker else ()}


def restate(changes: Changes, ns: Iterable[int]) -> None:
    """Work out reports anew after judgements about them."""
    p, r = tables.party.c, tables.report.c
    for some in chunks(sorted(set(ns))):
        unindex(changes.connection, some)
        for n, kept in sorted(originals(changes.connection, some).items()):
            changes.connection.execute(delete(tables.party).where(p.report == n))
            state = _state(changes, n, kept.id, kept.report)
            changes.connection.execute(update(tables.report).where(r.n == n).values(**state))
        changes.altered.update(some)
        changes.flush()


def set_current(changes: Changes, ns: Iterable[int], current: bool) -> None:
    """Let reports count, or no longer."""
    for some in chunks(sorted(set(ns))):
        unindex(changes.connection, some)
        changes.connection.execute(update(tables.report).where(tables.report.c.n.in_(some)).values(current=current))
        changes.altered.update(some)
