"""The syntax of one sentence as plain lists, which is much faster to walk than spaCy's tokens."""

from __future__ import annotations

from dataclasses import dataclass

from redshank.reading.parse import Parsed


@dataclass(frozen=True, slots=True)
class Tree:
    """Words of a sentence by number, each with its head; ``start`` and ``end`` are offsets into the article.

    ``left`` and ``right`` are the first and last word of each word's subtree; a root is its own head.
    """

    sentence_start: int
    sentence_end: int
    words: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    names: list[str]
    heads: list[int]
    left: list[int]
    right: list[int]
    kids: list[list[int]]
    start: list[int]
    end: list[int]

    def subject(self, word: int) -> int | None:
        """The word's own subject, active or passive."""
        for kid in self.kids[word]:
            if self.deps[kid] in {"nsubj", "nsubjpass", "csubj", "csubjpass"}:
                return kid
        return None

    def kid(self, word: int, *deps: str) -> int | None:
        """The first of the word's children with one of these relations."""
        return next((kid for kid in self.kids[word] if self.deps[kid] in deps), None)


def tree(parsed: Parsed) -> Tree:
    """The tree of a parsed sentence."""
    doc, offset = parsed.doc, parsed.sentence.start
    tokens = list(doc)
    heads = [token.head.i for token in tokens]
    kids: list[list[int]] = [[] for _ in tokens]
    for word, head in enumerate(heads):
        if head != word:
            kids[head].append(word)
    return Tree(
        sentence_start=offset,
        sentence_end=parsed.sentence.end,
        words=[token.text for token in tokens],
        lemmas=[token.lemma_.lower() for token in tokens],
        pos=[token.pos_ for token in tokens],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        names=[token.ent_type_ for token in tokens],
        heads=heads,
        left=[token.left_edge.i for token in tokens],
        right=[token.right_edge.i for token in tokens],
        kids=kids,
        start=[offset + token.idx for token in tokens],
        end=[offset + token.idx + len(token) for token in tokens],
    )
