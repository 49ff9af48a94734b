"""What is answered when something is wrong: problem+json (RFC 9457) to programs, a written page to people.

One table says which error is which status. No answer names a path of the server: of an error only what is wrong and
what to do about it are told, never where.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from redshank.errors import InputError, KnowledgeError, RecordError, RedshankError, UsageError

log = logging.getLogger("redshank.web")


class AbsentError(RedshankError):
    """What was asked for is not in the record."""


class RefusedError(RedshankError):
    """The request is not allowed here: from another site, without the token, or while the record is only read."""


class TooMuchError(RedshankError):
    """The request is larger, or there are more of them, than is taken."""


STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (AbsentError, 404),
    (RefusedError, 403),
    (TooMuchError, 413),
    (UsageError, 422),
    (InputError, 422),
    (KnowledgeError, 422),
    (RecordError, 503),
    (RedshankError, 500),
)
"""The status of each error of ours, the first that fits."""

UNAVAILABLE = "The record cannot be used now: it is busy, or its disk is. Try again in a moment."
FAULT = "This is a fault of the program. What went wrong stands in the server's log."


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, for the one who asked: a status, what it is, and what to do about it."""

    status: int
    detail: str
    do: str = ""

    @property
    def title(self) -> str:
        """The status in words."""
        return HTTPStatus(self.status).phrase if self.status in set(HTTPStatus) else "Error"

    def to_json(self) -> dict[str, Any]:
        """The problem as RFC 9457 writes it."""
        fields: dict[str, Any] = {"type": "about:blank", "title": self.title, "status": self.status}
        return fields | {"detail": self.detail} | ({"do": self.do} if self.do else {})


def problem_of(error: Exception) -> Problem:
    """What an error means for the one who asked."""
    if isinstance(error, RequestValidationError):
        return Problem(422, _of_validation(error))
    if isinstance(error, HTTPException):
        return Problem(error.status_code, _of_http(error))
    status = next((number for kind, number in STATUSES if isinstance(error, kind)), 500)
    if isinstance(error, RedshankError) and status < 500:
        return Problem(status, without_paths(_what(error)), without_paths(error.do))
    return Problem(status, UNAVAILABLE if status == 503 else FAULT)


_PARAMETER = re.compile(r"[a-z][a-z_-]{0,30}( '[^'/\\\\]{0,60}')?")


def _what(error: RedshankError) -> str:
    """What is wrong, with the name of the parameter that it is wrong with; other places are not told."""
    named = isinstance(error, UsageError) and _PARAMETER.fullmatch(error.where)
    return f"{error.where}: {error.what}" if named else error.what


_PATH = re.compile(r"(?<![\w:/.])(?:/[^\s/:'\"]+){2,}/?|\b[A-Za-z]:\\[^\s'\"]+")


def without_paths(words: str) -> str:
    """Words with every path of a file system taken out; URLs stay."""
    return _PATH.sub("(a file)", words)


def _of_validation(error: RequestValidationError) -> str:
    told = []
    for one in error.errors()[:5]:
        name = ".".join(str(part) for part in one["loc"][1:]) or "the request"
        told.append(f"{name}: {one['msg']}")
    return without_paths("; ".join(told))


_TOLD = {
    404: "There is no such page.",
    405: "This address does not take that kind of request.",
}


def _of_http(error: HTTPException) -> str:
    written = error.detail if isinstance(error.detail, str) else ""
    if not written or written == HTTPStatus(error.status_code).phrase:
        return _TOLD.get(error.status_code, written or "The request cannot be answered.")
    return without_paths(written)


def wants_json(request: Request) -> bool:
    """Whether a program asks rather than a person in a browser."""
    if request.url.path.startswith("/api/") or request.url.path == "/healthz":
        return True
    accepted = request.headers.get("accept", "")
    return "json" in accepted and "html" not in accepted


def answer(request: Request, error: Exception) -> Response:
    """The answer to a request that failed. A record that fails goes to the log; faults the server logs."""
    problem = problem_of(error)
    if isinstance(error, RedshankError) and problem.status >= 500:
        log.error("request failed path=%s error=%s what=%r", request.url.path, type(error).__name__, str(error))
    headers = dict(getattr(error, "headers", None) or {})
    if wants_json(request):
        return JSONResponse(problem.to_json(), problem.status, headers, media_type="application/problem+json")
    from redshank.web.rendering import render

    page = "part_problem.html" if request.headers.get("hx-request") else "problem.html"
    context = {"problem": problem, "view_address": "", "view_notes": ()}
    return render(request, page, context, status=problem.status, headers=headers)


def install(app: FastAPI) -> None:
    """Let the application answer errors in this way; the gate does it for those that nobody foresaw."""
    for kind in (RedshankError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, answer)
