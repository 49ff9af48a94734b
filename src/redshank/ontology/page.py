"""The codebook as a page of Markdown, written from the tables: ``python -m redshank.ontology.page`` prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redshank.ontology import tables
from redshank.ontology.codebook import number
from redshank.ontology.plover import EventType, event_types, mode


def markdown() -> str:
    """Quads, types with their modes and confusions, factuality values, contexts and sectors."""
    parts = [
        "## The four quad classes",
        _table(("quad", "what it holds", "types"), _quads()),
        "## The sixteen types",
        *(_type(event) for event in event_types().values()),
        "## Factuality",
        _table(("value", "meaning", "example"), (row.values() for row in tables.rows("factualities"))),
        "## Contexts",
        _table(("context", "what it covers"), (row.values() for row in tables.rows("contexts"))),
        "## Sectors",
        _table(("code", "name", "who"), (row.values() for row in tables.rows("sectors"))),
    ]
    return "\n\n".join(parts) + "\n"


def _quads() -> Iterator[tuple[str, str, str]]:
    for row in tables.rows("quads"):
        members = ", ".join(event.name for event in event_types().values() if event.quad == row["quad"])
        yield row["quad"], row["definition"], members


def _type(event: EventType) -> str:
    needs = "needs a recipient" if event.requires_recipient else "needs no recipient"
    parts = [
        f"### {event.name}",
        f"{event.definition} *{event.quad}, PLOVER score {number(event.score)}, {needs}.*",
        f"> {event.example}",
    ]
    if event.modes:
        modes = (mode(event.name, name) for name in event.modes)
        rows = ((each.name, number(each.score), each.definition) for each in modes)
        parts.append(_table(("mode", "score", "how"), rows))
    confused = "\n".join(f"- **{other}**: {advice}." for other, advice in event.confused)
    return "\n\n".join([*parts, f"Commonly confused with:\n\n{confused}"])


def _table(header: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    print(markdown(), end="")
