"""Known names in an article's text, with the rules that keep look-alikes out.

"Jordan" after a first name is a person's surname; "Biden" after an unknown first name is another Biden; a surname
that is also an everyday word ("May", "Rice") counts only after a title or once the full name has stood in the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from redshank.knowledge.names import NameMatch, Sense, fold
from redshank.knowledge.tables import FOLDER, rows

if TYPE_CHECKING:
    from redshank.knowledge.base import KnowledgeBase

TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady dame prof professor sen rep gov gen lt col capt maj sgt adm cmdr comrade sheikh "
    "sheik ayatollah imam mullah pope rabbi father sister brother baroness baron count señor monsieur madame herr frau "
    "president vice-president minister secretary chancellor premier king queen prince princess emir sultan emperor "
    "general colonel major captain admiral marshal commander senator congressman congresswoman representative governor "
    "mayor ambassador envoy spokesman spokeswoman spokesperson leader chairman chairwoman chief speaker director judge "
    "justice chair head commissioner adviser advisor deputy pm fm president-elect ex-president taoiseach candidate "
    "dictator strongman opposition attorney prosecutor negotiator diplomat lawmaker democrat republican gop".split()
)
_AFTER_SURNAME = frozenset(
    "Tower Towers Organization Foundation Center Centre Airport University Street Avenue Road Institute Library Prize "
    "School Jr Jr. Sr Sr. Hotel Hospital Park Square Stadium College Museum Hall".split()
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August "
_OPENERS = frozenset(
    (_DAYS + "September October November December The A An In On At As And But For From By To Of With When While If "
     "That This These Those Since After Before During Under Over Like Unlike Both Neither Yet Still Even Also So Then "
     "Now Today Yesterday Earlier Later Meanwhile However Instead Although Though Because Where What Why How Who Will "
     "Would Can Could Should Did Does Do Is Was Were Are Has Have Had Not No Yes Here There Perhaps Maybe Only Just "
     "Once Until Against Between Among Amid Despite Without Within Throughout Toward Towards Through About Around "
     "Outside Inside Near Off Out Up Down Behind Beyond Via Per Than Let Says Said Ask Asked Told Tell Watch Read "
     "Beating Meeting Following Speaking Responding Asking Thanking Calling Defending Supporting Opposing Joining "
     "Either Or Nor Whether Neither Past Recent New Old Former Young Anti Pro").split()
)  # fmt: skip
_FIRST_NAMES = frozenset("Chad Jordan Georgia Paris Israel Kenya Ireland Holland London Sydney Lima".split())
"""Names of states and capitals that people bear as first names: before an unknown capital word they are dropped."""
_SHOUTED = frozenset("US WHO IS AU EU AID IRA UN ICE ACT NO IN IT SO".split())
"""Acronyms that are everyday words in a line of capitals."""
_WORD_BEFORE = re.compile(r"([\w.'-]+) $")
_WORD_AFTER = re.compile(r" ([\w.'-]+)")
_PLACE_HOWS = frozenset(("name", "alias", "demonym", "people", "capital"))


@functools.cache
def common_words() -> frozenset[str]:
    """Surnames that are also everyday words, first names or places, and so name nobody on their own."""
    return frozenset(fields["word"] for _, fields in rows(FOLDER / "common_words.tsv"))


def find(base: KnowledgeBase, text: str) -> list[NameMatch]:
    """All longest known names in a text that do not overlap, from left to right."""
    folded = fold(text)
    found: list[NameMatch] = []
    unsure: list[tuple[int, NameMatch]] = []
    named: set[str] = set()
    for start, end, name in base.names.search(folded):
        senses = base.names.senses(name)
        if not senses or _look_alike(base, folded, start, end, senses[0]):
            continue
        entities = tuple(entity for sense in senses if (entity := base.entity(sense.entity)))
        match = NameMatch(start, end, text[start:end], entities, senses[0].how)
        if senses[0].how != "surname":
            named.update(sense.entity for sense in senses)
        elif not _titled(folded, start) and name in common_words():
            unsure.append((len(found), match))
        found.append(match)
    refused = {at for at, match in unsure if not any(entity.id in named for entity in match.entities)}
    return [match for at, match in enumerate(found) if at not in refused] if refused else found


def _look_alike(base: KnowledgeBase, folded: str, start: int, end: int, sense: Sense) -> bool:
    """Whether the words only look like the name: part of another name, or an acronym that is a word in capitals."""
    if sense.how == "surname":
        return _another_bearer(base, folded, start, end)
    name = folded[start:end]
    if " " in name:
        return False
    if name in _SHOUTED and _shouting(folded, start, end):
        return True
    if not sense.entity.startswith(("state:", "gov:", "people:")):
        return False
    return _as_surname(base, folded, start) or (name in _FIRST_NAMES and _as_first_name(base, folded, end))


def _before(folded: str, start: int) -> str:
    found = _WORD_BEFORE.search(folded, max(0, start - 30), start)
    return found.group(1) if found else ""


def _after(folded: str, end: int) -> str:
    found = _WORD_AFTER.match(folded, end, end + 30)
    return found.group(1) if found else ""


def _titled(folded: str, start: int) -> bool:
    """Whether a title stands right before: ``Mrs. May``, ``Prime Minister May``."""
    return _before(folded, start).rstrip(".").lower() in TITLES


def _another_bearer(base: KnowledgeBase, folded: str, start: int, end: int) -> bool:
    """Whether a surname belongs to another person or a thing: ``Melania Trump``, ``Trump Tower``."""
    if _after(folded, end) in _AFTER_SURNAME:
        return True
    before = _before(folded, start)
    if not before[:1].isupper() or before.endswith("'s") or before.rstrip(".").lower() in TITLES:
        return False
    if before in base.given_names or re.fullmatch(r"(?:[A-Z]\.)+", before):
        return True
    if before in _OPENERS or before.isupper() or base.names.senses(before):
        return False
    return not _opens_sentence(folded, start - 1 - len(before))


def _opens_sentence(folded: str, start: int) -> bool:
    """Whether a word at ``start`` opens a sentence, a line or a quotation, where every word has a capital."""
    head = folded[max(0, start - 3) : start].rstrip()
    return start == 0 or not head or head[-1] in ".!?:;\"'-("


def _as_surname(base: KnowledgeBase, folded: str, start: int) -> bool:
    """Whether the name of a state stands as a person's surname: ``Michael Jordan``."""
    before = _before(folded, start)
    return before in base.given_names and not base.names.senses(before) and before not in _OPENERS


def _as_first_name(base: KnowledgeBase, folded: str, end: int) -> bool:
    """Whether the name of a state stands as a person's first name: ``Chad Smith``."""
    after = _after(folded, end)
    if not after[:1].isupper() or after.isupper() or after in _OPENERS or after.lower().rstrip(".") in TITLES:
        return False
    return base.role(after) is None and not base.names.senses(after)


def _shouting(folded: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too."""
    words: Iterator[str] = (word for word in (_before(folded, start), _after(folded, end)) if word.isalpha())
    near = list(words)
    return bool(near) and all(word.isupper() and len(word) > 1 for word in near)
