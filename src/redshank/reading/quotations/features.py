"""What tells a cue from other words, and its speaker and content from other pieces: names of features that hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redshank.reading.quotations.marks import inside
from redshank.reading.quotations.pieces import Piece, Stretch
from redshank.reading.quotations.tree import Tree

_FRAME = {"ccomp", "xcomp", "dobj", "oprd", "acomp", "attr", "agent", "nsubjpass", "dative", "advcl", "acl", "poss",
          "nsubj", "prt", "csubj", "auxpass", "relcl"}  # fmt: skip
_MEDIA = {"report", "study", "poll", "survey", "document", "statement", "article", "letter", "book", "paper", "bill",
          "law", "court", "records", "datum", "ad", "video", "memo", "email", "story", "analysis", "plan"}  # fmt: skip
_GROUPS = {"official", "critic", "supporter", "source", "people", "voter", "republican", "democrat", "expert",
           "spokesman", "spokeswoman", "spokesperson", "analyst", "campaign", "administration", "government",
           "president", "senator", "candidate", "lawmaker", "leader", "group", "minister", "ministry",
           "authority", "police", "officer", "witness", "lawyer", "adviser", "aide", "reporter"}  # fmt: skip


def who(syntax: Tree, word: int | None) -> str:
    """What sort of speaker a word would make."""
    if word is None:
        return "none"
    lemma = syntax.lemmas[word]
    if syntax.pos[word] == "PRON":
        return f"pron-{syntax.words[word].lower()}"
    if syntax.names[word]:
        return f"name-{syntax.names[word]}"
    if lemma in _MEDIA:
        return "media"
    if lemma in _GROUPS:
        return "people"
    return syntax.pos[word]


def frame(syntax: Tree, cue: int) -> list[str]:
    """Relations of the cue's children that matter, prepositions with their word."""
    found = []
    for kid in syntax.kids[cue]:
        dep = syntax.deps[kid]
        if dep == "prep":
            found.append(f"prep-{syntax.lemmas[kid]}")
        elif dep in _FRAME:
            found.append(dep)
    return sorted(set(found))


def cue_features(syntax: Tree, cue: int, stretches: Sequence[Stretch], strength: float) -> Iterator[str]:
    """Features of a word that may be a cue; ``strength`` is how often the word is one (0 to 1)."""
    lemma = f"{syntax.lemmas[cue]}/{syntax.pos[cue][:1]}"
    dep, tag, pos = syntax.deps[cue], syntax.tags[cue], syntax.pos[cue]
    has = frame(syntax, cue)
    subject = who(syntax, syntax.subject(cue))
    yield "bias"
    yield f"w={lemma}"
    yield f"dep={dep}"
    yield f"tag={tag}"
    yield f"pos={pos} dep={dep}"
    yield f"w={lemma} dep={dep}"
    yield f"s={min(9, int(strength * 10))}"
    yield f"s={min(9, int(strength * 10))} pos={pos} dep={dep}"
    yield f"who={subject}"
    yield f"pos={pos} who={subject}"
    for one in has:
        yield f"has={one}"
        yield f"pos={pos} has={one}"
        yield f"w={lemma} has={one}"
        yield f"has={one} who={subject}"
    yield f"frame={' '.join(one for one in has if not one.startswith('prep'))} pos={pos}"
    head = syntax.heads[cue]
    if head != cue:
        yield f"head={syntax.lemmas[head]} dep={dep}"
        yield f"headpos={syntax.pos[head]} dep={dep} pos={pos}"
        yield f"headwho={who(syntax, syntax.subject(head))} dep={dep}"
    yield from _around(syntax, cue, stretches, lemma)


def _around(syntax: Tree, cue: int, stretches: Sequence[Stretch], lemma: str) -> Iterator[str]:
    """Features of the words and marks around the cue."""
    for kid in syntax.kids[cue]:
        dep = syntax.deps[kid]
        if dep in {"aux", "neg", "det", "poss", "mark", "amod", "advmod"}:
            yield f"{dep}={syntax.lemmas[kid]}"
            yield f"pos={syntax.pos[cue]} kid={dep}"
    before = syntax.lemmas[cue - 1] if cue else "^"
    after = syntax.lemmas[cue + 1] if cue + 1 < len(syntax.words) else "$"
    later = syntax.lemmas[cue + 2] if cue + 2 < len(syntax.words) else "$"
    yield f"before={before}"
    yield f"after={after}"
    yield f"w={lemma} after={after}"
    yield f"w={lemma} before={before}"
    yield f"after={after} {later}"
    start, end = syntax.start[cue], syntax.end[cue]
    if inside(stretches, start, end):
        yield "in quotes"
    for left, right in stretches:
        if right <= start:
            gap = "near" if start - right < 40 else "far"
            yield f"quote before {gap} {'long' if right - left > 40 else 'short'}"
            yield f"w={lemma} quote before {'long' if right - left > 40 else 'short'}"
        elif left >= end:
            gap = "near" if left - end < 40 else "far"
            yield f"quote after {gap} {'long' if right - left > 40 else 'short'}"
            yield f"w={lemma} quote after {'long' if right - left > 40 else 'short'}"


Shared = tuple[str, str, str, list[str], list[Stretch]]


def shared_features(syntax: Tree, cue: int, options: Sequence[Piece]) -> Shared:
    """What all pieces of a cue share: its word, its class, its voice, the ways there are, and the quotations."""
    lemma = f"{syntax.lemmas[cue]}/{syntax.pos[cue][:1]}"
    passive = any(syntax.deps[kid] in {"auxpass", "nsubjpass"} for kid in syntax.kids[cue])
    bare = syntax.tags[cue] == "VBN" and not any(syntax.deps[kid] in {"aux", "auxpass"} for kid in syntax.kids[cue])
    voice = "passive" if passive else "bare" if bare else syntax.tags[cue]
    ways = [one.way for one in options]
    return lemma, syntax.pos[cue], voice, ways, [one.segments[0] for one in options if one.head < 0]


def piece_features(syntax: Tree, cue: int, piece: Piece, shared: Shared) -> Iterator[str]:
    """Features of one piece of a cue, for both roles."""
    lemma, pos, voice, ways, quotes = shared
    way, head = piece.way, piece.head
    start, end = piece.segments[0][0], piece.segments[-1][1]
    side = "before" if end <= syntax.start[cue] else "after" if start >= syntax.end[cue] else "around"
    length = end - start
    size = "1" if length < 12 else "2" if length < 30 else "3" if length < 80 else "4"
    prep = syntax.lemmas[head] if head >= 0 and syntax.pos[head] == "ADP" else ""
    yield "bias"
    yield f"way={way} {prep}"
    yield f"way={way} pos={pos} {prep}"
    yield f"way={way} voice={voice} {prep}"
    yield f"way={way} w={lemma} {prep}"
    yield f"way={way} side={side} pos={pos}"
    yield f"way={way} size={size}"
    if head >= 0:
        for left, right in quotes:
            if left < end and start < right:
                yield f"way={way} quote {'in it' if start <= left and right <= end else 'around it'}"
        if not prep:
            yield f"way={way} who={who(syntax, head)} pos={pos}"
        else:
            inner = syntax.kid(head, "pobj", "pcomp")
            yield f"way={way} {prep} inner={who(syntax, inner)}"
            yield f"prep={prep} gap={min(3, head - cue)}"
        left = syntax.left[head]
        first = syntax.lemmas[left]
        if left and syntax.words[left - 1] in ",—–-(:":
            yield f"way={way} behind={syntax.words[left - 1]}"
        yield f"way={way} first={first}"
        yield f"way={way} tag={syntax.tags[head]}"
    for other in sorted(set(ways)):
        if other != way:
            yield f"way={way} other={other}"
    yield f"way={way} n={min(3, ways.count(way))}"
    if way.startswith("q"):
        gap = syntax.start[cue] - end if side == "before" else start - syntax.end[cue]
        yield f"way={way} gap={'0' if gap < 4 else '1' if gap < 20 else '2' if gap < 50 else '3'}"
