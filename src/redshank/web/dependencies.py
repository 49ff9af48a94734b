"""What handlers of requests are given: the record, the settings, and the question that the address asks."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import BeforeValidator

from redshank.record import Question, Record
from redshank.web.configuration import WebSettings
from redshank.web.views import foresight, viewpoints

MOST_VALUES = 50
MOST_CHARACTERS = 300


def record_of(request: Request) -> Record:
    """The record that is served."""
    found: Record = request.app.state.record
    return found


def settings_of(request: Request) -> WebSettings:
    """The settings of the server."""
    found: WebSettings = request.app.state.settings
    return found


def foresight_of(request: Request) -> foresight.Desk:
    """Where the server's record is asked what is likely to come."""
    found: foresight.Desk = request.app.state.foresight
    return found


def viewpoints_of(request: Request) -> viewpoints.Desk:
    """Where the publishers of the server's record are compared."""
    found: viewpoints.Desk = request.app.state.viewpoints
    return found


Kept = Annotated[Record, Depends(record_of)]
Set = Annotated[WebSettings, Depends(settings_of)]
Foresights = Annotated[foresight.Desk, Depends(foresight_of)]
Comparisons = Annotated[viewpoints.Desk, Depends(viewpoints_of)]


def _none_if_blank(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _without_blanks(values: Any) -> Any:
    return [one.strip() for one in values if one.strip()] if isinstance(values, list) else values


Short = Annotated[str, Query(max_length=MOST_CHARACTERS)]
Some = Annotated[list[Short], BeforeValidator(_without_blanks), Query(max_length=MOST_VALUES)]
Maybe = BeforeValidator(_none_if_blank)
Day = Annotated[str | None, Maybe, Query(max_length=10)]


def asked(
    actor: Some = [],  # noqa: B006
    recipient: Some = [],  # noqa: B006
    either: Some = [],  # noqa: B006
    speaker: Some = [],  # noqa: B006
    type: Some = [],  # noqa: A002, B006
    mode: Some = [],  # noqa: B006
    quad: Some = [],  # noqa: B006
    since: Day = None,
    until: Day = None,
    place: Some = [],  # noqa: B006
    publisher: Some = [],  # noqa: B006
    factuality: Some = [],  # noqa: B006
    voice: Annotated[str | None, Maybe, Query(max_length=20)] = None,
    confidence: Annotated[float | None, Maybe, Query(ge=0, le=1)] = None,
    text: Annotated[str | None, Maybe, Query(max_length=1000)] = None,
    status: Some = [],  # noqa: B006
) -> Question:
    """The question that the parameters of a page's address ask; they are called as in ``redshank query`` and the API,
    whose schema describes them."""
    return Question(
        actor=tuple(actor), recipient=tuple(recipient), either=tuple(either), speaker=tuple(speaker),
        types=tuple(type), modes=tuple(mode), quads=tuple(quad), since=since, until=until, places=tuple(place),
        publishers=tuple(publisher), factuality=tuple(factuality), voice=voice, confidence=confidence, text=text,
        statuses=tuple(status),
    )  # fmt: skip


Asked = Annotated[Question, Depends(asked)]

NAMES = {
    "actor": "actor", "recipient": "recipient", "either": "either", "speaker": "speaker", "type": "types",
    "mode": "modes", "quad": "quads", "since": "since", "until": "until", "place": "places",
    "publisher": "publishers", "factuality": "factuality", "voice": "voice", "confidence": "confidence",
    "text": "text", "status": "statuses",
}  # fmt: skip
"""Names of parameters, and the fields of a Question that they fill."""


def parameters_of(question: Question) -> list[tuple[str, str]]:
    """A question as the parameters of an address."""
    found: list[tuple[str, str]] = []
    for name, field in NAMES.items():
        value = getattr(question, field)
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        found += [(name, str(one)) for one in values]
    return found
