"""Words of a sentence with what the finding of places asks of them, from a parse or from the bare text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redshank.model import Span

if TYPE_CHECKING:
    from redshank.reading.parse import Parsed

_TOKEN = re.compile(r"(?:[A-Z]\.){2,5}|[A-Z][a-z]{1,4}\.(?=[\s,])|[^\W_]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its place in the article, part of speech, and the kind and extent of the name spaCy sees it in.

    ``entity`` is spaCy's label (GPE, PERSON, ...) or ""; ``first`` and ``last`` are the indices in the sentence of
    that name's first and last word (the word's own where it is in none).
    """

    text: str
    start: int
    end: int
    pos: str
    entity: str
    first: int
    last: int


def of_parse(parsed: Parsed) -> list[Word]:
    """The words of a parsed sentence, white space left out."""
    offset = parsed.sentence.start
    kept = [token for token in parsed.doc if not token.is_space]
    index = {token.i: n for n, token in enumerate(kept)}
    extent = {}
    for entity in parsed.doc.ents:
        inside = [index[token.i] for token in entity if token.i in index]
        for number in inside:
            extent[number] = (inside[0], inside[-1])
    return [
        Word(t.text, offset + t.idx, offset + t.idx + len(t.text), t.pos_, t.ent_type_, *extent.get(n, (n, n)))
        for n, t in enumerate(kept)
    ]


def of_text(sentence: Span) -> list[Word]:
    """The words of a sentence that was not parsed: no parts of speech, no names."""

    def words() -> Iterator[Word]:
        for n, match in enumerate(_TOKEN.finditer(sentence.text)):
            yield Word(match[0], sentence.start + match.start(), sentence.start + match.end(), "", "", n, n)

    return list(words())
