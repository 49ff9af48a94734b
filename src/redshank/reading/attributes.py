"""Parts of speech, morphology and lemmas of tagged words: exactly spaCy's own, but each worked out once.

spaCy's ``attribute_ruler`` and ``lemmatizer`` take a third of a parse, for they look every word up anew. What they say
of a word follows from its tag, its relation and its letters, and of most words from the first two; so the answers are
kept. Sentences that may match a pattern of two words ("gonna", "let's", "there is") are left to spaCy.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.pipeline.lemmatizer import Lemmatizer
    from spacy.tokens import Doc

REPLACED = ("attribute_ruler", "lemmatizer")
"""The components whose work is done here."""
MOST_KEPT = 200_000
"""Answers kept of each kind; then memory is emptied, so that a long run stays small."""
EASY = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""What patterns may ask of a word for their answers to be kept."""
PLAIN_WORD = "word"

Row = tuple[int, ...]


class Attributes:
    """Gives tagged and parsed sentences the attributes that ``REPLACED`` give, in place."""

    def __init__(self, nlp: Language) -> None:
        from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG

        self.vocab = nlp.vocab
        self.ruler = cast("AttributeRuler", nlp.get_pipe("attribute_ruler"))
        self.lemmatizer = cast("Lemmatizer", nlp.get_pipe("lemmatizer"))
        _index(self.lemmatizer)
        self._asked, self._given = [TAG, DEP, ORTH], [POS, MORPH]
        self._all, self._lemma = [POS, MORPH, LEMMA, TAG, DEP], [LEMMA]
        rules: list[dict[str, Any]] = self.ruler.patterns
        patterns: list[list[dict[str, Any]]] = [words for rule in rules for words in rule["patterns"]]
        self._literal, self._regexes = _lower_forms(word for words in patterns for word in words)
        long = [words for words in patterns if len(words) > 1]
        self._openers, self._opening = _lower_forms(words[0] for words in long)
        self._opening_deps = {d for words in long if "LOWER" not in words[0] for d in _values(words[0].get("DEP"))}
        self._plain = not all(_easy(word) for words in patterns for word in words)
        self._letters: dict[int, tuple[str, bool]] = {}
        self._rules: dict[tuple[int, int, str], Row] = {}
        self._lemmas: dict[Row, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and lemma of all words."""
        rows = doc.to_array(self._asked).tolist()
        letters = [self._letters.get(orth) or self._spell(orth) for _, _, orth in rows]
        if not rows or self._plain or self._may_be_long(rows, letters):
            return self.lemmatizer(self.ruler(doc))
        ruled = [self._ruled(tag, dep, form) for (tag, dep, _), (form, _) in zip(rows, letters, strict=True)]
        _fill(doc, self._given, [list(r[:2]) for r in ruled])
        for number, (row, rule) in enumerate(zip(rows, ruled, strict=True)):
            if (row[0], row[1]) != rule[3:]:
                doc[number].tag, doc[number].dep = rule[3:]
        lemmas = [r[2] or self._lemmatized(doc, n, (rows[n][2], *r[:2])) for n, r in enumerate(ruled)]
        _fill(doc, self._lemma, lemmas)
        return doc

    def _spell(self, orth: int) -> tuple[str, bool]:
        """The letters of a word as the rules see them, PLAIN_WORD for most; and whether two-word patterns begin so."""
        text = self.vocab.strings[orth]
        lower = text.lower()
        special = lower in self._literal or not lower.strip() or any(r.search(lower) for r in self._regexes)
        opens = lower in self._openers or any(r.search(lower) for r in self._opening)
        if len(self._letters) > MOST_KEPT:
            self._letters.clear()
        return self._letters.setdefault(orth, (text if special else PLAIN_WORD, opens))

    def _may_be_long(self, rows: list[list[int]], letters: list[tuple[str, bool]]) -> bool:
        strings = self.vocab.strings
        deps = {strings.add(dep) for dep in self._opening_deps}
        return any(opens for _, opens in letters) or any(dep in deps for _, dep, _ in rows)

    def _ruled(self, tag: int, dep: int, form: str) -> Row:
        """Part of speech, morphology, lemma (0: none), tag and relation that the rules give a word."""
        key = (tag, dep, form)
        if key not in self._rules:
            from spacy.tokens import Doc

            strings = self.vocab.strings
            alone = Doc(self.vocab, [form], [False], tags=[strings[tag]], deps=[strings[dep]], heads=[0])
            if len(self._rules) > MOST_KEPT:
                self._rules.clear()
            self._rules[key] = tuple(self.ruler(alone).to_array(self._all)[0].tolist())
        return self._rules[key]

    def _lemmatized(self, doc: Doc, number: int, key: Row) -> int:
        if key not in self._lemmas:
            if len(self._lemmas) > MOST_KEPT:
                self._lemmas.clear()
                self.lemmatizer.cache.clear()
            self._lemmas[key] = self.vocab.strings.add(self.lemmatizer.lemmatize(doc[number])[0])
        return self._lemmas[key]


def _fill(doc: Doc, attributes: Any, values: Any) -> None:
    """Set attributes of all words at once."""
    import numpy as np

    given: Any = np.array(values, dtype=np.uint64)
    doc.from_array(attributes, given)


def _index(lemmatizer: Lemmatizer) -> None:
    """The lemmatizer's known lemmas as sets, for it looks in lists for each form of each word."""
    table = lemmatizer.lookups.get_table("lemma_index", {})
    for pos, lemmas in list(table.items()):
        if isinstance(lemmas, list):
            table[pos] = frozenset(lemmas)


def _values(wanted: Any) -> list[str]:
    """The strings that a condition of a pattern lists."""
    if isinstance(wanted, dict):
        return list(wanted.get("IN", []))
    return [wanted] if isinstance(wanted, str) else []


def _lower_forms(words: Any) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The lower-case forms, and the regular expressions of such, that patterns ask for."""
    asked = [word["LOWER"] for word in words if "LOWER" in word]
    regexes = [re.compile(one["REGEX"]) for one in asked if isinstance(one, dict) and "REGEX" in one]
    return frozenset(form for one in asked for form in _values(one)), tuple(regexes)


def _easy(word: dict[str, Any]) -> bool:
    lower = word.get("LOWER")
    return set(word) <= EASY and (not isinstance(lower, dict) or set(lower) <= {"IN", "REGEX"})
