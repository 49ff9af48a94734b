"""``redshank explain``: what a code means, from the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from redshank.ontology import Explanation


def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            help="A type, mode, context, CAMEO code, quad, sector or factuality. Without one, all are listed."
        ),
    ] = None,
) -> None:
    """Tell what a code means: CONSULT, visit, "RETREAT: withdraw", cyber, 042, "verbal conflict", GOV, planned."""
    from rich.console import Console

    from redshank import ontology

    console = Console(highlight=False)
    if code is None:
        _list(console, ontology.explanations())
    else:
        console.print(_page(ontology.explain(code)))


def _page(explanation: Explanation) -> RenderableType:
    """One code: its sentence, then facts, example, modes and what it is confused with."""
    from rich.console import Group
    from rich.text import Text

    head = Text.assemble((explanation.code, "bold"), f"  {explanation.kind}")
    parts: list[RenderableType] = [head, Text(explanation.definition), Text()]
    parts += [Text.assemble((f"{label}: ", "dim"), value) for label, value in explanation.facts]
    if explanation.example:
        parts.append(Text.assemble(("for example: ", "dim"), (explanation.example, "italic")))
    parts += _pairs("modes", explanation.modes) + _pairs("not to be confused with", explanation.confused)
    if explanation.also:
        parts += [Text(), Text.assemble(("also: ", "dim"), ", ".join(explanation.also))]
    return Group(*parts)


def _pairs(title: str, pairs: tuple[tuple[str, str], ...]) -> list[RenderableType]:
    """A small table of names and sentences under a title; nothing where there are none."""
    from rich.table import Table
    from rich.text import Text

    if not pairs:
        return []
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for name, sentence in pairs:
        table.add_row(Text(name, style="bold"), Text(sentence))
    return [Text(), Text(title, style="dim"), table]


def _list(console: Console, explanations: tuple[Explanation, ...]) -> None:
    """Every code under its kind."""
    for kind in dict.fromkeys(explanation.kind for explanation in explanations):
        members = tuple((e.code, e.definition) for e in explanations if e.kind == kind)
        for part in _pairs(kind, members):
            console.print(part)
