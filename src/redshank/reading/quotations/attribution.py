"""The way from parsed sentences to statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redshank.model import Span
from redshank.reading.parse import Parsed
from redshank.reading.quotations.marks import quoted_stretches
from redshank.reading.quotations.quotation import Quotation
from redshank.reading.quotations.tree import Tree, tree

_SPEECH = frozenset("say tell add claim warn announce declare state argue insist deny believe report tweet".split())


def quotations(text: str, parsed: Sequence[Parsed]) -> list[Quotation]:
    """The statements in ``parsed`` sentences of ``text``, in the order of their cues; sentences may be missing."""
    stretches = quoted_stretches(text)
    found: list[Quotation] = []
    for one in parsed:
        found += _in_sentence(text, tree(one), stretches)
    return found


def _in_sentence(text: str, syntax: Tree, stretches: list[tuple[int, int]]) -> Iterator[Quotation]:
    """Statements with a verb of saying as their cue."""
    for word, lemma in enumerate(syntax.lemmas):
        if lemma not in _SPEECH or syntax.pos[word] != "VERB":
            continue
        content = syntax.kid(word, "ccomp")
        if content is None:
            continue
        subject = syntax.subject(word)
        speaker = _subtree(text, syntax, subject) if subject is not None else None
        said = _subtree(text, syntax, content)
        quoted = any(start < said.end and said.start < end for start, end in stretches)
        yield Quotation(speaker, Span.of(text, syntax.start[word], syntax.end[word]), (said,), quoted)


def _subtree(text: str, syntax: Tree, word: int) -> Span:
    """The span of a word with all that hangs on it."""
    return Span.of(text, syntax.start[syntax.left[word]], syntax.end[syntax.right[word]])
