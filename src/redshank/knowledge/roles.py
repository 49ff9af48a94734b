"""Role nouns: what "minister", "rebels" or "police spokesman" say about who acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from redshank.knowledge.names import fold

MAX_WORDS = 12
FORMER = frozenset(
    {"former", "ex", "ousted", "deposed", "exiled", "retired", "onetime", "one-time", "erstwhile", "late"}
)
_PRESIDING = frozenset({"president", "vice president", "secretary", "governor", "minister"})
"""Nouns of government that companies, unions and churches have too."""
_CUT = re.compile(r" (?:of|for|in|from|to|at|on|with|who|under) ")
_IRREGULAR = {"children": "child", "people": "people", "police": "police", "wives": "wife", "thieves": "thief"}
_KEPT = ("ss", "us", "is", "news", "forces", "affairs", "services", "corps")


@dataclass(frozen=True, slots=True)
class Role:
    """What a role noun means.

    ``kind`` is ``person``, ``group`` or ``organisation``; ``sector`` a PLOVER sector; ``office`` the key of an office
    in the table of offices, or None. ``general`` nouns (leader, spokesman) take the sector of a role noun before them.
    """

    noun: str
    sector: str
    kind: str
    office: str | None = None
    general: bool = False
    former: bool = False


def read_role(fields: Mapping[str, str]) -> Role:
    """A role from a row of ``roles.tsv``; a ``~`` before the sector marks a general noun."""
    sector = fields["sector"]
    office = fields.get("office") or None
    return Role(fields["noun"], sector.lstrip("~"), fields["kind"], office, sector.startswith("~"))


def lemma(word: str) -> str:
    """Singular of a role noun: ministers, deputies, gunmen, forces (kept, as in armed forces)."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and word not in ("men", "women", "specimen"):
        return word[:-3] + "man"
    if len(word) < 4 or not word.endswith("s") or word.endswith(_KEPT):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


class Roles:
    """All known role nouns."""

    def __init__(self, roles: Iterable[Role] = ()) -> None:
        self._roles: dict[str, Role] = {}
        for role in roles:
            self.add(role)

    def __len__(self) -> int:
        return len(self._roles)

    def __iter__(self) -> Iterable[Role]:
        return iter(self._roles.values())

    def add(self, role: Role) -> None:
        """Add a role or replace the one of the same noun."""
        self._roles[role.noun] = role

    def read(self, phrase: str) -> Role | None:
        """The role that a noun phrase names.

        That is the longest known ending of what stands before "of", "for" and the like, and for general nouns the
        sector of what follows: a spokesman for the army is of the army. Of "thousands of protesters", the protesters;
        of "Ambassador Cui Tiankai", the title.
        """
        words = fold(phrase).split()[-MAX_WORDS:]
        found = self._read(" ".join(words).lower())
        while found is None and len(words) > 1 and words[-1][:1].isupper():
            words.pop()
            found = self._ending(" ".join(words).lower())
        return found

    def _read(self, text: str) -> Role | None:
        cuts = [match.start() for match in _CUT.finditer(text)]
        for end in (len(text), *reversed(cuts)):
            found = self._exact(text[:end]) or self._ending(text[:end])
            if found and (not cuts or _CUT.search(found.noun) or end == cuts[0]):
                return self._placed(found, text[end:]) if cuts else found
        left = self._ending(text[: cuts[0]]) if cuts else None
        return left or (self._read(text[cuts[0] + 4 :]) if cuts and text[cuts[0] :].startswith(" of ") else None)

    def _placed(self, role: Role, after: str) -> Role:
        """The role with the sector of what stands after the preposition, if its noun is general."""
        return role if role.former or not after else self._made(role, _CUT.sub("", after, count=1))

    def _made(self, role: Role, of: str) -> Role:
        """A general noun with the sector of what it is of; a president of a company is of business, and so on."""
        maker = self._read(of) if role.general or role.noun in _PRESIDING else None
        if maker is None or (not role.general and maker.sector in ("GOV", "UNK", "CVL", "UAF")):
            return role
        return replace(role, sector=maker.sector, office=None)

    def _exact(self, text: str) -> Role | None:
        words = text.split()
        return self._roles.get(text) or self._roles.get(" ".join([*words[:-1], lemma(words[-1])]) if words else "")

    def _ending(self, text: str) -> Role | None:
        words = re.findall(r"[^\s,;()\"]+", text)
        words = [word[:-2] if word.endswith("'s") else word for word in words]
        for start in range(len(words)):
            found = self._exact(" ".join(words[start:]))
            if found:
                return self._shaded(found, words[:start])
        return None

    def _shaded(self, role: Role, before: list[str]) -> Role:
        """The role as the words before it shade it: a former minister, a rebel leader."""
        former = any(word in FORMER or word.startswith("ex-") for word in before)
        if before and not former:
            role = self._made(role, " ".join(before))
        if former and role.sector in ("GOV", "LEG", "JUD", "MIL", "SPY", "COP") and role.kind == "person":
            return replace(role, sector="ELI", former=True)
        return replace(role, former=True) if former else role
