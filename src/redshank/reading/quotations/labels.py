"""Speakers named before a colon: headlines ("Putin: We will win") and transcripts ("WALLACE: Let's start")."""

from __future__ import annotations

import re

from redshank.reading.quotations.drafts import Draft
from redshank.reading.quotations.features import who
from redshank.reading.quotations.tree import Tree

LABEL_CONFIDENCE = 0.61
"""Share of labels so found in PolNeAR's train part whose colon is annotated as (part of) a cue: 73 of 119."""

_LONGEST = 9
_FEWEST = 3
_TRANSCRIPT = re.compile(r"[A-Z][A-Z.’' -]{1,40}(?:\([^()\n]{1,40}\))?:\s")
_NEWLINE = re.compile(r"\n")
_NOT_SPEAKERS = frozenset({"note", "update", "updated", "related", "photo", "correction", "exclusive", "more", "watch",
                           "read", "source", "via", "breaking", "live", "video", "q", "a", "p.s"})  # fmt: skip


def labelled(number: int, syntax: Tree, text: str) -> Draft | None:
    """The statement of a sentence that opens with its speaker and a colon, if it does."""
    colon = next((n for n, word in enumerate(syntax.words[: _LONGEST + 1]) if word == ":"), None)
    if not colon or len(syntax.words) - colon <= _FEWEST or syntax.end[colon] == syntax.start[colon + 1]:
        return None
    transcript = bool(_TRANSCRIPT.match(text, syntax.sentence_start))
    if not transcript and (syntax.words[-1] == "?" or not _names_speaker(syntax, colon)):
        return None
    end = _paragraph_end(text, syntax.sentence_start) if transcript else syntax.end[-1]
    speaker = syntax.start[0], syntax.end[colon - 1]
    cue = syntax.start[colon], syntax.end[colon]
    return Draft(number, colon, LABEL_CONFIDENCE, "speech", cue, speaker, [(syntax.start[colon + 1], end)])


def _names_speaker(syntax: Tree, colon: int) -> bool:
    """Whether the words before the colon are a noun phrase that can speak."""
    before = range(colon)
    if any(syntax.pos[n] in {"VERB", "AUX", "NUM", "SCONJ"} for n in before):
        return False
    if syntax.lemmas[0] in _NOT_SPEAKERS or not syntax.words[0][:1].isupper():
        return False
    head = max((n for n in before if syntax.pos[n] in {"NOUN", "PROPN"}), default=None)
    if head is None:
        return False
    return syntax.names[head] in {"PERSON", "ORG", "GPE", "NORP"} or who(syntax, head) in {"media", "people"}


def _paragraph_end(text: str, start: int) -> int:
    """Where the paragraph that holds ``start`` ends."""
    match = _NEWLINE.search(text, start)
    end = match.start() if match else len(text)
    return start + len(text[start:end].rstrip())
