"""What is likely to be reported next, with reasons and honest odds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from redshank.web.api.answers import router
from redshank.web.api.parameters import Words
from redshank.web.api.weighed import OutlookShape
from redshank.web.dependencies import Foresights
from redshank.web.views import foresight

api = router("forecast")


class Ahead(BaseModel):
    """Of whom, and how far."""

    model_config = ConfigDict(extra="forbid")

    actor: Words = Field("", description="Only what this entity does, by its id.", examples=["state:fra"])
    recipient: Words = Field("", description="Only what is done to this entity.", examples=["state:rus"])
    days: Literal["7", "14", "30"] = Field("7", description="Days to look ahead.")
    limit: int = Field(20, ge=1, le=200, description="At most so many forecasts.")


@api.get("/forecast", response_model=OutlookShape, name="forecast")
def forecast(desk: Foresights, asked: Annotated[Ahead, Query()]) -> Any:
    """The likeliest events, with odds, intervals, the usual odds, and the past events behind them.

    The odds are learnt in the background: while ``ready`` is false, ask again in some seconds.
    """
    known = desk.ask(int(asked.days))
    about = {"ready": known.outlook is not None, "stage": foresight.STAGES[known.stage], "days": known.days}
    if known.outlook is None:
        return about | {"start": None, "forecasts": []}
    found = known.forecasts(asked.actor, asked.recipient, asked.limit)
    return about | {"start": known.outlook.at.isoformat(), "forecasts": [one.to_json() for one in found]}
