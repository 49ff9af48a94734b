"""Pages and API."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redshank.web.app import create_app
    from redshank.web.configuration import WebSettings

__all__ = ["WebSettings", "create_app"]

_HOMES = {"create_app": "app", "WebSettings": "configuration"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        import importlib

        return getattr(importlib.import_module(f"redshank.web.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'redshank.web' has no attribute {name!r}")
