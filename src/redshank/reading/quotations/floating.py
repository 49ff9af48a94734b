"""Quotations without a cue of their own: they go on with what was said last."""

from __future__ import annotations

from collections.abc import Sequence

from redshank.reading.quotations.drafts import Draft, merged
from redshank.reading.quotations.marks import touched
from redshank.reading.quotations.pieces import Stretch
from redshank.reading.quotations.tree import Tree

FEWEST_WORDS = 5
"""Words of the shortest quotation taken as speech where no cue says so; shorter ones are names, titles and irony."""
NO_CUE_CONFIDENCE = 0.6
"""How sure a quotation is somebody's words where nothing says whose (our guess)."""


def continued(text: str, found: list[Draft], trees: Sequence[Tree], stretches: Sequence[Stretch]) -> list[Draft]:
    """The drafts, with each quotation that opens a paragraph and has no cue added to what was said just before.

    Where nothing was said just before, it becomes a statement of its own without a speaker, its cue the opening mark.
    """
    said = merged([part for draft in found for part in draft.content], gap=-1)
    for start, end in stretches:
        if not _opens_paragraph(text, start) or len(text[start:end].split()) < FEWEST_WORDS:
            continue
        if touched(said, start, end):
            continue
        previous = _previous(text, found, start, end)
        if previous:
            previous.content = merged([*previous.content, (start, end)])
        elif number := _sentence(trees, start):
            found.append(_unattributed(number - 1, start, end))
    return found


def _opens_paragraph(text: str, start: int) -> bool:
    """Whether only white space stands before ``start`` in its line."""
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _previous(text: str, found: Sequence[Draft], start: int, end: int) -> Draft | None:
    """The statement a quotation belongs to: the nearest in its own paragraph, else the last of the one before."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before = text.rfind("\n", 0, len(text[:start].rstrip())) + 1
    spoken = [draft for draft in found if not draft.nested and draft.kind in {"speech", "writing"}]
    own = [d for d in spoken if first <= d.cue[0] and (last < 0 or d.cue[0] < last)]
    if own:
        return min(own, key=lambda draft: (abs(draft.cue[0] - end), draft.cue))
    near = [draft for draft in spoken if before <= max(draft.cue[0], draft.content[-1][0]) < start]
    return max(near, key=lambda draft: (max(draft.cue[1], draft.content[-1][1]), draft.cue), default=None)


def _sentence(trees: Sequence[Tree], start: int) -> int:
    """One more than the number of the sentence that holds ``start``; 0 if it was not given."""
    return next((n + 1 for n, one in enumerate(trees) if one.sentence_start <= start < one.sentence_end), 0)


def _unattributed(number: int, start: int, end: int) -> Draft:
    """A statement nobody is named for."""
    return Draft(number, 0, NO_CUE_CONFIDENCE, "speech", (start, start + 1), None, [(start, end)])
