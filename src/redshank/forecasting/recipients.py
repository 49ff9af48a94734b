"""To whom: the likeliest recipients of an actor's next event of a type, by the same forecaster that ranks graphs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from redshank.forecasting.candidates import Questions
from redshank.forecasting.graph import graph_of
from redshank.forecasting.history import History
from redshank.forecasting.learning import Forecaster, Settings
from redshank.forecasting.ranking import Plan

ENOUGH = 2_000
"""Events from which on the ranking is learnt; below, the first sieve alone answers."""
FEWEST = 10


def shares(events: Sequence[History], actor: str, type_: str, at: datetime.date) -> list[tuple[str, float, float]]:
    """Recipients with their share, likeliest first, and the share that past frequency alone gives them.

    ``events`` lie before ``at``, in order of time. Nothing where actor or type are new, or events are too few.
    """
    import numpy as np

    told = [event for event in events if event.recipient]
    names = sorted({name for event in told for name in (event.actor, event.recipient)})
    types = sorted({event.type for event in told})
    if len(told) < FEWEST or actor not in names or type_ not in types:
        return []
    entity, kind = {n: i for i, n in enumerate(names)}, {t: i for i, t in enumerate(types)}
    first = told[0].date
    facts = [(entity[e.actor], kind[e.type], entity[e.recipient], (e.date - first).days) for e in told]
    graph = graph_of(np.array(facts), len(names), len(types), tuple(names))
    forecaster = Forecaster(graph, Settings(questions=8_000, plan=Plan(trees=120)))
    step = (at - first).days
    forecaster.learn_until(step) if len(told) >= ENOUGH else forecaster.remember(step)
    forecaster.at(step)
    share = forecaster.shares(Questions(np.array([entity[actor]]), np.array([kind[type_]])))[0]
    usual = np.bincount([f[2] for f in facts if f[0] == entity[actor]], minlength=len(names)).astype(float)
    usual /= max(usual.sum(), 1)
    return [(names[p], float(share[p]), float(usual[p])) for p in np.argsort(-share, kind="stable") if share[p] > 0]
