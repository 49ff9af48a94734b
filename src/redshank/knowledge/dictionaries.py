"""PETRARCH dictionaries in the knowledge base: actors become entities, agents become roles.

Names stand in capitals there and are given the form that news has. Of a code such as ``AFGGOVTAL`` the first three
letters are a country where there is one, the next three a sector where PLOVER has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from redshank.knowledge import petrarch
from redshank.knowledge.overrides import SECTORS, Change
from redshank.knowledge.roles import Role
from redshank.model import Entity

SHORT = 4
"""Letters up to which a word without vowels between is an abbreviation and keeps its capitals."""


def is_dictionary(path: Path, kind: str) -> bool:
    """Whether a file is a PETRARCH dictionary of a kind (``actor agent verb``): a .txt with the word in its name."""
    return path.suffix.lower() == ".txt" and kind in path.name.lower()


def entities(path: Path, countries: Collection[str]) -> Iterator[Change]:
    """The actors of a dictionary as entities; ``countries`` are the known alpha-3 codes."""
    for actor in petrarch.actors(path):
        code = actor.codings[0].code if actor.codings else ""
        country = code[:3] if code[:3] in countries else None
        sector = next((code[i : i + 3] for i in (3, 0) if code[i : i + 3] in SECTORS), None)
        name = _as_in_news(actor.name)
        kind = "state" if country and len(code) == 3 else "organisation"
        aliases = tuple(_as_in_news(synonym) for synonym in actor.synonyms)
        slug = "-".join(actor.name.lower().split())
        yield Change(Entity(f"own:{slug}", name, kind, country, sector, aliases), "", str(path))


def roles(path: Path) -> Iterator[Role]:
    """The agents of a dictionary as roles."""
    for agent in petrarch.agents(path):
        sector = agent.code[:3] if agent.code[:3] in SECTORS else "UNK"
        yield Role(agent.noun.lower(), sector, "person")


def _as_in_news(name: str) -> str:
    """``HAMID KARZAI`` is ``Hamid Karzai``, ``NATO`` stays."""
    words = name.split()
    if len(words) == 1 and len(name) <= SHORT:
        return name
    return " ".join(word.capitalize() for word in words)
