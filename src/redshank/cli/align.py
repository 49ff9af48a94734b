"""``redshank align``: where those in a record stand towards each other, how that moved, and the blocs they form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from redshank.cli.forecast import BackgroundOption
from redshank.cli.ingest import RecordOption
from redshank.cli.io import Run, text_output
from redshank.cli.query import Form
from redshank.errors import UsageError

if TYPE_CHECKING:
    from redshank.analysis.aligned import Alignment
    from redshank.analysis.alignment import Movement, Mover
    from redshank.analysis.dealings import Dealings
    from redshank.analysis.network import Network


class Show(StrEnum):
    """What is told of the alignments."""

    PAIRS = "pairs"
    MOVES = "moves"
    BLOCS = "blocs"


def align(
    record: RecordOption,
    entity: Annotated[
        str | None, typer.Option(help="Of this one with all others: an id, FRA, a name, or a bloc (any:org:nato).")
    ] = None,
    other: Annotated[
        str | None, typer.Option(help="With --entity: how the two moved, and the events behind it.")
    ] = None,
    show: Annotated[
        Show, typer.Option(help="pairs: where all stand; moves: who moved lately; blocs: who stands together.")
    ] = Show.PAIRS,
    since: Annotated[str | None, typer.Option(help="Events from this day, month or year on.")] = None,
    until: Annotated[str | None, typer.Option(help="Events until this day, month or year, itself included.")] = None,
    days: Annotated[int, typer.Option(min=1, help="With --show moves: moved within so many days.")] = 30,
    level: Annotated[
        str, typer.Option(help="side: whoever acts for a state is that state; entity: everybody for themselves.")
    ] = "side",
    half_life: Annotated[float, typer.Option(min=1, help="Days in which an event comes to count half.")] = 365.0,
    least: Annotated[int, typer.Option(min=1, help="Pairs with at least so many events.")] = 3,
    background: BackgroundOption = True,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.")] = None,
    format: Annotated[Form, typer.Option(help="How to write them.")] = Form.TABLE,  # noqa: A002
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Tell where those in a record stand: from -1 (against each other) to 1 (together), with a 90 % interval.

    Scores come from what two do to each other and to others, less with age, in relation to how much each is talked
    about and by whom. "neutral" is known to be neither; "unknown" is too little to say.

    Examples:
      redshank align --record news.db --entity FRA
      redshank align --record news.db --entity any:org:nato --since 2022
      redshank align --record news.db --entity ISR --other IRN
      redshank align --record news.db --show blocs --format jsonl
    """
    from redshank.analysis.dealings import dealings
    from redshank.record import open_record

    if other and not entity:
        raise UsageError("--other needs --entity")
    with Run(quiet=quiet), open_record(record) as kept, text_output(output) as target:
        known = dealings(kept, since=since, until=until, level=level, background=background)
        if not len(known) and not quiet:
            typer.echo("no events between two parties in this time", err=True)
        rows = _rows(known, entity, other, show, days, half_life, least)
        target.writelines(_written(rows[:limit], format))


def _rows(
    known: Dealings, entity: str | None, other: str | None, show: Show, days: int, half_life: float, least: int
) -> list[dict[str, Any]]:
    from redshank.analysis.aligned import Aligned
    from redshank.analysis.alignment import movement, movers
    from redshank.analysis.blocs import as_one
    from redshank.analysis.network import network_of

    if entity and entity.startswith("any:"):
        known, entity = as_one(known, entity[4:]), entity[4:]
    if not len(known):
        return []
    if entity and other:
        return _moved(movement(known, entity, other, half_life=half_life))
    if show is Show.MOVES:
        found = movers(known, days=days, half_life=half_life, least=least)
        return [row for mover in found for row in _mover(mover)]
    if show is Show.BLOCS:
        return _blocs(network_of(known, least=least, half_life=half_life))
    aligned = Aligned(known, half_life=half_life)
    return [_pair(one) for one in (aligned.of(entity, least) if entity else aligned.pairs(least))]


def _pair(one: Alignment) -> dict[str, Any]:
    names = (
        "score", "low", "high", "standing", "events", "cooperative", "hostile", "publishers", "last", "direct", "third",
        "trust", "contact", "heat", "tone", "friends", "enemies",
    )  # fmt: skip
    ends = {"a": one.a.id, "a_name": one.a.name, "b": one.b.id, "b_name": one.b.name}
    return ends | {name: getattr(one, name) for name in names}


def _moved(moved: Movement) -> list[dict[str, Any]]:
    """A row for each date, then a row for each event that moved the two most."""
    steps: list[dict[str, Any]] = [
        {"date": day, "score": one.score, "low": one.low, "high": one.high, "standing": one.standing, "event": None}
        for day, one in moved.steps
    ]
    events = [
        {"date": e.date, "score": e.shift, "low": None, "high": None,
         "standing": f"{e.actor} {e.type} {e.recipient}", "event": e.event}
        for e in moved.events
    ]  # fmt: skip
    return steps + events


def _mover(mover: Mover) -> Iterator[dict[str, Any]]:
    now, events = mover.after, [event.event for event in mover.events]
    yield {
        "a": now.a.id, "a_name": now.a.name, "b": now.b.id, "b_name": now.b.name, "change": mover.change,
        "before": mover.before.score, "score": now.score, "low": now.low, "high": now.high, "standing": now.standing,
        "events": "; ".join(events),
    }  # fmt: skip


def _blocs(network: Network) -> list[dict[str, Any]]:
    names = {node.party.id: node for node in network.nodes}
    rows = []
    for bloc in network.blocs:
        for key in bloc.members:
            node = names[key]
            rows.append(
                {"bloc": bloc.number + 1, "id": key, "name": node.party.name, "events": node.events,
                 "between": node.between, "neutral": node.neutral, "x": node.x, "y": node.y}
            )  # fmt: skip
    return rows


def _written(rows: Iterable[dict[str, Any]], form: Form) -> Iterator[str]:
    from redshank.exchange import flat

    held = list(rows)
    if form is Form.JSONL:
        yield from flat.jsonl_lines(held)
    elif held and form is Form.CSV:
        yield from flat.csv_lines(held, tuple(held[0]))
    elif held:
        from redshank.cli.table import rows_as_table

        shown = [_short(row) for row in held[:ROWS_OF_A_TABLE]]
        yield rows_as_table(tuple(shown[0]), shown)


ROWS_OF_A_TABLE = 60
"""Rows shown in a terminal."""
HIDDEN = ("x", "y", "a", "b")
"""Columns that a table leaves out; the other formats have them."""


def _short(row: dict[str, Any]) -> dict[str, str]:
    """A row as it is read: names for ids, two digits, nothing for nothing; a pair with its counts in a few columns."""
    if "direct" in row:
        row = {
            "who": row["a_name"], "with": row["b_name"], "score": row["score"],
            "90 %": f"{row['low']:.2f} to {row['high']:.2f}", "standing": row["standing"],
            "events": row["events"], "+": row["cooperative"], "-": row["hostile"], "last": row["last"],
        }  # fmt: skip
    shown = {name: value for name, value in row.items() if name not in HIDDEN}
    return {name: f"{value:.2f}" if isinstance(value, float) else str(value or "") for name, value in shown.items()}
