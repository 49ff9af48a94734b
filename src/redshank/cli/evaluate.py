"""``redshank evaluate``: scores the coder against a person's own labels."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redshank.errors import UsageError

if TYPE_CHECKING:
    from redshank.cli.scoring import Result


class Task(StrEnum):
    """What is scored."""

    CODING = "coding"
    RELATION = "relation"
    QUOTES = "quotes"
    PLACES = "places"


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Labels as JSON lines; see the docs page 'Accuracy' for the format.")],
    task: Annotated[Task, typer.Option(help="What the labels are of.")] = Task.CODING,
    predictions: Annotated[
        Path | None,
        typer.Option(help="Score this file, written by 'code --format jsonl' or 'classify', not the coder installed."),
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Predictions to compare with: who is better, and is it more than chance?")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the figures as JSON.")] = False,
    show: Annotated[bool, typer.Option(help="Also list what was missed and what was wrong.")] = False,
) -> None:
    """Score the coder against your own labels: precision, recall and F1, per type and overall.

    Labels are JSON lines, one text each. For [bold]coding[/bold]: {"id","text","date","events":[{"type","actor":[start,
    end],"recipient":[start,end] or null,"factuality"}]}; for [bold]relation[/bold]:
    {"text","actor","recipient","type"};
    for [bold]quotes[/bold]: {"text","statements":[{"speaker":[start,end] or null,"content":[[start,end],...]}]}; for
    [bold]places[/bold]: {"text","places":[{"start","end","latitude","longitude"}]}.

    Examples:
      redshank evaluate labels.jsonl --show
      redshank code labels.jsonl --format jsonl --output before.jsonl    # with another version
      redshank evaluate labels.jsonl --compare before.jsonl
    """
    from redshank.cli.scoring import compare as beside
    from redshank.cli.scoring import render

    result = _scored(task, gold, predictions)
    if compare is not None:
        result = beside(result, _scored(task, gold, compare))
    if as_json:
        figures = {**result.figures, **({"disagreements": result.disagreements} if show else {})}
        print(json.dumps(figures, ensure_ascii=False))
    else:
        render(result, show=show)


def _scored(task: Task, gold: Path, predictions: Path | None) -> Result:
    """The installed coder's score, or that of predictions in a file. Raises UsageError for tasks that have none."""
    from redshank.cli.scoring import PREDICTED, TASKS

    if predictions is None:
        return TASKS[task.value](gold)
    if task.value not in PREDICTED or gold.is_dir():
        raise UsageError(
            f"--task {task.value} reads no predictions here", do="name a file of labels, coding or relation"
        )
    return PREDICTED[task.value](gold, predictions)
