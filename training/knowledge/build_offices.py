"""Build ``persons.tsv`` and ``offices.tsv`` from the hand-written lists beside this script and REIGN's list of leaders.

Usage: ``python training/knowledge/build_offices.py LEADERLIST.csv``. The lists give full names, spellings and dates as
far as they are known; REIGN (Bell 2016, MIT licence) gives the day of a tenure's start where the lists have only month
or year, and confirms the rest. Leaders that REIGN has and the lists lack, and starts that differ by over 45 days, are
told on standard error, so that a person can look them over.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from redshank.knowledge.base import slug
from redshank.knowledge.names import fold
from redshank.knowledge.tables import FOLDER, rows

HERE = Path(__file__).parent
HEADS = frozenset("president prime-minister monarch leader general-secretary supreme-leader state-counsellor".split())
FORMER = frozenset({"SUN", "YUG", "SCG", "DDR", "CSK"})
BODIES = {
    "un": "org:united-nations", "eu": "org:european-union", "icc": "court:icc", "au": "org:african-union",
}  # fmt: skip
SECTORS = {
    "army-chief": "MIL", "intelligence-chief": "SPY", "speaker": "LEG", "opposition-leader": "OPP",
    "police-chief": "COP", "parliament-president": "LEG", "prosecutor": "JUD",
}  # fmt: skip
_NAMES = r"^(?P<name>[^(:]+?)(?: \(=(?P<aliases>[^)]*)\))?"
TERM = re.compile(_NAMES + r" (?P<start>[\d-]{4,10})(?:(?P<dots>\.\.)(?P<end>[\d-]{0,10}))?$")
PERSON = re.compile(_NAMES + r": (?P<country>\w{3}) (?P<sector>\w{3}) (?P<active>\S+): (?P<text>.+)$")
TITLES = {
    "prime-minister": "prime minister", "foreign-minister": "foreign minister", "defence-minister": "defence minister",
    "monarch": "monarch", "general-secretary": "party leader", "supreme-leader": "supreme leader",
    "foreign-spokesperson": "foreign ministry spokesperson", "defence-spokesperson": "defence ministry spokesperson",
    "national-security-adviser": "national security adviser", "army-chief": "chief of the armed forces",
}  # fmt: skip


OFFICES_HEAD = """\
# Who held which office when. body: ISO 3166-1 alpha-3 of a state, or the id of an entity.
# Built by training/knowledge/build_offices.py; source REIGN: the start is that of REIGN (MIT licence),
# own: general knowledge, looked over last in 2026. An empty end: still in office then.
person\tbody\toffice\tstart\tend\tsource
"""
PERSONS_HEAD = """\
# Persons often named in political news: office holders (see offices.tsv) and others.
# Built by training/knowledge/build_offices.py from general knowledge; descriptions in our own words.
# active: years in the news; a surname alone names a person only near those years or their offices.
id\tname\tcountry\tsector\tsurname\taliases\tactive\tdescription
"""


@dataclass
class Person:
    """A person with all spellings met, and what is known beyond offices."""

    name: str
    surname: str
    aliases: list[str] = field(default_factory=list)
    country: str = ""
    sector: str = ""
    active: str = ""
    description: str = ""


@dataclass(frozen=True)
class Tenure:
    """One tenure as the lists have it."""

    person: str
    body: str
    office: str
    start: str
    end: str
    source: str = "own"


def parted(marked: str) -> tuple[str, str]:
    """Name and surname of ``{Xi} Jinping`` or ``Joe Biden``; ``{}`` says there is no surname."""
    found = re.search(r"\{([^}]*)\}", marked)
    name = " ".join(marked.replace("{}", "").replace("{", "").replace("}", "").split())
    if found:
        surname = found[1].replace(" of Monaco", "")
        return name.replace(" of Monaco", ""), "" if re.fullmatch(r"[IVX]*", surname) else surname
    return name, name.split()[-1]


class Lists:
    """Persons and tenures gathered from the lists."""

    def __init__(self) -> None:
        self.persons: dict[str, Person] = {}
        self.tenures: list[Tenure] = []

    def read(self, path: Path) -> None:
        """Read one list of offices: each line an office, its holders parted by semicolons."""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            head, _, terms = line.partition(": ")
            code, office = head.split(" ")
            body = self._body(code)
            found = [self._term(term.strip(), f"{path.name}:{number}") for term in terms.split("; ")]
            for at, (person, start, end) in enumerate(found):
                ends = end if end is not None else (found[at + 1][1] if at + 1 < len(found) else "")
                self.tenures.append(Tenure(person, body, office, start, ends))
                self._settle(person, body, office)

    def _body(self, code: str) -> str:
        if code.startswith("@"):
            return BODIES.get(code[1:], f"org:{code[1:]}")
        return code if code.isupper() else f"state:{code}"

    def _term(self, term: str, place: str) -> tuple[str, str, str | None]:
        found = TERM.match(term)
        if not found:
            raise SystemExit(f"{place}: {term!r} is not NAME (=ALIAS|ALIAS) START..END")
        return self.person(found["name"], found["aliases"]), found["start"], found["end"] if found["dots"] else None

    def person(self, marked: str, aliases: str | None) -> str:
        """Id of a person; the first mention makes them, later ones add spellings."""
        name, surname = parted(marked)
        key = f"person:{slug(name)}"
        person = self.persons.setdefault(key, Person(name, surname))
        if "{" in marked:
            person.surname = surname
        person.aliases += [a for a in (aliases or "").split("|") if a and a not in person.aliases and a != name]
        return key

    def _settle(self, key: str, body: str, office: str) -> None:
        person = self.persons[key]
        state = not body.startswith(("org:", "court:"))
        if state and (not person.country or body not in FORMER):
            person.country = body if body.isupper() else country_of(body)
        if not person.sector or (state and person.sector == "IGO"):
            person.sector = SECTORS.get(office, "GOV") if state else "IGO"

    def read_persons(self, path: Path) -> None:
        """Read the list of other persons."""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            found = PERSON.match(line)
            if not found:
                raise SystemExit(f"{path.name}:{number}: {line!r}")
            person = self.persons[self.person(found["name"], found["aliases"])]
            person.country, person.sector = person.country or found["country"], person.sector or found["sector"]
            person.active, person.description = found["active"], found["text"].strip("-")


def country_of(state: str) -> str:
    """Alpha-3 code that reports carry for a territory."""
    return next(fields["country"] for _, fields in rows(FOLDER / "states.tsv") if fields["id"] == state)


@dataclass(frozen=True)
class Reign:
    """One tenure of REIGN."""

    leader: str
    start: str


def reigns(path: Path) -> dict[str, list[Reign]]:
    """REIGN's tenures by Correlates of War letters."""
    found: dict[str, list[Reign]] = {}
    for row in csv.DictReader(path.read_text(encoding="utf-8", errors="replace").splitlines()):
        start = f"{row['syear']}-{int(row['smonth']):02d}-{int(row['sdate']):02d}"
        found.setdefault(row["stateabb"], []).append(Reign(fold(row["leader"]).lower(), start))
    return found


def days(one: str, other: str) -> int:
    """Days between two dates, partial ones read as their middle."""

    def day(text: str) -> date:
        parts = [int(part) for part in text.split("-")]
        return date(parts[0], parts[1] if len(parts) > 1 else 7, parts[2] if len(parts) > 2 else 15)

    return abs((day(one) - day(other)).days)


def refined(lists: Lists, known: dict[str, list[Reign]]) -> Iterator[Tenure]:
    """The tenures with days from REIGN, tellings of what differs on standard error."""
    letters = {f["iso3"]: f["cow_letters"] for _, f in rows(FOLDER / "states.tsv") if f["iso3"]}
    matched: set[tuple[str, str, str]] = set()
    for tenure in lists.tenures:
        abb = letters.get(tenure.body, "")
        person = lists.persons[tenure.person]
        words = set(re.findall(r"[a-z']{3,}", fold(f"{person.surname} {person.name}").lower()))
        near = [r for r in known.get(abb, ()) if words & set(re.findall(r"[a-z']{3,}", r.leader))]
        near = [r for r in near if days(r.start, tenure.start) < 400]
        if tenure.office not in HEADS or not near:
            yield tenure
            continue
        best = min(near, key=lambda r: days(r.start, tenure.start))
        matched.add((abb, best.leader, best.start))
        gap = days(best.start, tenure.start)
        if best.start.startswith(tenure.start):
            yield replace(tenure, start=best.start, source="REIGN")
        else:
            if gap > 45:
                print(
                    f"differs {tenure.body} {tenure.office} {person.name}: {tenure.start}, REIGN {best.start}",
                    file=sys.stderr,
                )
            yield replace(tenure, source="REIGN" if gap <= 3 else "own")
    for abb, found in sorted(known.items()):
        for reign in found:
            if reign.start >= "1990" and (abb, reign.leader, reign.start) not in matched:
                print(f"missing {abb} {reign.leader} {reign.start}", file=sys.stderr)


def sewn(refined: list[Tenure], written: list[Tenure]) -> list[Tenure]:
    """The refined tenures, each that ended where the next began now ending on that one's refined day."""
    found = [
        replace(t, end=after.start) if (t.body, t.office, t.end) == (raw.body, raw.office, raw.start) else t
        for t, after, raw in zip(refined, refined[1:], written[1:], strict=False)
    ]
    return found + refined[-1:]


def prominence(person: str, tenures: list[Tenure]) -> tuple[bool, bool, int]:
    """Sort key: those who led a state first, then other holders of office, the latest before the earlier."""
    held = [t for t in tenures if t.person == person]
    led = [t for t in held if t.office in HEADS and not t.body.startswith(("org:", "court:"))]
    latest = max((int(t.start[:4]) for t in led or held), default=0)
    return not led, not held, -latest


def described(person: str, tenures: list[Tenure], names: dict[str, str]) -> str:
    """One sentence: the offices held and when."""
    parts = []
    for tenure in [t for t in tenures if t.person == person][:4]:
        title = TITLES.get(tenure.office, tenure.office.replace("-", " "))
        where = names.get(tenure.body, tenure.body)
        parts.append(f"{title} of {where} {tenure.start[:4]}-{tenure.end[:4]}")
    text = "; ".join(dict.fromkeys(parts))
    return text[:1].upper() + text[1:] + "." if text else ""


def main(leaderlist: str) -> None:
    """Write both tables."""
    lists = Lists()
    lists.read(HERE / "leaders.txt")
    lists.read(HERE / "officials.txt")
    lists.read_persons(HERE / "persons.txt")
    tenures = sewn(list(refined(lists, reigns(Path(leaderlist)))), lists.tenures)
    names = {f["country"]: f["name"] for _, f in reversed(list(rows(FOLDER / "states.tsv")))}
    names |= {f["iso3"]: f["name"] for _, f in rows(FOLDER / "states.tsv") if f["iso3"]}
    names |= {f["id"]: f["name"] for _, f in rows(FOLDER / "states.tsv")}
    names |= {f["id"]: f["name"] for _, f in rows(FOLDER / "organisations.tsv")}
    for body in {t.body for t in tenures} - set(names):
        print(f"unknown body {body}", file=sys.stderr)
    written(FOLDER / "offices.tsv", OFFICES_HEAD, ([*vars(t).values()] for t in tenures))
    persons = (
        (
            k,
            p.name,
            p.country,
            p.sector,
            p.surname,
            "|".join(p.aliases),
            p.active,
            p.description or described(k, tenures, names),
        )
        for k, p in sorted(lists.persons.items(), key=lambda item: prominence(item[0], tenures))
    )
    written(FOLDER / "persons.tsv", PERSONS_HEAD, persons)


def written(path: Path, head: str, table: Iterable[Iterable[str]]) -> None:
    """Write a table under its head."""
    path.write_text(head + "".join("\t".join(row) + "\n" for row in table), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
