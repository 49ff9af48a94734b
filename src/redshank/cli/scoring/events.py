"""Coding scored on labelled texts: is each event found, with its type and whom it is between?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redshank.cli.scoring.figures import ByType, Result, Tally, paired, share, summed
from redshank.cli.scoring.labels import Labelled, Offsets, labelled, overlap
from redshank.cli.scoring.predictions import read_reports, reports_of
from redshank.model import FACTUALITIES, TYPES, Mention, Report


@dataclass(frozen=True, slots=True)
class Event:
    """One label. ``types`` are those accepted, the best first; ``recipient`` is None where the label does not say."""

    types: tuple[str, ...]
    actor: tuple[Offsets, ...]
    recipient: tuple[Offsets, ...] | None
    factuality: str | None

    def accepts(self, report: Report, *, typed: bool = True) -> bool:
        """Whether a report agrees: the type is accepted and both roles overlap; a CONSULT has no direction."""
        if typed and report.type not in self.types:
            return False
        actor, recipient = _spans(report.actor), _spans(report.recipient)
        if "CONSULT" in (report.type, self.types[0]) and self.recipient:
            together = (*actor, *recipient)
            return _touch(self.actor, together) and _touch(self.recipient, together)
        return _touch(self.actor, actor) and self._received(recipient)

    def _received(self, recipient: Sequence[Offsets]) -> bool:
        if self.recipient is None:
            return True
        return _touch(self.recipient, recipient) if self.recipient else not recipient


def _spans(mentions: Sequence[Mention]) -> list[Offsets]:
    return [(m.start, m.end) for m in mentions]


def _touch(some: Sequence[Offsets], others: Sequence[Offsets]) -> bool:
    return any(overlap(one, other) for one in some for other in others)


def score_events(gold: Path, said: Path | None = None) -> Result:
    """Score the coder, or the reports in the file ``said``, on lines ``{"id", "text", "date", "events": [...]}``."""
    name, reports = _maker(said)
    table, pairs, disagreements, sure, told = ByType(), [], [], 0, 0
    for line in list(labelled(gold)):
        wanted, made = events(line), reports(line)
        matched = paired({n: [i for i, r in enumerate(made) if e.accepts(r)] for n, e in enumerate(wanted)})
        _count(table, wanted, made, matched)
        pairs.append(_pairs(wanted, made))
        asked = [(wanted[n], made[i]) for n, i in matched.items() if wanted[n].factuality]
        told += len(asked)
        sure += sum(e.factuality == r.factuality for e, r in asked)
        disagreements += _disagreements(line, wanted, made, matched)
    figures = {"task": "coding", "coder": name, "texts": len(table.texts), **table.figures()}
    figures["without_type"] = summed(pairs).figures()
    figures["factuality"] = share(sure, told)
    return Result(figures, disagreements, table.texts)


def _maker(said: Path | None) -> tuple[str, Callable[[Labelled], list[Report]]]:
    """Whose reports are scored, by name, and how to get at those of a text."""
    if said is not None:
        found = read_reports(said)
        return str(said), lambda line: reports_of(line, found)
    from redshank.coding import Coder
    from redshank.coding.reporting import CODER

    coder = Coder()
    return CODER, lambda line: coder.code_article(line.article)


def events(line: Labelled) -> list[Event]:
    """The labels of one line, checked."""
    return [_event(line, fields) for fields in line.listed("events")]


def _event(line: Labelled, fields: dict[str, Any]) -> Event:
    types = fields.get("type")
    accepted = types if isinstance(types, list) and types else [types]
    recipient: tuple[Offsets, ...] | None = None
    if "recipient" in fields:
        recipient = () if fields["recipient"] is None else line.spans(fields["recipient"], "recipient")
    sure = fields.get("factuality")
    return Event(
        types=tuple(line.choice(one, "type", TYPES) for one in accepted),
        actor=line.spans(fields.get("actor"), "actor"),
        recipient=recipient,
        factuality=None if sure is None else line.choice(sure, "factuality", FACTUALITIES),
    )


def _count(table: ByType, wanted: Sequence[Event], made: Sequence[Report], matched: dict[int, int]) -> None:
    """Count one text; a label that accepts several types counts for the one that was found, else for its best."""
    table.texts.append(Tally(len(wanted), len(made), len(matched)))
    for n, event in enumerate(wanted):
        table.of(made[matched[n]].type if n in matched else event.types[0]).gold += 1
    for report in made:
        table.of(report.type).made += 1
    for i in matched.values():
        table.of(made[i].type).right += 1


def _pairs(wanted: Sequence[Event], made: Sequence[Report]) -> Tally:
    """The counts where any type will do, which tells errors of type from errors of who and whom."""
    fits = {n: [i for i, r in enumerate(made) if e.accepts(r, typed=False)] for n, e in enumerate(wanted)}
    return Tally(len(wanted), len(made), len(paired(fits)))


def _disagreements(
    line: Labelled, wanted: Sequence[Event], made: Sequence[Report], matched: dict[int, int]
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for n, event in enumerate(wanted):
        if n not in matched:
            rows.append({"where": line.where, "what": "missed", "label": _worded(line.text, event)})
        elif event.factuality not in (None, (report := made[matched[n]]).factuality):
            change = {"label": event.factuality, "found": report.factuality}
            rows.append({"where": line.where, "what": "factuality", **change, "text": report.sentence.text})
    for i, report in enumerate(made):
        if i not in matched.values():
            rows.append({"where": line.where, "what": "wrong", "found": worded(report), "text": report.sentence.text})
    return rows


def _worded(text: str, event: Event) -> str:
    actor = ", ".join(text[s:e] for s, e in event.actor)
    recipient = ", ".join(text[s:e] for s, e in event.recipient or ())
    return f"{' or '.join(event.types)} {actor} -> {recipient or '(nobody)'}"


def worded(report: Report) -> str:
    """A report in a few words: type, actor, recipient as they stand in the text."""
    actor, recipient = (", ".join(m.text for m in role) for role in (report.actor, report.recipient))
    return f"{report.type} {actor} -> {recipient or '(nobody)'}"
