"""What each code means: one explanation for any type, mode, context, CAMEO code, quad, sector or factuality."""

import functools
from dataclasses import dataclass

from redshank.errors import UsageError
from redshank.ontology import tables
from redshank.ontology.plover import EventType, Mode, event_types, mode

KINDS = ("type", "mode", "context", "CAMEO code", "quad", "sector", "factuality")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means: its ``kind`` (one of KINDS), its sentence, and facts as label and value, in reading order.

    ``modes`` and ``confused`` pair a name with a sentence. ``also`` names other codes written the same way.
    """

    code: str
    kind: str
    definition: str
    facts: tuple[tuple[str, str], ...] = ()
    example: str = ""
    modes: tuple[tuple[str, str], ...] = ()
    confused: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()


def explain(code: str) -> Explanation:
    """The explanation of a code, in any case: ``CONSULT``, ``visit``, ``CONSULT: visit``, ``cyber``, ``042``, ``GOV``.

    A mode that several types share is explained for the first, with the others in ``also``. Raises UsageError with the
    nearest codes where none is called that.
    """
    found = _index().get(_key(code))
    if not found:
        raise UsageError(f"no code is called {code[:60]!r}", do=_nearest(code))
    first, *others = found
    also = tuple(f"{other.code} ({other.kind})" for other in others)
    return Explanation(
        first.code, first.kind, first.definition, first.facts, first.example, first.modes, first.confused, also
    )


@functools.cache
def explanations() -> tuple[Explanation, ...]:
    """Everything there is to explain: types, modes, contexts, CAMEO codes, quads, sectors, factuality values."""
    types = event_types()
    return (
        *(_of_type(each) for each in types.values()),
        *(_of_mode(mode(each.name, name)) for each in types.values() for name in each.modes),
        *(Explanation(row["context"], "context", row["definition"]) for row in tables.rows("contexts")),
        *(_of_cameo(row) for row in tables.rows("cameo")),
        *(_of_quad(row) for row in tables.rows("quads")),
        *(_of_sector(row) for row in tables.rows("sectors")),
        *(_of_factuality(row) for row in tables.rows("factualities")),
    )


def number(value: float) -> str:
    """A score with its sign."""
    return f"{value:+g}" if value else "0"


def _of_type(event: EventType) -> Explanation:
    facts = (
        ("quad", event.quad),
        ("PLOVER score", number(event.score)),
        ("needs a recipient", "yes" if event.requires_recipient else "no"),
    )
    described = tuple((name, mode(event.name, name).definition) for name in event.modes)
    return Explanation(event.name, "type", event.definition, facts, event.example, described, event.confused)


def _of_mode(mode: Mode) -> Explanation:
    facts = (("type", mode.type), ("quad", event_types()[mode.type].quad), ("PLOVER score", number(mode.score)))
    return Explanation(f"{mode.type}: {mode.name}", "mode", mode.definition, facts)


def _of_cameo(row: dict[str, str]) -> Explanation:
    plover = ": ".join(part for part in (row["type"], row["mode"]) if part) or "none (statements are not coded)"
    facts = [("PLOVER", plover), ("Goldstein score", number(float(row["goldstein"])))]
    if row["contexts"]:
        facts.insert(1, ("contexts", row["contexts"].replace(";", ", ")))
    if row["type"]:
        facts.append(("quad", event_types()[row["type"]].quad))
    return Explanation(row["code"], "CAMEO code", f"{row['label']}.", tuple(facts))


def _of_quad(row: dict[str, str]) -> Explanation:
    members = ", ".join(each.name for each in event_types().values() if each.quad == row["quad"])
    return Explanation(row["quad"], "quad", row["definition"], (("types", members),))


def _of_sector(row: dict[str, str]) -> Explanation:
    return Explanation(row["sector"], "sector", row["definition"], (("name", row["name"]),))


def _of_factuality(row: dict[str, str]) -> Explanation:
    return Explanation(row["factuality"], "factuality", row["definition"], (), row["example"])


def _key(code: str) -> str:
    return " ".join(code.lower().replace(":", " ").replace("_", " ").replace("-", " ").split())


@functools.cache
def _index() -> dict[str, list[Explanation]]:
    index: dict[str, list[Explanation]] = {}
    for explanation in explanations():
        keys = [_key(explanation.code)]
        if explanation.kind == "mode":
            keys.append(_key(explanation.code.partition(": ")[2]))
        if explanation.kind == "CAMEO code" and explanation.code.startswith("0"):
            keys.append(explanation.code.removeprefix("0"))
        for key in keys:
            index.setdefault(key, []).append(explanation)
    return index


def _nearest(code: str) -> str:
    """The codes spelt most like it, as advice; the whole list where none is near."""
    import difflib

    near = difflib.get_close_matches(_key(code[:60]), _index(), n=3, cutoff=0.6)
    codes = dict.fromkeys(explanation.code for key in near for explanation in _index()[key])
    return "did you mean " + ", ".join(list(codes)[:5]) + "?" if codes else "`redshank explain` lists all"
