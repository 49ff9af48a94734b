"""Spellings of persons' names that follow by rule, so that the tables need not hold each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PARTICLE = re.compile(r"\b([AaEe]l)(?:-| (?=[A-Z]))(?=\w)")
_HYPHENED = re.compile(r"^(\w+ \w+)-(\w+)$")
_FORMS = ("al-", "Al-", "el-", "El-", "al ", "Al ", "el ", "El ")
_MUHAMMADS = ("Mohammed", "Mohamed", "Mohammad", "Muhammad", "Muhammed", "Mohamad")
_MUHAMMAD = re.compile(rf"\b(?:{'|'.join(_MUHAMMADS)})\b")
_ARAB = frozenset(
    {"DZA", "BHR", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "OMN", "PSE", "QAT", "SAU", "SDN", "SYR", "TUN"}
    | {"ARE", "YEM"}
)
_GIVEN_FIRST = frozenset(("JPN", "HUN"))
_SURNAME_FIRST = frozenset(("CHN", "TWN", "KOR", "PRK", "HKG"))


def names(name: str, surname: str, country: str | None) -> Iterator[str]:
    """Further full names: ``Bashar al Assad``, ``Abe Shinzo``, ``Kim Jong Un`` of ``Kim Jong-un``."""
    if _PARTICLE.search(name):
        yield from (_PARTICLE.sub(form, name) for form in _FORMS)
        yield _PARTICLE.sub("", name)
    elif country in _ARAB and name.endswith(f" {surname}") and surname[:1].isupper():
        yield from (f"{name[: -len(surname)]}{form}{surname}" for form in _FORMS)
    capitals = " ".join(word[:1].upper() + word[1:] for word in name.split())
    if capitals != name:
        yield capitals
    if _MUHAMMAD.search(name):
        yield from (other for form in _MUHAMMADS if (other := _MUHAMMAD.sub(form, name)) != name)
    parted = _HYPHENED.match(name)
    if parted and country in _SURNAME_FIRST:
        yield f"{parted[1]} {parted[2].capitalize()}"
        yield f"{parted[1]}-{parted[2].capitalize()}"
    if country in _GIVEN_FIRST and name.endswith(f" {surname}") and name.count(" ") == 1:
        yield f"{surname} {name.split()[0]}"


def surnames(surname: str, name: str, country: str | None, aliases: Iterable[str]) -> Iterator[str]:
    """The surname as news writes it: ``al-Assad``, ``Assad``; ``Von der Leyen``; ``Zelenskyy`` out of the aliases."""
    yield surname
    if surname[:1].islower():
        yield surname[:1].upper() + surname[1:]
    if country in _ARAB and surname[:1].isupper() and surname.isalpha():
        yield from (form + surname for form in _FORMS)
    particle = _PARTICLE.match(surname)
    if particle:
        bare = surname[particle.end() :]
        yield from (bare, *(form + bare for form in _FORMS))
    first, _, last = name.rpartition(" ")
    if first and last == surname:
        spelled = (alias.rpartition(" ") for alias in aliases)
        yield from (
            other for given, _, other in spelled if given.split()[:1] == first.split()[:1] and _alike(other, last)
        )


def _alike(one: str, other: str) -> bool:
    """Whether two words can be spellings of one surname: the same first letter, about the same length, no initials."""
    return one[:1] == other[:1] and abs(len(one) - len(other)) < 3 and one.isalpha() and len(one) > 3
