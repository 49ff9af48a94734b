"""Who takes part, and pairs of those who do."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request

from redshank.web.api.answers import page, router
from redshank.web.api.parameters import Ranked
from redshank.web.api.shapes import DyadShape, PageShape, ParticipantShape
from redshank.web.dependencies import Kept
from redshank.web.views import listing

api = router("entities")


@api.get("/entities", response_model=PageShape[ParticipantShape])
def entities(request: Request, record: Kept, asked: Annotated[Ranked, Query()]) -> Any:
    """Who takes part in the reports that answer a question, the most frequent first."""
    return page(request, listing.entities(record, asked.question(), asked.limit, asked.after), lambda one: one)


@api.get("/dyads", response_model=PageShape[DyadShape])
def dyads(request: Request, record: Kept, asked: Annotated[Ranked, Query()]) -> Any:
    """Ordered pairs of actor and recipient, those with the most events first."""
    return page(request, listing.dyads(record, asked.question(), asked.limit, asked.after), lambda one: one)
