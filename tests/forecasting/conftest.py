import datetime
import random

import pytest

from redshank.forecasting.history import History

BEGIN = datetime.date(2022, 1, 1)


def told(day: int, actor: str, type_: str, recipient: str) -> History:
    return History(BEGIN + datetime.timedelta(days=day), actor, type_, recipient)


@pytest.fixture(scope="session")
def quarrel() -> list[History]:
    """A year of seven actors: accusations are mostly rejected two days later; ALDRA and BREN consult every week."""
    draw = random.Random(3)
    actors = ["ALDRA", "BREN", "CORVO", "DUNE", "ESK", "FENN", "GALE"]
    events = [told(day, "ALDRA", "CONSULT", "BREN") for day in range(0, 365, 7)]
    for day in range(365):
        for actor in actors:
            if draw.random() < 0.12:
                other = draw.choice([name for name in actors if name != actor])
                events.append(told(day, actor, "ACCUSE", other))
                if draw.random() < 0.7:
                    events.append(told(day + 2, other, "REJECT", actor))
    return sorted(events)
