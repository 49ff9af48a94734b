"""What the record shows: dyads over time, alignments, the network of dealings, viewpoints of publishers.

Names are loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redshank.analysis.aligned import Aligned as Aligned
    from redshank.analysis.aligned import Alignment as Alignment
    from redshank.analysis.alignment import alignments as alignments
    from redshank.analysis.alignment import movement as movement
    from redshank.analysis.alignment import movers as movers
    from redshank.analysis.dealings import Dealings as Dealings
    from redshank.analysis.dealings import Party as Party
    from redshank.analysis.network import Network as Network
    from redshank.analysis.network import network_of as network_of
    from redshank.analysis.series import DyadSeries as DyadSeries
    from redshank.analysis.series import dyad_series as dyad_series
    from redshank.analysis.viewpoints import Viewpoints as Viewpoints
    from redshank.analysis.viewpoints import event_viewpoints as event_viewpoints

_HOMES = {
    "Aligned": "aligned", "Alignment": "aligned",
    "alignments": "alignment", "movement": "alignment", "movers": "alignment",
    "Dealings": "dealings", "Party": "dealings",
    "Network": "network", "network_of": "network",
    "DyadSeries": "series", "dyad_series": "series",
    "Viewpoints": "viewpoints", "event_viewpoints": "viewpoints",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"redshank.analysis.{_HOMES[name]}"), name)
