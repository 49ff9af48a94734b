"""Search: sentences, events, entities and articles by words and filters, with facets and counts."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from redshank.errors import UsageError
from redshank.record import Question, Record
from redshank.web.dependencies import Asked, Kept, Maybe, parameters_of
from redshank.web.downloads import Format, Table, answering, download
from redshank.web.links import with_query
from redshank.web.rendering import render
from redshank.web.views import articles, facets, search

router = APIRouter(include_in_schema=False)

SHOWN = 20
TABS = ("reports", "events", "entities")
Show = Literal["reports", "events", "entities", "articles"]


@router.get("/search")
def page(
    request: Request,
    record: Kept,
    asked: Asked,
    q: Annotated[str | None, Maybe, Query(max_length=1000)] = None,
    show: Show = "reports",
    after: Annotated[str | None, Maybe, Query(max_length=100)] = None,
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """What answers words and filters."""
    question = dataclasses.replace(asked, text=q or asked.text)
    if format:
        return download(_table(record, question, show), format)
    context: dict[str, object] = {"q": question.text, "show": show, "question": question, "problem": ""}
    try:
        context |= _answered(record, question, show, after)
        status = 200
    except UsageError as error:
        context |= {"problem": _worded(error), "found": None, "counts": None}
        status = 422
    fragment = request.headers.get("hx-request") and request.headers.get("hx-target", "").endswith("results")
    return render(request, "part_search.html" if fragment else "search.html", context, status=status)


def _worded(error: UsageError) -> str:
    told = f"{error.where.split(' ')[0]} {error.what}" if error.where else error.what
    return f"{told[:1].upper()}{told[1:]}. {error.do}".strip()


def _answered(record: Record, question: Question, show: Show, after: str | None) -> dict[str, object]:
    parameters = [("q" if name == "text" else name, value) for name, value in parameters_of(question)]
    words = question.text or ""
    told = facets.breakdown(record, question)
    found = search.answers(record, question, show, SHOWN, after)
    here = with_query("/search", [*parameters, ("show", show if show != "reports" else None)])
    return {
        "counts": told.counts,
        "found": found,
        "facets": _linked(told.facets, parameters, show),
        "chosen": _chosen(record, parameters, show),
        "called": search.called(record, words) if words else (),
        "titled": search.titled(record, words) if words else 0,
        "tabs": [
            (name, with_query("/search", [*parameters, ("show", name)])) for name in ("reports", "events", "entities")
        ],
        "here": here,
        "first": here if after else None,
        "later": with_query("/search", [*parameters, ("show", show), ("after", found.after)]) if found.after else None,
        "lit": search.lit,
        "grouped": search.by_event(found.items) if show == "reports" else (),
        "events_url": with_query("/events", [*parameters_of(question)]),
        "review_url": with_query("/review", [*parameters_of(question)]),
    }


Parameters = list[tuple[str, str]]


def _linked(found: tuple[facets.Facet, ...], parameters: Parameters, show: Show) -> list[dict[str, object]]:
    """Facets with the addresses that choosing each value leads to."""
    linked: list[dict[str, object]] = []
    for facet in found:
        values: list[dict[str, object]] = []
        for one in facet.values:
            more: Parameters = [(facet.name, one.value)]
            rest = parameters
            if facet.name == "since":
                more = [("since", one.value), ("until", one.value)]
                rest = [pair for pair in parameters if pair[0] not in ("since", "until")]
            isset = all(pair in parameters for pair in more)
            left = [pair for pair in rest if pair not in more]
            address = with_query("/search", [*(left if isset else [*left, *more]), ("show", show)])
            values.append({"label": one.label, "count": one.count, "chosen": isset, "href": address})
        linked.append({"label": facet.label, "values": values})
    return linked


def _chosen(record: Record, parameters: Parameters, show: Show) -> list[tuple[str, str]]:
    """What is chosen in words, each with the address without it."""
    found = []
    for pair in parameters:
        if pair[0] == "q":
            continue
        left = [other for other in parameters if other != pair]
        found.append(
            (f"{WORDS.get(pair[0], pair[0])} {_named(record, *pair)}", with_query("/search", [*left, ("show", show)]))
        )
    return found


WORDS = {
    "either": "with", "actor": "by", "recipient": "towards", "speaker": "said by", "since": "from", "until": "to",
    "place": "in", "publisher": "told by", "quad": "", "type": "", "mode": "", "status": "", "factuality": "",
    "voice": "voice:", "confidence": "at least as sure as",
}  # fmt: skip
"""How a filter is told before its value."""


def _named(record: Record, name: str, value: str) -> str:
    """The name of an entity for its id; other values as they are."""
    if name not in ("either", "actor", "recipient", "speaker") or ":" not in value:
        return value
    return search.name_of(record, value)


def _table(record: Record, question: Question, show: Show) -> Table:
    """All that answers, as a table."""
    if show == "articles":
        filters = articles.Filters(words=question.text)
        return articles.table(record, filters)
    return answering(record, show, question)
