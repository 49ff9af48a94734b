"""The relation model: what the actor does to the recipient in a sentence, and whether it is told as having happened.

A small transformer (MiniLM, 6 layers, 8-bit weights) reads the sentence with the two mentions marked, and, where it is
known, the trigger: the word that may tell the event. It gives probabilities of PLOVER's 16 types, of there being no
event between the two in this direction (told by that word), and of factuality. It runs on one core by onnxruntime, one
pair at a time: a pair's figures never depend on what else is asked.
How it was trained and how good it is: ``docs/relation-model.md``; the training is in ``training/relation``.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from redshank.errors import InputError
from redshank.model import FACTUALITIES, TYPES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

RELATION_VERSION = "relation-en 3"
WEIGHTS = Path(__file__).parent / "weights"
MAX_TOKENS = 112
"""Word pieces the model sees at most, markers included; 99 of 100 sentences of news with two mentions are shorter."""
SHOWN_TOKENS = 40
"""Word pieces nearest to the mentions that coding shows it: time grows with them, and more tell
little more (macro-F1 on unseen PLV sentences 0.809 against 0.822)."""
MAX_CHARACTERS = 600
"""Text farther than this from both mentions is not even looked at, so that a whole article costs no more."""
LONG_MENTION = 24
"""Word pieces of a mention that are kept before the words around it."""
CLS, SEP = 101, 102
MARKS = {"actor": (1, 2), "recipient": (3, 4), "trigger": (5, 6)}
"""Ids of unused pieces of the vocabulary, which open and close the mentions of actor and recipient, and the trigger."""

Offsets = tuple[int, int]
Item = tuple[str, Offsets | None, Offsets | None] | tuple[str, Offsets | None, Offsets | None, Offsets | None]
"""A text with the spans of actor, recipient and, if it is known, trigger."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model makes of one pair.

    ``scores`` gives each of the 16 types its probability, should there be an event (they sum to 1); ``none`` is the
    probability that there is none between the two in this direction; ``factualities`` sums to 1. ``modes`` gives the
    likeliest mode of each type (None: none of them), should the event be of that type; it is empty where the weights
    know no modes.
    """

    scores: dict[str, float]
    none: float
    factualities: dict[str, float]
    modes: dict[str, str | None] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """The likeliest type."""
        return max(self.scores, key=self.scores.__getitem__)

    @property
    def factuality(self) -> str:
        """The likeliest factuality."""
        return max(self.factualities, key=self.factualities.__getitem__)

    @property
    def confidence(self) -> float:
        """The probability that there is an event and that it is of the likeliest type."""
        return (1.0 - self.none) * self.scores[self.type]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence as the model sees it: ids of word pieces, and where the opening marks of the three stand.

    ``actor``, ``recipient`` or ``trigger`` is 0 (the place of the leading CLS piece) where none is marked.
    """

    ids: list[int]
    actor: int
    recipient: int
    trigger: int = 0


def _check(text: str, span: Offsets, role: str) -> None:
    """Offsets must lie inside the text and hold at least one character."""
    start, end = span
    if not 0 <= start < end <= len(text):
        raise InputError(f"the {role} [{start}, {end}] is not a place in a text of {len(text)} characters")


def _crop(text: str, spans: list[Offsets]) -> tuple[str, int]:
    """The part of ``text`` near the spans, and where it starts; both are cut at MAX_CHARACTERS around them."""
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    if last - first > 4 * MAX_CHARACTERS:
        last = first + 4 * MAX_CHARACTERS
    start = max(0, first - MAX_CHARACTERS)
    return text[start : last + MAX_CHARACTERS], start


def _within(offsets: Sequence[Offsets], span: Offsets) -> tuple[int, int]:
    """First and last word piece that share a character with the span (the nearest one if none does)."""
    touched = [i for i, (start, end) in enumerate(offsets) if start < span[1] and span[0] < end]
    if touched:
        return touched[0], touched[-1]
    nearest = min(range(len(offsets)), key=lambda i: abs(offsets[i][0] - span[0]), default=0)
    return nearest, nearest


def _distance(piece: int, first: int, last: int) -> int:
    """How far a word piece is from a mention, in pieces; the tail of a very long mention counts as far off."""
    if piece < first:
        return first - piece
    return max(0, piece - first - LONG_MENTION) if piece <= last else piece - last


def _kept(count: int, mentions: list[tuple[int, int]], room: int) -> list[int]:
    """Which of ``count`` word pieces are shown: those nearest to the mentions, in the order of the text."""
    if count <= room:
        return list(range(count))
    order = sorted(range(count), key=lambda i: (min(_distance(i, first, last) for first, last in mentions), i))
    return sorted(order[:room])


def pieces(
    tokenizer: Tokenizer,
    text: str,
    actor: Offsets | None,
    recipient: Offsets | None,
    most: int = MAX_TOKENS,
    trigger: Offsets | None = None,
) -> Pieces:
    """The word pieces of ``text`` with marks around actor, recipient and trigger, at most ``most`` of them.

    Raises InputError if a span lies outside the text.
    """
    roles = (("actor", actor), ("recipient", recipient), ("trigger", trigger))
    spans = {role: span for role, span in roles if span is not None}
    for role, span in spans.items():
        _check(text, span, role)
    cropped, shift = _crop(text, list(spans.values()) or [(0, 0)])
    encoded = tokenizer.encode(cropped, add_special_tokens=False)
    if not encoded.ids:
        return Pieces([CLS, SEP], 0, 0)
    mentions = {role: _within(encoded.offsets, (start - shift, end - shift)) for role, (start, end) in spans.items()}
    kept = _kept(len(encoded.ids), list(mentions.values()) or [(0, 0)], most - 2 - 2 * len(spans))
    return _marked(encoded.ids, kept, mentions)


def _marked(ids: list[int], kept: list[int], mentions: dict[str, tuple[int, int]]) -> Pieces:
    """The kept pieces with opening marks before the first and closing marks after the last piece of each mention."""
    shown = set(kept)
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for role, (first, last) in mentions.items():
        inside = [i for i in range(first, last + 1) if i in shown] or [kept[-1]]
        before.setdefault(inside[0], []).append(MARKS[role][0])
        after.setdefault(inside[-1], []).insert(0, MARKS[role][1])
    out = [CLS]
    for i in kept:
        out += [*before.get(i, ()), ids[i], *after.get(i, ())]
    out.append(SEP)
    places = {role: out.index(MARKS[role][0]) for role in mentions}
    return Pieces(out, *(places.get(role, 0) for role in MARKS))


def _softmax(logits: NDArray[np.float32], temperature: float) -> list[float]:
    """Probabilities that sum to 1, computed in double precision."""
    import numpy as np

    scaled = logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max())
    return [float(p) for p in powers / powers.sum()]


class RelationModel:
    """The model, its word pieces and the temperatures that make its probabilities mean what they say."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load from ``folder``: ``relation.onnx``, ``tokenizer.json`` and ``relation.json``."""
        import onnxruntime
        from tokenizers import Tokenizer

        self.settings: dict[str, Any] = json.loads((folder / "relation.json").read_text(encoding="utf-8"))
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session: InferenceSession = onnxruntime.InferenceSession(
            str(folder / "relation.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @staticmethod
    @functools.cache
    def default() -> RelationModel:
        """The model that comes with Redshank, loaded once; ``REDSHANK_RELATION_MODEL`` names another folder."""
        return RelationModel(Path(os.environ.get("REDSHANK_RELATION_MODEL", WEIGHTS)))

    @functools.cached_property
    def knows_triggers(self) -> bool:
        """Whether these weights were trained with triggers; if not, triggers are left out of what is asked."""
        return any(entry.name == "trigger" for entry in self.session.get_inputs())

    def seen(self, item: Item) -> Item:
        """An item as the model sees it: without its trigger, if these weights know none.

        Items that are seen alike get the same judgement, so whoever asks often need ask for only one of them.
        """
        return item if self.knows_triggers else item[:3]

    @property
    def version(self) -> str:
        """What reports say made them, such as ``relation-en 3``."""
        return str(self.settings["version"])

    def score(self, items: Iterable[Item], shown: int = MAX_TOKENS) -> list[Judgement]:
        """Judge pairs: for each (text, actor span, recipient span or None) a Judgement, in the same order.

        A fourth member of an item, if it is there and not None, is the span of the trigger: then ``none`` is the
        probability that this word tells no event between the two in this direction. ``shown`` is how many word pieces
        around the pair the model sees at most. Raises InputError for a span outside its text.
        """
        return list(self.stream(items, shown))

    def stream(self, items: Iterable[Item], shown: int = MAX_TOKENS) -> Iterator[Judgement]:
        """As ``score``, one after the other, for input that does not fit into memory."""
        for item in items:
            text, actor, recipient, *rest = self.seen(item)
            yield self._judge(pieces(self.tokenizer, text, actor, recipient, shown, rest[0] if rest else None))

    def _judge(self, shown: Pieces) -> Judgement:
        """Run the network on one pair."""
        import numpy as np

        feed = {
            "ids": np.array([shown.ids], dtype=np.int64),
            "actor": np.array([shown.actor], dtype=np.int64),
            "recipient": np.array([shown.recipient], dtype=np.int64),
        }
        if self.knows_triggers:
            feed["trigger"] = np.array([shown.trigger], dtype=np.int64)
        types, none, facts, *modes = self.session.run(None, feed)
        warmth = self.settings["temperatures"]
        return Judgement(
            dict(zip(TYPES, _softmax(types[0], warmth["types"]), strict=True)),
            _softmax(np.array([0.0, none[0]], dtype=np.float32), warmth["none"])[1],
            dict(zip(FACTUALITIES, _softmax(facts[0], warmth["factualities"]), strict=True)),
            _likeliest(modes[0][0].tolist(), self.settings["modes"]) if modes else {},
        )


def _likeliest(logits: list[float], modes: list[str]) -> dict[str, str | None]:
    """The likeliest mode of each type; ``modes`` names the logits as ``TYPE/mode``, with ``-`` for no mode."""
    best: dict[str, tuple[float, str]] = {}
    for value, name in zip(logits, modes, strict=True):
        kind, _, mode = name.partition("/")
        best[kind] = max(best.get(kind, (value, mode)), (value, mode))
    return {kind: None if mode == "-" else mode for kind, (_, mode) in best.items()}
