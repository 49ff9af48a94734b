"""Whether the server lives and its record can be read; for those who watch over it, without a token."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import literal, select

from redshank.record.database import reading
from redshank.web.api.answers import problems
from redshank.web.dependencies import Kept

api = APIRouter(tags=["health"])


class Health(BaseModel):
    """All is well; whatever is not is a problem with a status of its own."""

    status: Literal["ok"]


@api.get("/healthz", responses=problems(403, 503), operation_id="health")
def health(record: Kept) -> Health:
    """Ask the record for nothing, to see that it answers."""
    with reading(record.engine) as connection:
        connection.execute(select(literal(1)))
    return Health(status="ok")
