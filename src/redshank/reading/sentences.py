"""Sentences of a news text, by rule, with offsets into the text as given."""

import re
from collections.abc import Iterator

from redshank.model import Span

_END = re.compile(r"(?:[.!?]+['\"’”)\]]*(?=\s+['\"‘“(\[]*[A-Z0-9])|\n+)")


def sentences(text: str) -> Iterator[Span]:
    """The sentences of ``text`` in order; no two overlap, and only white space lies between them."""
    start = 0
    for match in [*_END.finditer(text), None]:
        end = match.end() if match else len(text)
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            left = start + len(piece) - len(piece.lstrip())
            yield Span(left, left + len(stripped), stripped)
        start = end
