"""PLOVER's types and modes with their quad classes and scores (PLOVER manual 0.8)."""

import functools
from dataclasses import dataclass
from typing import NoReturn

from redshank.errors import UsageError
from redshank.ontology import tables


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's 16 types; ``confused`` pairs another type with how to tell the two apart."""

    name: str
    quad: str
    score: float
    requires_recipient: bool
    definition: str
    example: str
    confused: tuple[tuple[str, str], ...]
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of a type was done; ``score`` is PLOVER's for type and mode together (-10 to 10)."""

    type: str
    name: str
    score: float
    definition: str


@functools.cache
def _modes() -> dict[str, dict[str, Mode]]:
    found: dict[str, dict[str, Mode]] = {row["type"]: {} for row in tables.rows("types")}
    for row in tables.rows("modes"):
        found[row["type"]][row["mode"]] = Mode(row["type"], row["mode"], float(row["score"]), row["definition"])
    return found


def _event_type(row: dict[str, str]) -> EventType:
    pairs = (pair.split(": ", 1) for pair in row["confused"].split("|"))
    return EventType(
        name=row["type"],
        quad=row["quad"],
        score=float(row["score"]),
        requires_recipient=row["requires_recipient"] == "yes",
        definition=row["definition"],
        example=row["example"],
        confused=tuple((other, advice) for other, advice in pairs),
        modes=tuple(_modes()[row["type"]]),
    )


@functools.cache
def event_types() -> dict[str, EventType]:
    """All 16 types by name, from the friendliest words to the most hostile deeds."""
    return {row["type"]: _event_type(row) for row in tables.rows("types")}


def event_type(name: str) -> EventType:
    """The type of that name, in any case; raises UsageError for another."""
    return event_types().get(name) or event_types().get(name.upper()) or _unknown("event type", name, event_types())


def modes(type_: str) -> tuple[str, ...]:
    """The names of a type's modes; empty for a type that has none."""
    return event_type(type_).modes


@functools.cache
def all_modes() -> tuple[str, ...]:
    """The names of the modes of all types, each once, by the alphabet."""
    return tuple(sorted({name for kind in event_types().values() for name in kind.modes}))


def mode(type_: str, name: str) -> Mode:
    """The mode of that name of a type; raises UsageError for another."""
    known = _modes()[event_type(type_).name]
    return known.get(name.lower()) or _unknown(f"mode of {type_}", name, known)


def score(type_: str, mode_name: str | None = None) -> float:
    """PLOVER's conflict-cooperation score of a type, or of type and mode where it has a mode (-10 to 10)."""
    return mode(type_, mode_name).score if mode_name else event_type(type_).score


def quad(type_: str) -> str:
    """``verbal cooperation``, ``material cooperation``, ``verbal conflict`` or ``material conflict``."""
    return event_type(type_).quad


def contexts() -> dict[str, str]:
    """PLOVER's contexts and what each covers."""
    return {row["context"]: row["definition"] for row in tables.rows("contexts")}


def _unknown(what: str, name: str, known: dict[str, EventType] | dict[str, Mode]) -> NoReturn:
    raise UsageError(f"no {what} is called {name[:60]!r}", do="one of " + ", ".join(known) if known else "it has none")
