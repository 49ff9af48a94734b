"""How many, and when."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import Field

from redshank.web.api.answers import router
from redshank.web.api.parameters import Filters
from redshank.web.api.shapes import CountsShape, StepShape
from redshank.web.dependencies import Kept

api = router("counts")


class Steps(Filters):
    """Filters and the step of a series."""

    by: Literal["day", "week", "month"] = Field("month", description="Step of time.")


@api.get("/counts", response_model=CountsShape)
def counts(record: Kept, asked: Annotated[Filters, Query()]) -> Any:
    """How many reports, events and articles answer a question, each for itself."""
    return record.count(asked.question())


@api.get("/series", response_model=list[StepShape])
def series(record: Kept, asked: Annotated[Steps, Query()]) -> Any:
    """Counts over time, with the number of articles of that time beside them; steps without any are left out."""
    return record.series(asked.question(), by=asked.by)
