"""Which words of a sentence may name a place: look-up of capitalised words, and the signs around them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from redshank.knowledge.gazetteer import Bearer, bearers, key
from redshank.reading.places.words import Word

LONGEST = 6
"""Words in a name: "Democratic Republic of the Congo" has five, "Deir al-Zour" four with its hyphen."""
ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "an", "ash", "at", "az", "ain"})
INNER = frozenset(
    {"of", "the", "and", "de", "la", "le", "du", "del", "di", "da", "do", "dos", "des", "upon", "on", "in"}
)
INNER_MARKS = frozenset({"-", "–", "'", "’", "&", "."})
DIRECTIONS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "upper",
        "lower",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
    ]
)
PLACING = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "to",
        "into",
        "toward",
        "towards",
        "across",
        "around",
        "outside",
        "inside",
        "throughout",
        "through",
        "between",
        "via",
        "over",
        "within",
        "off",
        "along",
        "onto",
        "leaving",
        "visiting",
        "entering",
        "reaching",
    ]
)
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sen",
        "rep",
        "gov",
        "lt",
        "capt",
        "sgt",
        "col",
        "gen",
        "maj",
        "cpl",
        "pvt",
        "rev",
        "prof",
        "sir",
        "lord",
        "lady",
        "dame",
        "judge",
        "justice",
        "sheriff",
        "president",
        "minister",
        "secretary",
        "chairman",
        "coach",
        "officer",
        "deputy",
        "detective",
        "ambassador",
        "mayor",
        "senator",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "bishop",
        "father",
        "sister",
        "brother",
        "uncle",
        "aunt",
        "captain",
        "general",
        "colonel",
        "chief",
        "director",
    ]
)
THINGS = frozenset(
    [
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "drive",
        "lane",
        "boulevard",
        "blvd",
        "highway",
        "route",
        "court",
        "place",
        "square",
        "way",
        "pike",
        "turnpike",
        "parkway",
        "circle",
    ]
)
WATERS = frozenset(
    [
        "river",
        "creek",
        "lake",
        "bay",
        "island",
        "islands",
        "mountain",
        "mountains",
        "hill",
        "hills",
        "park",
        "forest",
        "valley",
        "canyon",
        "beach",
        "falls",
        "reservoir",
        "dam",
        "bridge",
        "airport",
        "station",
        "harbor",
        "harbour",
        "port",
        "base",
        "camp",
    ]
)
BODIES = frozenset(
    [
        "university",
        "college",
        "school",
        "high",
        "elementary",
        "hospital",
        "police",
        "department",
        "sheriff",
        "fire",
        "times",
        "post",
        "news",
        "journal",
        "tribune",
        "herald",
        "gazette",
        "star",
        "press",
        "club",
        "united",
        "city",
        "fc",
        "church",
        "bank",
        "company",
        "corp",
        "inc",
        "co",
        "group",
        "association",
        "society",
        "council",
        "commission",
        "court",
        "board",
        "authority",
        "office",
        "center",
        "centre",
        "institute",
        "museum",
        "foundation",
        "theatre",
        "theater",
        "hotel",
        "team",
        "bulldogs",
        "tigers",
        "eagles",
        "giants",
        "raiders",
    ]
)
UNITS = frozenset(
    [
        "county",
        "parish",
        "province",
        "state",
        "oblast",
        "region",
        "governorate",
        "district",
        "city",
        "township",
        "twp",
        "village",
        "town",
        "borough",
        "prefecture",
        "republic",
        "territory",
    ]
)
CALENDAR = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
SPEAKING = frozenset(
    [
        "said",
        "says",
        "told",
        "added",
        "asked",
        "wrote",
        "argued",
        "noted",
        "testified",
        "replied",
        "called",
        "explained",
    ]
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words ``first`` to ``last`` of a sentence (both included) that some place is called by.

    ``qualifier`` is the key of the larger place named right after it ("Paris, Texas": ``texas``), or "".
    """

    words: tuple[Word, ...]
    first: int
    last: int
    name: str
    bearers: tuple[Bearer, ...]
    qualifier: str = ""

    @property
    def start(self) -> int:
        """Where it starts in the article."""
        return self.words[self.first].start

    @property
    def end(self) -> int:
        """Where it ends in the article."""
        return self.words[self.last].end

    @property
    def sense(self) -> tuple[str, str]:
        """Mentions with the same sense mean the same place within one article."""
        return key(self.name), self.qualifier


def candidates(words: list[Word], text: str) -> Iterator[Candidate]:
    """The longest names of places from left to right; ``text`` is the article's."""
    frozen = tuple(words)
    number = 0
    while number < len(words):
        found = _longest(frozen, number, text) if _may_start(words, number) else None
        if found is None:
            number += 1
        else:
            yield found
            number = found.last + 1


def _may_start(words: list[Word], number: int) -> bool:
    word = words[number].text
    if word[0].isupper():
        return True
    following = [w.text for w in words[number + 1 : number + 3]]
    return word in ARTICLES and len(following) == 2 and following[0] == "-" and following[1][:1].isupper()


def _may_end(word: str) -> bool:
    return word[0].isupper() or (word[0].isdigit() and len(word) < 3)


def _longest(words: tuple[Word, ...], first: int, text: str) -> Candidate | None:
    last = first
    for number in range(first + 1, min(first + LONGEST, len(words))):
        word = words[number].text
        if not (word[0].isalnum() and (word[0].isupper() or word in INNER or word in ARTICLES)) and (
            word not in INNER_MARKS
        ):
            break
        last = number
    for end in range(last, first - 1, -1):
        if _may_end(words[end].text) or (words[end].text == "." and end == first + 1):
            found = _named(words, first, end, text)
            if found:
                return found
    return None


def _named(words: tuple[Word, ...], first: int, last: int, text: str) -> Candidate | None:
    start, end = words[first].start, words[last].end
    name = text[start:end]
    if last == first and len(name) == 1:
        return None
    known = tuple(b for b in bearers(name) if fits(b, name))
    if not known and last > first and words[first].text.lower() in DIRECTIONS:
        known = tuple(b for b in bearers(text[words[first + 1].start : end]) if b.kind in ("country", "region"))
    if known and any(b.form != "postal" for b in known):
        return Candidate(words, first, last, name, known, qualifier(words, last))
    if known and first >= 2 and words[first - 1].text == ",":
        return Candidate(words, first, last, name, known)
    return None


def fits(bearer: Bearer, name: str) -> bool:
    """Whether short names are written as they must be: "US" in capitals, "Fla." with its full stop, "OR" not "Or"."""
    bare = name.replace(".", "")
    if len(bare) <= 3 and not bare.isupper():
        return (len(bare) == 3 and bearer.form in ("name", "alias")) or (bearer.form == "short" and name[-1] == ".")
    if len(bare) <= 3:
        return bearer.form in ("short", "postal") or (bearer.kind in ("country", "area") or len(bearer.name) > 5)
    return bearer.form != "short" or name[-1] == "." or "." in name


def qualifier(words: tuple[Word, ...], last: int) -> str:
    """The key of the larger place named after the word ``last``: "Texas" in "Paris, Texas" and "Paris (Texas)"."""
    if last + 2 >= len(words) or words[last + 1].text not in (",", "("):
        return ""
    for end in range(min(last + 5, len(words) - 1), last + 1, -1):
        name = _joined(words, last + 2, end)
        known = [b for b in bearers(name) if fits(b, name)]
        if words[last + 2].text[0].isupper() and any(_larger(b) for b in known):
            return key(name)
    return ""


def _larger(bearer: Bearer) -> bool:
    return (bearer.kind in ("country", "region") and bearer.form != "people") or (
        bearer.kind == "district" and bearer.form == "name"
    )


def _joined(words: tuple[Word, ...], first: int, last: int) -> str:
    pieces = [words[first].text]
    for before, word in zip(words[first:last], words[first + 1 : last + 1], strict=True):
        pieces.append(" " * (word.start - before.end > 0) + word.text)
    return "".join(pieces)


def signs(candidate: Candidate) -> dict[str, float]:
    """What speaks for and against the candidate's being a place, within its sentence."""
    words, first, last = candidate.words, candidate.first, candidate.last
    before = words[first - 1] if first else None
    after = words[last + 1] if last + 1 < len(words) else None
    inner = words[first : last + 1]
    labels = {w.entity for w in inner}
    label = next(iter(sorted(labels))) if len(labels) == 1 else "mixed"
    whole = all(w.first >= first and w.last <= last for w in inner)
    best = candidate.bearers[0]
    form = "people" if all(b.form == "people" for b in candidate.bearers) else best.form
    kind = "people" if form == "people" else best.kind
    length = "one" if first == last else "many"
    single = first == last
    found = {
        "bias": 1.0,
        f"label={label or 'none'} {'whole' if whole else 'part'}": 1.0,
        f"label={label or 'none'} {kind}": 1.0,
        f"kind={kind} {length}": 1.0,
        f"form={form}": 1.0,
        "population": math.log10(best.population + 1) / 6,
        f"population {label or 'none'}": math.log10(best.population + 1) / 6,
        "bearers": math.log1p(len(candidate.bearers)) / 3,
        f"pos={words[last].pos}": 1.0,
        f"pos={words[first].pos} {length}": 1.0,
    }
    found |= _before(before, words[first - 2] if first > 1 else None, kind)
    found |= _after(after, words[last + 2] if last + 2 < len(words) else None)
    lower = candidate.name.lower().rstrip(".")
    if candidate.qualifier:
        found["qualified"] = 1.0
    if single and lower in CALENDAR:
        found["calendar"] = 1.0
    if candidate.name.isupper() and len(candidate.name) > 3:
        found["capitals"] = 1.0
        found[f"capitals {'start' if not first else 'inside'}"] = 1.0
    if words[last].text.lower() in UNITS and not single:
        found["unit inside"] = 1.0
    if len(candidate.name) <= 4:
        found["brief"] = 1.0
    if lower in BODIES or lower in UNITS or lower in WATERS or lower in DIRECTIONS or lower in TITLES:
        found["a common noun"] = 1.0
    return found


def _before(before: Word | None, further: Word | None, kind: str) -> dict[str, float]:
    if before is None:
        return {"before=start": 1.0, f"before=start {kind}": 1.0}
    lower = before.text.lower().rstrip(".")
    if before.text in (",", "(", "-", "–", "—"):
        shown = "further capital" if further and further.text[:1].isupper() else "further small"
        return {f"before={'dash' if before.text in '-–—' else before.text}": 1.0, f"before=mark {shown}": 1.0}
    found: dict[str, float] = {}
    if lower in PLACING:
        found["before=placing"] = 1.0
        found[f"before=placing {kind}"] = 1.0
    elif lower == "of":
        where = "unit" if further and further.text.lower() in UNITS else "else"
        found[f"before=of {where}"] = 1.0
    elif lower in TITLES:
        found["before=title"] = 1.0
    elif before.text[0].isupper() and lower not in ("the", "a", "an"):
        found["before=capital"] = 1.0
        found[f"before=capital {before.entity or 'none'} {kind}"] = 1.0
    elif before.pos:
        found[f"before={before.pos}"] = 1.0
    if lower in DIRECTIONS:
        found["before=direction"] = 1.0
    if lower in ("the", "a", "an", "and", "or"):
        found[f"before={lower}"] = 1.0
    return found


def _after(after: Word | None, further: Word | None) -> dict[str, float]:
    if after is None:
        return {"after=end": 1.0}
    lower = after.text.lower().rstrip(".")
    if after.text[0].isupper():
        for name, listed in (("street", THINGS), ("water", WATERS), ("body", BODIES), ("unit", UNITS)):
            if lower in listed:
                return {f"after={name}": 1.0}
        return {f"after=capital {after.entity or 'none'}": 1.0}
    if lower in ("'s", "’s", "’", "'"):
        shown = "capital" if further and further.text[0].isupper() else "small"
        return {"after=possessive": 1.0, f"after=possessive {shown}": 1.0}
    if lower in SPEAKING:
        return {"after=speaking": 1.0}
    if lower == "-" and further and further.text.lower() in ("based", "area", "born", "led", "backed"):
        return {"after=based": 1.0}
    if not after.text[0].isalnum():
        return {f"after={after.text[0]}": 1.0}
    return {f"after={after.pos or 'small'}": 1.0}
