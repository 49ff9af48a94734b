"""What an article has named so far, so that "he", "the group" and "Massoud" find whom they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from redshank.model import Span

COLLECTIVE = frozenset(
    {"state", "government", "organisation", "bloc", "armed-group", "party", "movement", "company", "ngo", "media",
     "court", "people", "group", "government-body"}
)  # fmt: skip
_ABBREVIATION = re.compile(
    r"((?:[A-Z][\w’'-]+(?: |-))(?:[\w’'&-]+ ){0,8}?[\w’'-]+) \((?:the )?([A-Z][A-Za-z&-]{1,9})\)"
)
SIDES = frozenset({"person", "state", "government"})
TWO_SIDED = 0.75
"""Share of its mentions of states and their people that an article about two sides gives to these two."""
WINDOW = 4
"""A pronoun's antecedent stands in its own sentence or one of the four before."""


@dataclass(frozen=True, slots=True)
class Referent:
    """What a mention stands for, as far as it is known.

    ``kind`` is an entity kind, or ``person group thing place``; ``role`` is the noun that tells its part ("president").
    """

    name: str
    kind: str
    entity: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    plural: bool = False
    gender: str | None = None

    @property
    def known(self) -> bool:
        """Whether anything is known that makes it an entity: an entry, a country or a sector."""
        return bool(self.entity or self.country or self.sector)


@dataclass(frozen=True, slots=True)
class Seen:
    """A referent where it was named: at which sentence, in which words, and whether as a subject."""

    referent: Referent
    sentence: int
    start: int
    subject: bool
    words: Span | None = None


class Discourse:
    """The referents of one article in the order of its text, its abbreviations, and who speaks as "we" and as "I"."""

    def __init__(self, narrator: Referent | None = None, author: Referent | None = None) -> None:
        self.narrator = narrator
        self.author = author
        self._seen: list[Seen] = []
        self._abbreviations: dict[str, str] = {}
        self._surnames: dict[str, Referent] = {}
        self._parties: list[tuple[int, tuple[Referent, ...]]] = []
        self.context: set[str] = set()

    def gather(self, sentence: int, parties: tuple[Referent, ...]) -> None:
        """Remember who met or spoke with whom: what "they" and "the two leaders" mean from here on."""
        self._parties.append((sentence, parties))

    def parties(self, sentence: int, within: int) -> tuple[Referent, ...]:
        """The parties gathered last, not more than so many sentences before; empty if there are none."""
        known = [(number, parties) for number, parties in self._parties if number <= sentence]
        return known[-1][1] if known and sentence - known[-1][0] <= within else ()

    def two_sides(self, sentence: int, within: int) -> tuple[Referent, ...]:
        """The two whose countries an article has mostly spoken of until now; empty where it is not about two.

        Of each side it is whoever was named last: the person in office, or the state itself.
        """
        sides: dict[str, Referent] = {}
        counts: Counter[str] = Counter()
        for seen in self._seen:
            referent = seen.referent
            if referent.country and sentence - within <= seen.sentence <= sentence and referent.kind in SIDES:
                counts[referent.country] += 1
                if referent.entity and not referent.plural:
                    sides[referent.country] = referent
        leading = [country for country, _ in counts.most_common(2)]
        if len(leading) < 2 or sum(counts[c] for c in leading) < TWO_SIDED * counts.total():
            return ()
        return tuple(sides[c] for c in leading) if sides.keys() >= set(leading) else ()

    def introduce(
        self, referent: Referent, sentence: int, start: int, subject: bool, words: Span | None = None
    ) -> None:
        """Remember that a referent was named here, and in which words where they were parsed."""
        self._seen.append(Seen(referent, sentence, start, subject, words))
        if referent.entity:
            self.context.add(referent.entity)
        if referent.country:
            self.context.add(referent.country)
        if referent.kind in ("person", "thing") or not referent.entity:
            parts = referent.name.split()
            if len(parts) > 1 and parts[-1][:1].isupper() and parts[0][:1].isupper():
                self._surnames.setdefault(parts[-1], referent)

    def read_abbreviations(self, text: str) -> None:
        """Learn "National Resistance Front of Afghanistan (NRFA)": the short form stands for the long one."""
        for match in _ABBREVIATION.finditer(text):
            long, short = match[1], match[2]
            words = long.split()
            for first in range(len(words) - 1, -1, -1):
                initials = "".join(w[0] for w in re.split(r"[\s-]", " ".join(words[first:])) if w and w[0].isupper())
                if initials and initials == "".join(c for c in short if c.isupper()):
                    self._abbreviations.setdefault(short, " ".join(words[first:]))
                    break

    def spelled_out(self, short: str) -> str | None:
        """The long form of an abbreviation introduced in this article."""
        return self._abbreviations.get(short)

    def surnamed(self, surname: str) -> Referent | None:
        """Whoever was introduced by a full name that ends in this word."""
        return self._surnames.get(surname)

    def _before(self, sentence: int, start: int) -> Iterator[Seen]:
        """What was named before a place, nearest first, within the window."""
        for seen in sorted(self._seen, key=lambda s: (s.sentence, s.start), reverse=True):
            if (seen.sentence, seen.start) < (sentence, start) and sentence - seen.sentence <= WINDOW:
                yield seen

    def person(self, sentence: int, start: int, gender: str | None, besides: Referent | None = None) -> Referent | None:
        """The person that "he" or "she" stands for: the nearest subject, else the nearest person, of that gender."""
        fitting = [
            seen
            for seen in self._before(sentence, start)
            if seen.referent.kind == "person" and not seen.referent.plural
            and not (besides and _one(seen.referent, besides))
            and (gender is None or seen.referent.gender in (None, gender))
        ]  # fmt: skip
        return _salient(fitting, sentence)

    def collective(self, sentence: int, start: int, plural: bool, besides: Referent | None = None) -> Referent | None:
        """The group or state that "they" or "it" stands for."""
        seen = [s for s in self._before(sentence, start) if besides is None or not _one(s.referent, besides)]
        return _salient([s for s in seen if _is_collective(s.referent, plural)], sentence)

    def named_in(self, referent: Referent, sentence: int, start: int) -> Span | None:
        """The words by which a sentence named a referent before a place, the nearest; None if it did not."""
        fitting = [
            seen for seen in self._seen
            if seen.sentence == sentence and seen.start < start and seen.words and _one(seen.referent, referent)
        ]  # fmt: skip
        return max(fitting, key=lambda seen: seen.start).words if fitting else None

    def with_role(self, role: str, sentence: int, start: int) -> Referent | None:
        """Whoever is meant by a role alone ("the president"): the one of that role most often named so far."""
        named = [
            s.referent
            for s in self._seen
            if (s.sentence, s.start) < (sentence, start) and s.referent.role == role and not s.referent.plural
        ]
        counts = Counter(referent.name for referent in named)
        return max(named, key=lambda r: counts[r.name]) if named else None

    def of_kind(self, kinds: frozenset[str], sentence: int, start: int) -> Referent | None:
        """The nearest referent of one of the kinds: "the group", "the country"."""
        fitting = [seen for seen in self._before(sentence, start) if seen.referent.kind in kinds]
        return _salient(fitting, sentence)


def _one(referent: Referent, other: Referent) -> bool:
    """Whether two referents are the same, as far as is known."""
    return referent == other or bool(referent.entity and referent.entity == other.entity)


def _is_collective(referent: Referent, plural: bool) -> bool:
    if plural:
        return (referent.plural and referent.known) or referent.kind in COLLECTIVE
    return referent.kind in COLLECTIVE and not referent.plural


def _salient(fitting: list[Seen], sentence: int) -> Referent | None:
    """The nearest sentence decides; in it a subject goes before others, and the first subject before later ones."""
    if not fitting:
        return None
    nearest = fitting[0].sentence
    same = [seen for seen in fitting if seen.sentence == nearest]
    subjects = [seen for seen in same if seen.subject]
    if subjects:
        return subjects[-1].referent
    return same[0].referent if nearest == sentence else same[-1].referent
