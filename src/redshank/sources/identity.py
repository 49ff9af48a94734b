"""Which articles of one run are the same, and what two different ones with the same id are called."""

from __future__ import annotations

import hashlib

from redshank.model import Article
from redshank.sources.limits import MAX_REMEMBERED
from redshank.sources.notices import notice


class Identities:
    """The ids given out in one run, as 64-bit hashes of ids and words, the last ``MAX_REMEMBERED`` at least half."""

    def __init__(self, most: int = MAX_REMEMBERED) -> None:
        self._most = most
        self._young: dict[int, int] = {}
        self._old: dict[int, int] = {}

    def of(self, article: Article, where: str) -> str | None:
        """The article's id; with ``~2``, ``~3`` behind it if other words had it; None for the same words again."""
        words = _hash(article.hash)
        name, number = article.id, 1
        while (known := self._words_of(_hash(name))) is not None:
            if known == words:
                notice("same article again", where=where)
                return None
            number += 1
            name = f"{article.id}~{number}"
        if number > 1:
            notice("same id, other words", where=where, id=name)
        self._remember(_hash(name), words)
        return name

    def _words_of(self, key: int) -> int | None:
        return self._young.get(key, self._old.get(key))

    def _remember(self, key: int, words: int) -> None:
        self._young[key] = words
        if len(self._young) >= self._most // 2:
            self._old, self._young = self._young, {}


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
