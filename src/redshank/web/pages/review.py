"""The review queue: one report a screen, right or wrong or corrected, with what was judged below."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from redshank.errors import UsageError
from redshank.model import FACTUALITIES, TYPES
from redshank.record import Question, Record
from redshank.web.dependencies import Asked, Kept, Maybe, parameters_of
from redshank.web.downloads import Format, Table, download
from redshank.web.links import list_urls, with_query
from redshank.web.pages.sign_in import within
from redshank.web.problems import AbsentError
from redshank.web.rendering import render
from redshank.web.reviewer import named, remembered_by
from redshank.web.views import listing
from redshank.web.views import review as view

router = APIRouter(include_in_schema=False)

Key = Annotated[str, Path(max_length=80)]
Last = Annotated[str, Query(max_length=100, pattern=r"^[0-9,]*$")]


@router.get("/review")
def queue(
    request: Request,
    record: Kept,
    asked: Asked,
    skipped: Annotated[int, Query(ge=0, le=100_000)] = 0,
    last: Last = "",
) -> Response:
    """The next report to judge, of all or of those that a question asks for."""
    key, parameters = view.next_one(record, asked, skipped), parameters_of(asked)
    context: dict[str, object] = {
        "card": view.card(record, key) if key is not None else None,
        "here": with_query("/review", parameters),
        "back": with_query("/review", [*parameters, ("skipped", skipped)]),
        "skip": with_query("/review", [*parameters, ("skipped", skipped + 1)]),
        "skipped": skipped,
        "last": last,
        "queue": True,
        "problem": "",
    }
    return _shown(request, record, asked, context)


def _shown(request: Request, record: Record, asked: Question, context: dict[str, object]) -> Response:
    """A report with what every page of the queue shows beside it, or only this part of the page."""
    from redshank.ontology.plover import all_modes

    about = {
        "waiting": view.waiting(record, asked),
        "decided": view.decided(record),
        "recent": view.lately(record),
        "types": TYPES,
        "modes": all_modes(),
        "factualities": FACTUALITIES,
        "who": named(request),
    }
    page = "part_review.html" if request.headers.get("hx-request") else "review.html"
    return render(request, page, context | about, status=422 if context["problem"] else 200)


@router.get("/review/{key}")
def one(request: Request, record: Kept, key: Key, last: Last = "") -> Response:
    """One report, to be judged or corrected, whether it is in the queue or not."""
    return _alone(request, record, key, last)


def _alone(request: Request, record: Record, key: str, last: str = "", problem: str = "") -> Response:
    found = view.card(record, key)
    context: dict[str, object] = {
        "card": found,
        "here": "/review",
        "back": f"/review/{found.kept.id}",
        "skip": "/review",
        "skipped": 0,
        "last": last,
        "queue": False,
        "problem": problem,
    }
    return _shown(request, record, Question(), context)


@router.post("/review/{key}")
async def judge(request: Request, record: Kept, key: Key) -> Response:
    """Take a decision about a report, and go on."""
    return await run_in_threadpool(_judge, request, record, key, await _fields(request))


async def _fields(request: Request) -> dict[str, str]:
    """What a form says; no files are taken."""
    form = await request.form(max_files=0, max_fields=30)
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _judge(request: Request, record: Record, key: str, fields: dict[str, str]) -> Response:
    who = (fields.get("who") or named(request)).strip()
    if not who:
        return _alone(request, record, key, problem="Say who you are: each judgement is kept with a name.")
    try:
        numbers = _kept(record, key, fields, who)
    except UsageError as error:
        return _alone(request, record, key, problem=f"{error.what}. {error.do}".strip())
    back = within(fields.get("back") or "/review")
    last = ",".join(map(str, numbers))
    path, _, anchor = back.partition("#")
    target = f"{path}{'&' if '?' in path else '?'}last={last}" if path.startswith("/review") else path
    response = RedirectResponse(f"{target}{f'#{anchor}' if anchor else ''}", 303)
    remembered_by(response, request, who)
    return response


def _kept(record: Record, key: str, fields: dict[str, str], who: str) -> list[int]:
    """Keep what was decided; the numbers of the judgements."""
    verdict, why = fields.get("verdict", ""), fields.get("why", "")[:2000].strip()
    if verdict in ("right", "wrong"):
        return [record.mark(key, right=verdict == "right", who=who, why=why)]
    if verdict != "correct":
        raise UsageError("A report is right, wrong or corrected", do="Choose one.")
    found = view.card(record, key)
    changed = view.corrections(record, found.kept, found.article.article, fields)
    if not changed:
        raise UsageError("Nothing was changed", do="Change a field, or say that the report is right.")
    return [record.correct(key, field, value, who=who, why=why) for field, value in changed]


@router.post("/judgements/undo")
async def undo(request: Request, record: Kept) -> Response:
    """Take judgements back, and show what they were about."""
    return await run_in_threadpool(_undo, request, record, await _fields(request))


def _undo(request: Request, record: Record, fields: dict[str, str]) -> Response:
    who = (fields.get("who") or named(request)).strip()
    if not who:
        raise UsageError("Say who you are: each judgement is kept with a name", do="Judge a report first.")
    numbers = [int(part) for part in fields.get("judgement", "").split(",") if part.isascii() and part.isdigit()][:20]
    known = {one.n: one for one in record.judgements()}
    if not numbers or any(number not in known for number in numbers):
        raise AbsentError("There is no such judgement.", do="The list of judgements has all.")
    for number in reversed(numbers):
        record.undo(number, who=who, why=fields.get("why", "")[:2000])
    first = known[numbers[0]]
    response = RedirectResponse(within(fields.get("back") or f"/review/{first.target}"), 303)
    remembered_by(response, request, who)
    return response


@router.get("/judgements")
def judgements(
    request: Request,
    record: Kept,
    after: Annotated[str | None, Maybe, Query(max_length=20)] = None,
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """All that people decided, the latest first."""
    if format:
        rows = (one.to_json() for one in record.judgements())
        columns = ("n", "kind", "target", "verdict", "who", "at", "why", "undoes")
        query = "[judgement.to_json() for judgement in record.judgements()]"
        return download(Table("judgements", columns, rows, query), format)
    found = listing.judgements(record, 50, after)
    shown = {one.n for one in found.items}
    context = {
        "rows": view.with_deeds(record, [row for row in view.trail(record) if row.judgement.n in shown]),
        "decided": view.decided(record),
        **list_urls("/judgements", (), after, found.after),
    }
    return render(request, "judgements.html", context)
