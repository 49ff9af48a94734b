"""Quotations scored: is each statement found, and who makes it?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redshank.cli.scoring.figures import Result, Tally, interval, summed
from redshank.cli.scoring.labels import Labelled, Offsets, labelled

ENOUGH = 0.5
"""Dice overlap of words from which two contents are the same statement: its middle, where edges do not decide."""
_WORD = re.compile(r"\w+")
Numbers = frozenset[int]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the numbers of its words; ``nested`` ones lie inside another's content."""

    speaker: Numbers
    content: Numbers
    words: str
    nested: bool = False


class Words:
    """The words of a text, numbered, so that marks and spaces at the edges of a span do not count."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = [match.span() for match in _WORD.finditer(text)]

    def of(self, spans: Sequence[Offsets]) -> Numbers:
        """Numbers of the words that the spans touch."""
        return frozenset(
            n for n, (a, b) in enumerate(self.places) if any(a < end and start < b for start, end in spans)
        )

    def statement(self, speaker: Offsets | None, content: Sequence[Offsets], nested: bool = False) -> Statement:
        """The statement with these spans."""
        who = self.text[slice(*speaker)] if speaker else "(nobody)"
        said = " ... ".join(self.text[start:end] for start, end in content)
        return Statement(self.of([speaker] if speaker else []), self.of(content), f"{who}: {said}", nested)


def score_statements(gold: Path) -> Result:
    """Score quotations on JSON lines ``{"text", "statements": [{"speaker", "content"}]}``.

    A statement is found where the words of both contents overlap with a Dice coefficient of 0.5; the speaker is right
    where the two share a word, or neither has one. Statements inside statements are not held against the finder where
    the labels leave them out.
    """
    plain, spoken, disagreements = [], [], []
    for line in list(labelled(gold)):
        words = Words(line.text)
        wanted, made = _wanted(line, words), _made(line.text, words)
        pairs = matched(wanted, made)
        count = sum(not m.nested or i in pairs.values() for i, m in enumerate(made))
        right = {n: i for n, i in pairs.items() if _same_speaker(wanted[n], made[i])}
        plain.append(Tally(len(wanted), count, len(pairs)))
        spoken.append(Tally(len(wanted), count, len(right)))
        disagreements += _disagreements(line, wanted, made, pairs, right)
    figures = {"task": "quotes", "texts": len(plain), **summed(plain).figures(), "f1_interval": interval(plain)}
    return Result({**figures, "with_speaker": summed(spoken).figures()}, disagreements)


def _wanted(line: Labelled, words: Words) -> list[Statement]:
    found = []
    for fields in line.listed("statements"):
        speaker = fields.get("speaker")
        span = None if speaker is None else line.span(speaker, "speaker")
        found.append(words.statement(span, line.spans(fields.get("content"), "content")))
    return found


def _made(text: str, words: Words) -> list[Statement]:
    from redshank.reading.parse import parse
    from redshank.reading.quotations import quotations
    from redshank.reading.sentences import sentences

    found = quotations(text, list(parse(sentences(text))), stances=True, nested=False)
    return [
        words.statement(
            (q.speaker.start, q.speaker.end) if q.speaker else None, [(s.start, s.end) for s in q.content], q.nested
        )
        for q in found
    ]


def matched(wanted: Sequence[Statement], made: Sequence[Statement]) -> dict[int, int]:
    """Numbers of labels with those of the statements found for them, one to one, the best overlap first."""
    fits = sorted(
        (-alike, n, i)
        for n, one in enumerate(wanted)
        for i, other in enumerate(made)
        if (alike := dice(one.content, other.content)) >= ENOUGH
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, n, i in fits:
        if n not in pairs and i not in taken:
            pairs[n] = i
            taken.add(i)
    return pairs


def dice(one: Numbers, other: Numbers) -> float:
    """How far two sets of words are the same, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _same_speaker(one: Statement, other: Statement) -> bool:
    return bool(one.speaker & other.speaker) or not (one.speaker or other.speaker)


def _disagreements(
    line: Labelled,
    wanted: Sequence[Statement],
    made: Sequence[Statement],
    pairs: dict[int, int],
    right: dict[int, int],
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for n, one in enumerate(wanted):
        if n not in pairs:
            rows.append({"where": line.where, "what": "missed", "label": one.words})
        elif n not in right:
            rows.append({"where": line.where, "what": "speaker", "label": one.words, "found": made[pairs[n]].words})
    for i, other in enumerate(made):
        if i not in pairs.values() and not other.nested:
            rows.append({"where": line.where, "what": "wrong", "found": other.words})
    return rows
