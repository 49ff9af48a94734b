"""Pieces of a sentence that may be the speaker or the content of a cue, each with its way from the cue.

A way is written with the parser's relations: ``nsubj`` is the cue's own subject, ``^conj>nsubj`` the subject of the
verb it is joined to, ``^relcl=`` the noun its clause describes, ``^ccomp~`` the clause around it without it, ``q<`` and
``q>`` the quotation before and after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redshank.reading.quotations.marks import touched
from redshank.reading.quotations.tree import Tree

Stretch = tuple[int, int]

_SKIPPED = frozenset({"punct", "aux", "auxpass", "neg", "cc", "prt", "det", "expl", "conj", "quantmod", "nummod"})
_SIBLINGS = frozenset({"nsubj", "nsubjpass", "csubj", "dobj", "dative", "attr", "acomp", "ccomp", "xcomp", "oprd",
                       "agent", "prep", "poss", "advcl", "acl", "relcl", "pobj", "appos", "compound",
                       "amod"})  # fmt: skip
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_AROUND = frozenset({"ccomp", "parataxis", "advcl", "prep", "dep", "pcomp", "intj", "appos", "acl", "meta", "npadvmod"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
MAX_CLIMB = 4
"""Steps up from the cue at most."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that may play a role: where they stand (character offsets), their head word (-1 for a quotation).

    ``inner`` is where they start without their preposition.
    """

    way: str
    segments: tuple[Stretch, ...]
    head: int
    inner: int


def pieces(syntax: Tree, cue: int, stretches: Sequence[Stretch]) -> list[Piece]:
    """All pieces for a cue, nearest first."""
    found = [
        _branch(syntax, kid, syntax.deps[kid], cue) for kid in syntax.kids[cue] if syntax.deps[kid] not in _SKIPPED
    ]
    found += _above(syntax, cue)
    found += _other_roots(syntax, cue)
    found += _quotes(syntax, cue, stretches)
    return found


def branch_span(syntax: Tree, word: int) -> Stretch:
    """Character offsets of a word with all that hangs on it."""
    return syntax.start[syntax.left[word]], syntax.end[syntax.right[word]]


def _branch(syntax: Tree, word: int, way: str, cue: int) -> Piece:
    """The piece that is a word with all that hangs on it; the cue is cut out where it lies within."""
    start, end = branch_span(syntax, word)
    segments: tuple[Stretch, ...] = ((start, end),)
    if syntax.left[word] <= cue <= syntax.right[word]:
        segments = tuple(_runs(syntax, _descend(syntax, word, cue)))
    elif way == "ccomp" and (end_early := _new_sentence(syntax, word)):
        segments = ((start, end_early),)
    inner = start
    if syntax.pos[word] == "ADP" and word == syntax.left[word] < syntax.right[word]:
        inner = syntax.start[word + 1]
    return Piece(way, segments, word, inner)


def _new_sentence(syntax: Tree, word: int) -> int | None:
    """Where a clause joined after a comma, with a subject of its own and no "that", ends what was said."""
    for kid in syntax.kids[word]:
        if syntax.deps[kid] != "conj" or syntax.subject(kid) is None or syntax.kid(kid, "mark") is not None:
            continue
        joiner = syntax.left[kid] - 1
        if joiner > word and syntax.deps[joiner] == "cc" and syntax.words[joiner - 1] == ",":
            return syntax.end[joiner - 2]
    return None


def _descend(syntax: Tree, word: int, without: int) -> list[int]:
    """Numbers of the words under ``word``, itself included, sorted, without the branch of ``without``."""
    kept, todo = [], [word]
    while todo:
        one = todo.pop()
        if one != without:
            kept.append(one)
            todo += syntax.kids[one]
    return sorted(kept)


def _runs(syntax: Tree, words: list[int]) -> Iterator[Stretch]:
    """Neighbouring words as stretches of characters, without punctuation at either end."""
    run: list[int] = []
    for word in [*words, -9]:
        if run and word != run[-1] + 1:
            while run and syntax.pos[run[0]] == "PUNCT" and syntax.words[run[0]] in ",.;:":
                run.pop(0)
            while run and syntax.pos[run[-1]] == "PUNCT" and syntax.words[run[-1]] in ",.;:":
                run.pop()
            if run:
                yield syntax.start[run[0]], syntax.end[run[-1]]
            run = []
        run.append(word)


def _above(syntax: Tree, cue: int) -> Iterator[Piece]:
    """Pieces found by climbing from the cue: subjects and other branches of its governors, and the governors."""
    below, way = cue, ""
    settled = any(syntax.deps[kid] in _SUBJECTS for kid in syntax.kids[cue])
    for step in range(MAX_CLIMB):
        head = syntax.heads[below]
        if head == below:
            return
        way += "^" + syntax.deps[below]
        for kid in syntax.kids[head]:
            dep = syntax.deps[kid]
            if kid != below and dep in (_SIBLINGS if step == 0 else _SUBJECTS) and not (settled and dep in _SUBJECTS):
                yield _branch(syntax, kid, f"{way}>{dep}", cue)
        if syntax.pos[head] in _NOMINAL and step < 3:
            yield _governor(syntax, head, below, way)
        if step == 0 and syntax.deps[below] in _AROUND:
            outside = _descend(syntax, head, below)
            runs = tuple(_runs(syntax, outside))
            if runs:
                yield Piece(f"{way}~", runs, head, runs[0][0])
        if settled or any(syntax.deps[kid] in _SUBJECTS for kid in syntax.kids[head]):
            return
        below = head


def _governor(syntax: Tree, head: int, below: int, way: str) -> Piece:
    """The noun above, without the branch the cue is on."""
    if below > head:
        first, last = syntax.left[head], syntax.left[below] - 1
    else:
        first, last = syntax.right[below] + 1, syntax.right[head]
    while last > first and syntax.pos[last] == "PUNCT":
        last -= 1
    first, last = min(first, head), max(last, head)
    return Piece(f"{way}=", ((syntax.start[first], syntax.end[last]),), head, syntax.start[first])


def _other_roots(syntax: Tree, cue: int) -> Iterator[Piece]:
    """Clauses beside the cue's own where the parser saw several sentences in one."""
    root = cue
    while syntax.heads[root] != root:
        root = syntax.heads[root]
    roots = [word for word, head in enumerate(syntax.heads) if head == word]
    if len(roots) == 1:
        return
    place = roots.index(root)
    for way, index in (("root<", place - 1), ("root>", place + 1)):
        if 0 <= index < len(roots):
            runs = tuple(_runs(syntax, list(range(syntax.left[roots[index]], syntax.right[roots[index]] + 1))))
            if runs:
                yield Piece(way, runs, roots[index], runs[0][0])


def _quotes(syntax: Tree, cue: int, stretches: Sequence[Stretch]) -> Iterator[Piece]:
    """The nearest quotation on either side that touches the sentence or stands next to it."""
    start, end = syntax.start[cue], syntax.end[cue]
    before = [one for one in stretches if one[1] <= start]
    after = [one for one in stretches if one[0] >= end]
    for side, beside in (("<", before[-1:]), (">", after[:1])):
        for left, right in beside:
            outside = left >= syntax.sentence_end or right <= syntax.sentence_start
            way = f"q{side}" + (":" if outside and syntax.words[-1] == ":" else side if outside else "")
            yield Piece(way, ((left, right),), -1, left)


def near(stretches: Sequence[Stretch], syntax: Tree) -> Sequence[Stretch]:
    """The quotations that touch a sentence or stand next to it; after a colon, also in the next paragraph."""
    last = syntax.sentence_end + (5 if syntax.words and syntax.words[-1] == ":" else 2)
    return touched(stretches, syntax.sentence_start - 2, last)
