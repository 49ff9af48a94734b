"""The relation model scored on pairs whose actor and recipient are marked: which type is it?"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redshank.cli.scoring.figures import ByType, Result, Tally, share
from redshank.cli.scoring.labels import Labelled, Offsets, labelled
from redshank.cli.scoring.predictions import Answer, read_answers
from redshank.errors import InputError, UsageError
from redshank.model import FACTUALITIES, TYPES

YIELD = frozenset({"CONCEDE", "RETREAT"})
"""PLOVER's verbal and material yielding, which label sets of 15 types have as one, YIELD."""
_MARK = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Pair:
    """One labelled pair; a role is None where there is nobody."""

    where: str
    text: str
    actor: Offsets | None
    recipient: Offsets | None
    type: str
    factuality: str | None = None
    trigger: Offsets | None = None


def score_relations(gold: Path, said: Path | None = None) -> Result:
    """Score the relation model, or the answers in the file ``said``, on JSON lines or on sentences in TSV.

    The lines are ``{"text", "actor", "recipient", "type"}`` and perhaps ``"trigger"``, the span of the word that tells
    the event. The TSV has columns ``marked_sentence`` (``<s>actor</s>``, ``<t>recipient</t>``) and ``gold_root``. Where
    the labels know YIELD, CONCEDE and RETREAT count as that.
    """
    pairs = list(_marked(gold) if gold.suffix.lower() in (".tsv", ".tab") else _labelled(gold))
    name, judged = (str(said), read_answers(said, len(pairs))) if said else _judged(pairs)
    united = any(p.type == "YIELD" for p in pairs)
    types = [_folded(j.type) if united else j.type for j in judged]
    wanted = [_folded(p.type) if united else p.type for p in pairs]
    figures = {"task": "relation", "coder": name, **_figures(wanted, types)}
    asked = [(p.factuality, j.factuality) for p, j in zip(pairs, judged, strict=True) if p.factuality]
    if asked:
        figures["factuality"] = share(sum(a == b for a, b in asked), len(asked))
    right = [Tally(1, 1, one == other) for one, other in zip(wanted, types, strict=True)]
    return Result(figures, _disagreements(pairs, wanted, types, judged), right)


def _judged(pairs: list[Pair]) -> tuple[str, list[Answer]]:
    """The installed model's name and answers."""
    from redshank.coding.relation import RelationModel

    model = RelationModel.default()
    judged = model.score([(p.text, p.actor, p.recipient, p.trigger) for p in pairs])
    return model.version, [Answer(j.type, j.scores[j.type], j.factuality) for j in judged]


def _folded(type: str) -> str:  # noqa: A002
    return "YIELD" if type in YIELD else type


def _figures(wanted: list[str], said: list[str]) -> dict[str, Any]:
    table = ByType()
    for one, other in zip(wanted, said, strict=True):
        right = one == other
        table.texts.append(Tally(1, 1, right))
        table.of(one).gold += 1
        table.of(other).made += 1
        table.of(one).right += right
    figures = table.figures()
    known = [row["f1"] for row in figures["types"].values() if row["gold"]]
    return {
        "texts": len(wanted),
        "accuracy": figures["f1"],
        "accuracy_interval": figures["f1_interval"],
        "macro_f1": share(sum(known), len(known)),
        "types": figures["types"],
        "confusion": _confusion(wanted, said),
    }


def _confusion(wanted: list[str], said: list[str]) -> dict[str, dict[str, int]]:
    """For each labelled type, how often each type was given."""
    counts = Counter(zip(wanted, said, strict=True))
    return {one: {b: n for (a, b), n in sorted(counts.items()) if a == one} for one in sorted(set(wanted))}


def _disagreements(pairs: list[Pair], wanted: list[str], said: list[str], judged: list[Answer]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for pair, one, other, judgement in zip(pairs, wanted, said, judged, strict=True):
        if one != other:
            found = f"{other} ({judgement.sure:.2f})"
            rows.append({"where": pair.where, "what": "type", "label": one, "found": found, "text": _shown(pair)})
    return rows


def _shown(pair: Pair) -> str:
    """The text with the actor and the recipient in brackets."""
    cuts = sorted(
        (place, mark)
        for span, marks in ((pair.actor, "[]"), (pair.recipient, "{}"))
        if span
        for place, mark in zip(span, marks, strict=True)
    )
    text = pair.text
    for place, mark in reversed(cuts):
        text = text[:place] + mark + text[place:]
    return text


def _labelled(path: Path) -> Iterator[Pair]:
    for line in labelled(path):
        fields = line.fields
        yield Pair(
            line.where,
            line.text,
            line.span(fields.get("actor"), "actor"),
            None if fields.get("recipient") is None else line.span(fields["recipient"], "recipient"),
            line.choice(fields.get("type"), "type", (*TYPES, "YIELD")),
            _factuality(line),
            None if fields.get("trigger") is None else line.span(fields["trigger"], "trigger"),
        )


def _factuality(line: Labelled) -> str | None:
    value = line.fields.get("factuality")
    return None if value is None else line.choice(value, "factuality", FACTUALITIES)


def _marked(path: Path) -> Iterator[Pair]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream, delimiter="\t")
            missing = {"marked_sentence", "gold_root"} - set(rows.fieldnames or ())
            if missing:
                raise UsageError(f"has no column {' or '.join(sorted(missing))}", where=str(path))
            for row in rows:
                yield _from_row(row, f"{path}, line {rows.line_num}")
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or 'error').lower()}", where=str(path)) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"is not a table of UTF-8 text: {error}", where=str(path)) from None


def _from_row(row: dict[str, str | None], where: str) -> Pair:
    marked, type_ = row["marked_sentence"] or "", row["gold_root"]
    text, tags = unmarked(marked)
    if not tags:
        raise InputError("marks nobody", where=where, do="write <s>actor</s> and <t>recipient</t> in marked_sentence")
    if type_ not in (*TYPES, "YIELD"):
        raise InputError(f'"gold_root" is {type_!r}', where=where, do=f"one of {', '.join((*TYPES, 'YIELD'))}")
    actor, recipient = (_span(tags, name, where) for name in "st")
    return Pair(where, text, actor, recipient, type_)


def unmarked(marked: str) -> tuple[str, dict[str, int]]:
    """The text without its marks, and where each mark stood in it."""
    text, tags, last = "", {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        tags[mark.group()] = len(text)
        last = mark.end()
    return text + marked[last:], tags


def _span(tags: dict[str, int], name: str, where: str) -> Offsets | None:
    start, end = tags.get(f"<{name}>"), tags.get(f"</{name}>")
    if start is None and end is None:
        return None
    if start is None or end is None or start >= end:
        raise InputError(f"opens or closes <{name}> alone", where=where)
    return start, end
