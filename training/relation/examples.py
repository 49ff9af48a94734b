"""Examples to train and measure the relation model on: our own corpus, PLV, and pairs derived from both.

A line of the corpus is ``sentence<TAB>labels``. In the sentence mentions are written ``[words]1``, ``[words]2``, ...;
labels are ``actor>recipient TYPE/mode factuality ~trigger`` separated by `` ; ``, with ``-`` for no recipient or mode
and ``@`` after the factuality where the sentence says it in someone else's voice. ``training/corpus/README.md`` tells
more.
"""

from __future__ import annotations

import csv
import functools
import os
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from redshank.cli.scoring.labels import overlap
from redshank.model import FACTUALITIES, TYPES

CORPUS = Path(__file__).parent.parent / "corpus"
SHARED = Path(os.environ.get("REDSHANK_SHARED", Path(__file__).parents[3] / "shared"))
PLV = SHARED / "data" / "relation" / "PLV_train.tsv"
Offsets = tuple[int, int]
SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types in which either party may be the actor, so that the turned pair is not a pair without an event."""
MARK = re.compile(r"\[([^\[\]]+)\](\d)")
LABEL = re.compile(r"(\d+|-)>(\d+|-) (?:([A-Z]+)/([a-z-]+)|NONE)(?: ([a-z]+)(@?))?(?: ~([^~#]+?)(?:#(\d))?)?")


@dataclass(frozen=True, slots=True)
class Example:
    """One marked pair. ``type`` is None for NONE; ``factuality`` is None where it is not known.

    ``trigger`` is the word that tells the event, or, in a pair of type None, one that does not; None where none is
    marked. ``bare`` says whether the type holds without the trigger too. ``group`` is the same for examples of one
    sentence, which must fall on one side of a split.
    """

    text: str
    actor: Offsets | None
    recipient: Offsets | None
    type: str | None
    factuality: str | None
    mode: str | None = None
    attributed: bool = False
    group: str = ""
    origin: str = "corpus"
    trigger: Offsets | None = None
    bare: bool = True


def unmark(marked: str) -> tuple[str, dict[int, Offsets]]:
    """The bare sentence, and the span of every numbered mention."""
    text, spans, at = "", {}, 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        spans[int(match[2])] = (len(text), len(text) + len(match[1]))
        text += match[1]
        at = match.end()
    return text + marked[at:], spans


def read_line(line: str) -> Iterator[Example]:
    """The examples of one corpus line. Raises ValueError with the reason if it is malformed."""
    marked, _, labels = line.rstrip("\n").partition("\t")
    text, spans = unmark(marked)
    if not labels:
        raise ValueError("no labels")
    matches = []
    for label in labels.split(" ; "):
        match = LABEL.fullmatch(label.strip())
        if match is None:
            raise ValueError(f"label {label!r} is not understood")
        matches.append(match)
    found = [_labelled(text, spans, match) for match in matches]
    told = {(e.actor, e.recipient) for e in found if e.type}
    yield from (replace(e, bare=bool(e.type) or (e.actor, e.recipient) not in told) for e in found)


def _labelled(text: str, spans: dict[int, Offsets], match: re.Match[str]) -> Example:
    """One label of a corpus line as an example."""
    actor, recipient, kind, mode, factuality, attributed, words, place = match.groups()
    if kind is not None and (kind not in TYPES or factuality not in FACTUALITIES):
        raise ValueError(f"{match[0]!r}: unknown type or factuality")
    if any(number != "-" and int(number) not in spans for number in (actor, recipient)):
        raise ValueError(f"{match[0]!r}: no such mention")
    who, whom = (None if number == "-" else spans[int(number)] for number in (actor, recipient))
    trigger = _found(text, words, int(place or 1), list(spans.values())) if words else None
    told = bool(attributed)
    return Example(text, who, whom, kind, factuality, None if mode == "-" else mode, told, group=text, trigger=trigger)


def _found(text: str, words: str, place: int, mentions: list[Offsets]) -> Offsets:
    """Where the words of a trigger stand: at their ``place``-th occurrence, the first outside mentions if that is 1."""
    found, plain = occurrences(text, words, mentions)
    if plain is None or len(found) < place:
        raise ValueError(f"trigger {words!r} does not occur {place} times")
    return plain if place == 1 else found[place - 1]


def occurrences(text: str, words: str, mentions: Sequence[Offsets]) -> tuple[list[Offsets], Offsets | None]:
    """Where words stand in a text, and which place is meant without a number: the first outside mentions, if any."""
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    outside = (span for span in found if not any(a <= span[0] < b for a, b in mentions))
    return found, next(outside, found[0] if found else None)


def lines_of(path: Path) -> list[str]:
    """The lines of a corpus file that hold a sentence."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def lines_in(folder: Path) -> list[str]:
    """The lines that hold a sentence, of all corpus files in a folder."""
    return [line for path in sorted(folder.glob("*.tsv")) for line in lines_of(path)]


def read_folder(folder: Path) -> tuple[Example, ...]:
    """All examples of the corpus files in a folder, the pairs in their sentences that no label joins, and the words
    that tell nothing between two mentions.
    """
    from training.relation.contrasts import contrasts

    lines = lines_in(folder)
    return (*(e for line in lines for e in read_line(line)), *unrelated(lines), *contrasts(lines))


@functools.cache
def corpus() -> tuple[Example, ...]:
    """Our own corpus but for ``held_out``, which nothing is trained on."""
    return read_folder(CORPUS)


def plv_spans(marked: str) -> tuple[str, list[Offsets], list[Offsets]]:
    """The bare sentence of a PLV row, with the spans of sources and of targets."""
    spans: dict[str, list[Offsets]] = {"s": [], "t": []}
    text, at = "", 0
    for match in re.finditer(r"<(/?)([st])>", marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[1]:
            start = spans[match[2]].pop()
            spans[match[2]].append((start[0], len(text.rstrip())))
        else:
            spans[match[2]].append((len(text), -1))
    return text + marked[at:], spans["s"], spans["t"]


@functools.cache
def yields() -> dict[str, str]:
    """Which of CONCEDE and RETREAT each YIELD row of PLV is, by ``yield.tsv``: sentence id to type."""
    rows = (line.split("\t") for line in (Path(__file__).parent / "yield.tsv").read_text("utf-8").splitlines())
    return {row[0]: row[1] for row in rows if len(row) == 2 and not row[0].startswith("#")}


@functools.cache
def plv() -> tuple[Example, ...]:
    """The rows of PLV's training half, with their triggers where these are beyond doubt; empty where it is absent."""
    from training.corpus.triggers import docs, trigger_of

    found = plv_unparsed()
    parsed = zip(found, docs([e.text for e in found]), strict=True)
    return tuple(replace(e, trigger=trigger_of(doc, e)) for e, doc in parsed)


def plv_unparsed() -> tuple[Example, ...]:
    """The same without triggers, for which no sentence need be parsed."""
    if not PLV.exists():
        return ()
    with PLV.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = []
    for row in rows:
        text, sources, targets = plv_spans(row["marked_sentence"])
        kind = yields().get(row["sentence_id"], "CONCEDE") if row["gold_root"] == "YIELD" else row["gold_root"]
        source, target = (spans[0] if spans else None for spans in (sources, targets))
        found.append(Example(text, source, target, kind, None, group=text.strip(), origin="plv"))
    return tuple(found)


def turned(examples: Iterable[Example]) -> Iterator[Example]:
    """Pairs with the roles exchanged: no event in that direction, unless the sentence is labelled both ways."""
    kept = list(examples)
    known = {(e.text, e.actor, e.recipient) for e in kept}
    for e in kept:
        if (
            e.type is None
            or e.type in SYMMETRIC
            or None in (e.actor, e.recipient)
            or (e.text, e.recipient, e.actor) in known
        ):
            continue
        known.add((e.text, e.recipient, e.actor))
        yield replace(e, actor=e.recipient, recipient=e.actor, type=None, factuality=None, mode=None, origin="turned")


def unrelated(lines: Iterable[str]) -> Iterator[Example]:
    """Pairs of marked mentions of a corpus sentence that no label joins, in either direction if the type has none."""
    for line in lines:
        labelled = list(read_line(line))
        text, spans = unmark(line.partition("\t")[0])
        told = {(e.actor, e.recipient) for e in labelled}
        told |= {(e.recipient, e.actor) for e in labelled if e.type in SYMMETRIC}
        for actor in spans.values():
            for recipient in spans.values():
                if actor != recipient and (actor, recipient) not in told:
                    yield Example(text, actor, recipient, None, None, group=text, origin="turned")
        yield from _idle(text, list(spans.values()), labelled)


def _idle(text: str, spans: list[Offsets], labelled: list[Example]) -> Iterator[Example]:
    """Mentions that do nothing in their sentence, marked as actors without a recipient."""
    busy = {e.actor for e in labelled if e.type}
    busy |= {e.recipient for e in labelled if e.type in SYMMETRIC}
    for span in spans:
        if span not in busy:
            yield Example(text, span, None, None, None, group=text, origin="turned")


def unpair(example: Example) -> Example:
    """The same event with its actor alone marked, as where a sentence names no recipient that we know."""
    return replace(example, recipient=None) if example.actor and example.type else example


def moved(span: Offsets, changed: Offsets, length: int) -> Offsets:
    """Where a span stands after ``changed``, which is it or shares no character with it, came to be so long."""
    if span == changed:
        return span[0], span[0] + length
    grown = length - (changed[1] - changed[0]) if span[0] > changed[0] else 0
    return span[0] + grown, span[1] + grown


def swap_names(example: Example, names: list[str], chance: random.Random) -> Example:
    """The same sentence with other names for actor and recipient, so that no name comes to mean a type."""
    spans = [span for span in (example.actor, example.recipient) if span]
    whole = [*spans, *([example.trigger] if example.trigger else [])]
    if any(overlap(one, other) for one, other in combinations(whole, 2)):
        return example
    text, places = example.text, {span: span for span in whole}
    for span in sorted(spans, reverse=True):
        name = chance.choice(names)
        text = text[: span[0]] + name + text[span[1] :]
        places = {old: moved(new, span, len(name)) for old, new in places.items()}
    actor, recipient, trigger = (
        places[span] if span else None for span in (example.actor, example.recipient, example.trigger)
    )
    return replace(example, text=text, actor=actor, recipient=recipient, trigger=trigger)
