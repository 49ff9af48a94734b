"""Adding articles: a pasted text, files, URLs; how far they are; and then the reader."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from redshank.errors import InputError
from redshank.web.configuration import WebSettings
from redshank.web.dependencies import Kept, Set
from redshank.web.jobs import Address, Given, Job, Jobs, Pasted, Uploaded, emptied
from redshank.web.links import article_url
from redshank.web.problems import AbsentError
from redshank.web.rendering import render

router = APIRouter(include_in_schema=False)

MOST_ADDRESSES = 20
PIECE = 256 * 1024


@router.get("/add")
def form(request: Request, settings: Set, record: Kept) -> Response:
    """The forms."""
    return render(request, "add.html", {"empty": not record.count().articles, "settings": settings})


def jobs_of(request: Request) -> Jobs:
    """The jobs of this server."""
    found: Jobs = request.app.state.jobs
    return found


@router.post("/add/ready")
def ready(request: Request) -> Response:
    """Get the coder ready, as somebody begins to fill the forms in."""
    jobs_of(request).warm()
    return Response(status_code=204)


@router.post("/add")
async def add(request: Request, settings: Set) -> Response:
    """Take articles in and lead to how far they are."""
    form = await request.form(max_files=settings.files, max_fields=20, max_part_size=4 * settings.pasted)
    try:
        job = await run_in_threadpool(_take, jobs_of(request), form, settings)
    finally:
        await form.close()
    return RedirectResponse(f"/add/{job.id}", 303)


def _take(jobs: Jobs, form: FormData, settings: WebSettings) -> Job:
    folder = Path(tempfile.mkdtemp(prefix="redshank-web-"))
    with emptied(folder):
        given = (*_pasted(form, settings), *_files(form, folder), *_addresses(form))
        if not given:
            raise InputError("Nothing was given.", do="Paste a text, choose files, or write a URL.")
        return jobs.add(given, folder)


def _word(form: FormData, name: str, most: int = 1000) -> str | None:
    value = form.get(name)
    return value.strip()[:most] or None if isinstance(value, str) else None


def _pasted(form: FormData, settings: WebSettings) -> Iterator[Given]:
    value = form.get("text")
    text = value if isinstance(value, str) else ""
    if len(text) > settings.pasted:
        raise InputError(f"The text is longer than {settings.pasted:,} characters.", do="Split it into its articles.")
    if text.strip():
        text = text.replace("\r\n", "\n")
        about = {name: _word(form, name) for name in ("title", "publisher", "date", "url")}
        yield Pasted(text, **about)


def _files(form: FormData, folder: Path) -> Iterator[Given]:
    """Files under names of ours that keep only the ending, which says how they are read."""
    from redshank.sources.folders import SUFFIXES, suffix_of

    for number, file in enumerate(form.getlist("files")):
        if not isinstance(file, UploadFile) or not file.filename:
            continue
        label = Path(file.filename.replace("\\", "/")).name[:200] or "file"
        suffix = suffix_of(label)
        if not suffix:
            raise InputError(f"{label} is of no kind that can be read.", do=f"Give one of {' '.join(SUFFIXES)}.")
        path = folder / f"{number}{suffix}{'.gz' if label.lower().endswith('.gz') else ''}"
        with path.open("wb") as target:
            while piece := file.file.read(PIECE):
                target.write(piece)
        yield Uploaded(label, path)


def _addresses(form: FormData) -> Iterator[Given]:
    lines = (_word(form, "address", 40_000) or "").split()
    if len(lines) > MOST_ADDRESSES:
        raise InputError(f"More than {MOST_ADDRESSES} URLs are not taken at once.")
    for line in lines:
        if not line.lower().startswith(("http://", "https://")):
            raise InputError(f"{line[:100]} is no URL of the web.", do="Begin it with https://")
        yield Address(line)


@router.get("/add/{key}")
def progress(request: Request, key: str) -> Response:
    """How far a job is; once it is done, its article in the reader, or a list of what came of each."""
    job = jobs_of(request).get(key)
    if job is None:
        raise AbsentError("This is done long ago, or never was.", do="Look for the article in the record.")
    landing = _landing(job)
    if request.headers.get("hx-request"):
        headers = {"HX-Redirect": landing} if landing else {}
        return render(request, "part_job.html", {"job": job}, headers=headers)
    return RedirectResponse(landing, 303) if landing else render(request, "job.html", {"job": job})


def _landing(job: Job) -> str | None:
    """Where to go when all is done: the reader, if it was a single article and all went well."""
    alone = job.done and len(job.items) == 1 and job.articles
    return article_url(job.articles[0]) if alone else None
