"""What comes next, with reasons and honest odds.

Names are loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redshank.forecasting.evaluation import evaluate as evaluate
    from redshank.forecasting.history import History as History
    from redshank.forecasting.history import read_history as read_history
    from redshank.forecasting.outlook import Forecast as Forecast
    from redshank.forecasting.outlook import Outlook as Outlook
    from redshank.forecasting.outlook import likely_recipients as likely_recipients
    from redshank.forecasting.outlook import likely_types as likely_types
    from redshank.forecasting.outlook import next_events as next_events
    from redshank.forecasting.outlook import volume as volume

_HOMES = {
    "History": "history", "read_history": "history", "Forecast": "outlook", "Outlook": "outlook",
    "likely_recipients": "outlook", "likely_types": "outlook", "next_events": "outlook", "volume": "outlook",
    "evaluate": "evaluation",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"redshank.forecasting.{_HOMES[name]}"), name)
