"""What can be asked of the record: filters that must all hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from redshank.errors import UsageError
from redshank.model import FACTUALITIES, STATUSES, TYPES

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
VOICES = ("article", "attributed")


@dataclass(frozen=True, slots=True)
class Question:
    """Filters on reports; what is empty or None asks nothing. Several values of one filter: any of them.

    ``actor``, ``recipient``, ``either`` and ``speaker`` take ids of entities (``person:emmanuel-macron``), alpha-3
    codes of countries (``FRA``: anyone of that country), sectors after a slash (``FRA/GOV``, ``/REB``), and blocs
    (``any:org:nato``: any member on the day). ``since`` and ``until`` are days or parts of dates, ends included;
    ``place`` is a name or alpha-3 code; ``text`` are words of the sentence (``"exact phrase"``, ``begin*``); ``voice``
    is ``article`` or ``attributed``; ``status`` is that of the event.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    quads: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    places: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    factuality: tuple[str, ...] = ()
    voice: str | None = None
    confidence: float | None = None
    text: str | None = None
    statuses: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _among("type", self.types, TYPES)
        _among("quad", self.quads, QUADS)
        _among("factuality", self.factuality, FACTUALITIES)
        _among("status", self.statuses, STATUSES)
        _among("voice", (self.voice,) if self.voice else (), VOICES)
        for name in ("since", "until"):
            value: Any = getattr(self, name)
            if value is not None:
                _date(name, value)


def _among(what: str, values: tuple[str, ...], known: tuple[str, ...]) -> None:
    for value in values:
        if value not in known:
            raise UsageError(f"no {what} is called {value[:40]!r}", do="one of " + ", ".join(known))


def _date(name: str, value: str) -> None:
    import re

    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) or not _exists(value):
        raise UsageError(f"{value[:40]!r} is no date", where=name, do="2023-03-13, 2023-03 or 2023")


def _exists(value: str) -> bool:
    """Whether there is such a day, month or year."""
    import datetime

    try:
        datetime.date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True
