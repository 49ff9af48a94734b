"""Figures for reading in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from redshank.cli.scoring.figures import Result

if TYPE_CHECKING:
    from rich.console import Console

COLUMNS = ("precision", "recall", "f1", "gold", "made", "other f1", "difference")
"""What is shown of each type, as far as it is there."""
MISTAKEN = 3
"""Types a type was taken for that are shown beside it."""


def render(result: Result, *, show: bool = False) -> None:
    """Print the figures to standard output, and with ``show`` each disagreement."""
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, markup=False)
    for name, value in result.figures.items():
        if name not in ("types", "confusion"):
            console.print(f"{name.replace('_', ' '):<18} {_worded(value)}")
    if types := result.figures.get("types"):
        console.print()
        _table(console, types, result.figures.get("confusion", {}))
    if show:
        console.print()
        _list(console, result)


def _worded(value: Any) -> str:
    if isinstance(value, Mapping):
        return "  ".join(f"{name} {_worded(part)}" for name, part in value.items())
    if isinstance(value, list):
        return " to ".join(_worded(part) for part in value)
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _table(console: Console, types: Mapping[str, Mapping[str, float]], confusion: Mapping[str, Any]) -> None:
    """One row a type, with what it was mistaken for most."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    columns = [name for name in COLUMNS if any(name in row for row in types.values())]
    table = Table("type", box=SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(name, justify="right")
    if confusion:
        table.add_column("taken for")
    for kind, row in types.items():
        mistaken = [_mistaken(kind, confusion)] if confusion else []
        table.add_row(kind, *(_worded(row.get(name, "")) for name in columns), *mistaken)
    console.print(table)


def _mistaken(kind: str, confusion: Mapping[str, Mapping[str, int]]) -> str:
    others = sorted(((-n, name) for name, n in confusion.get(kind, {}).items() if name != kind))
    return ", ".join(f"{name} {-n}" for n, name in others[:MISTAKEN])


def _list(console: Console, result: Result) -> None:
    for row in result.disagreements:
        detail = [f"{name}: {row[name]}" for name in ("label", "found") if name in row]
        console.print(f"{row['what']:<10} {row['where']}  {'; '.join(detail)}", soft_wrap=True)
        if "text" in row:
            console.print(f"           {' '.join(row['text'].split())}", soft_wrap=True)
