"""Where powers stand towards each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from redshank.web.dependencies import Kept, Maybe
from redshank.web.downloads import Format, Table, download
from redshank.web.links import with_query
from redshank.web.pages.waiting import waiting
from redshank.web.problems import AbsentError
from redshank.web.rendering import render
from redshank.web.views import alignment

if TYPE_CHECKING:
    from redshank.analysis.aligned import Alignment

router = APIRouter(include_in_schema=False)

SHOWN = 12
"""Pairs at each end of the list of all."""
Who = Annotated[str, Query(max_length=300, description="Id of a party.")]
IMPORTS = (
    "from redshank.analysis.alignment import alignments, movement",
    "from redshank.analysis.dealings import dealings",
    "from redshank.web.views import alignment",
)
"""What the queries of notebooks import."""


@router.get("/alignment")
def standings(
    request: Request,
    record: Kept,
    entity: Who = "",
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """Who stands together and who against each other, of all or of one."""
    known = alignment.standings.of(record) if format else alignment.standings.soon(record)
    if known is None:
        return waiting(request, "Who stands together, and who against each other")
    parties = known.parties()
    if entity and all(party.id != entity for party in parties):
        raise AbsentError("Nothing is known of where this one stands.", do="Choose another.")
    found = known.of(entity) if entity else [one for one in known.pairs if one.events >= alignment.LEAST]
    if format:
        code = f"alignment.rows(alignments(record, least=1), {entity!r})"
        rows = alignment.rows(known.pairs, entity)
        return download(Table("alignment", alignment.COLUMNS, rows, code, IMPORTS), format)
    context = {
        "found": found,
        "entity": next((party for party in parties if party.id == entity), None),
        "together": [one for one in found if one.score >= 0][: None if entity else SHOWN],
        "against": [one for one in found[::-1] if one.score < 0][: None if entity else SHOWN],
        "movers": known.movers if not entity else [],
        "days": alignment.DAYS,
        "parties": [(party.id, party.name) for party in parties],
        "words": alignment.WORDS,
        "here": with_query("/alignment", {"entity": entity}),
        "pair_url": pair_url,
        "chart": _chart(found if entity else alignment.ends(found, 2 * SHOWN), bool(entity)),
    }
    return render(request, "alignment.html", context)


def _chart(found: Sequence[Alignment], one_sided: bool) -> dict[str, Any]:
    rows = [
        {
            "name": one.b.name if one_sided else f"{one.a.name} – {one.b.name}", "value": one.score, "low": one.low,
            "high": one.high, "number": one.events, "href": pair_url(one),
        }
        for one in found[:40]
    ]  # fmt: skip
    return {"rows": rows, "domain": [-1, 1]}


def pair_url(one: Alignment) -> str:
    """The page of a pair."""
    return with_query("/alignment/pair", {"a": one.a.id, "b": one.b.id})


@router.get("/alignment/pair")
def pair(request: Request, record: Kept, a: Who, b: Who) -> Response:
    """Where two stand towards each other, and what makes it so."""
    known = alignment.standings.soon(record)
    if known is None:
        return waiting(request, "Where two stand towards each other")
    found = known.pair(a, b)
    context = {
        "one": found,
        "words": alignment.WORDS,
        "moved": with_query("/alignment/moved", {"a": a, "b": b}),
        "here": with_query("/alignment/pair", {"a": a, "b": b}),
    }
    return render(request, "alignment_pair.html", context)


@router.get("/alignment/moved")
def moved(
    request: Request,
    record: Kept,
    a: Who,
    b: Who,
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """How the alignment of two moved, and the events behind it: part of the page of the pair, or a page of its own."""
    found = alignment.standings.of(record).pair(a, b)
    told = alignment.moved(record, a, b)
    rows = alignment.steps(told)
    if format:
        how = f"steps={alignment.MONTHS}, draws={alignment.DRAWS}"
        code = f"alignment.steps(movement(dealings(record), {a!r}, {b!r}, {how}))"
        return download(Table("movement", alignment.STEP_COLUMNS, rows, code, IMPORTS), format)
    context = {
        "one": found,
        "steps": rows,
        "chart": {"rows": rows, "domain": [-1, 1]},
        "influences": told.events,
        "names": {party.id: party.name for party in (found.a, found.b)},
        "here": with_query("/alignment/moved", {"a": a, "b": b}),
        "back": with_query("/alignment/pair", {"a": a, "b": b}),
    }
    part = bool(request.headers.get("hx-request"))
    return render(request, "part_alignment_moved.html" if part else "alignment_moved.html", context)
