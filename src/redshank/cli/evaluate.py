"""``redshank evaluate``: scores the coder against a person's own labels."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Task(StrEnum):
    """What is scored."""

    CODING = "coding"
    RELATION = "relation"
    QUOTES = "quotes"
    PLACES = "places"


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Labels as JSON lines; see the docs page 'Accuracy' for the format.")],
    task: Annotated[Task, typer.Option(help="What the labels are of.")] = Task.CODING,
    as_json: Annotated[bool, typer.Option("--json", help="Write the figures as JSON.")] = False,
    show: Annotated[bool, typer.Option(help="Also list what was missed and what was wrong.")] = False,
) -> None:
    """Score the coder against your own labels: precision, recall and F1, per type and overall.

    Labels are JSON lines, one text each. For [bold]coding[/bold]: {"id","text","date","events":[{"type","actor":[start,
    end],"recipient":[start,end] or null,"factuality"}]}; for [bold]relation[/bold]:
    {"text","actor","recipient","type"};
    for [bold]quotes[/bold]: {"text","statements":[{"speaker":[start,end] or null,"content":[[start,end],...]}]}; for
    [bold]places[/bold]: {"text","places":[{"start","end","latitude","longitude"}]}.
    """
    from redshank.cli.scoring import TASKS, render

    result = TASKS[task.value](gold)
    if as_json:
        figures = {**result.figures, **({"disagreements": result.disagreements} if show else {})}
        print(json.dumps(figures, ensure_ascii=False))
    else:
        render(result, show=show)
