"""Words of corpus sentences that tell nothing between two mentions: NONE examples with a trigger.

A pair of mentions and a word that could be a trigger make an example of type None unless a label says that the word, or
one so close to it that it may tell the same event, tells one between the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import TYPE_CHECKING

from redshank.cli.scoring.labels import overlap
from redshank.coding.candidates import EMPTY, SAYING
from redshank.coding.frames import beside
from training.corpus.triggers import docs, readings
from training.relation.examples import SYMMETRIC, Example, Offsets, read_line, unmark

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEAR = 3
"""Words between two triggers within which they may tell one event: "launched a new attack"."""
KINDS = ("same pair", "reversed", "same word", "neither")
"""What an example shares with an event of its sentence, which makes it hard to tell from it."""


def tempting(doc: Doc) -> Iterator[Offsets]:
    """The words of a sentence that a coder may take for triggers, as spans of characters."""
    for token in doc:
        verb = token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "aux")
        whole = (not r.beside or beside(token, r) is not None for r in readings(token))
        listed = (token.pos_ != "ADJ" or token.dep_ in ("acomp", "oprd", "ROOT")) and any(whole)
        if listed or (verb and token.lemma_.lower() not in SAYING | EMPTY):
            yield token.idx, token.idx + len(token.text)


def contrasts(lines: Iterable[str]) -> Iterator[Example]:
    """The NONE examples with triggers of corpus lines; their origin says which of ``KINDS`` they are."""
    kept = list(lines)
    unmarked = [unmark(line.partition("\t")[0]) for line in kept]
    for line, (text, spans), doc in zip(kept, unmarked, docs([text for text, _ in unmarked]), strict=True):
        labelled = list(read_line(line))
        events = [e for e in labelled if e.type]
        words = dict.fromkeys([*(e.trigger for e in labelled if e.trigger), *tempting(doc)])
        refused = {(e.actor, e.recipient, e.trigger) for e in labelled if not e.type}
        pairs = [*permutations(spans.values(), 2), *((span, None) for span in spans.values())]
        for actor, recipient in pairs:
            told = [e for e in events if _concerns(e, actor, recipient)]
            if any(e.trigger is None for e in told):
                continue
            for word in words:
                if (actor, recipient, word) not in refused and _apart(
                    word, told, actor, recipient, list(spans.values())
                ):
                    yield _none(text, actor, recipient, word, told, events)


def _concerns(event: Example, actor: Offsets, recipient: Offsets | None) -> bool:
    """Whether an event is told of a pair (of an actor alone: whether it does anything)."""
    ways = [(event.actor, event.recipient)]
    if event.type in SYMMETRIC:
        ways.append((event.recipient, event.actor))
    return any(a == actor and (recipient is None or r in (recipient, None)) for a, r in ways)


def _apart(
    word: Offsets, told: list[Example], actor: Offsets, recipient: Offsets | None, mentions: list[Offsets]
) -> bool:
    """Whether a word stands outside the pair and apart from the triggers of its events."""
    if any(span and overlap(span, word) for span in (actor, recipient)):
        return False
    return not any(e.trigger and _close(e.text, word, e.trigger, mentions) for e in told)


def _close(text: str, word: Offsets, trigger: Offsets, mentions: list[Offsets]) -> bool:
    """Whether few words and no mention stand between a word and a trigger."""
    first, second = sorted((word, trigger))
    if any(first[1] <= m[0] and m[1] <= second[0] for m in mentions):
        return False
    return second[0] < first[1] or len(text[first[1] : second[0]].split()) <= NEAR


def _none(
    text: str, actor: Offsets, recipient: Offsets | None, word: Offsets, told: list[Example], events: list[Example]
) -> Example:
    same = [e for e in events if e.trigger == word]
    turned = any((e.recipient, e.actor) == (actor, recipient) for e in same)
    kind = KINDS[0] if told else KINDS[1] if turned else KINDS[2] if same else KINDS[3]
    return Example(text, actor, recipient, None, None, group=text, origin=kind, trigger=word, bare=not told)
