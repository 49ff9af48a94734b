"""Known names in running text: folding, the index of names, and the search for the longest of them.

Text and names are folded character by character (diacritics off, quotes, dashes and white space made plain), so that
offsets in folded text are offsets in the text itself. Only words that begin with a capital letter, a digit or a letter
of another script can begin a name, which makes the search fast and keeps "us" and "turkey" out.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from redshank.model import Entity

HOWS = ("name", "alias", "seat", "demonym", "people", "capital", "surname")
"""How words can name an entity, the surest first."""

_ANCHOR = re.compile(r"[A-Z0-9\u0370-\uffff](?<!\w.)\w*")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]|[\n\r\t]")
_PLAIN = {"\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "ø": "o", "Ø": "O", "ł": "l"}
_PLAIN |= {"Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "s", "æ": "e", "Æ": "E", "ə": "e", "Ə": "E"}
_PLAIN |= dict.fromkeys("\u2018\u2019\u02bc\u02bb\u0060\u00b4\u2032", "'") | dict.fromkeys("\u201c\u201d\u201e", '"')
_PLAIN |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Known words ``text[start:end]`` of a text, the entities they can name (the likeliest first), and how.

    ``how`` is ``name alias seat demonym people capital surname``, that of the first entity.
    """

    start: int
    end: int
    text: str
    entities: tuple[Entity, ...]
    how: str


@functools.cache
def _plain(character: str) -> str:
    """One character for one: the plain form of a letter, quote, dash or space."""
    known = _PLAIN.get(character)
    if known:
        return known
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else character


def fold(text: str) -> str:
    """The text with plain letters, quotes, dashes and spaces; every character keeps its place."""
    return _NOT_ASCII.sub(lambda m: _plain(m.group()), text)


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name can mean: an entity's id, how the name names it, and whether another sense goes first."""

    entity: str
    how: str
    weak: bool = False

    @property
    def rank(self) -> tuple[bool, int]:
        """Sort key: strong senses before weak ones, then by how sure the kind of name is."""
        return self.weak, HOWS.index(self.how)


class NameIndex:
    """Folded names, what each can mean, and the search for them in a text."""

    def __init__(self) -> None:
        self._senses: dict[str, tuple[Sense, ...]] = {}
        self._starts: dict[str, list[str]] = {}
        self._prefixed: dict[str, list[tuple[str, str]]] = {}
        self._lower: list[str] = []
        self._capitals: dict[str, list[str]] = {}
        self._lower_pattern: re.Pattern[str] | None = None
        self._possible: set[str] = set()
        self._sorted = False

    def __len__(self) -> int:
        return len(self._senses)

    def add(self, name: str, sense: Sense) -> None:
        """Add a name; the same name may have many senses."""
        folded = " ".join(fold(name).split())
        if not folded:
            return
        known = self._senses.get(folded)
        if known is None:
            self._senses[folded] = (sense,)
            self._anchor(folded)
        elif all(old.entity != sense.entity for old in known):
            self._senses[folded] = (*known, sense)

    def _anchor(self, name: str) -> None:
        """File the name under its first word that can begin a name in a text."""
        self._sorted = False
        anchor = _ANCHOR.search(name)
        if anchor is None:
            self._lower.append(name)
        elif anchor.start() == 0:
            self._starts.setdefault(anchor.group(), []).append(name)
        else:
            prefix, rest = name[: anchor.start()], name[anchor.start() :]
            self._prefixed.setdefault(anchor.group(), []).append((prefix, rest))

    def drop(self, entity: str) -> None:
        """Forget every name of an entity."""
        for name, senses in list(self._senses.items()):
            if any(sense.entity == entity for sense in senses):
                self._senses[name] = tuple(sense for sense in senses if sense.entity != entity)

    def senses(self, name: str) -> tuple[Sense, ...]:
        """What a name can mean, the surest first; empty if it is not known."""
        known = self._senses.get(" ".join(fold(name).split()), ())
        return known if len(known) < 2 else tuple(sorted(known, key=lambda sense: sense.rank))

    def search(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Longest known names of a folded text from left to right: start, end, name; none overlaps another."""
        self._settle()
        end = 0
        lower = iter(self._lower_matches(folded))
        pending = next(lower, None)
        possible = self._possible
        for word in _ANCHOR.finditer(folded):
            if word.group() not in possible and not (word.group().isupper() and word.group() in self._capitals):
                continue
            start = word.start()
            while pending and pending[0] < start:
                if pending[0] >= end:
                    yield pending
                    end = pending[1]
                pending = next(lower, None)
            if start < end:
                continue
            found = self._at(folded, start, word.group(), end)
            if found:
                yield found
                end = found[1]
        while pending:
            if pending[0] >= end:
                yield pending
                end = pending[1]
            pending = next(lower, None)

    def _settle(self) -> None:
        """Sort names of the same first word by length, once after the last addition."""
        if self._sorted:
            return
        for names in self._starts.values():
            names.sort(key=len, reverse=True)
        for pairs in self._prefixed.values():
            pairs.sort(key=lambda pair: len(pair[0]) + len(pair[1]), reverse=True)
        self._capitals = {}
        for first, names in self._starts.items():
            if len(first) > 3 and not first.isupper():
                self._capitals.setdefault(first.upper(), []).extend(names)
        self._possible = self._starts.keys() | self._prefixed.keys()
        self._lower_pattern = _alternation(self._lower) if self._lower else None
        self._sorted = True

    def _at(self, folded: str, start: int, word: str, floor: int) -> tuple[int, int, str] | None:
        """The longest name whose first capital word stands at ``start`` and that begins after ``floor``."""
        found = None
        for name in self._starts.get(word, ()):
            if folded.startswith(name, start) and _ends(folded, start + len(name)):
                found = (start, start + len(name), name)
                break
        for prefix, rest in self._prefixed.get(word, ()):
            begin = start - len(prefix)
            fits = begin >= floor and folded.startswith(prefix + rest, begin) and _ends(folded, start + len(rest))
            if fits and not (begin and _joins(folded[begin - 1])):
                if found is None or start + len(rest) >= found[1]:
                    found = (begin, start + len(rest), prefix + rest)
                break
        if found is None and len(word) > 3 and word.isupper():
            return self._in_capitals(folded, start, word)
        return found

    def _in_capitals(self, folded: str, start: int, word: str) -> tuple[int, int, str] | None:
        """A name set in capitals, as in headlines and datelines."""
        names = sorted(self._capitals.get(word, ()), key=len, reverse=True)
        for name in names:
            end = start + len(name)
            if folded[start:end] == name.upper() and _ends(folded, end):
                return start, end, name
        return None

    def _lower_matches(self, folded: str) -> Iterable[tuple[int, int, str]]:
        """Names without any capital letter, which only a user's own files have."""
        if self._lower_pattern is None:
            return ()
        return ((m.start(), m.end(), m.group()) for m in self._lower_pattern.finditer(folded))


def _alternation(names: list[str]) -> re.Pattern[str]:
    """One pattern for names, the longest first."""
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"


def _ends(folded: str, end: int) -> bool:
    """Whether a word may end at ``end``."""
    return end >= len(folded) or not (_joins(folded[end]) and _joins(folded[end - 1]))
