"""States: their rows in ``states.tsv``, and the entities made of each (the state, its government, forces, people)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from redshank.knowledge.names import Sense
from redshank.model import Entity


@dataclass(frozen=True, slots=True)
class State:
    """A state or disputed territory with its codes.

    ``code`` is ISO 3166-1 alpha-3, XKX for Kosovo, ISO 3166-3 for former states, and a readable name for territories
    without any; ``country`` is what reports carry (for territories without a code, the state that holds sovereignty in
    PLOVER's list). ``cow`` and ``gw`` are numeric, ``cow_letters`` the Correlates of War abbreviation.
    """

    id: str
    code: str
    country: str
    name: str
    official: str
    capital: str
    iso2: str
    cow_letters: str
    cow: int | None
    gw: int | None
    start: str
    end: str
    sector: str | None


def read_state(fields: Mapping[str, str]) -> State:
    """A state from a row of ``states.tsv``."""
    code = fields["id"].partition(":")[2].upper()
    return State(
        id=fields["id"],
        code=code,
        country=fields["country"],
        name=fields["name"],
        official=fields["official"],
        capital=fields["capital"].split("|")[0],
        iso2=fields["iso2"],
        cow_letters=fields["cow_letters"],
        cow=int(fields["cow"]) if fields["cow"] else None,
        gw=int(fields["gw"]) if fields["gw"] else None,
        start=fields["start"],
        end=fields["end"],
        sector=fields["sector"] or None,
    )


def split(cell: str) -> tuple[str, ...]:
    """Parts of a cell divided by ``|``."""
    return tuple(part for part in cell.split("|") if part)


def entities(state: State, fields: Mapping[str, str]) -> Iterator[Entity]:
    """The state itself, its government, its armed forces and its people; its legislature if a seat names it."""
    key = state.id.partition(":")[2]
    aliases = tuple(alias.lstrip("~") for alias in split(fields["aliases"]))
    country, partial = state.country, state.sector
    named = tuple(name for name in (state.official, *aliases) if name and name != state.name)
    yield Entity(state.id, state.name, "state", country, partial, named, fields["description"])
    yield Entity(f"gov:{key}", f"Government of {state.name}", "government", country, "GOV")
    yield Entity(f"mil:{key}", f"Armed forces of {state.name}", "government", country, "MIL")
    if "=LEG" in fields["seats"]:
        yield Entity(f"leg:{key}", f"Legislature of {state.name}", "government", country, "LEG")
    yield Entity(f"people:{key}", f"People of {state.name}", "people", country, "CVL")


def senses(state: State, fields: Mapping[str, str]) -> Iterator[tuple[str, Sense]]:
    """Every name of the state and what it means; a ``~`` before a name marks it as another state's first."""
    key = state.id.partition(":")[2]
    yield state.name.lstrip("~"), Sense(state.id, "name", state.name.startswith("~"))
    if state.official and state.official != state.name:
        yield state.official, Sense(state.id, "name")
    for alias in split(fields["aliases"]):
        yield alias.lstrip("~"), Sense(state.id, "alias", alias.startswith("~"))
    for word in split(fields["demonyms"]):
        yield word.lstrip("~"), Sense(state.id, "demonym", word.startswith("~"))
    for word in split(fields["peoples"]):
        yield word.lstrip("~"), Sense(f"people:{key}", "people", word.startswith("~"))
    for capital in split(fields["capital"]):
        yield capital.lstrip("~"), Sense(f"gov:{key}", "capital", capital.startswith("~"))
    for seat in split(fields["seats"]):
        name, _, branch = seat.partition("=")
        yield name, Sense(f"{branch.lower() or 'gov'}:{key}", "seat")
