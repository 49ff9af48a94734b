"""Spellings of persons' names that follow by rule, so that the tables need not hold each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARTICLE = re.compile(r"\b(al|el)-(?=[A-Za-z])")
_HYPHENED = re.compile(r"^(\w+ \w+)-(\w+)$")
_MUHAMMADS = ("Mohammed", "Mohamed", "Mohammad", "Muhammad", "Muhammed", "Mohamad")
_MUHAMMAD = re.compile(rf"\b(?:{'|'.join(_MUHAMMADS)})\b")
_GIVEN_FIRST = frozenset(("JPN", "HUN"))
_SURNAME_FIRST = frozenset(("CHN", "TWN", "KOR", "PRK", "HKG"))


def names(name: str, surname: str, country: str | None) -> Iterator[str]:
    """Further full names: ``Bashar al Assad``, ``Abe Shinzo``, ``Kim Jong Un`` of ``Kim Jong-un``."""
    if _PARTICLE.search(name):
        yield _PARTICLE.sub(lambda m: m[1].capitalize() + "-", name)
        yield _PARTICLE.sub(lambda m: m[1] + " ", name)
        yield _PARTICLE.sub(lambda m: m[1].capitalize() + " ", name)
        yield _PARTICLE.sub(lambda m: ("el" if m[1] == "al" else "al") + "-", name)
        yield _PARTICLE.sub("", name)
    if _MUHAMMAD.search(name):
        yield from (other for form in _MUHAMMADS if (other := _MUHAMMAD.sub(form, name)) != name)
    parted = _HYPHENED.match(name)
    if parted and country in _SURNAME_FIRST:
        yield f"{parted[1]} {parted[2].capitalize()}"
        yield f"{parted[1]}-{parted[2].capitalize()}"
    if country in _GIVEN_FIRST and name.endswith(f" {surname}") and name.count(" ") == 1:
        yield f"{surname} {name.split()[0]}"


def surnames(surname: str) -> Iterator[str]:
    """The surname as news writes it: ``al-Assad``, ``Al-Assad``, ``Assad``; ``von der Leyen``, ``Von der Leyen``."""
    yield surname
    if surname[:1].islower():
        yield surname[:1].upper() + surname[1:]
    particle = _PARTICLE.match(surname)
    if particle:
        bare = surname[particle.end() :]
        yield bare
        yield from (f"{p}{bare}" for p in ("al-", "el-", "Al-", "El-", "al ", "Al ") if f"{p}{bare}" != surname)
