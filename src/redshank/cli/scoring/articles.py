"""Coding scored on whole articles that were coded by hand, every event in them labelled by words of its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redshank.cli.scoring.events import worded
from redshank.cli.scoring.figures import Result, share
from redshank.cli.scoring.labels import overlap
from redshank.errors import InputError
from redshank.model import FACTUALITIES, TYPES, Article, Mention, Report


@dataclass(frozen=True, slots=True)
class Event:
    """A hand-coded event.

    ``place`` are the offsets of the words that tell it; ``actor`` and ``recipient`` are words of which any will do
    (none, or an empty one: anybody). Events that are not ``core`` may be reported, but need not be.
    """

    place: tuple[int, int]
    words: str
    types: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    factuality: str
    voiced: bool
    date: str
    where: str
    core: bool

    def accepts(self, report: Report) -> bool:
        """Whether a report of this sentence has a type, an actor and a recipient that will do."""
        if report.type not in self.types or not overlap(self.place, (report.sentence.start, report.sentence.end)):
            return False
        actor, recipient = _named(report.actor), _named(report.recipient)
        if report.type == "CONSULT":
            actor = recipient = f"{actor} {recipient}"
        return _fits(self.actor, actor) and _fits(self.recipient, recipient)


def _named(mentions: Sequence[Mention]) -> str:
    """All that a report says of who they are, in lower case."""
    return " ".join(f"{m.text} {m.name} {m.country}" for m in mentions).lower()


def _fits(accepted: Sequence[str], said: str) -> bool:
    return not accepted or any(words.lower() in said for words in accepted)


def score_articles(folder: Path) -> Result:
    """Score the coder on a folder with ``articles.jsonl`` and ``gold.json``.

    Recall is over core events; precision counts a report right that agrees with any event, core or not. The rest is
    over the core events found: factuality, whether somebody other than the article says so, when, and where.
    """
    from redshank.coding import Coder

    articles, coder = _articles(folder / "articles.jsonl"), Coder()
    counts: Counter[str] = Counter()
    types: dict[str, Counter[str]] = {}
    disagreements: list[dict[str, Any]] = []
    for number, fields in enumerate(_coded(folder / "gold.json"), 1):
        where = f"{folder / 'gold.json'}, article {number}"
        article = articles.get(str(fields.get("id")))
        if article is None:
            raise InputError(f"{fields.get('id')!r} is not in articles.jsonl", where=where)
        events = [_event(article, event, f"{where}, event {n}") for n, event in enumerate(fields["events"], 1)]
        disagreements += _count(article, events, coder.code_article(article), counts, types)
    return Result(_figures(counts, types), disagreements)


def _articles(path: Path) -> dict[str, Article]:
    from redshank.sources import read_articles

    found = {}
    for article in read_articles([str(path)]):
        if isinstance(article, InputError):
            raise article
        found[article.id] = article
    return found


def _coded(path: Path) -> list[dict[str, Any]]:
    from redshank.sources.records import parse_json

    try:
        coded = parse_json(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=str(path)) from None
    for number, fields in enumerate(coded if isinstance(coded, list) else [None], 1):
        if not isinstance(fields, dict) or not isinstance(fields.get("events"), list):
            raise InputError('is not {"id": ..., "events": [...]}', where=f"{path}, article {number}")
    return list(coded)


def _event(article: Article, fields: Any, where: str) -> Event:
    words = fields.get("at") if isinstance(fields, dict) else None
    if not isinstance(words, str) or article.text.count(words) != 1:
        raise InputError('"at" is not words that stand in the text once', where=where)
    types = fields.get("type")
    if not isinstance(types, list) or not types or any(one not in TYPES for one in types):
        raise InputError('"type" is not a list of types', where=where, do=f"of {', '.join(TYPES)}")
    if fields.get("factuality") not in FACTUALITIES:
        raise InputError(f'"factuality" is not one of {", ".join(FACTUALITIES)}', where=where)
    start = article.text.index(words)
    return Event(
        place=(start, start + len(words)),
        words=words,
        types=tuple(types),
        actor=tuple(fields.get("actor") or ()),
        recipient=tuple(fields.get("recipient") or ()),
        factuality=fields["factuality"],
        voiced=fields.get("speaker") is not None,
        date=fields.get("date") or "",
        where=fields.get("place") or "",
        core=bool(fields.get("core")),
    )


def _count(
    article: Article,
    events: Sequence[Event],
    made: Sequence[Report],
    counts: Counter[str],
    types: dict[str, Counter[str]],
) -> list[dict[str, Any]]:
    """Count one article; returns where label and coder differ."""
    used: set[int] = set()
    rows: list[dict[str, Any]] = []
    for event in events:
        hits = [i for i, report in enumerate(made) if event.accepts(report)]
        used.update(hits)
        if event.core:
            kind = types.setdefault(event.types[0], Counter())
            kind["gold"] += 1
            kind["right"] += bool(hits)
            _look(event, [made[i] for i in hits], counts)
            if not hits:
                label = f"{event.types[0]} {' / '.join(event.actor)} -> {' / '.join(event.recipient)}"
                rows.append({"where": article.id, "what": "missed", "label": label, "text": event.words})
    counts["made"] += len(made)
    counts["right"] += len(used)
    for i, report in enumerate(made):
        if i not in used:
            rows.append({"where": article.id, "what": "wrong", "found": worded(report), "text": report.sentence.text})
    return rows


def _look(event: Event, hits: Sequence[Report], counts: Counter[str]) -> None:
    """Count what the reports of one core event say of how sure, who says so, when and where."""
    counts["core"] += 1
    if not hits:
        return
    counts["found"] += 1
    counts["factuality"] += any(r.factuality == event.factuality for r in hits)
    counts["voice"] += any((r.attribution is not None) == event.voiced for r in hits)
    if event.date:
        counts["dated"] += 1
        counts["when"] += any(r.when is not None and r.when.start.startswith(event.date) for r in hits)
    if event.where:
        counts["placed"] += 1
        counts["where"] += any(r.where is not None and r.where.name.lower() == event.where.lower() for r in hits)


def _figures(counts: Counter[str], types: dict[str, Counter[str]]) -> dict[str, Any]:
    from redshank.coding.reporting import CODER

    precision, recall = share(counts["right"], counts["made"]), share(counts["found"], counts["core"])
    return {
        "task": "coding",
        "coder": CODER,
        "precision": precision,
        "recall": recall,
        "f1": share(2 * precision * recall, precision + recall),
        "gold": counts["core"],
        "made": counts["made"],
        "factuality": share(counts["factuality"], counts["found"]),
        "voice": share(counts["voice"], counts["found"]),
        "when": share(counts["when"], counts["dated"]),
        "where": share(counts["where"], counts["placed"]),
        "types": {
            name: {"recall": share(n["right"], n["gold"]), "gold": n["gold"]} for name, n in sorted(types.items())
        },
    }
