"""Words as the record searches and compares them: the same in SQLite and PostgreSQL, as we cut them ourselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from redshank.errors import UsageError

_WORD = re.compile(r"\w+", re.ASCII)
_QUERY = re.compile(r'"([^"]*)"|(\S+)')
MAX_QUERY = 1_000
"""Characters of a search; longer ones are a mistake."""


def plain(text: str) -> str:
    """Lower case without accents, so that ``Erdoğan`` and ``erdogan`` are one word."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("’", "'"))
    bare = "".join(c for c in parts if not unicodedata.combining(c)).casefold()
    return bare.replace("ß", "ss")


def stem(word: str) -> str:
    """A word without the ``s`` of a plural or of a verb (Harman's S-stemmer): ``strikes`` is ``strike``."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("us", "ss", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1]


def terms(text: str) -> list[str]:
    """The words of a text in their order, lower case, without accents and endings of plurals."""
    return [stem(word) for word in _tokens(text)]


def _tokens(text: str) -> Iterator[str]:
    bare = plain(text).replace("'s", " ")
    if bare.isascii():
        yield from _WORD.findall(bare)
    else:
        yield from re.findall(r"\w+", bare)


def clauses(query: str) -> list[tuple[list[str], bool]]:
    """What a search asks for: each word or phrase as its terms, and whether it is only a beginning (``missil*``).

    All of them must be there. Raises UsageError for a search without words.
    """
    found = []
    for phrase, word in _QUERY.findall(query[:MAX_QUERY]):
        parts = terms(phrase or word)
        begins = word.endswith("*") and len(parts) == 1
        if begins:
            parts = list(_tokens(word))
        if parts:
            found.append((parts, begins))
    if not found:
        raise UsageError("has no words to search for", where=f"text {query[:40]!r}")
    return found


def fts5(query: str) -> str:
    """The search in SQLite's words."""
    return " AND ".join(f'"{" ".join(parts)}"{"*" if begins else ""}' for parts, begins in clauses(query))


def tsquery(query: str) -> str:
    """The search in PostgreSQL's words."""
    return " & ".join(
        "(" + " <-> ".join(f"'{part}'{':*' if begins else ''}" for part in parts) + ")"
        for parts, begins in clauses(query)
    )
