"""Noun phrases: where the words that name one participant begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_INSIDE = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "predet", "nn", "case", "advmod"})
_OPEN = frozenset({"of"})
_GROUPS = frozenset(
    {
        "member", "group", "number", "thousand", "hundred", "dozen", "million", "ten", "score", "crowd", "government",
        "people", "leader", "head", "president", "minister", "secretary", "chief", "state", "party", "army", "front",
        "ministry", "department", "republic", "kingdom", "university", "council", "court", "house", "chamber", "union",
        "embassy", "ambassador", "director", "chairman", "spokesman", "spokesperson", "spokeswoman", "representative",
        "supporter", "resident", "citizen", "city", "town", "part", "most", "some", "many", "all", "both", "one",
        "two", "three", "commander", "king", "queen", "pair", "coalition", "delegation", "team", "family", "bank",
        "founder", "mayor", "governor", "commissioner", "office", "board", "federation", "league", "organization",
        "organisation", "association", "institute", "tens", "hundreds", "thousands", "dozens", "unit", "force",
    }
)  # fmt: skip
"""Nouns whose "of" tells what or whose they are, so that it belongs to the name."""

MAX_WORDS = 14
"""Longer phrases are cut: they are parses gone wrong or carry a clause."""


def _left(head: Token) -> int:
    """Index of the first token of the phrase before its head."""
    start = head.i
    for token in head.lefts:
        if token.dep_ in _INSIDE and not (token.dep_ == "advmod" and token.pos_ != "ADV"):
            start = min(start, token.left_edge.i)
    doc = head.doc
    while start < head.i and (doc[start].is_punct or doc[start].dep_ in ("cc", "punct")):
        start += 1
    return max(start, head.i - MAX_WORDS)


def _right(head: Token) -> int:
    """Index of the last token of the phrase: the head, or the end of its "of"."""
    for prep in head.rights:
        if prep.dep_ == "prep" and prep.lower_ in _OPEN and prep.i - head.i <= 2 and head.lemma_.lower() in _GROUPS:
            objects = [c for c in prep.children if c.dep_ == "pobj"]
            if objects and objects[0].i - head.i <= MAX_WORDS:
                return _right(objects[0])
    return head.i


def edges(head: Token) -> tuple[int, int]:
    """First and last token index of the noun phrase headed by the token, both included, without an article before
    it."""
    start, end = _left(head), _right(head)
    if start < head.i and head.doc[start].lower_ in ("the", "a", "an"):
        start += 1
    return start, end


def owner(head: Token) -> Token | None:
    """Whose it is: the possessor before the noun."""
    return next((c for c in head.lefts if c.dep_ == "poss"), None)


def of_whom(head: Token) -> list[Token]:
    """What stands after the noun's "of", "for" or "from"."""
    preps = (p for p in head.rights if p.dep_ == "prep" and p.lower_ in ("of", "for", "from", "in"))
    return [c for p in preps for c in p.children if c.dep_ == "pobj"]


def appositions(head: Token) -> list[Token]:
    """What is set beside the noun to explain it: "Ahmad Massoud, leader of the resistance"."""
    found = [c for c in head.children if c.dep_ == "appos"]
    if head.dep_ == "appos":
        found.append(head.head)
    return found
