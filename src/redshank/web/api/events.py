"""Reports and the events they are about."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query, Request

from redshank.record import KeptReport
from redshank.web.api.answers import page, router
from redshank.web.api.parameters import Dated
from redshank.web.api.shapes import EventShape, PageShape, ReportShape, WhyShape
from redshank.web.dependencies import Kept
from redshank.web.problems import AbsentError
from redshank.web.views import listing

api = router("events")

Key = Annotated[str, Path(max_length=80, description="Id of an event, or of any of its reports.")]


@api.get("/reports", response_model=PageShape[ReportShape])
def reports(request: Request, record: Kept, asked: Annotated[Dated, Query()]) -> Any:
    """Reports that answer a question, the latest first."""
    return page(request, listing.reports(record, asked.question(), asked.limit, asked.after), KeptReport.to_json)


@api.get("/reports/{key}", response_model=ReportShape)
def report(record: Kept, key: Annotated[str, Path(max_length=80, description="Id of a report.")]) -> Any:
    """A report with the words it was read from."""
    found = record.report(key)
    if found is None:
        raise AbsentError("There is no such report in this record.")
    return found.to_json()


@api.get("/events", response_model=PageShape[EventShape])
def events(request: Request, record: Kept, asked: Annotated[Dated, Query()]) -> Any:
    """Events with a report that answers a question, the latest first."""
    found = listing.events(record, asked.question(), asked.limit, asked.after)
    return page(request, found, lambda event: event.to_json())


@api.get("/events/{key}", response_model=EventShape)
def event(record: Kept, key: Key) -> Any:
    """An event."""
    found = record.event(key)
    if found is None:
        raise AbsentError("There is no such event in this record.")
    return found.to_json()


@api.get("/events/{key}/reports", response_model=list[ReportShape])
def event_reports(record: Kept, key: Key) -> Any:
    """The reports of an event, the one that leads it first."""
    found = record.event_reports(key)
    if not found:
        raise AbsentError("There is no such event in this record.")
    return [one.to_json() for one in found]


@api.get("/events/{key}/why", response_model=list[WhyShape])
def why(record: Kept, key: Key) -> Any:
    """Why the reports of an event are about one thing: the evidence that joined each to the one that leads."""
    found = record.why(key)
    if not found:
        raise AbsentError("There is no such event in this record.")
    return [{"report": one.to_json(), "evidence": evidence} for one, evidence in found]
