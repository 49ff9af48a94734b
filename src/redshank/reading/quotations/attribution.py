"""The way from parsed sentences to statements."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from redshank.model import Span
from redshank.reading.parse import Parsed
from redshank.reading.quotations.drafts import Draft, drafts, merged, without
from redshank.reading.quotations.floating import continued
from redshank.reading.quotations.labels import labelled
from redshank.reading.quotations.marks import quoted_stretches, touched
from redshank.reading.quotations.pieces import Stretch, near
from redshank.reading.quotations.quotation import Quotation
from redshank.reading.quotations.tree import Tree, tree

FEWEST_SHARED = 10
"""Characters that content must share with a quotation, unless it is very short, to take in the whole of it."""

_DAY = re.compile(
    r"(?:(?:late|early|on) ){0,2}(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?,? "
    r"(?=\w)"
)
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
        _find_speaker_behind_quote(text, draft, stretches)
        draft.content = _whole_quotes(draft, stretches)
    found = continued(text, _settled([draft for draft in found if draft.content]), trees, stretches)
    return sorted(_written(text, found, stretches), key=lambda one: (one.cue, one.content))


def _drafted(text: str, trees: Sequence[Tree], stretches: Sequence[Stretch]) -> Iterator[Draft | None]:
    """Drafts of all cues and labels, sentence by sentence."""
    for number, syntax in enumerate(trees):
        yield from drafts(number, syntax, near(stretches, syntax))
        yield labelled(number, syntax, text)


def _find_speaker_behind_quote(text: str, draft: Draft, stretches: Sequence[Stretch]) -> None:
    """Where the parser took "X," the minister, wearing red, told ... for one clause: split content and speaker."""
    if draft.speaker or draft.kind not in {"speech", "writing"}:
        return
    for number, (start, end) in enumerate(draft.content):
        for left, right in touched(stretches, start, end):
            rest, last = text[right:end], text[left:right].rstrip("\"”'’»")[-1:]
            if left <= start + 1 and right < end <= draft.cue[0] and last in {",", "?", "!"} and len(rest) > 2:
                behind = right + len(rest) - len(rest.lstrip())
                draft.content[number], draft.speaker = (start, right), (behind, end)
                return


def _whole_quotes(draft: Draft, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The content, stretched to the whole of each quotation it shares more than a few words with."""
    wider = list(draft.content)
    for start, end in touched(stretches, draft.content[0][0], draft.content[-1][1]):
        if start < draft.cue[0] < end:
            continue
        shared = sum(max(0, min(end, right) - max(start, left)) for left, right in draft.content)
        if shared >= min(FEWEST_SHARED, (end - start) / 2):
            wider.append((start, end))
    return without(merged(wider), [draft.cue, *([draft.speaker] if draft.speaker else [])])


def _settled(found: list[Draft]) -> list[Draft]:
    """The drafts without doubles, in the order of their cues; those inside another's content are marked as nested."""
    kept = sorted(_without_doubles(found), key=lambda one: one.cue)
    places = [one.cue[0] for one in kept]
    for outer in kept:
        for start, end in outer.content:
            for inner in kept[bisect_left(places, start) : bisect_left(places, end)]:
                mutual = _holds(inner, outer) and inner.confidence > outer.confidence
                inner.nested = inner.nested or (inner is not outer and not mutual)
    return kept


def _without_doubles(found: list[Draft]) -> Iterator[Draft]:
    """The drafts, surest first, without those that share a cue or the whole content with a surer one."""
    contents: set[tuple[Stretch, ...]] = set()
    cues: set[int] = set()
    for draft in sorted(found, key=lambda one: (-one.confidence, one.cue)):
        content, cue = tuple(draft.content), range(*draft.cue)
        if content not in contents and cues.isdisjoint(cue):
            contents.add(content)
            cues.update(cue)
            yield draft


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the inner cue lies in the outer content."""
    return any(start <= inner.cue[0] < end for start, end in outer.content)


def _written(text: str, found: list[Draft], stretches: Sequence[Stretch]) -> Iterator[Quotation]:
    """Drafts as statements, their spans without commas at either end."""
    for draft in found:
        content = [span for part in draft.content if (span := _trimmed(text, _without_day(text, draft, part)))]
        if not content:
            continue
        total = sum(span.end - span.start for span in content)
        quotes = touched(stretches, content[0].start, content[-1].end)
        marked = sum(max(0, min(b, s.end) - max(a, s.start)) for s in content for a, b in quotes)
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


def _without_day(text: str, draft: Draft, part: Stretch) -> Stretch:
    """Content that follows its cue, without the day on which it was said ("said on Friday it would ...")."""
    match = _DAY.match(text, part[0], part[1]) if 0 <= part[0] - draft.cue[1] <= 1 else None
    return (match.end(), part[1]) if match else part


def _trimmed(text: str, part: Stretch) -> Span | None:
    """The span without white space, commas and dashes at its ends; None if nothing is left."""
    start, end = part
    while start < end and text[start] in _TRIMMED:
        start += 1
    while start < end and text[end - 1] in _TRIMMED:
        end -= 1
    return Span.of(text, start, end) if start < end else None
