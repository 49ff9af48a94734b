"""Taking a judgement: checked, kept as a row, and its effect worked out at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, insert, or_, select

from redshank.errors import KnowledgeError, UsageError
from redshank.knowledge.overrides import checked, read_entity
from redshank.model import Entity
from redshank.record import tables
from redshank.record.changes import Changes, now
from redshank.record.corrections import check, name_key
from redshank.record.judgements import last, read
from redshank.record.keeping import restate, set_current

if TYPE_CHECKING:
    from redshank.record.record import Record


def entity_fields(entity: Entity) -> dict[str, Any]:
    """An entity as a verdict holds it."""
    about = {name: getattr(entity, name) for name in ("name", "kind", "country", "sector", "description")}
    return {"entity": entity.id, **about, "aliases": list(entity.aliases)}


def judge(record: Record, kind: str, target: str, verdict: Mapping[str, Any], who: str, why: str) -> int:
    """Keep a judgement and let it take effect; its number. Raises UsageError if it makes no sense."""
    if not who.strip():
        raise UsageError("a judgement needs a person", do="say who judges")
    with record.changing() as changes:
        verdict = dict(verdict)
        _check(changes, kind, target, verdict)
        n = last(changes.connection) + 1
        undoes = int(target) if kind == "undo" else None
        row = {"n": n, "kind": kind, "target": target, "who": who, "at": now(), "why": why, "undoes": undoes}
        words = json.dumps(verdict, ensure_ascii=False, sort_keys=True)
        changes.connection.execute(insert(tables.judgement), [{**row, "verdict": words}])
        _take_effect(changes, n)
    return n


def _check(changes: Changes, kind: str, target: str, verdict: dict[str, Any]) -> None:
    if kind == "undo":
        if not target.isdigit() or int(target) > last(changes.connection) or int(target) < 1:
            raise UsageError(f"there is no judgement {target[:20]}")
    elif kind == "correct":
        check(verdict["field"], verdict["value"])
    elif kind == "split":
        _check_split(changes, target, verdict)
    elif kind in ("entity", "link"):
        _check_entity(verdict)
        if not name_key(target):
            raise UsageError("an empty name means nobody")
    named = [target] if kind in ("mark", "correct") else [target, str(verdict["with"])] if kind == "merge" else []
    for key in named:
        if not _rows(changes, [key]):
            raise UsageError(f"there is no report or event {key[:40]!r}")
    if kind == "merge" and target == verdict["with"]:
        raise UsageError("an event cannot be merged with itself")


def _check_entity(verdict: Mapping[str, Any]) -> None:
    """As strict as with a file of entities, as added ones are read from such a file when articles are coded."""
    fields = {key: value or "" for key, value in verdict.items() if isinstance(value, str) or value is None}
    try:
        checked(read_entity(fields | {"id": verdict["entity"]}, "the entity"), "the entity")
    except KnowledgeError as error:
        raise UsageError(error.what, where=str(verdict["name"])[:60], do=error.do) from error


def _check_split(changes: Changes, target: str, verdict: dict[str, Any]) -> None:
    """Name the reports that stay beside those that leave."""
    rows = {row.id: row.event for row in _rows(changes, [target, *verdict["reports"]]) if row.event is not None}
    event = rows.get(target)
    if event is None:
        raise UsageError(f"there is no event {target[:40]!r}")
    r = tables.report.c
    where = and_(r.event == event, r.current)
    all_of_it = [row.id for row in changes.connection.execute(select(r.id).where(where).order_by(r.rank))]
    leaving = set(verdict["reports"])
    verdict["from"] = [key for key in all_of_it if key not in leaving]
    if not leaving or not leaving <= set(all_of_it) or not verdict["from"]:
        raise UsageError("these are not some of the event's reports", where=target, do="name some, not all")


def _rows(changes: Changes, ids: list[str]) -> list[Any]:
    r = tables.report.c
    return list(changes.connection.execute(select(r.n, r.id, r.event, r.current).where(r.id.in_(ids))))


def _take_effect(changes: Changes, n: int) -> None:
    """Work out anew what the judgement is about; what it undoes, too."""
    everything = {judgement.n: judgement for judgement in read(changes.connection)}
    concerned, at = [], everything.get(n)
    while at is not None:
        concerned.append(at)
        at = everything.get(at.undoes) if at.undoes is not None else None
    before = changes.judged.links
    changes.judge_again()
    ids: set[str] = set()
    for one in concerned:
        ids |= {
            one.target,
            one.verdict.get("with", one.target),
            *one.verdict.get("reports", ()),
            *one.verdict.get("from", ()),
        }
        if one.kind == "link":
            ids |= _named(changes, one.target, before)
    _renew(changes, ids)


def _named(changes: Changes, name: str, before: Mapping[str, Entity]) -> set[str]:
    """Reports with parties of that name, as they were coded or as linked until now."""
    key, e, p, r = name_key(name), tables.entity.c, tables.party.c, tables.report.c
    linked = [found[key].id for found in (before, changes.judged.links) if key in found]
    reports = select(r.id).join(tables.party, p.report == r.n).join(tables.entity, e.n == p.entity)
    start = e.id.startswith(f"name:{key}|", autoescape=True)
    in_words = r.sentence.in_(select(tables.sentence.c.n).where(tables.sentence.c.text.contains(name, autoescape=True)))
    return {
        row.id for row in changes.connection.execute(reports.where(or_(start, e.id.in_(linked), in_words)).distinct())
    }


def _renew(changes: Changes, ids: set[str]) -> None:
    """Work out reports anew, and whether they count."""
    a, r = tables.article.c, tables.report.c
    held = sorted(ids)
    for i in range(0, len(held), 400):
        found = select(r.n, r.id, r.current, a.current.label("latest"), r.retired)
        rows = changes.connection.execute(
            found.join(tables.article, a.n == r.article).where(r.id.in_(held[i : i + 400]))
        )
        for row in rows.all():
            judged = changes.judged.judged(row.id)
            stands = row.latest and row.id not in changes.judged.wrong and (judged or not row.retired)
            restate(changes, [row.n])
            if stands != row.current:
                set_current(changes, [row.n], bool(stands))
