"""The kept record: articles, reports, events out of reports, search, and what people judged."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redshank.record.kept import KeptArticle, KeptReport
    from redshank.record.question import Question
    from redshank.record.record import Record, history, open_record

__all__ = ["KeptArticle", "KeptReport", "Question", "Record", "history", "open_record"]

_HOMES = {
    "KeptArticle": "kept",
    "KeptReport": "kept",
    "Question": "question",
    "Record": "record",
    "history": "record",
    "open_record": "record",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        import importlib

        return getattr(importlib.import_module(f"redshank.record.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'redshank.record' has no attribute {name!r}")
