"""Scores against a person's own labels: what ``redshank evaluate`` works out and prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from redshank.cli.scoring.articles import score_articles
from redshank.cli.scoring.comparing import compare
from redshank.cli.scoring.events import score_events
from redshank.cli.scoring.figures import Result
from redshank.cli.scoring.places import score_places
from redshank.cli.scoring.relations import score_relations
from redshank.cli.scoring.rendering import render
from redshank.cli.scoring.statements import score_statements

__all__ = ["PREDICTED", "TASKS", "Result", "compare", "render"]


def score_coding(gold: Path) -> Result:
    """Score coding on labelled texts (a file), or on hand-coded articles (a folder of gold.json, articles.jsonl)."""
    return score_articles(gold) if gold.is_dir() else score_events(gold)


PREDICTED: dict[str, Callable[[Path, Path], Result]] = {"coding": score_events, "relation": score_relations}
"""What scores predictions out of a file, by task: takes the paths of labels and predictions."""


TASKS: dict[str, Callable[[Path], Result]] = {
    "coding": score_coding,
    "relation": score_relations,
    "quotes": score_statements,
    "places": score_places,
}
"""What scores each task: takes the labels' path, raises InputError naming the line where they are not as asked."""
