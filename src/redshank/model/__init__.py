"""The frozen types that all other packages speak."""

from redshank.model.article import Article
from redshank.model.entity import Entity, Mention
from redshank.model.event import HAPPENED, STATUSES, Event
from redshank.model.report import FACTUALITIES, TYPES, Attribution, Quantity, Report
from redshank.model.spacetime import Period, Place
from redshank.model.span import Span

__all__ = [
    "FACTUALITIES",
    "HAPPENED",
    "STATUSES",
    "TYPES",
    "Article",
    "Attribution",
    "Entity",
    "Event",
    "Mention",
    "Period",
    "Place",
    "Quantity",
    "Report",
    "Span",
]
