"""Events that other systems coded, as articles without text and reports without words, to be kept in a record.

ICEWS, GDELT 2.0, POLECAT and Phoenix each have a reader of one row; all else is common to them.
"""

from __future__ import annotations

import contextlib
import csv
import functools
import gzip
import io
import itertools
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from redshank.errors import InputError, RedshankError, UsageError
from redshank.exchange.columns import GDELT
from redshank.knowledge import default
from redshank.model import TYPES, Article, Mention, Period, Place, Report, Span
from redshank.ontology.conversion import cameo, cameo_row, goldstein, plover_of
from redshank.ontology.plover import modes, quad, score

if TYPE_CHECKING:
    from redshank.knowledge import KnowledgeBase

BATCH = 500
"""Rows kept in one transaction."""

MOST_CHARACTERS = 1_000_000
"""Of one cell; GDELT's longest are URLs."""

CONFIDENCE = 0.7
"""What a row of another system is trusted: ICEWS' events were right in about three of four (its own evaluations)."""

NOTHING = Span(0, 0, "")

Fields = Mapping[str, str]
Coded = tuple[Article, list[Report]]


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of any of the systems says."""

    id: str
    date: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    code: str | None
    actor: tuple[str, str, str]
    recipient: tuple[str, str, str]
    place: tuple[str, str]
    latitude: str = ""
    longitude: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    title: str = ""


def read_events(path: Path, layout: str, fail: Callable[[RedshankError], None]) -> Iterator[list[Coded]]:
    """The events of a file in batches; a row that cannot be read is named to ``fail`` and the others go on.

    Rows whose CAMEO code is a mere statement (01) have no type in PLOVER and are passed over. Raises UsageError for a
    layout that is not known, InputError for a file that is not in it.
    """
    if layout not in LAYOUTS:
        raise UsageError(f"no layout is called {layout[:20]!r}", do="one of " + ", ".join(LAYOUTS))
    batch: list[Coded] = []
    for number, fields in _rows(path, layout):
        try:
            row = LAYOUTS[layout].read(fields)
            if row is not None:
                batch.append(_coded(row, layout))
        except (KeyError, ValueError, RedshankError) as error:
            fail(InputError(f"is no row of {layout}: {str(error)[:80]}", where=f"{path}, line {number}"))
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _rows(path: Path, layout: str) -> Iterator[tuple[int, dict[str, str]]]:
    about = LAYOUTS[layout]
    try:
        with _opened(path) as opened:
            csv.field_size_limit(min(MOST_CHARACTERS, sys.maxsize))
            first = opened.readline(MOST_CHARACTERS)
            lines = itertools.chain([first] if first else [], opened)
            tabs = first.count("\t") >= first.count(",")
            delimiter = "\t" if tabs else ","
            if about.header not in first and about.columns is None:
                raise InputError(f"has no header of {layout}", where=str(path))
            names = None if about.header in first else about.columns
            reader: csv.DictReader[str] = csv.DictReader(
                lines, names, delimiter=delimiter, quoting=csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL
            )
            for fields in reader:
                yield reader.line_num, {key: value or "" for key, value in fields.items() if isinstance(key, str)}
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise InputError(getattr(error, "strerror", None) or f"cannot be read: {error}", where=str(path)) from None
    except csv.Error as error:
        raise InputError(f"cannot be read as a table: {error}", where=str(path)) from None


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    """The text of a file, of one that is packed (``.gz``), or of the one table in an archive (``.zip``)."""
    if path.suffix.lower() == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="") as lines:
            yield lines
    elif path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive, archive.open(_table_in(archive, path)) as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="")
    else:
        with path.open(encoding="utf-8", errors="replace", newline="") as lines:
            yield lines


def _table_in(archive: zipfile.ZipFile, path: Path) -> str:
    tables = [name for name in archive.namelist() if name.lower().endswith((".csv", ".tsv", ".tab", ".txt"))]
    if len(tables) != 1:
        raise InputError(f"holds {len(tables)} tables", where=str(path), do="unpack it and name the files")
    return tables[0]


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in folders named, in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
        else:
            yield path


def _coded(row: Row, layout: str) -> Coded:
    """An article without text, and its one report without words."""
    day = _day(row.date)
    key = f"{layout}:{row.id}"
    published = _day(row.published) if row.published else day
    article = Article(key, "", row.title or None, published, row.publisher or None, row.url or None)
    code = row.code or cameo(row.type, row.mode, row.contexts)
    report = Report(
        article=key,
        sentence=NOTHING,
        trigger=NOTHING,
        type=row.type,
        mode=row.mode,
        contexts=row.contexts,
        cameo=code,
        quad=quad(row.type),
        goldstein=goldstein(code),
        score=score(row.type, row.mode),
        actor=_mentions(row.actor, day),
        recipient=_mentions(row.recipient, day),
        when=Period(day, day, "day"),
        where=_place(row),
        factuality="asserted",
        attribution=None,
        confidence=CONFIDENCE,
        coder=layout,
    )
    return article, [report]


def _day(text: str) -> str:
    """``20230307``, ``2023-03-07`` and ``2023-03-07 12:00`` as an ISO day."""
    import datetime

    digits = text.strip()[:10].replace("-", "")[:8]
    return datetime.datetime.strptime(digits, "%Y%m%d").date().isoformat()


def _mentions(about: tuple[str, str, str], day: str) -> tuple[Mention, ...]:
    name, country, sector = (part.strip() for part in about)
    if not name and not country:
        return ()
    code = country if len(country) == 3 and country.isupper() else _country(country)
    found = _resolved(name, day[:7], code or "") if name else None
    entity = found or (
        f"state:{code.lower()}" if code and (not name or _country(name) == code) and not sector else None
    )
    return (Mention(0, 0, name or country, entity, name or country, code or None, sector or None),)


@functools.lru_cache(maxsize=65_536)
def _resolved(name: str, month: str, country: str) -> str | None:
    """The entity of a name that is known, and of that country."""
    base: KnowledgeBase = default()
    found = base.resolve(name, month, {country} if country else ())
    return found.id if found and (not country or found.country in (country, None)) else None


@functools.lru_cache(maxsize=4_096)
def _country(name: str) -> str:
    """Alpha-3 of a country's name, empty if it is none."""
    found = default().resolve(name) if name else None
    return found.country or "" if found and found.kind in ("state", "government") else ""


def _place(row: Row) -> Place | None:
    name, country = row.place
    if not name and not country:
        return None
    latitude, longitude = (float(value) if value.strip() else None for value in (row.latitude, row.longitude))
    code = country if len(country) == 3 and country.isupper() else _country(country)
    precision = "city" if name and name != country else "country"
    return Place(name or country, code or None, latitude, longitude, None, precision)


def _of_cameo(code: str) -> tuple[str, str | None, tuple[str, ...], str] | None:
    """Type, mode, contexts and the code in full; None for mere statements."""
    full = cameo_row(code.strip())["code"]
    kind, mode, contexts = plover_of(full)
    return (kind, mode, contexts, full) if kind else None


def _icews(f: Fields) -> Row | None:
    coded = _of_cameo(f["CAMEO Code"])
    if coded is None:
        return None
    kind, mode, contexts, code = coded
    return Row(
        f["Event ID"], f["Event Date"], kind, mode, contexts, code,
        (f["Source Name"], f["Source Country"], sector_of(f["Source Sectors"])),
        (f["Target Name"], f["Target Country"], sector_of(f["Target Sectors"])),
        (f["City"] or f["Province"], f["Country"]), f["Latitude"], f["Longitude"], f["Publisher"],
    )  # fmt: skip


def _gdelt(f: Fields) -> Row | None:
    coded = _of_cameo(f["EventCode"])
    if coded is None:
        return None
    kind, mode, contexts, code = coded
    actors = [
        (f[f"Actor{n}Name"].title(), f[f"Actor{n}CountryCode"], f[f"Actor{n}Type1Code"]) for n in (1, 2)
    ]  # fmt: skip
    parts = [part.strip() for part in f["ActionGeo_FullName"].split(",")]
    return Row(
        f["GLOBALEVENTID"], f["SQLDATE"], kind, mode, contexts, code, actors[0], actors[1],
        (parts[0], parts[-1]), f["ActionGeo_Lat"], f["ActionGeo_Long"], _host(f["SOURCEURL"]), f["DATEADDED"],
        f["SOURCEURL"],
    )  # fmt: skip


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") if "//" in url else url
    except ValueError:
        return ""


def _polecat(f: Fields) -> Row | None:
    kind = f["Event Type"].strip().upper()
    if kind not in TYPES:
        raise ValueError(f"no event type is called {kind[:20]!r}")
    mode = f["Event Mode"].strip().lower() or None
    contexts = tuple(part.strip() for part in f["Contexts"].replace(";", ",").split(",") if part.strip())
    place = (f["City"] or f["Placename"], f["Country"])
    return Row(
        f["Event ID"], f["Event Date"], kind, mode if mode in modes(kind) else None, contexts, None,
        (f["Actor Name"], f["Actor Country"], f["Primary Actor Sector"][:3]),
        (f["Recipient Name"], f["Recipient Country"], f["Primary Recipient Sector"][:3]),
        place, f["Latitude"], f["Longitude"], f["Source"], f["Publication Date"], "", f["Headline"],
    )  # fmt: skip


def _phoenix(f: Fields) -> Row | None:
    coded = _of_cameo(f["code"])
    if coded is None:
        return None
    kind, mode, contexts, code = coded
    sides = [("", f[f"{side}_root"], f[f"{side}_agent"][:3]) for side in ("source", "target")]
    return Row(
        f["eid"], f["story_date"], kind, mode, contexts, code, sides[0], sides[1],
        (f.get("placename", ""), f.get("countryname", "")), f.get("lat", ""), f.get("lon", ""),
        f.get("news_sources", "").split(";")[0], "", f.get("url", "").split(";")[0],
    )  # fmt: skip


SECTOR_WORDS = (
    ("Military", "MIL"), ("Police", "COP"), ("Judicial", "JUD"), ("Legislative", "LEG"), ("Parliament", "LEG"),
    ("Executive", "GOV"), ("Government", "GOV"), ("Ministry", "GOV"), ("Cabinet", "GOV"), ("Insurgent", "REB"),
    ("Rebel", "REB"), ("Separatist", "REB"), ("Terrorist", "REB"), ("Opposition", "OPP"), ("Party", "PTY"),
    ("Criminal", "CRM"), ("Media", "JRN"), ("Labor", "LAB"), ("Business", "BUS"), ("Education", "EDU"),
    ("Religious", "REL"), ("Medical", "MED"), ("Refugee", "REF"), ("Protestors", "CVL"), ("Population", "CVL"),
    ("Citizen", "CVL"), ("Social", "CVL"),
)  # fmt: skip
"""Words in ICEWS' sectors and PLOVER's sectors for them; the first that occurs decides."""


def sector_of(words: str) -> str:
    """PLOVER's sector for ICEWS' words; one of PLOVER's own codes stays."""
    if len(words) == 3 and words.isupper():
        return words
    return next((code for word, code in SECTOR_WORDS if word in words), "")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a system's files look: a word of its header, the columns where there is no header, and its reader."""

    header: str
    columns: tuple[str, ...] | None
    read: Callable[[Fields], Row | None]


PHOENIX = (
    *"eid story_date year month day source source_root source_agent source_others target target_root".split(),
    *"target_agent target_others code root_code quad_class goldstein joined_issues lat lon placename".split(),
    *"statename countryname sentence_id url news_sources".split(),
)
"""Columns of Phoenix's daily files, which have no header; its historical files have one of the same names."""

LAYOUTS = {
    "icews": Layout("CAMEO Code", None, _icews),
    "gdelt": Layout("GLOBALEVENTID", GDELT, _gdelt),
    "polecat": Layout("Event Type", None, _polecat),
    "phoenix": Layout("source_root", PHOENIX, _phoenix),
}
