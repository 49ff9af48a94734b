"""Known names in running text: folding, the index of names, and the search for the longest of them.

Text and names are folded character by character (diacritics off, quotes, dashes and white space made plain), so that
offsets in folded text are offsets in the text itself. Only words that begin with a capital letter, a digit or a letter
of another script can begin a name, which makes the search fast and keeps "us" and "turkey" out.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from redshank.model import Entity

HOWS = ("name", "alias", "seat", "demonym", "people", "capital", "surname")
"""How words can name an entity, the surest first."""

_ANCHOR = re.compile(r"[A-Z0-9\u0370-\uffff](?<!\w.)\w*")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_PLAIN = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "ø": "o", "Ø": "O", "ł": "l"}
_PLAIN |= {
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "þ": "t",
    "Þ": "T",
    "ı": "i",
    "ß": "s",
    "æ": "e",
    "Æ": "E",
    "ə": "e",
    "Ə": "E",
}
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
    spaced = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return spaced if spaced.isascii() else _NOT_ASCII.sub(lambda m: _plain(m.group()), spaced)


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
    """Folded names, what each can mean, and the search for them in a text.

    Names are filed under their first word that can begin a name in a text, and there by the two characters after it.
    """

    def __init__(self) -> None:
        self._senses: dict[str, tuple[Sense, ...]] = {}
        self._starts: dict[str, dict[str, list[str]]] = {}
        self._prefixed: dict[str, list[tuple[str, str]]] = {}
        self._lower: list[str] = []
        self._capitals: dict[str, list[str]] = {}
        self._settled = False

    def __len__(self) -> int:
        return len(self._senses)

    def add(self, name: str, sense: Sense) -> None:
        """Add a name; the same name may have many senses."""
        folded = fold(name).strip()
        if not folded:
            return
        known = self._senses.get(folded)
        if known is None:
            self._senses[folded] = (sense,)
            self._file(folded)
        elif all(old.entity != sense.entity for old in known):
            self._senses[folded] = tuple(sorted((*known, sense), key=_rank))

    def _file(self, name: str) -> None:
        self._settled = False
        anchor = _ANCHOR.search(name)
        if anchor is None:
            self._lower.append(name)
            return
        first, start = anchor.group(), anchor.start()
        if start:
            self._prefixed.setdefault(first, []).append((name[:start], name[start:]))
            return
        after = name[len(first) : len(first) + 2]
        self._starts.setdefault(first, {}).setdefault(after if len(after) == 2 else "", []).append(name)

    def drop(self, entity: str) -> None:
        """Forget every name of an entity."""
        for name, senses in list(self._senses.items()):
            if any(sense.entity == entity for sense in senses):
                self._senses[name] = tuple(sense for sense in senses if sense.entity != entity)

    def senses(self, name: str) -> tuple[Sense, ...]:
        """What a name can mean, the surest first; empty if it is not known."""
        return self._senses.get(name) or self._senses.get(" ".join(fold(name).split()), ())

    def search(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Longest known names of a folded text from left to right: start, end, name; none overlaps another."""
        self._settle()
        end = 0
        pending = self._lower_matches(folded)
        starts, prefixed, capitals = self._starts, self._prefixed, self._capitals
        for word in _ANCHOR.finditer(folded):
            text = word.group()
            if text not in starts and text not in prefixed and text not in capitals:
                continue
            start = word.start()
            while pending and pending[-1][0] < start:
                match = pending.pop()
                if match[0] >= end:
                    yield match
                    end = match[1]
            if start < end:
                continue
            found = self._at(folded, start, text, end)
            if found:
                yield found
                end = found[1]
        yield from _apart(reversed(pending), end)

    def _settle(self) -> None:
        """Sort names of the same first word by length, once after the last addition."""
        if self._settled:
            return
        for table in self._starts.values():
            for names in table.values():
                if len(names) > 1:
                    names.sort(key=len, reverse=True)
        for pairs in self._prefixed.values():
            pairs.sort(key=lambda pair: len(pair[0]) + len(pair[1]), reverse=True)
        self._capitals = {}
        for first, table in self._starts.items():
            if len(first) > 3 and not first.isupper():
                shouted = self._capitals.setdefault(first.upper(), [])
                shouted.extend(name for names in table.values() for name in names)
        self._settled = True

    def _at(self, folded: str, start: int, word: str, floor: int) -> tuple[int, int, str] | None:
        """The longest name whose first capital word stands at ``start`` and that begins after ``floor``."""
        found = None
        table = self._starts.get(word)
        if table:
            after = start + len(word)
            names = table.get(folded[after : after + 2], ())
            found = _longest(folded, start, names) or _longest(folded, start, table.get("", ()))
        if word in self._prefixed:
            found = self._with_prefix(folded, start, word, floor) or found
        if found is None and word in self._capitals:
            return self._in_capitals(folded, start, word)
        return found

    def _with_prefix(self, folded: str, start: int, word: str, floor: int) -> tuple[int, int, str] | None:
        """A name that begins in lower case before the word: ``al-Shabaab``."""
        for prefix, rest in self._prefixed[word]:
            begin = start - len(prefix)
            if begin < floor or not folded.startswith(prefix + rest, begin) or not _ends(folded, start + len(rest)):
                continue
            if begin == 0 or not _joins(folded[begin - 1]):
                return begin, start + len(rest), prefix + rest
        return None

    def _in_capitals(self, folded: str, start: int, word: str) -> tuple[int, int, str] | None:
        """A name set in capitals, as in headlines and datelines."""
        for name in sorted(self._capitals[word], key=len, reverse=True):
            end = start + len(name)
            if folded[start:end] == name.upper() and _ends(folded, end):
                return start, end, name
        return None

    def _lower_matches(self, folded: str) -> list[tuple[int, int, str]]:
        """Names without any capital letter, the last first."""
        found = []
        for name in self._lower:
            start = folded.find(name)
            while start >= 0:
                end = start + len(name)
                if _ends(folded, end) and not (start and _joins(folded[start - 1])):
                    found.append((start, end, name))
                start = folded.find(name, end)
        found.sort(key=lambda match: (-match[0], match[1]))
        return found


def _rank(sense: Sense) -> tuple[bool, int]:
    return sense.rank


def _longest(folded: str, start: int, names: Sequence[str]) -> tuple[int, int, str] | None:
    """The first of names, the longest first, that stands at ``start``."""
    for name in names:
        end = start + len(name)
        if folded.startswith(name, start) and _ends(folded, end):
            return start, end, name
    return None


def _apart(matches: Iterable[tuple[int, int, str]], end: int) -> Iterator[tuple[int, int, str]]:
    """Those matches, in order, that overlap nothing before them."""
    for match in matches:
        if match[0] >= end:
            yield match
            end = match[1]


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"


def _ends(folded: str, end: int) -> bool:
    """Whether a word may end at ``end``."""
    return end >= len(folded) or not (_joins(folded[end]) and _joins(folded[end - 1]))
