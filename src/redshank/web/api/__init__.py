"""The API: the verbs of the record under ``/api/v1``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """The routers of the API, and that of ``/healthz``."""
    from redshank.web.api import analysis, articles, counts, entities, events, forecast, health, judgements, search

    about = (articles.api, events.api, entities.api, counts.api, search.api)
    return (*about, analysis.api, forecast.api, judgements.api, health.api)
