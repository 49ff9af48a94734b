"""Scoring the forecaster on a temporal knowledge graph, as the field does it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from redshank.forecasting.graph import read_graph
from redshank.forecasting.learning import Forecaster, Settings, batches
from redshank.forecasting.scoring import Tally, ranks

if TYPE_CHECKING:
    from redshank.forecasting.graph import Graph


def evaluate(
    folder: Path, split: str = "test", settings: Settings | None = None, tell: Callable[[str], None] = lambda _: None
) -> dict[str, float | str]:
    """MRR, Hits@1, @3 and @10 (percent) and seconds for ``split`` of the graph in ``folder``.

    Single step: all facts before a question's moment are known, none of its own moment. Subjects and objects are both
    asked for. ``tell`` is told of the progress.
    """
    begun = time.monotonic()
    graph, first = read_graph(folder, split)
    figures = evaluate_graph(graph, first, settings, tell)
    return {"graph": folder.name, "split": split, **figures, "seconds": round(time.monotonic() - begun, 1)}


def evaluate_graph(
    graph: Graph, first: int, settings: Settings | None = None, tell: Callable[[str], None] = lambda _: None
) -> dict[str, float]:
    """MRR and hits on all questions of ``graph`` from step ``first`` on."""
    forecaster = Forecaster(graph, settings)
    tell("learning")
    forecaster.learn_until(first)
    tally = Tally()
    for step, start, end in graph.days(first):
        tell(f"step {step}")
        forecaster.at(step)
        for batch in batches(graph, start, end):
            scores = forecaster.foresee(batch.questions)
            tally.add(ranks(scores, batch.right(graph.entities), batch.question, batch.answer))
        forecaster.memory.advance(step, start, end)
    return tally.figures()
