"""From a cue to a draft of a statement: its speaker and content among the pieces of the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redshank.reading.quotations.features import cue_features, piece_features, shared_features
from redshank.reading.quotations.pieces import Piece, Stretch, pieces
from redshank.reading.quotations.tables import lexicon, probability
from redshank.reading.quotations.tree import Tree

LEAST_CUE = 0.45
LEAST_SPEAKER = 0.2
LEAST_SUBJECT = 0.02
LEAST_CONTENT = 0.5
"""Probabilities from which a cue, speaker, own subject or content is taken. F1 on an eighth of PolNeAR's train part,
held out, is flat around them (0.35 to 0.5 for cues, 0.1 to 0.35 for speakers, 0.4 to 0.6 for content: within 0.01)."""

_HEARSAY = frozenset(
    {"say", "report", "allege", "rumor", "rumour", "accuse", "charge", "suspect", "expect", "believe", "think"}
)
"""Cues whose subject in the passive is spoken of, never speaking ("he is said to have fled")."""

_JOINERS = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})


@dataclass(slots=True)
class Draft:
    """A statement in the making: number of its sentence, its cue word, how sure, and character offsets."""

    number: int
    word: int
    confidence: float
    kind: str
    cue: Stretch
    speaker: Stretch | None
    content: list[Stretch]
    nested: bool = False


def drafts(number: int, syntax: Tree, stretches: Sequence[Stretch]) -> Iterator[Draft]:
    """Statements that the cues of one sentence make; ``stretches`` are the quotations in or next to it."""
    known = lexicon()
    for word, lemma in enumerate(syntax.lemmas):
        cue = known.get((lemma, syntax.pos[word][:1]))
        if cue is None:
            continue
        sure = probability("cue", cue_features(syntax, word, stretches, cue.strength))
        if sure >= LEAST_CUE:
            draft = _drafted(number, syntax, word, stretches, sure, cue.kind)
            if draft:
                yield draft


def _drafted(
    number: int, syntax: Tree, word: int, stretches: Sequence[Stretch], sure: float, kind: str
) -> Draft | None:
    """The draft for one cue, or None if the sentence holds nothing it could say."""
    options = pieces(syntax, word, stretches)
    if not options:
        return None
    shared = shared_features(syntax, word, options)
    features = [list(piece_features(syntax, word, piece, shared)) for piece in options]
    active = shared[2] not in {"passive", "bare"}
    speaker = _speaker(options, [probability("speaker", names) for names in features], active)
    contents = [probability("content", names) for names in features]
    if shared[2] == "passive" and syntax.lemmas[word] in _HEARSAY:
        contents = [1.0 if one.way == "nsubjpass" else p for one, p in zip(options, contents, strict=True)]
        speaker = None if speaker and speaker.way == "nsubjpass" else speaker
    best = max(contents)
    chosen = [
        piece
        for piece, score in zip(options, contents, strict=True)
        if (score >= LEAST_CONTENT or score == best) and piece is not speaker
    ]
    if not chosen:
        return None
    who = (speaker.inner, speaker.segments[-1][1]) if speaker else None
    cue = cue_span(syntax, word)
    content, cue = _joined(syntax, chosen, cue, who)
    return Draft(number, word, sure, kind, cue, who, content) if content else None


def _speaker(options: Sequence[Piece], scores: Sequence[float], active: bool) -> Piece | None:
    """The likeliest speaker, if likely enough; the subject of an active verb needs less."""
    best = max(range(len(scores)), key=lambda n: (scores[n], -n))
    least = LEAST_SUBJECT if active and options[best].way == "nsubj" else LEAST_SPEAKER
    return options[best] if scores[best] >= least else None


def cue_span(syntax: Tree, word: int) -> Stretch:
    """The cue word with its auxiliaries, negation and adverbs, as far as they stand next to it."""
    first = last = word
    near = {kid for kid in syntax.kids[word] if syntax.deps[kid] in _JOINERS and syntax.left[kid] == syntax.right[kid]}
    while first - 1 in near:
        first -= 1
    while last + 1 in near:
        last += 1
    if syntax.words[word].lower() == "according" and syntax.words[last + 1 : last + 2] == ["to"]:
        last += 1
    return syntax.start[first], syntax.end[last]


def _joined(syntax: Tree, chosen: Sequence[Piece], cue: Stretch, who: Stretch | None) -> tuple[list[Stretch], Stretch]:
    """The chosen pieces as stretches that do not overlap; a preposition between cue and content goes to the cue."""
    found: list[Stretch] = []
    for piece in sorted(chosen, key=lambda one: one.segments):
        start = piece.segments[0][0]
        if piece.inner != start and cue[1] <= start <= cue[1] + 1:
            cue = (cue[0], syntax.end[piece.head])
            start = piece.inner
        found += [(start, piece.segments[0][1]), *piece.segments[1:]]
    found = without(merged(found), [cue, *([who] if who else [])])
    return [one for one in found if one[1] > one[0]], cue


def merged(stretches: Sequence[Stretch], gap: int = 2) -> list[Stretch]:
    """Stretches in order, those that overlap or are at most ``gap`` characters apart made one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1] + gap:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def without(stretches: Sequence[Stretch], holes: Sequence[Stretch]) -> list[Stretch]:
    """Stretches with the holes cut out of them."""
    left = list(stretches)
    for hole_start, hole_end in holes:
        cut: list[Stretch] = []
        for start, end in left:
            if hole_end <= start or end <= hole_start:
                cut.append((start, end))
                continue
            cut += [part for part in ((start, hole_start), (hole_end, end)) if part[1] > part[0]]
        left = cut
    return left
