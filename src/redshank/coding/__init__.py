"""From a reading to reports: who did what to whom, when and where, who says so, and how sure."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redshank.coding.coder import Coder, CodingError

__all__ = ["Coder", "CodingError"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from redshank.coding import coder

        return getattr(coder, name)
    raise AttributeError(f"module 'redshank.coding' has no attribute {name!r}")
