"""Which entity a name or a title means, by the date of the article and what else it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from redshank.knowledge.dates import earliest
from redshank.knowledge.names import Sense, fold
from redshank.knowledge.naming import is_title, words
from redshank.model import Entity

if TYPE_CHECKING:
    from redshank.knowledge.base import KnowledgeBase

NEAR = 3
"""Years around a tenure within which a surname alone means its holder, as in reports of campaigns and trials."""
MAX_NAME = 200
_NAMED, _COUNTRY, _HOLDS, _NEARBY, _ACTIVE, _LED, _EXISTS = 100.0, 10.0, 6.0, 3.0, 2.0, 0.5, 1.0
_POSSESSIVE = re.compile(r"'s?$")
_OF = re.compile(r"^(?P<role>.+?) of (?:the )?(?P<state>.+)$")


def resolve(base: KnowledgeBase, name: str, on: str | None, context: Collection[str]) -> Entity | None:
    """The best entity for a name or a title; see ``KnowledgeBase.resolve``."""
    bare = _POSSESSIVE.sub("", " ".join(fold(name[:MAX_NAME]).split()))
    for form in (bare, re.sub(r"^(?:the|The) ", "", bare)):
        found = _best(base, base.names.senses(form), form, on, context)
        if found:
            return found
    return _titled(base, bare, on, context) or _longer(base, bare, on, context) or office_phrase(base, bare, on)


def _longer(base: KnowledgeBase, name: str, on: str | None, context: Collection[str]) -> Entity | None:
    """A person whose known full name goes on: ``Danilo Medina Sánchez``, with or without a title before it."""
    parts = name.split()
    for start in range(len(parts) - 2):
        for end in range(len(parts) - 1, start + 1, -1):
            form = " ".join(parts[start:end])
            senses = [s for s in base.names.senses(form) if s.entity.startswith("person:") and s.how != "surname"]
            if senses and (start == 0 or is_title(parts[start - 1])) and parts[end][:1].isupper():
                return _best(base, senses, form, on, context)
    return None


def _best(
    base: KnowledgeBase,
    senses: Iterable[Sense],
    name: str,
    on: str | None,
    context: Collection[str],
    titled: bool = False,
) -> Entity | None:
    """The sense with the most in its favour; the first of equals; None if only surnames without ground are left."""
    known = list(senses)
    surnames = sum(sense.how == "surname" for sense in known)
    if 0 < surnames < len(known):
        known = [sense for sense in known if sense.how != "surname" or sense.entity in context]
    scored = []
    for order, sense in enumerate(known):
        if sense.how == "surname" and not _grounded(base, sense.entity, name, on, context, titled, surnames):
            continue
        scored.append((_score(base, sense, on, context), -order, sense.entity))
    if not scored:
        return None
    best = max(scored)
    rivals = [one for one in scored if one[0] == best[0] and one[2] != best[2]]
    if rivals and all(sense.how == "surname" for sense in known):
        return None
    return base.entity(best[2])


def _grounded(
    base: KnowledgeBase, person: str, name: str, on: str | None, context: Collection[str], titled: bool, bearers: int
) -> bool:
    """Whether a surname alone may mean this person."""
    if person in context:
        return True
    if name in words("common") and not titled:
        return False
    if on is None:
        return bearers == 1
    if base.tenures.near(person, on, NEAR):
        return True
    active = base.active(person, on, NEAR)
    return not base.offices(person) if active is None else active


def _score(base: KnowledgeBase, sense: Sense, on: str | None, context: Collection[str]) -> float:
    """How much speaks for one sense of a name."""
    entity = base.entity(sense.entity)
    if entity is None:
        return -1.0
    score = 0.0 if sense.weak else _EXISTS
    score += _NAMED * (entity.id in context)
    score += _COUNTRY * _country_named(base, entity, context)
    score -= sense.rank[1] / 10
    if on and entity.kind == "person":
        score += _HOLDS * base.tenures.holds(entity.id, on) + _NEARBY * base.tenures.near(entity.id, on, NEAR)
        score += _ACTIVE * (base.active(entity.id, on, 0) is True) + _LED * base.tenures.led(entity.id)
    if on and entity.kind == "state":
        score += _lived(base, entity, on)
    return score


def _country_named(base: KnowledgeBase, entity: Entity, context: Collection[str]) -> bool:
    """Whether the article names the entity's country, by its code or any entity of it."""
    if entity.country is None:
        return False
    if entity.country in context:
        return True
    others = (base.entity(other) for other in context if ":" in other)
    return any(other is not None and other.country == entity.country for other in others)


def _lived(base: KnowledgeBase, entity: Entity, on: str) -> float:
    """A state that was not there on the date hardly acts: minus 20 if the date is outside its years."""
    state = base.states.get(entity.id.partition(":")[2].upper())
    if state is None:
        return 0.0
    gone = bool(state.end) and earliest(on) > state.end
    return -20.0 if gone or (bool(state.start) and earliest(on) < earliest(state.start)) else 0.0


def _titled(base: KnowledgeBase, name: str, on: str | None, context: Collection[str]) -> Entity | None:
    """A person named with a title: ``President Macron``, ``Mrs May``, ``French Foreign Minister Laurent Fabius``."""
    parts = name.split()
    for start in range(1, len(parts)):
        if not is_title(parts[start - 1]) and base.role(" ".join(parts[max(0, start - 4) : start]).lower()) is None:
            continue
        rest = " ".join(parts[start:])
        people = [sense for sense in base.names.senses(rest) if sense.entity.startswith("person:")]
        people = people or _loosely(base, parts[start:])
        country = _country_of(base, parts[: start - 1])
        near = [*context, country] if country else context
        found = _best(base, people, rest, on, near, titled=True)
        if found:
            return found
    return None


def _loosely(base: KnowledgeBase, parts: list[str]) -> list[Sense]:
    """Bearers of a surname after other given names than we know: ``Jose Aznar``, ``Boris N. Yeltsin``.

    One of the given names must begin like one of theirs.
    """
    given = {part[:3] for part in parts[:-1] if len(part) > 2}
    bearers = [sense for sense in base.names.senses(parts[-1]) if sense.how == "surname"]
    return [
        sense
        for sense in bearers
        if (person := base.entity(sense.entity)) and given & {word[:3] for word in fold(person.name).split()[:-1]}
    ]


def _country_of(base: KnowledgeBase, words: list[str]) -> str | None:
    """Alpha-3 code of the state that the words begin with (``French Prime``, ``U.S.``, ``South Korean``)."""
    for end in range(len(words), 0, -1):
        code = _state(base, " ".join(words[:end]))
        if code:
            return code
    return None


def _state(base: KnowledgeBase, words: str) -> str | None:
    """Alpha-3 code of a state by name, alias, demonym or seat."""
    words = _POSSESSIVE.sub("", words)
    for sense in base.names.senses(words):
        if sense.entity.startswith(("state:", "gov:")) and sense.how != "capital":
            entity = base.entity(sense.entity)
            return entity.country if entity else None
    return None


def office_phrase(base: KnowledgeBase, name: str, on: str | None) -> Entity | None:
    """Who held the office that words name: ``French president``, ``the prime minister of Japan``, ``NATO chief``."""
    if on is None:
        return None
    text = re.sub(r"^(?:the|The) ", "", name)
    parted = _OF.match(text)
    body, role = (_body(base, parted["state"]), parted["role"]) if parted else (None, "")
    if body is None:
        body, role = _body_first(base, text)
    for phrase in (role, text):
        known = base.role(phrase) if body else None
        if body and known and known.office and not known.former and known.noun == phrase.lower():
            return base.office_holder(body, known.office, on)
    return None


def _body_first(base: KnowledgeBase, text: str) -> tuple[str | None, str]:
    """The longest name of a state or organisation that the words begin with, and the words after it."""
    parts = text.split()
    for end in range(len(parts) - 1, 0, -1):
        body = _body(base, " ".join(parts[:end]))
        if body:
            return body, " ".join(parts[end:])
    return None, ""


def _body(base: KnowledgeBase, words: str) -> str | None:
    """What offices are filed under: alpha-3 code of a state, or the id of an organisation."""
    code = _state(base, words)
    if code:
        return code
    senses = base.names.senses(_POSSESSIVE.sub("", words))
    return next((sense.entity for sense in senses if sense.entity.startswith(("org:", "court:"))), None)
