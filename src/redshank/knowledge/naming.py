"""Known names in an article's text, with the rules that keep look-alikes out.

"Jordan" after a first name is a person's surname; "Biden" after an unknown first name is another Biden; a surname
that is also an everyday word ("May", "Rice") counts only after a title or once the full name has stood in the text.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from redshank.knowledge.names import NameMatch, Sense, fold
from redshank.knowledge.tables import FOLDER, rows

if TYPE_CHECKING:
    from redshank.knowledge.base import KnowledgeBase

_REACH = 40
"""Characters looked at before and after a name."""
_WORD_AFTER = re.compile(r" ([\w.'-]+)")
_GIVEN_AND_INITIALS = re.compile(r"([A-Z][\w'-]+) (?:[A-Z]\. ?){1,2}$")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")


@functools.cache
def words(kind: str) -> frozenset[str]:
    """One of the lists in ``words.tsv``: ``common title opener thing bearer shouted calendar calendar-before``."""
    return frozenset(fields["word"] for _, fields in rows(FOLDER / "words.tsv") if fields["list"] == kind)


def find(base: KnowledgeBase, text: str) -> list[NameMatch]:
    """All longest known names in a text that do not overlap, from left to right."""
    folded = fold(text)
    found: list[NameMatch] = []
    unsure: dict[int, str] = {}
    named: set[str] = set()
    others: set[str] = set()
    common = words("common")
    index = base.names
    for start, end, name in index.search(folded):
        senses = index.senses(name)
        how = senses[0].how if senses else ""
        if how == "surname":
            start, senses = _with_initials(base, folded, start, name, senses)
            how = senses[0].how if senses else ""
        if how == "surname" and _another_bearer(base, folded, start):
            others.add(name)
            continue
        if not senses or _look_alike(base, folded, start, end, senses[0]):
            continue
        if how != "surname":
            named.update(sense.entity for sense in senses)
        elif not titled(folded, start):
            unsure[len(found)] = name
        found.append(NameMatch(start, end, text[start:end], base.meant(senses), how))
    refused = {
        at for at, name in unsure.items() if (name in common or name in others) and not _is_named(found[at], named)
    }
    return [_named_first(match, named) for at, match in enumerate(found) if at not in refused]


def _is_named(match: NameMatch, named: set[str]) -> bool:
    """Whether the text names one of the entities in full."""
    return any(entity.id in named for entity in match.entities)


def _named_first(match: NameMatch, named: set[str]) -> NameMatch:
    """A surname of many, those first whom the text names in full."""
    if match.how != "surname" or len(match.entities) == 1:
        return match
    order = sorted(match.entities, key=lambda entity: entity.id not in named)
    return replace(match, entities=tuple(order))


def titled(folded: str, start: int) -> bool:
    """Whether a title stands right before: ``Mrs. May``, ``Prime Minister May``."""
    return is_title(_before(folded, start))


def is_title(word: str) -> bool:
    """Whether a word is a title or an office that stands before names."""
    return word.rstrip(".").lower() in words("title")


def _with_initials(
    base: KnowledgeBase, folded: str, start: int, surname: str, senses: tuple[Sense, ...]
) -> tuple[int, tuple[Sense, ...]]:
    """A surname with a known first name and initials before it: ``Vladimir V. Putin`` begins at Vladimir."""
    if start < 3 or folded[start - 2] != ".":
        return start, senses
    before = _GIVEN_AND_INITIALS.search(folded, max(0, start - _REACH), start)
    known = base.names.senses(f"{before[1]} {surname}") if before else ()
    if before is None or not known:
        return start, senses
    return before.start(), tuple(s for s in known if not _other_initials(base, s, before[1], before[0]))


def _other_initials(base: KnowledgeBase, sense: Sense, given: str, written: str) -> bool:
    """Whether the tables know the person with other initials: William J. Burns is not William D. Burns."""
    person = base.entity(sense.entity)
    names = (fold(name) for name in (person.name, *person.aliases)) if person else ()
    known = [name for name in names if re.match(re.escape(given) + r" [A-Z]\.", name)]
    return bool(known) and not any(name.startswith(written.strip()) for name in known)


def _look_alike(base: KnowledgeBase, folded: str, start: int, end: int, sense: Sense) -> bool:
    """Whether the words only look like the name: part of another name, or an acronym that is a word in capitals."""
    if sense.how == "surname":
        return _no_person(base, folded, start, end)
    name = folded[start:end]
    if " " in name:
        return False
    if name in words("shouted") and _shouting(folded, start, end):
        return True
    if sense.how == "capital" and _before(folded, start).lower() == "the":
        return True
    if not sense.entity.startswith(("state:", "gov:", "people:")):
        return False
    return _as_surname(base, folded, start) or (name in words("bearer") and _as_first_name(base, folded, end))


def _before(folded: str, start: int) -> str:
    if start == 0 or folded[start - 1] != " ":
        return ""
    at = folded.rfind(" ", max(0, start - _REACH), start - 1) + 1
    return folded[at : start - 1].lstrip("\"'([") if at or start <= _REACH else ""


def _after(folded: str, end: int) -> str:
    found = _WORD_AFTER.match(folded, end, end + _REACH)
    return found.group(1) if found else ""


def _no_person(base: KnowledgeBase, folded: str, start: int, end: int) -> bool:
    """Whether a surname is part of a thing's name, a first name or a date: ``Trump Tower``, ``in May``."""
    name, after = folded[start:end], _after(folded, end).rstrip(".,")
    if after in words("thing"):
        return True
    if (name in words("common") or name in base.given_names) and _as_first_name(base, folded, end):
        return True
    return name in words("calendar") and (after.isdigit() or _before(folded, start) in words("calendar-before"))


def _another_bearer(base: KnowledgeBase, folded: str, start: int) -> bool:
    """Whether a surname stands after another first name than those of the persons we know: ``Kevin Biden``."""
    before = _before(folded, start)
    if not before[:1].isupper() or before.endswith("'s") or is_title(before):
        return False
    if not before[-1].isalnum() and not _INITIALS.fullmatch(before):
        return False
    if before in base.given_names or _INITIALS.fullmatch(before):
        return True
    if before in words("opener") or before.isupper() or base.names.senses(before):
        return False
    at = start - 1 - len(before)
    return not _opens_sentence(folded, at) and not _headline_verb(base, folded, at)


def _headline_verb(base: KnowledgeBase, folded: str, start: int) -> bool:
    """Whether a word with a capital at ``start`` follows a name, as verbs do in headlines: ``Xi Meets Putin``."""
    return any(sense.how not in ("demonym", "people") for sense in base.names.senses(_before(folded, start)))


def _opens_sentence(folded: str, start: int) -> bool:
    """Whether a word at ``start`` opens a sentence, a line or a quotation, where every word has a capital."""
    head = folded[max(0, start - 3) : start].rstrip()
    return start == 0 or not head or head[-1] in ".!?:;\"'-("


def _as_surname(base: KnowledgeBase, folded: str, start: int) -> bool:
    """Whether the name of a state stands as a person's surname: ``Michael Jordan``."""
    before = _before(folded, start)
    if before not in base.given_names or before in words("opener"):
        return False
    return not base.names.senses(before) and not is_title(before)


def _as_first_name(base: KnowledgeBase, folded: str, end: int) -> bool:
    """Whether the name of a state stands as a person's first name: ``Chad Smith``."""
    after = _after(folded, end)
    if not after[:1].isupper() or after.isupper() or after in words("opener") or is_title(after):
        return False
    return base.role(after) is None and all(sense.how == "surname" for sense in base.names.senses(after))


def _shouting(folded: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too."""
    near = [word for word in (_before(folded, start), _after(folded, end)) if word.isalpha()]
    return bool(near) and all(word.isupper() and len(word) > 1 for word in near)
