"""What people judge: every decision is a row that says who, when and why, and can be taken back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Body, Query, Request

from redshank.web.api.answers import page, router
from redshank.web.api.decisions import Judged
from redshank.web.api.parameters import Arrived
from redshank.web.api.shapes import JudgementShape, PageShape
from redshank.web.dependencies import Kept
from redshank.web.views import listing

api = router("judgements", writing=True)

EXAMPLES = {
    "wrong": {"value": {"kind": "mark", "report": "4f1c0a2b9d3e5f607182", "right": False, "who": "ana"}},
    "another type": {
        "value": {
            "kind": "correct", "report": "4f1c0a2b9d3e5f607182", "field": "type", "value": "ASSAULT", "who": "ana",
            "why": "the raid is told as an attack",
        }
    },
    "taken back": {"value": {"kind": "undo", "judgement": 1, "who": "ana"}},
}  # fmt: skip


@api.get("/judgements", response_model=PageShape[JudgementShape])
def judgements(request: Request, record: Kept, asked: Annotated[Arrived, Query()]) -> Any:
    """What people judged, the latest first; what was taken back stands here as well."""
    return page(request, listing.judgements(record, asked.limit, asked.after), lambda one: one)


@api.post("/judgements", response_model=JudgementShape, status_code=201)
def judge(record: Kept, decision: Annotated[Judged, Body(openapi_examples=EXAMPLES)]) -> Any:
    """Keep a decision; it takes effect at once."""
    number = decision.keep(record)
    return next(one for one in record.judgements() if one.n == number)
