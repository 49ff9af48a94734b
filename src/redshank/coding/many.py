"""Coding many articles: in this process or in several, always in the order given, with memory that stays flat."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from redshank.coding.coder import Coder, CodingError
from redshank.model import Article, Report

AHEAD = 4
"""Articles waiting for each worker: enough to keep it busy, few enough to keep memory flat."""

Coded = tuple[Article, list[Report] | CodingError]

_coder: Coder | None = None


def code_articles(
    articles: Iterable[Article], entities: Sequence[Path] = (), workers: int = 1, *, recall: str = "normal"
) -> Iterator[Coded]:
    """Each article with its reports, or with the error that stopped it; one bad article never stops the rest.

    ``workers`` are processes; the output is the same whatever their number.
    """
    if workers <= 1:
        coder = Coder(entities, recall=recall)
        yield from ((article, _code(coder, article)) for article in articles)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, (tuple(entities), recall)) as pool:
        yield from _in_order(pool, articles, workers * AHEAD)


def _in_order(pool: ProcessPoolExecutor, articles: Iterable[Article], window: int) -> Iterator[Coded]:
    waiting: deque[tuple[Article, Future[list[Report] | CodingError]]] = deque()
    for article in articles:
        waiting.append((article, pool.submit(_work, article)))
        while len(waiting) > window or (waiting and waiting[0][1].done()):
            done, future = waiting.popleft()
            yield done, future.result()
    for done, future in waiting:
        yield done, future.result()


def _start(entities: tuple[Path, ...], recall: str) -> None:
    global _coder
    _coder = Coder(entities, recall=recall)


def _work(article: Article) -> list[Report] | CodingError:
    assert _coder is not None
    return _code(_coder, article)


def _code(coder: Coder, article: Article) -> list[Report] | CodingError:
    try:
        return coder.code_article(article)
    except CodingError as error:
        return error
