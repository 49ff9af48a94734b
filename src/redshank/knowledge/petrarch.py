"""Dictionaries in PETRARCH's text format, the field's own: actors, agents and verbs, read into plain objects.

Actors: ``NAME_ ; comment`` with ``[CODE]`` or indented lines ``[CODE <date]``, ``[CODE >date]``, ``[CODE from-to]`` and
synonyms ``+NAME``. Agents: ``NOUN {PLURAL} [~CODE]``. Verbs: ``--- VERB [CODE] ---``, forms in braces, sets of synonyms
``&NAME`` with lines ``+word``, and patterns ``- subject * object [CODE]``. Format: manuals of TABARI and PETRARCH.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from redshank.errors import KnowledgeError
from redshank.knowledge.tables import read_text

_CODE = re.compile(r"\[([^\]\n]*)\]")
_BRACES = re.compile(r"\{([^}\n]*)\}")
_DATE = re.compile(r"^(\d{2}|\d{4})(\d{2})(\d{2})$")
_SHORT_YEARS = 50
"""Two-digit years below are of 2000-2049, others of 1950-1999, as the dictionaries were written from 1945 on."""


@dataclass(frozen=True, slots=True)
class Coding:
    """A code with the days between which it holds, as ISO dates; empty for no bound."""

    code: str
    start: str = ""
    end: str = ""

    def holds(self, on: str) -> bool:
        """Whether the code holds on a day."""
        return (not self.start or self.start <= on) and (not self.end or on <= self.end)


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: name, synonyms, and its codes over time, the first that holds wins."""

    name: str
    synonyms: tuple[str, ...] = ()
    codings: tuple[Coding, ...] = ()

    def code(self, on: str) -> str | None:
        """The code on a day, or None."""
        return next((coding.code for coding in self.codings if coding.holds(on)), None)


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent noun with its plural and its code; ``before`` says that the code goes before the actor's."""

    noun: str
    plural: str
    code: str
    before: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern around a verb: the words before and after it as written, and the code."""

    before: str
    after: str
    code: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A block of verbs of one meaning: its name, default code, the verbs with their forms, and the patterns."""

    name: str
    code: str | None
    verbs: tuple[tuple[str, ...], ...] = ()
    patterns: tuple[Pattern, ...] = ()


@dataclass(slots=True)
class Verbs:
    """A verbs dictionary: its blocks, and its synonym sets (``&NAME``)."""

    verbs: list[Verb] = field(default_factory=list)
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)


def plain(name: str) -> str:
    """A name of a dictionary as words: ``UNITED_STATES_`` is ``UNITED STATES``."""
    return " ".join(name.replace("_", " ").split())


def actors(path: Path) -> list[Actor]:
    """Read an actors dictionary; raises KnowledgeError naming the line that is not understood."""
    found: list[Actor] = []
    for place, line in _lines(path):
        if line.startswith("+"):
            _current(found, place)
            found[-1] = replace(found[-1], synonyms=(*found[-1].synonyms, plain(_CODE.sub("", line[1:]))))
        elif line[0].isspace():
            _current(found, place)
            found[-1] = replace(found[-1], codings=(*found[-1].codings, *_codings(line, place)))
        else:
            found.append(Actor(plain(line.partition("[")[0]), (), tuple(_codings(line, place, needed=False))))
    return found


def agents(path: Path) -> list[Agent]:
    """Read an agents dictionary; ``{}`` gives an irregular plural, and nouns without it take an S."""
    found = []
    for place, line in _lines(path):
        if line.startswith("!"):
            continue
        code = _CODE.search(line)
        if code is None:
            raise KnowledgeError("no [CODE]", where=place)
        noun = plain(_BRACES.sub("", line[: code.start()]))
        if not noun:
            raise KnowledgeError("no noun before [CODE]", where=place)
        plural = _BRACES.search(line)
        text = code[1].strip()
        found.append(Agent(noun, plain(plural[1]) if plural else noun + "S", text.strip("~ "), text.endswith("~")))
    return found


def verbs(path: Path) -> Verbs:
    """Read a verbs dictionary."""
    found = Verbs()
    group: str | None = None
    for place, line in _lines(path):
        text = line.strip()
        if text.startswith("---"):
            group, head = None, text.strip("- ")
            code = _CODE.search(head)
            default = code[1].strip(" -") if code else ""
            found.verbs.append(Verb(plain(_CODE.sub("", head)), default or None))
        elif text.startswith("&"):
            group = plain(text[1:])
            found.synonyms[group] = ()
        elif text.startswith("+") and group is not None:
            found.synonyms[group] = (*found.synonyms[group], plain(text[1:]))
        elif text.startswith("~"):
            continue
        elif not found.verbs:
            raise KnowledgeError("a verb or pattern before any --- VERB [CODE] --- line", where=place)
        elif text.startswith("-"):
            block = found.verbs[-1]
            found.verbs[-1] = replace(block, patterns=(*block.patterns, _pattern(text, block, place)))
        else:
            block = found.verbs[-1]
            found.verbs[-1] = replace(block, verbs=(*block.verbs, _forms(text)))
    return found


def _pattern(text: str, block: Verb, place: str) -> Pattern:
    """``- subject * object [CODE]``; a pattern without a code has that of its block."""
    code = _CODE.search(text)
    body = _CODE.sub("", text.lstrip("- "))
    if "*" not in body:
        raise KnowledgeError("a pattern without * for the verb", where=place)
    before, _, after = body.partition("*")
    written = code[1].strip() if code else block.code
    return Pattern(" ".join(before.split()), " ".join(after.split()), written or "")


def _forms(text: str) -> tuple[str, ...]:
    """A verb and its written-out forms: ``MEET {MEETS MET MEETING}``."""
    braces = _BRACES.search(text)
    verb = plain(_CODE.sub("", _BRACES.sub("", text)))
    return (verb, *(braces[1].split() if braces else ()))


def _codings(line: str, place: str, *, needed: bool = True) -> Iterator[Coding]:
    """The codes in square brackets, each with its dates."""
    found = list(_CODE.finditer(line))
    if needed and not found:
        raise KnowledgeError("an indented line without [CODE]", where=place)
    for match in found:
        yield _coding(match[1].strip(), place)


def _coding(text: str, place: str) -> Coding:
    """``CODE``, ``CODE <date``, ``CODE >date`` or ``CODE from-to``, dates as YYMMDD or YYYYMMDD."""
    code, _, bounds = text.partition(" ")
    bounds = bounds.strip()
    if not bounds:
        return Coding(code)
    if bounds[0] == "<":
        return Coding(code, "", _iso(bounds[1:], place))
    if bounds[0] == ">":
        return Coding(code, _iso(bounds[1:], place), "")
    start, dash, end = bounds.partition("-")
    if not dash:
        raise KnowledgeError(f"{bounds!r} is not <date, >date or from-to", where=place)
    return Coding(code, _iso(start, place), _iso(end, place))


def _iso(text: str, place: str) -> str:
    found = _DATE.match(text.strip())
    if not found:
        raise KnowledgeError(f"{text.strip()!r} is not a date", where=place, do="write YYMMDD or YYYYMMDD")
    year = found[1] if len(found[1]) == 4 else f"{20 if int(found[1]) < _SHORT_YEARS else 19}{found[1]}"
    return f"{year}-{found[2]}-{found[3]}"


def _current(found: list[Actor], place: str) -> None:
    if not found:
        raise KnowledgeError("a synonym or code before any actor", where=place)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Place and text of each line that says something; comments (``#``, ``;`` and ``<!-- -->``) are off."""
    hidden = False
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if hidden or line.lstrip().startswith("<!--"):
            hidden = "-->" not in line
            continue
        line = re.split(r"[;#]", line, maxsplit=1)[0].rstrip()
        if line.strip():
            yield f"{path}, line {number}", line
