"""The knowledge base: who can act in political news, by what names, under which codes, in which offices."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from redshank.errors import KnowledgeError
from redshank.knowledge import dictionaries, naming, overrides, resolving, spellings, states
from redshank.knowledge.dates import earliest, within
from redshank.knowledge.names import NameIndex, NameMatch, Sense, fold
from redshank.knowledge.offices import Office, Tenures
from redshank.knowledge.roles import Role, Roles, read_role
from redshank.knowledge.tables import FOLDER, rows
from redshank.model import Entity

SECTOR_OF_OFFICE = {
    "army-chief": "MIL",
    "intelligence-chief": "SPY",
    "speaker": "LEG",
    "opposition-leader": "OPP",
    "police-chief": "COP",
}
"""PLOVER sector of those who hold an office of a state; GOV for all others."""

BODIES = ("organisations.tsv", "groups.tsv", "institutions.tsv")


def slug(name: str) -> str:
    """A name as it stands in ids: ``Emmanuel Macron`` is ``emmanuel-macron``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name).lower().replace("'", "")).strip("-")


class KnowledgeBase:
    """Entities with their names, offices, memberships and codes.

    Ids are readable and stable: ``state:fra``, ``gov:fra`` (its government), ``mil:fra`` (its armed forces),
    ``people:fra``, ``person:emmanuel-macron``; organisations and groups have those of their tables.
    """

    def __init__(self) -> None:
        self.names = NameIndex()
        self.tenures = Tenures()
        self.roles = Roles()
        self.states: dict[str, states.State] = {}
        self.given_names: set[str] = set()
        self._entities: dict[str, Entity] = {}
        self._demonyms: dict[str, str] = {}
        self._members: dict[str, tuple[tuple[str, str, str], ...]] = {}
        self._active: dict[str, tuple[str, str]] = {}

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> KnowledgeBase:
        """The tables of the package, with the user's own files on top.

        A file of entities (``.tsv .csv .jsonl .json .yaml``) adds entities or replaces those of the same id; so does a
        PETRARCH dictionary, a ``.txt`` file with ``actor`` or ``agent`` in its name (those of verbs are for the coder).
        Raises ``KnowledgeError`` naming file, line and column of what is not understood.
        """
        base = cls()
        base._load_states()
        for table in BODIES:
            if (FOLDER / table).exists():
                base._load_bodies(FOLDER / table)
        base._load_peoples()
        base._load_persons()
        base._load_offices()
        for _, fields in rows(FOLDER / "roles.tsv"):
            base.roles.add(read_role(fields))
        for path in extra:
            base._load_own(Path(path))
        return base

    def _load_own(self, path: Path) -> None:
        """A user's file: entities in a table, or a PETRARCH dictionary of actors or agents."""
        if dictionaries.is_dictionary(path, "verb"):
            return
        if dictionaries.is_dictionary(path, "agent"):
            for role in dictionaries.roles(path):
                self.roles.add(role)
            return
        actors = dictionaries.is_dictionary(path, "actor")
        changes = dictionaries.entities(path, self.states) if actors else overrides.read(path)
        for change in changes:
            self.put(change.entity, change.members, place=change.place)

    def __len__(self) -> int:
        return len(self._entities)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._entities.values())

    def entity(self, entity_id: str) -> Entity | None:
        """The entity of an id, or None."""
        return self._entities.get(entity_id)

    def candidates(self, name: str) -> tuple[Entity, ...]:
        """All entities that a name can mean, the surest first; surnames alone count as names here."""
        return self.meant(self.names.senses(name))

    def meant(self, senses: Iterable[Sense]) -> tuple[Entity, ...]:
        """The entities of senses of a name, in their order."""
        return tuple(self._entities[sense.entity] for sense in senses)

    def find(self, text: str) -> list[NameMatch]:
        """All longest known names in a text that do not overlap, from left to right."""
        return naming.find(self, text)

    def resolve(self, name: str, on: str | None = None, context: Collection[str] = ()) -> Entity | None:
        """The entity that a name or a title means on a date in an article that also names ``context``.

        ``on`` is an ISO date, possibly partial; ``context`` holds ids of entities and alpha-3 codes of countries.
        Surnames alone mean a person only if they held office within three years of the date or are in the context.
        None for what is not known or cannot be told apart.
        """
        return resolving.resolve(self, name, on, context)

    def demonym(self, word: str) -> str | None:
        """Alpha-3 code of the state that an adjective or a people's name belongs to (``French``, ``Turks``)."""
        return self._demonyms.get(" ".join(word.split()))

    def role(self, phrase: str) -> Role | None:
        """What a noun phrase says of the role of whom it names: its longest known ending, singular or plural."""
        return self.roles.read(phrase)

    def government(self, country: str) -> Entity | None:
        """The government of a state (alpha-3)."""
        state = self.states.get(country)
        return self._entities.get(f"gov:{state.id.partition(':')[2]}") if state else None

    def office_holder(self, country: str, office: str, on: str) -> Entity | None:
        """Who held an office of a state (alpha-3) or organisation (id) on a day, or None."""
        holder = self.tenures.holder(country, office, on)
        return self._entities.get(holder) if holder else None

    def offices(self, entity_id: str) -> tuple[Office, ...]:
        """All offices a person has held, the earliest first."""
        return self.tenures.of(entity_id)

    def affiliation(self, entity_id: str, on: str) -> tuple[str | None, str | None]:
        """Country (alpha-3) and PLOVER sector of an entity on a day, which for persons follow the offices they held.

        In an office of an organisation: its country and sector (none and IGO as a rule). After the last office of
        government: ELI. Before the first: PTY for those who came to lead a state.
        """
        entity = self._entities.get(entity_id)
        if entity is None:
            return None, None
        offices = self.tenures.of(entity_id)
        held = [office for office in offices if office.held(on)]
        if held:
            return self._of_office(entity, held[-1])
        if not offices or entity.sector not in ("GOV", "MIL", "SPY", "COP", "LEG", "IGO"):
            return entity.country, entity.sector
        sought = any(office.office in ("president", "prime-minister", "vice-president") for office in offices)
        if earliest(on) < earliest(offices[0].start):
            return entity.country, "PTY" if sought else entity.sector
        return entity.country, "ELI"

    def _of_office(self, entity: Entity, office: Office) -> tuple[str | None, str | None]:
        body = self._entities.get(office.body)
        if body is None or body.kind == "state":
            country = self.states[office.body].country if office.body in self.states else entity.country
            return country, SECTOR_OF_OFFICE.get(office.office, "GOV")
        return body.country, body.sector

    def members(self, entity_id: str, on: str) -> tuple[str, ...]:
        """Members of an organisation on a day: alpha-3 codes of states, or entity ids."""
        known = self._members.get(entity_id, ())
        found = (who for who, start, end in known if within(on, start, end))
        return tuple(code for who in found for code in (self._sovereign(on) if who == "*" else (who,)))

    def _sovereign(self, on: str) -> tuple[str, ...]:
        """Alpha-3 codes of the states of the world on a day, disputed territories and dependencies left out."""
        states_then = (s for s in self.states.values() if s.cow is not None and within(on, s.start, s.end))
        return tuple(state.code for state in states_then if len(state.code) == 3)

    def is_member(self, entity_id: str, member: str, on: str) -> bool:
        """Whether a state (alpha-3 or id) or entity was a member of an organisation on a day."""
        code = member.partition(":")[2].upper() if member.startswith("state:") else member
        return code in self.members(entity_id, on) or member in self.members(entity_id, on)

    def active(self, entity_id: str, on: str, years: int) -> bool | None:
        """Whether a person without offices was in the news near a day; None if the tables do not say."""
        span = self._active.get(entity_id)
        return within(on, *span, years) if span else None

    def put(self, entity: Entity, members: str = "", *, how: str = "name", place: str = "") -> None:
        """Add an entity with its names, or replace the one of the same id."""
        if entity.id in self._entities:
            self.names.drop(entity.id)
        self._entities[entity.id] = entity
        self.names.add(entity.name, Sense(entity.id, how))
        for alias in entity.aliases:
            self.names.add(alias, Sense(entity.id, "alias"))
        if members:
            self._members[entity.id] = tuple(_membership(part, place) for part in states.split(members))

    def _load_states(self) -> None:
        for _, fields in rows(FOLDER / "states.tsv"):
            state = states.read_state(fields)
            self.states.setdefault(state.code, state)
            for entity in states.entities(state, fields):
                self._entities[entity.id] = entity
            for name, sense in states.senses(state, fields):
                self.names.add(name, sense)
            self._index_demonyms(state, fields)

    def _index_demonyms(self, state: states.State, fields: Mapping[str, str]) -> None:
        for word in states.split(fields["demonyms"]) + states.split(fields["peoples"]):
            if not word.startswith("~"):
                self._demonyms.setdefault(word, state.country)

    def _load_bodies(self, path: Path) -> None:
        for number, fields in rows(path):
            place = f"{path}, line {number}"
            self.put(overrides.read_entity(fields, place), fields.get("members", ""), place=place)

    def _load_peoples(self) -> None:
        for _, fields in rows(FOLDER / "peoples.tsv"):
            aliases = states.split(fields["aliases"])
            self.put(
                Entity(fields["id"], fields["name"], "people", fields["country"] or None, "CVL", aliases), how="people"
            )
            for word in states.split(fields["adjectives"]):
                self.names.add(word, Sense(fields["id"], "demonym"))

    def _load_persons(self) -> None:
        for _, fields in rows(FOLDER / "persons.tsv"):
            self._put_person(fields)
            start, _, end = fields["active"].partition("-")
            if start:
                self._active[fields["id"]] = (start, end)

    def _put_person(self, fields: Mapping[str, str]) -> None:
        aliases = states.split(fields["aliases"])
        key, name, surname = fields["id"], fields["name"], fields["surname"]
        sector, country = fields["sector"] or "GOV", fields["country"] or None
        self.put(Entity(key, name, "person", country, sector, aliases, fields["description"]))
        for form in (name, *aliases):
            for spelling in spellings.names(form, surname, country):
                self.names.add(spelling, Sense(key, "alias"))
        if " " in name and not name.startswith(surname or " "):
            self.given_names.add(name.partition(" ")[0])
        for spelling in spellings.surnames(surname, name, country, aliases):
            if not naming.is_title(spelling):
                self.names.add(spelling, Sense(key, "surname"))

    def _load_offices(self) -> None:
        for number, fields in rows(FOLDER / "offices.tsv"):
            office = Office(fields["person"], fields["body"], fields["office"], fields["start"], fields["end"])
            if office.holder not in self._entities:
                where = f"{FOLDER / 'offices.tsv'}, line {number}"
                raise KnowledgeError(f"column 'person': no person {office.holder!r}", where=where)
            self.tenures.add(office)


def _membership(part: str, place: str) -> tuple[str, str, str]:
    """Member, from, to out of ``USA:1949-`` or ``org:nato:2004-2010``."""
    who, start, end = part, "", ""
    found = re.fullmatch(r"(.+):(\d{4}(?:-\d\d(?:-\d\d)?)?)?(?:-|–)(\d{4}(?:-\d\d(?:-\d\d)?)?)?", part)
    if found:
        who, start, end = found[1], found[2] or "", found[3] or ""
    if not who.strip() or " " in who.strip():
        raise KnowledgeError(f"column 'members': {part!r} is not CODE or CODE:from-to", where=place)
    return who.strip(), start, end


@functools.cache
def default() -> KnowledgeBase:
    """The knowledge base of the package, loaded once."""
    return KnowledgeBase.load()
