"""Redshank reads news and keeps the political record.

    from redshank import Coder
    for report in Coder().code("French President Emmanuel Macron met ...", date="2023-03-13"):
        print(report.type, report.actor, report.recipient)

Nothing heavy is loaded when this module is imported; models load on first use.
"""

from typing import TYPE_CHECKING, Any

from redshank.version import __version__

if TYPE_CHECKING:
    from redshank.coding import Coder
    from redshank.model import Article, Report

__all__ = ["Article", "Coder", "Report", "__version__"]


def __getattr__(name: str) -> Any:
    if name == "Coder":
        from redshank.coding import Coder

        return Coder
    if name in ("Article", "Report"):
        import redshank.model

        return getattr(redshank.model, name)
    raise AttributeError(f"module 'redshank' has no attribute {name!r}")
