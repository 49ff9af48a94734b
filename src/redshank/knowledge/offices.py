"""Offices and who held them when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redshank.knowledge.dates import earliest, within

HEADS_OF_GOVERNMENT = ("prime-minister", "president", "monarch", "supreme-leader", "leader", "chief-executive")
HEADS_OF_STATE = ("monarch", "president", "supreme-leader", "leader", "governor-general")
LEADERS = ("supreme-leader", "general-secretary", "leader", "president", "prime-minister", "monarch")
"""Offices of heads of state and government; the first that a state has answers for the general word."""
FIGUREHEADS = frozenset(
    {"DEU", "AUT", "ITA", "IND", "IRL", "ISR", "GRC", "CZE", "SVK", "HUN", "BGR", "EST", "LVA", "SVN", "HRV", "ALB"}
    | {"MKD", "MNE", "XKX", "ISL", "FIN", "PRT", "ETH", "IRQ", "LBN", "PAK", "BGD", "NPL", "CHE", "TTO", "DMA"}
)
"""States whose president does not lead the government: their leader is the prime minister."""

SAME = {
    "head-of-government": HEADS_OF_GOVERNMENT,
    "head-of-state": HEADS_OF_STATE,
    "leader": LEADERS,
    "chancellor": ("prime-minister",),
    "premier": ("prime-minister", "head-of-government"),
    "secretary-of-state": ("foreign-minister",),
    "king": ("monarch",),
    "queen": ("monarch",),
    "emir": ("monarch",),
    "sultan": ("monarch",),
    "emperor": ("monarch",),
}
"""Offices that other words or states call otherwise: asked for the first, any of the others answers, in this order."""


@dataclass(frozen=True, slots=True)
class Office:
    """One tenure: who held which office of which state or organisation, from when to when.

    ``holder`` and ``body`` are entity ids (``body`` is ISO 3166-1 alpha-3 for a state); ``start`` and ``end`` are ISO
    dates, possibly partial; an empty ``end`` means still in office when the table was last looked over.
    """

    holder: str
    body: str
    office: str
    start: str
    end: str
    title: str = ""

    def held(self, on: str, years: int = 0) -> bool:
        """Whether it was held on a day, or within so many years of it."""
        return within(on, self.start, self.end, years)


class Tenures:
    """All tenures, by holder and by office."""

    def __init__(self, offices: Iterable[Office] = ()) -> None:
        self._by_holder: dict[str, list[Office]] = {}
        self._by_office: dict[tuple[str, str], list[Office]] = {}
        for office in offices:
            self.add(office)

    def add(self, office: Office) -> None:
        """Add one tenure."""
        self._by_holder.setdefault(office.holder, []).append(office)
        self._by_office.setdefault((office.body, office.office), []).append(office)

    def of(self, holder: str) -> tuple[Office, ...]:
        """All tenures of a person, the earliest first."""
        return tuple(sorted(self._by_holder.get(holder, ()), key=lambda o: earliest(o.start)))

    def holder(self, body: str, office: str, on: str) -> str | None:
        """Id of who held an office on a day; of two (a handover within the day or month), the later."""
        names = (office, *SAME.get(office, ()))
        if office in ("leader", "head-of-government") and body in FIGUREHEADS:
            names = ("prime-minister", *names)
        if office == "president" and (body, office) not in self._by_office:
            names = ("prime-minister",)
        for name in names:
            held = [o for o in self._by_office.get((body, name), ()) if o.held(on)]
            if held:
                return max(held, key=lambda o: earliest(o.start)).holder
        return None

    def near(self, holder: str, on: str, years: int) -> bool:
        """Whether a person held any office within so many years of a day."""
        return any(office.held(on, years) for office in self._by_holder.get(holder, ()))

    def led(self, holder: str) -> bool:
        """Whether a person ever led a state or its government."""
        return any(office.office in HEADS_OF_GOVERNMENT for office in self._by_holder.get(holder, ()))

    def holds(self, holder: str, on: str) -> bool:
        """Whether a person held any office on a day."""
        return any(office.held(on) for office in self._by_holder.get(holder, ()))
