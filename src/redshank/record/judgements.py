"""What people decided, as rows that are never changed; what is in force is worked out from them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from redshank.model import Entity
from redshank.record import tables
from redshank.record.corrections import name_key

KINDS = ("mark", "correct", "merge", "split", "link", "entity", "undo", "view", "note")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: ``kind`` and ``target`` say about what, ``verdict`` what was decided.

    ========  ==========================  ===========================================
    kind      target                      verdict
    ========  ==========================  ===========================================
    mark      id of a report              ``{"right": true}`` or ``{"right": false}``
    correct   id of a report              ``{"field": "type", "value": "ASSAULT"}``
    merge     id of a report of one event ``{"with": id of a report of another}``
    split     id of an event              ``{"reports": [ids], "from": [ids]}``
    link      a name                      ``{"entity": id, "name": ..., ...}``
    entity    id of an entity             ``{"name": ..., "kind": ..., ...}``
    undo      number of a judgement       ``{}``
    view      address of a page           ``{"title": ...}`` (see ``redshank.record.notes``)
    note      address of a page           ``{"words": ...}``
    ========  ==========================  ===========================================
    """

    n: int
    kind: str
    target: str
    verdict: Mapping[str, Any]
    who: str
    at: str
    why: str
    undoes: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The judgement as a line of JSON lines."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass
class InForce:
    """Judgements that are not undone, as they bear on reports."""

    count: int = 0
    wrong: set[str] = field(default_factory=set)
    right: set[str] = field(default_factory=set)
    corrections: dict[str, list[tuple[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    together: list[tuple[str, str]] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)
    links: dict[str, Entity] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)

    def judged(self, report: str) -> bool:
        """Whether a person stands by the report, as it is or corrected."""
        return report not in self.wrong and (report in self.right or report in self.corrections)


def read(connection: Connection) -> list[Judgement]:
    """All judgements in their order."""
    rows = connection.execute(select(tables.judgement).order_by(tables.judgement.c.n))
    return [
        Judgement(row.n, row.kind, row.target, json.loads(row.verdict), row.who, row.at, row.why, row.undoes)
        for row in rows
    ]


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that are not undone; undoing can be undone as well."""
    undone: set[int] = set()
    left = []
    for judgement in sorted(judgements, key=lambda j: -j.n):
        if judgement.n in undone:
            continue
        if judgement.undoes is not None:
            undone.add(judgement.undoes)
        left.append(judgement)
    return left[::-1]


def in_force(judgements: Iterable[Judgement]) -> InForce:
    """What the judgements amount to; of two that contradict each other the later one holds."""
    found = InForce()
    for judgement in standing(judgements):
        _ADD.get(judgement.kind, _nothing)(found, judgement)
        found.count += 1
    return found


def concerning(judgements: Iterable[Judgement], keys: Iterable[str]) -> list[Judgement]:
    """The judgements about some reports, events, names or entities, and those that undo them, in their order."""
    held = list(keys)
    sought, names = set(held), {name_key(key) for key in held}
    found: dict[int, Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: j.n):
        named = judgement.kind == "link" and name_key(judgement.target) in names
        if named or judgement.undoes in found or sought & {judgement.target, *_named_in(judgement)}:
            found[judgement.n] = judgement
    return list(found.values())


def _named_in(judgement: Judgement) -> set[str]:
    """Ids that a verdict names besides its target."""
    if judgement.kind == "undo":
        return set()
    verdict = judgement.verdict
    return {verdict.get("with", ""), verdict.get("entity", ""), *verdict.get("reports", ()), *verdict.get("from", ())}


def _nothing(found: InForce, judgement: Judgement) -> None:
    """Undoing has no effect of its own."""


def _mark(found: InForce, judgement: Judgement) -> None:
    good, bad = (found.right, found.wrong) if judgement.verdict["right"] else (found.wrong, found.right)
    good.add(judgement.target)
    bad.discard(judgement.target)


def _correct(found: InForce, judgement: Judgement) -> None:
    found.corrections[judgement.target].append((judgement.verdict["field"], judgement.verdict["value"]))


def _merge(found: InForce, judgement: Judgement) -> None:
    pair = (judgement.target, judgement.verdict["with"])
    found.together.append(pair)
    found.apart = [other for other in found.apart if set(other) != set(pair)]


def _split(found: InForce, judgement: Judgement) -> None:
    pairs = [(one, other) for one in judgement.verdict["reports"] for other in judgement.verdict["from"]]
    found.apart += pairs
    sides = set(judgement.verdict["reports"]), set(judgement.verdict["from"])
    found.together = [
        (one, other)
        for one, other in found.together
        if not (one in sides[0] and other in sides[1]) and not (one in sides[1] and other in sides[0])
    ]


def _link(found: InForce, judgement: Judgement) -> None:
    found.links[name_key(judgement.target)] = _entity(judgement.verdict["entity"], judgement.verdict)


def _entity_added(found: InForce, judgement: Judgement) -> None:
    found.entities[judgement.target] = _entity(judgement.target, judgement.verdict)


def _entity(key: str, fields: Mapping[str, Any]) -> Entity:
    return Entity(
        key,
        fields["name"],
        fields.get("kind") or "organisation",
        fields.get("country"),
        fields.get("sector"),
        tuple(fields.get("aliases") or ()),
        fields.get("description") or "",
    )


_ADD = {
    "mark": _mark,
    "correct": _correct,
    "merge": _merge,
    "split": _split,
    "link": _link,
    "entity": _entity_added,
}


def last(connection: Connection) -> int:
    """The number of the latest judgement, 0 if there is none."""
    return connection.execute(select(func.max(tables.judgement.c.n))).scalar() or 0


def in_words(judgement: Judgement) -> str:
    """What was decided, in a few words."""
    verdict = judgement.verdict
    if judgement.kind == "mark":
        return f"{judgement.target} is {'right' if verdict['right'] else 'wrong'}"
    if judgement.kind == "correct":
        return f"{verdict['field']} of {judgement.target} is {_value(verdict['value'])}"
    if judgement.kind == "merge":
        return f"{judgement.target} and {verdict['with']} are one event"
    if judgement.kind == "split":
        return f"{', '.join(verdict['reports'])} and {', '.join(verdict['from'])} are not one event"
    if judgement.kind == "link":
        return f"{judgement.target!r} means {verdict['name']} ({verdict['entity']})"
    if judgement.kind == "entity":
        return f"there is {verdict['name']} ({judgement.target})"
    return f"judgement {judgement.undoes} is taken back"


def _value(value: Any) -> str:
    """A corrected value as a person would say it."""
    if isinstance(value, list):
        return ", ".join(str(one["name"]) if isinstance(one, dict) else str(one) for one in value) or "nothing"
    if isinstance(value, dict):
        return str(value.get("name") or " to ".join(dict.fromkeys(str(value[at]) for at in ("start", "end"))))
    return "nothing" if value is None else str(value)
