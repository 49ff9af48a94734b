"""Notes by the view they stand on, looked up on every page and hence remembered."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from redshank.record import Record, notes
from redshank.web.views.state import remembered

PASSING = frozenset({"after", "format", "last", "skipped", "part", "report"})
"""Parameters that say where somebody is in a view, not which view it is."""


def address_of(address: str) -> str:
    """The address of a view without what passes, its parameters in order; as it is if it is none of ours."""
    if not address.startswith("/") or address.startswith(("//", "/\\")):
        return address
    parts = urlsplit(address)
    pairs = [pair for pair in parse_qsl(parts.query, max_num_fields=500) if pair[0] not in PASSING and pair[1]]
    return f"{parts.path}?{urlencode(sorted(pairs))}" if pairs else parts.path


@remembered
def _by_view(record: Record) -> dict[str, tuple[notes.Note, ...]]:
    found: dict[str, list[notes.Note]] = {}
    for one in notes.notes(record):
        found.setdefault(address_of(one.address), []).append(one)
    return {address: tuple(some) for address, some in found.items()}


def on(record: Record, address: str) -> tuple[notes.Note, ...]:
    """The notes on a view, in their order."""
    return _by_view(record).get(address_of(address), ())
