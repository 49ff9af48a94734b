"""Articles and reports as the record gives them back, with what it knows about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from redshank.model import Article, Report


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article in the record. Its text is empty if it was not to be kept (``has_text``).

    ``version`` counts from 1 the versions under one id; ``story`` is the same for copies of one text; ``coder`` and
    ``coded_at`` say who coded it last, and when.
    """

    article: Article
    version: int
    current: bool
    hash: str
    story: int
    coder: str
    coded_at: str
    has_text: bool


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report in the record, with people's corrections in effect.

    ``id`` is that under which it was coded, whatever was corrected; ``event`` the id of its event, None if it does not
    count (``current`` False: an old version, an older coder, or judged wrong).
    """

    id: str
    report: Report
    event: str | None
    current: bool
    publisher: str | None
    date: str | None
    judged: bool = False

    def to_json(self) -> dict[str, Any]:
        """The report as ``redshank code`` writes it, with its event, publisher and publication date."""
        about = {"event": self.event, "publisher": self.publisher, "published": self.date, "judged": self.judged}
        return self.report.to_json() | {"id": self.id} | about
