"""The way from parsed sentences to statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redshank.model import Span
from redshank.reading.parse import Parsed
from redshank.reading.quotations.drafts import Draft, drafts, merged, without
from redshank.reading.quotations.floating import continued
from redshank.reading.quotations.labels import labelled
from redshank.reading.quotations.marks import quoted_stretches
from redshank.reading.quotations.pieces import Stretch, near
from redshank.reading.quotations.quotation import Quotation
from redshank.reading.quotations.tree import Tree, tree

_TRIMMED = " \t\r\n,;:–—-"


def quotations(text: str, parsed: Sequence[Parsed], *, stances: bool = False, nested: bool = True) -> list[Quotation]:
    """The statements in ``parsed`` sentences of ``text``, in the order of their cues; sentences may be missing.

    ``stances`` adds what is attributed to somebody without being said: support, opposition, wishes, decisions.
    ``nested`` false leaves out what lies inside another statement's content. PolNeAR counts stances and no nested ones.
    """
    found = attributed(text, [tree(one) for one in parsed])
    if not stances:
        found = [one for one in found if one.kind != "stance"]
    return found if nested else [one for one in found if not one.nested]


def attributed(text: str, trees: Sequence[Tree]) -> list[Quotation]:
    """All statements in trees of a text's sentences."""
    stretches = quoted_stretches(text)
    found = [draft for draft in _drafted(text, trees, stretches) if draft]
    for draft in found:
        draft.content = _whole_quotes(draft, stretches)
    found = continued(text, _settled(found), trees, stretches)
    return sorted(_written(text, found, stretches), key=lambda one: (one.cue, one.content))


def _drafted(text: str, trees: Sequence[Tree], stretches: Sequence[Stretch]) -> Iterator[Draft | None]:
    """Drafts of all cues and labels, sentence by sentence."""
    for number, syntax in enumerate(trees):
        yield from drafts(number, syntax, near(stretches, syntax))
        yield labelled(number, syntax, text)


def _whole_quotes(draft: Draft, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The content, stretched to the whole of each quotation it shares more than a few words with."""
    wider = list(draft.content)
    for start, end in stretches:
        if start < draft.cue[0] < end:
            continue
        shared = sum(max(0, min(end, right) - max(start, left)) for left, right in draft.content)
        if shared >= min(10, (end - start) / 2):
            wider.append((start, end))
    return without(merged(wider), [draft.cue, *([draft.speaker] if draft.speaker else [])])


def _settled(found: list[Draft]) -> list[Draft]:
    """The drafts without doubles; those that lie inside another's content are marked as nested."""
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda one: (-one.confidence, one.cue)):
        if any(_same(draft, other) for other in kept):
            continue
        kept.append(draft)
    for draft in kept:
        draft.nested = any(
            other is not draft
            and _holds(other, draft)
            and not (_holds(draft, other) and other.confidence <= draft.confidence)
            for other in kept
        )
    return kept


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the inner cue lies in the outer content."""
    return any(start <= inner.cue[0] < end for start, end in outer.content)


def _same(one: Draft, other: Draft) -> bool:
    """Whether two drafts are one statement: neighbouring cues, or the same content."""
    return one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1] or one.content == other.content


def _written(text: str, found: list[Draft], stretches: Sequence[Stretch]) -> Iterator[Quotation]:
    """Drafts as statements, their spans without commas at either end."""
    for draft in found:
        content = [span for part in draft.content if (span := _trimmed(text, part))]
        if not content:
            continue
        total = sum(span.end - span.start for span in content)
        marked = sum(max(0, min(b, s.end) - max(a, s.start)) for s in content for a, b in stretches)
        speaker = _trimmed(text, draft.speaker) if draft.speaker else None
        yield Quotation(
            speaker,
            Span.of(text, *draft.cue),
            tuple(content),
            2 * marked > total,
            draft.kind,
            draft.nested,
            round(draft.confidence, 3),
        )


def _trimmed(text: str, part: Stretch) -> Span | None:
    """The span without white space, commas and dashes at its ends; None if nothing is left."""
    start, end = part
    while start < end and text[start] in _TRIMMED:
        start += 1
    while start < end and text[end - 1] in _TRIMMED:
        end -= 1
    return Span.of(text, start, end) if start < end else None
