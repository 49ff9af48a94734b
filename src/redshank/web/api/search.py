"""Search over sentences, events and entities at once."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query
from pydantic import Field

from redshank.web.api.answers import router
from redshank.web.api.parameters import Filters
from redshank.web.api.weighed import SearchShape
from redshank.web.dependencies import Kept
from redshank.web.views import facets, listing, search

api = router("search")


class Sought(Filters):
    """Filters, and how many of each kind."""

    limit: int = Field(10, ge=1, le=100, description="At most so many reports, and so many events.")


@api.get("/search", response_model=SearchShape, name="search")
def everything(record: Kept, asked: Annotated[Sought, Query()]) -> Any:
    """Reports and events that answer a question, who is called as its words say, and counts by facet.

    `/reports` and `/events` with the same filters have all, by the page.
    """
    question = asked.question()
    told = facets.breakdown(record, question)
    reports = listing.reports(record, question, asked.limit).items
    events = listing.events(record, question, asked.limit).items
    return {
        "counts": told.counts,
        "entities": search.called(record, asked.text) if asked.text else (),
        "reports": [kept.to_json() for kept in reports],
        "events": [event.to_json() for event in events],
        "facets": told.facets,
    }
