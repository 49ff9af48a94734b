"""What is likely to come next, with its reasons; what was foretold, and what came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from redshank.web.dependencies import Foresights, Kept, Maybe
from redshank.web.downloads import Format, Table, download
from redshank.web.links import with_query
from redshank.web.pages.waiting import later
from redshank.web.rendering import render
from redshank.web.views import choices, foresight

if TYPE_CHECKING:
    from redshank.forecasting.history import History
    from redshank.forecasting.outlook import Forecast

router = APIRouter(include_in_schema=False)

SHOWN = 15
DOWNLOADED = 2_000

Who = Annotated[str, Query(max_length=300)]
Days = Annotated[int, Query(description="Days to look ahead.")]


@router.get("/forecast")
def forecast(
    request: Request,
    record: Kept,
    desk: Foresights,
    actor: Who = "",
    recipient: Who = "",
    days: Days = 7,
    format: Annotated[Format | None, Maybe] = None,  # noqa: A002
) -> Response:
    """The likeliest events of the coming days, with odds, intervals and reasons."""
    days = days if days in foresight.DAYS else foresight.DAYS[0]
    known = desk.ask(days)
    asked = {"actor": actor, "recipient": recipient, "days": days if days != foresight.DAYS[0] else None}
    here = with_query("/forecast", asked)
    context: dict[str, Any] = {
        "known": known, "days": days, "actor": actor, "recipient": recipient, "here": here, "deed": deed, "past": past,
        "poll": with_query("/forecast/progress", {"days": days, "stage": known.stage}), "stages": foresight.STAGES,
        "choices": choices.choices(record, actor, recipient), "horizons": foresight.DAYS,
    }  # fmt: skip
    if known.outlook is None:
        if format:
            raise later()
        headers = {"Refresh": "6"} if not request.headers.get("hx-request") else {}
        return render(request, "forecast_waits.html", context, status=200, headers=headers)
    if format:
        return _download(known, actor, recipient, format)
    found = known.forecasts(actor, recipient, SHOWN)
    units = known.unit(actor, recipient) if actor else []
    told = [one for one in (*found, *units) if one.probability is not None]
    context |= {
        "found": [one for one in found if one.probability is not None],
        "note": next((one.note for one in found if one.probability is None), ""),
        "units": [one for one in units if one.probability is not None],
        "most": scale(told),
        "least_events": _least(),
        "reliability": _reliability(known),
    }
    return render(request, "forecast.html", context)


@router.get("/forecast/progress")
def progress(
    request: Request, desk: Foresights, days: Days = 7, stage: Annotated[int, Query(ge=0, le=10)] = 0
) -> Response:
    """How far the learning is; the page is loaded again when there is more to show."""
    known = desk.ask(days if days in foresight.DAYS else foresight.DAYS[0])
    poll = with_query("/forecast/progress", {"days": days, "stage": stage})
    more = known.done or (known.outlook is not None and known.stage > max(stage, 1))
    headers = {"HX-Refresh": "true"} if more else {}
    context = {"known": known, "poll": poll, "stages": foresight.STAGES}
    return render(request, "part_forecast_progress.html", context, headers=headers)


def _download(known: foresight.Foresight, actor: str, recipient: str, format: Format) -> Response:  # noqa: A002
    rows = [one.to_json() for one in known.forecasts(actor, recipient, DOWNLOADED)]
    assert known.outlook is not None
    asked = f"actor={actor!r}, recipient={recipient!r}, days={known.days}, top={DOWNLOADED}"
    query = f"(one.to_json() for one in next_events(history_of(record), {asked}))"
    imports = (
        "from redshank.forecasting import next_events",
        "from redshank.web.views.foresight import history_of",
    )
    return download(Table("forecast", foresight.COLUMNS, rows, query, imports), format)


def deed(one: Forecast) -> str:
    """A forecast in words: "Iran accuses Israel", "Material conflict of Iran with Israel above its usual level"."""
    from redshank.forecasting.reasons import deed as told

    actor, recipient = one.actor_name or one.actor, one.recipient_name or one.recipient
    if one.type.endswith(" above usual"):
        towards = f" with {recipient}" if recipient else ""
        return f"{one.type.removesuffix(' above usual').capitalize()} of {actor}{towards} above its usual level"
    return told(actor, one.type, recipient)


def past(event: History) -> str:
    """An event that came, in words."""
    from redshank.forecasting.reasons import deed as told

    return told(event.actor_name or event.actor, event.type, event.recipient_name or event.recipient)


def scale(told: Sequence[Forecast]) -> float:
    """The right end of a scale that all odds and intervals fit on: a twentieth, a tenth, a fifth, a half or 1."""
    most = max((max(one.probability or 0, one.high, one.usual) for one in told), default=1.0)
    return next(end for end in (0.05, 0.1, 0.2, 0.3, 0.5, 1.0) if most <= end or end == 1.0)


def _least() -> int:
    from redshank.forecasting.outlook import LEAST

    return LEAST


def _reliability(known: foresight.Foresight) -> list[dict[str, float]]:
    if known.report is None:
        return []
    return [{"odds": b.odds, "came_true": b.came_true, "number": b.number} for b in known.report.reliability]
