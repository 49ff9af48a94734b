"""Which words of a sentence may name a place: the longest known names among capitalised words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from redshank.knowledge.gazetteer import Bearer, bearers, key
from redshank.reading.places.weights import listed
from redshank.reading.places.words import Word

LONGEST = 7
"""Words in a name: "Democratic Republic of the Congo" has five, "Deir al-Zour" four with its hyphen."""
INNER_MARKS = frozenset({"-", "–", "'", "’", "'s", "’s", "&", "."})
LARGER = ("country", "region")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words ``first`` to ``last`` of a sentence (both included) that some place is called by.

    ``qualifier`` is the key of the larger place named right after it ("Paris, Texas": ``texas``), or "".
    """

    words: tuple[Word, ...]
    first: int
    last: int
    name: str
    bearers: tuple[Bearer, ...]
    qualifier: str = ""

    @property
    def start(self) -> int:
        """Where it starts in the article."""
        return self.words[self.first].start

    @property
    def end(self) -> int:
        """Where it ends in the article."""
        return self.words[self.last].end

    @property
    def sense(self) -> tuple[str, str]:
        """Mentions with the same sense mean the same place within one article."""
        return key(self.name), self.qualifier


def candidates(words: list[Word], text: str) -> Iterator[Candidate]:
    """The longest names of places from left to right; ``text`` is the article's."""
    frozen = tuple(words)
    number = 0
    while number < len(frozen):
        found = _longest(frozen, number, text) if _may_start(frozen, number) else None
        if found is None:
            number += 1
        else:
            yield found
            number = found.last + 1


def _may_start(words: tuple[Word, ...], number: int) -> bool:
    word = words[number].text
    if word[0].isupper():
        return True
    following = [w.text for w in words[number + 1 : number + 3]]
    return word in listed("article") and len(following) == 2 and following[0] == "-" and following[1][0].isupper()


def _may_go_on(word: str) -> bool:
    if word[0].isalnum():
        return word[0].isupper() or word in listed("inner") or word in listed("article")
    return word in INNER_MARKS


def _may_end(words: tuple[Word, ...], first: int, last: int) -> bool:
    word = words[last].text
    return word[0].isupper() or (word == "." and last == first + 1 and len(words[first].text) <= 5)


def _longest(words: tuple[Word, ...], first: int, text: str) -> Candidate | None:
    last = first
    while last + 1 < min(first + LONGEST, len(words)) and _may_go_on(words[last + 1].text):
        last += 1
    for end in range(last, first - 1, -1):
        if _may_end(words, first, end):
            found = _named(words, first, end, text)
            if found:
                return found
    return None


def _named(words: tuple[Word, ...], first: int, last: int, text: str) -> Candidate | None:
    name = text[words[first].start : words[last].end]
    if len(name) == 1:
        return None
    known = tuple(b for b in bearers(name) if fits(b, name))
    if not known and last > first and words[first].text.lower() in listed("direction"):
        rest = text[words[first + 1].start : words[last].end]
        known = tuple(b for b in bearers(rest) if b.kind in LARGER and b.form == "name")
    after_comma = first >= 2 and words[first - 1].text == ","
    if known and (after_comma or any(b.form != "postal" for b in known)):
        return Candidate(words, first, last, name, known, qualifier(words, last, text))
    return None


def fits(bearer: Bearer, name: str) -> bool:
    """Whether short names are written as they must be: "US" in capitals, "Fla." with its full stop, "OR" not "Or"."""
    bare = name.replace(".", "")
    if bearer.form == "postal":
        return bare.isupper()
    if bearer.form == "short":
        return "." in name or (bare.isupper() and len(bare) >= 3)
    if len(bare) > 3:
        return True
    if len(bare) < 3 or bare.isupper():
        return bare.isupper() and (bearer.kind in ("country", "area") or bearer.population > 500_000)
    return bearer.form in ("name", "people") or bearer.population > 500_000


def qualifier(words: tuple[Word, ...], last: int, text: str) -> str:
    """The key of the larger place named after the word ``last``: "Texas" in "Paris, Texas" and "Paris (Texas)"."""
    if last + 2 >= len(words) or words[last + 1].text not in (",", "(") or not words[last + 2].text[0].isupper():
        return ""
    for end in range(min(last + 5, len(words) - 1), last + 1, -1):
        name = text[words[last + 2].start : words[end].end]
        if any(_qualifies(b) and fits(b, name) for b in bearers(name)):
            return key(name)
    return ""


def _qualifies(bearer: Bearer) -> bool:
    if bearer.kind == "district":
        return bearer.form == "name"
    return bearer.kind in LARGER and bearer.form != "people"
