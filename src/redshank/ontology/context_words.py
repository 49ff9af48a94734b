"""Contexts from the words of a sentence: what an event was about, by a table of words and phrases."""

import functools
import re

from redshank.ontology import tables

MOST = 3
"""A sentence names one to three matters; more are mostly chance words."""

_WORD = re.compile(r"[^\W_]+")
_MAX_TEXT = 5_000

_BY_TYPE = {"CONSULT": "diplomatic"}
"""Talks that name no matter of their own are diplomacy."""

_BY_MODE = frozenset({"cyber", "misinformation"})

_BETWEEN_STATES = frozenset({"CONSULT", "AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "SANCTION"})
"""What states do to each other by these types and without a matter of its own is diplomacy."""

Phrases = dict[str, tuple[tuple[tuple[str, ...], str, int], ...]]


def _forms(word: str) -> set[str]:
    """A word and its plural; acronyms and short words stand as they are."""
    if word.isupper() or len(word) < 3 or word.endswith("s"):
        return {word}
    if word.endswith("y") and word[-2] not in "aeiou":
        return {word, word[:-1] + "ies"}
    return {word, word + "es" if word.endswith(("ch", "sh", "x", "z")) else word + "s"}


@functools.cache
def _phrases() -> Phrases:
    """Phrases under their first word, the longest first: words after the first, context, weight."""
    found: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for row in tables.rows("context_words"):
        *before, last = _WORD.findall(row["words"])
        for form in sorted(_forms(last)):
            first, *rest = (*before, form)
            found.setdefault(first, []).append((tuple(rest), row["context"], int(row["weight"])))
    return {first: tuple(sorted(ends, key=lambda end: -len(end[0]))) for first, ends in found.items()}


def contexts_of(text: str, type_: str, mode: str | None = None, *, between_states: bool = False) -> tuple[str, ...]:
    """The contexts of an event of ``type_`` told in ``text`` (a sentence), strongest first, three at most.

    Words and phrases of the table have weights from 1 (a hint) to 3 (plain); a context is as strong as its plainest
    word, then as all of them together, and ties go to the one named first. A single hint counts for nothing. Where no
    word tells, talks are ``diplomatic``, and so is what passes ``between_states`` in words or by cutting ties.
    The modes ``cyber`` and ``misinformation`` bring the context of that name with them, as PLOVER has it.
    """
    weights: dict[str, list[int]] = {}
    words = _WORD.findall(text[:_MAX_TEXT])
    lower = [word.lower() for word in words]
    phrases = _phrases()
    position = 0
    while position < len(words):
        length, hits = _match(phrases, words, lower, position)
        for context, weight in hits:
            weights.setdefault(context, []).append(weight)
        position += length
    strength = {context: (max(found), sum(found)) for context, found in weights.items() if sum(found) > 1}
    if mode in _BY_MODE:
        strength[mode] = (MOST + 1, 0)
    told = sorted(strength, key=lambda context: strength[context], reverse=True)[:MOST]
    default = "diplomatic" if between_states and type_ in _BETWEEN_STATES else _BY_TYPE.get(type_)
    return tuple(told) or ((default,) if default else ())


def _match(phrases: Phrases, words: list[str], lower: list[str], at: int) -> tuple[int, list[tuple[str, int]]]:
    """How many words the longest phrase at a place has (1 where none starts there), and its contexts."""
    length = 1
    hits: list[tuple[str, int]] = []
    for first in dict.fromkeys((lower[at], words[at])):
        for rest, context, weight in phrases.get(first, ()):
            size = len(rest) + 1
            if size < length or rest not in (tuple(lower[at + 1 : at + size]), tuple(words[at + 1 : at + size])):
                continue
            if size > length:
                length, hits = size, []
            hits.append((context, weight))
    return length, hits
