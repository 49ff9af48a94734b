"""What a text is about: politics, or something whose fights and deals are none (sport, shows, products, markets)."""

from __future__ import annotations

import functools
import re
from importlib import resources

from redshank.model import Mention

_WORD = re.compile(r"[a-z][a-z-]+")
OFF_TOPIC = 1.25
"""Words of other topics per word of politics from which on a text is off the topic, and how many there must be."""
ENOUGH = 6
MAX_READ = 40_000
"""Characters of a text that are looked at; what an article is about shows long before."""


PRIVATE_SECTORS = frozenset({"BUS", "MNC", "MED", "EDU", "CVL", "CRM", "AGR", "JRN", "UNK"})
"""Sectors whose dealings with each other are business or private life, not politics."""

_PUBLIC_ENTITIES = ("state:", "gov:", "mil:", "body:", "org:", "group:", "party:", "movement:", "court:")


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    """The words of each topic."""
    text = resources.files("redshank.coding").joinpath("data/topics.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return {topic: frozenset(words.split()) for topic, words in rows}


def topic_of(text: str) -> str:
    """``politics``, or the topic a text is clearly about instead: sport, show, product, market, life."""
    found = _WORD.findall(text[:MAX_READ].lower())
    counts = {topic: sum(word in words for word in found) for topic, words in _words().items()}
    on = counts.pop("politics")
    off = sum(counts.values())
    if off < ENOUGH or off <= OFF_TOPIC * on:
        return "politics"
    return max(counts, key=lambda topic: counts[topic])


def is_public(mention: Mention) -> bool:
    """Whether a mention names somebody of public life: a state, its organs, parties, armed groups, movements."""
    if mention.entity and mention.entity.startswith(_PUBLIC_ENTITIES):
        return True
    return mention.sector is not None and mention.sector not in PRIVATE_SECTORS
