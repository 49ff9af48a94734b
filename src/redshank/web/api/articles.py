"""Articles: what was read."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request
from pydantic import Field

from redshank.record import KeptArticle, Question, Record
from redshank.web.api.answers import page, router
from redshank.web.api.parameters import Arrived, Date, Unset, Words
from redshank.web.api.shapes import ArticleShape, ArticleTextShape, PageShape, ReportShape
from redshank.web.dependencies import Kept
from redshank.web.problems import AbsentError
from redshank.web.views import listing

api = router("articles")


class ArticleFilters(Arrived):
    """Filters on articles."""

    publisher: list[Words] = Field([], max_length=50, description="Who published it; repeat it for several.")
    since: Date | Unset = Field(None, description="Published on this day, month or year, or later.")
    until: Date | Unset = Field(None, description="Published in this day, month or year, or earlier.")


@api.get("/articles", response_model=PageShape[ArticleShape])
def articles(request: Request, record: Kept, asked: Annotated[ArticleFilters, Query()]) -> Any:
    """Articles without their texts, those that came last first."""
    found = listing.articles(
        record, asked.limit, asked.after, publishers=tuple(asked.publisher), since=asked.since, until=asked.until
    )
    return page(request, found, _article)


@api.get("/article", response_model=ArticleTextShape)
def article(record: Kept, id: Annotated[Words, Query(description="Id of the article.")]) -> Any:  # noqa: A002
    """An article with its text. Ids of articles are URLs and paths, hence the query."""
    kept = _kept(record, id)
    return _article(kept) | {"text": kept.article.text}


@api.get("/article/reports", response_model=list[ReportShape])
def article_reports(record: Kept, id: Annotated[Words, Query(description="Id of the article.")]) -> Any:  # noqa: A002
    """The reports of an article, in the order of its text."""
    kept = _kept(record, id)
    found = record.reports(Question(articles=(kept.article.id,)))
    return [one.to_json() for one in sorted(found, key=lambda one: (one.report.sentence.start, one.report.trigger))]


def _kept(record: Record, key: str) -> KeptArticle:
    found = next(record.articles(ids=(key,)), None)
    if found is None:
        raise AbsentError("There is no such article in this record.")
    return found


def _article(kept: KeptArticle) -> dict[str, Any]:
    names = ("id", "title", "date", "publisher", "url", "language", "author")
    about = ("version", "hash", "story", "coder", "coded_at", "has_text")
    return {name: getattr(kept.article, name) for name in names} | {name: getattr(kept, name) for name in about}
