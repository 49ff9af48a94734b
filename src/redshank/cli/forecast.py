"""``redshank forecast``: what comes next, with reasons; how well the forecaster does."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

forecast_app = typer.Typer(
    help="Tells what comes next, with reasons, and how well it foretold the past.", no_args_is_help=True
)


def _tell(quiet: bool, message: str) -> None:
    if not quiet:
        print(message, file=sys.stderr)


@forecast_app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Folder with train.txt, valid.txt and test.txt.")],
    split: Annotated[str, typer.Option(help="Split to answer: valid or test.")] = "test",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress on standard error.")] = False,
) -> None:
    """Score the forecaster on a temporal knowledge graph: MRR, Hits@1, @3, @10 and seconds."""
    from redshank.forecasting.evaluation import evaluate as score

    figures = score(folder, split, tell=lambda message: _tell(quiet, message))
    if as_json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:10} {value}")
