"""Between PLOVER and CAMEO: the code that older data would have used, and its Goldstein score."""

import functools
from collections.abc import Sequence

from redshank.errors import UsageError
from redshank.ontology import tables
from redshank.ontology.plover import event_type


@functools.cache
def _choices() -> dict[tuple[str, str, str, str], str]:
    rows = tables.rows("cameo_choice")
    return {(row["factuality"], row["type"], row["mode"], row["context"]): row["code"] for row in rows}


def cameo(type_: str, mode: str | None = None, contexts: Sequence[str] = (), factuality: str = "asserted") -> str:
    """The CAMEO code that fits best, such as ``042`` for CONSULT by a visit.

    Planned events get CAMEO's codes for intents (03) and threats (13), as CAMEO has no mark for the future; what is
    possible or negated keeps the code of the deed, since the report's factuality says the rest.
    """
    return _cameo(event_type(type_).name, mode or "", tuple(contexts), "planned" if factuality == "planned" else "")


@functools.lru_cache(maxsize=4096)
def _cameo(type_: str, mode: str, contexts: tuple[str, ...], factuality: str) -> str:
    choices = _choices()
    for when in dict.fromkeys((factuality, "")):
        for manner in dict.fromkeys((mode, "")):
            for context in (*contexts, ""):
                code = choices.get((when, type_, manner, context))
                if code:
                    return code
    return choices["", type_, "", ""]


def cameo_row(code: str) -> dict[str, str]:
    """The row of a CAMEO code (``42`` is read as ``042``); raises UsageError where there is none."""
    table = tables.by("cameo", "code")
    row = table.get(code) or table.get(f"0{code}")
    if row is None:
        raise UsageError(f"no CAMEO code is called {code[:20]!r}", do="two to four digits, 01 to 2042")
    return row


def goldstein(code: str) -> float:
    """The Goldstein score of a CAMEO code, from -10 (most hostile) to 10."""
    return float(cameo_row(code)["goldstein"])


def plover_of(code: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Type, mode and contexts of a CAMEO code; statements (01) have no type in PLOVER."""
    row = cameo_row(code)
    return row["type"] or None, row["mode"] or None, tuple(c for c in row["contexts"].split(";") if c)
