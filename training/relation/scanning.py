"""Whole sentences to learn from: every word that tells an event, who does it, and to whom.

Sentences of our corpus are labelled whole, so that each word which no label names tells nothing. A sentence of PLV has
one pair and its type but no trigger: some word of it tells the type with those parties, and which one is left open.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import torch
from torch import Tensor
from torch.nn import functional

from redshank.coding.relation import CLS, SEP
from redshank.model import TYPES, Span
from training.relation.batching import padded, tokenizer
from training.relation.examples import Example, Offsets, moved
from training.relation.network import RelationNetwork

SCANNED = 110
"""Word pieces of a sentence in training; longer ones are cut."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event of a sentence by places of word pieces: ``at`` its trigger (None: unknown), parties (0: nobody).

    ``kind`` is the number of its type among those of ``told``, where 0 is none.
    """

    at: int | None
    kind: int
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Word pieces of a sentence and what is told in it. ``whole``: words that no event names tell nothing."""

    ids: list[int]
    told: tuple[Told, ...]
    whole: bool
    ignored: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with its examples, and the place of the head of each of its mentions."""

    text: str
    examples: tuple[Example, ...]
    heads: dict[Offsets, int]


def head_words(texts: Sequence[str], spans: Sequence[Iterable[Offsets]]) -> Iterator[dict[Offsets, int]]:
    """Where the head word of each span starts, by the syntax of its sentence."""
    from redshank.reading.parse import parse

    whole = [Span(0, len(text), text) for text in texts]
    for parsed, wanted in zip(parse(whole, names=False), spans, strict=True):
        found = {}
        for span in wanted:
            part = parsed.doc.char_span(*span, alignment_mode="expand")
            found[span] = part.root.idx if part is not None else span[0]
        yield found


def labelled(examples: Iterable[Example]) -> list[Labelled]:
    """Examples of our corpus and of PLV by sentence; those that only tell what is not told are left out."""
    grouped: dict[tuple[str, str], list[Example]] = {}
    for example in examples:
        if example.origin in ("corpus", "plv"):
            grouped.setdefault((example.text, example.origin), []).append(example)
    texts = [text for text, _ in grouped]
    spans = [[s for e in own for s in (e.actor, e.recipient) if s] for own in grouped.values()]
    found = zip(texts, grouped.values(), head_words(texts, spans), strict=True)
    return [Labelled(text, tuple(own), places) for text, own, places in found]


def swapped(one: Labelled, names: list[str], chance: random.Random) -> Labelled:
    """The same sentence with another name for one of its mentions that is a name, so that names do not tell events."""
    named = [span for span in one.heads if one.text[span[0]].isupper() and _free(one, span)]
    if not named:
        return one
    start, end = chance.choice(named)
    name = chance.choice(names)

    def place(span: Offsets | None) -> Offsets | None:
        return moved(span, (start, end), len(name)) if span else None

    text = one.text[:start] + name + one.text[end:]
    own = tuple(
        replace(e, text=text, actor=place(e.actor), recipient=place(e.recipient), trigger=place(e.trigger))
        for e in one.examples
    )
    heads = {
        moved(span, (start, end), len(name)): moved((at, at + 1), (start, end), len(name))[0]
        for span, at in one.heads.items()
        if span != (start, end)
    }
    return Labelled(text, own, heads | {(start, start + len(name)): start + name.rfind(" ") + 1})


def _free(one: Labelled, span: Offsets) -> bool:
    """Whether no other mention or trigger shares characters with a span."""
    others = [s for e in one.examples for s in (e.actor, e.recipient, e.trigger) if s and s != span]
    return all(end <= span[0] or span[1] <= start for start, end in others)


def sentence(one: Labelled) -> Sentence:
    """The sentence as the network reads it."""
    encoded = tokenizer().encode(one.text, add_special_tokens=False)
    room = min(len(encoded.ids), SCANNED)
    ids = [CLS, *encoded.ids[:room], SEP]
    offsets = encoded.offsets[:room]

    def place(at: int) -> int | None:
        return next((n + 1 for n, (start, end) in enumerate(offsets) if start <= at < end), None)

    told: list[Told] = []
    merged: dict[int, Told] = {}
    whole, ignored = one.examples[0].origin == "corpus", set[int]()
    for e in one.examples:
        if e.type is None:
            continue
        at = place(e.trigger[0]) if e.trigger and e.origin == "corpus" else None
        actors, recipients = (
            (p,) if (p := place(one.heads[s]) if s else 0) is not None else () for s in (e.actor, e.recipient)
        )
        event = Told(at, 1 + TYPES.index(e.type), actors, recipients)
        if at is None:
            whole = False
            told.append(event)
            continue
        ignored |= {n + 1 for n, (start, _) in enumerate(offsets) if e.trigger and e.trigger[0] < start < e.trigger[1]}
        if at in merged:
            before = merged[at]
            event = replace(
                before,
                actors=tuple(sorted({*before.actors, *actors})),
                recipients=tuple(sorted({*before.recipients, *recipients})),
            )
        merged[at] = event
    return Sentence(ids, (*told, *merged.values()), whole, frozenset(ignored - set(merged)))


def loss_of(net: RelationNetwork, batch: Sequence[Sentence]) -> Tensor:
    """Loss of what is told at each piece, and of the parties of each event."""
    ids = padded(batch)
    told, actors, recipients = (logits.float() for logits in net.scan(ids))
    target = torch.full(ids.shape, -100)
    for row, s in enumerate(batch):
        if s.whole:
            target[row, 1 : len(s.ids) - 1] = 0
        for n in s.ignored:
            target[row, n] = -100
        for event in s.told:
            if event.at is not None:
                target[row, event.at] = event.kind
    weight = torch.ones(1 + len(TYPES))
    weight[0] = 0.5
    flat = functional.cross_entropy(told.flatten(0, 1), target.flatten(), weight, reduction="sum", label_smoothing=0.02)
    total = flat / max(1, len(batch))
    spots, who, whom = told.log_softmax(-1), actors.log_softmax(-1), recipients.log_softmax(-1)
    losses = []
    for row, s in enumerate(batch):
        for event in s.told:
            if event.at is None:
                losses.append(_somewhere(spots[row], who[row], whom[row], event, len(s.ids)))
            else:
                losses += [
                    -table[row, event.at, list(places)].mean()
                    for table, places in ((who, event.actors), (whom, event.recipients))
                    if places
                ]
    return total + (torch.stack(losses).sum() / len(batch) if losses else 0.0)


def _somewhere(spots: Tensor, who: Tensor, whom: Tensor, event: Told, length: int) -> Tensor:
    """Minus the log of the probability that some word tells the event with one of its actors and of its recipients."""
    inner = slice(1, length - 1)
    each = spots[inner, event.kind]
    for table, places in ((who, event.actors), (whom, event.recipients)):
        if places:
            each = each + table[inner][:, list(places)].logsumexp(-1)
    return -each.logsumexp(0)
