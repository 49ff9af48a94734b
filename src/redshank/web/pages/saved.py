"""Saved views, and notes on views."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from redshank.errors import UsageError
from redshank.record import notes
from redshank.web.dependencies import Kept, Maybe
from redshank.web.downloads import Format, Table, download
from redshank.web.problems import RefusedError
from redshank.web.rendering import render
from redshank.web.reviewer import named, remembered_by
from redshank.web.views.noted import address_of

router = APIRouter(include_in_schema=False)

Text = Annotated[str, Form(max_length=notes.MOST_WORDS)]


@router.get("/saved")
def saved(request: Request, record: Kept, format: Annotated[Format | None, Maybe] = None) -> Response:  # noqa: A002
    """All saved views and notes."""
    views, noted = notes.saved_views(record), notes.notes(record)
    if format:
        rows = [{"n": one.n, "address": one.address, "title": one.title, "who": one.who, "at": one.at} for one in views]
        code = "[asdict(one) for one in notes.saved_views(record)]"
        imports = ("from redshank.record import notes",)
        return download(Table("saved-views", ("n", "address", "title", "who", "at"), rows, code, imports), format)
    return render(request, "saved.html", {"views": views, "noted": noted[::-1]})


@router.get("/saved/new")
def new(
    request: Request,
    address: Annotated[str, Query(max_length=notes.MOST_ADDRESS)] = "/",
    title: Annotated[str, Query(max_length=notes.MOST_TITLE)] = "",
) -> Response:
    """The form that saves a view or notes something on it."""
    if request.app.state.settings.read_only:
        raise RefusedError("This record is only read here.", do="Keep the address of the view instead.")
    return render(request, "saved_new.html", {"address": address_of(address), "title": title, "who": named(request)})


@router.post("/saved")
def save(request: Request, record: Kept, address: Text = "", title: Text = "", who: Text = "") -> Response:
    """Save a view."""
    who = _person(request, who)
    notes.save_view(record, address_of(address), title, who=who)
    response = RedirectResponse("/saved", 303)
    remembered_by(response, request, who)
    return response


@router.post("/notes")
def note(request: Request, record: Kept, address: Text = "", words: Text = "", who: Text = "") -> Response:
    """Note something on a view, and go back to it."""
    who = _person(request, who)
    notes.add_note(record, address_of(address), words.replace("\r\n", "\n"), who=who)
    response = RedirectResponse(f"{address_of(address)}#notes", 303)
    remembered_by(response, request, who)
    return response


def _person(request: Request, who: str) -> str:
    who = (who or named(request)).strip()[:80]
    if not who:
        raise UsageError("Say who you are: views and notes are kept with a name", do="Go back and give your name.")
    return who
