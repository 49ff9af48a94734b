"""What the API answers with where publishers are compared: how each tells the same events."""

from __future__ import annotations

from redshank.web.api.shapes import Shape


class DifferenceShape(Shape):
    """One way in which a publisher tells events otherwise than the others, with the counts and the odds of chance."""

    kind: str
    publisher: str
    about: str
    about_name: str
    mine: int
    of_mine: int
    others: int
    of_others: int
    p: float
    q: float
    words: str
    events: list[str]


class TellerCountShape(Shape):
    """How many events that others tell too a publisher tells."""

    publisher: str
    events: int


class ViewpointsShape(Shape):
    """How publishers tell the same events, beyond chance; while they are compared, ``ready`` is false.

    ``since`` is the day from which events were compared, where there are more than are compared at once.
    """

    ready: bool
    since: str | None
    shared: int
    compared: int
    note: str
    publishers: list[TellerCountShape]
    differences: list[DifferenceShape]
