"""The coder: one article through named steps, from its reading to its reports.

coder = Coder()
for report in coder.code("French President Emmanuel Macron met ...", date="2023-03-13"):
    ...
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from redshank.coding import decide
from redshank.coding.candidates import Candidate, Finder
from redshank.coding.lexicon import Lexicon, lexicon
from redshank.coding.reporting import to_report
from redshank.coding.steps import (
    attribute,
    choose_type,
    drop_doubtful,
    judge_factuality,
    keep_politics,
    place_in_time_and_space,
    tell_contexts,
    unite,
)
from redshank.coding.topic import topic_of
from redshank.errors import RedshankError, UsageError
from redshank.knowledge import KnowledgeBase, default
from redshank.knowledge.dictionaries import is_dictionary
from redshank.model import Article, Report, Span
from redshank.reading.reader import Reading, read
from redshank.settings import settings

_T = TypeVar("_T")
_WORD = re.compile(r"[a-z][a-z'’-]*")


RECALLS = ("normal", "high")

Step = Callable[[Reading, tuple[Candidate, ...]], tuple[Candidate, ...]]

STEPS: tuple[tuple[str, Step], ...] = (
    ("judge factuality", judge_factuality),
    ("attribute", attribute),
    ("choose type", choose_type),
    ("keep politics", keep_politics),
    ("drop doubtful", drop_doubtful),
    ("unite", unite),
    ("place in time and space", place_in_time_and_space),
    ("tell contexts", tell_contexts),
)
"""The way of a candidate after it was found; the order matters, and each step needs only those before it."""


def _choose_thoroughly(reading: Reading, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """As ``choose_type``, with the relation model asked about the doubtful too."""
    del reading
    return decide.choose(candidates, thorough=True)


THOROUGH: tuple[tuple[str, Step], ...] = tuple(
    (name, _choose_thoroughly if step is choose_type else step) for name, step in STEPS if step is not drop_doubtful
)
"""The same with high recall: nothing is dropped as doubtful."""


def own_files() -> list[Path]:
    """The files in the folder of the user's own entities (``REDSHANK_ENTITIES``), in the order of their names."""
    folder = settings().entities if os.environ.get("REDSHANK_ENTITIES") else None
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder and folder.is_dir() else []


class CodingError(RedshankError):
    """A step of coding failed on an article; ``step`` names it, the cause is chained."""

    def __init__(self, step: str, article: str) -> None:
        self.step = step
        super().__init__(f"step '{step}' failed", where=article, do="please report the article that does this")


class Coder:
    """Codes articles into reports; one instance serves many articles. Not shared between threads.

    ``entities`` are files of the user's own entities, and PETRARCH dictionaries (see the knowledge base's docs).
    ``recall`` is ``normal`` (reports
    that are likely right) or ``high`` (doubtful ones too, for those who sort them out by their ``confidence``).
    """

    def __init__(self, entities: Sequence[Path] = (), *, recall: str = "normal") -> None:
        if recall not in RECALLS:
            raise UsageError(f"recall is 'normal' or 'high', not {recall[:40]!r}", where="recall")
        own = [*own_files(), *(Path(path) for path in entities)]
        self.base: KnowledgeBase = KnowledgeBase.load(own) if own else default()
        self.lexicon: Lexicon = lexicon(tuple(path for path in own if is_dictionary(path, "verb")))
        self._steps = STEPS if recall == "normal" else THOROUGH

    def code(self, text: str, *, date: str | None = None, **about: str | None) -> list[Report]:
        """The reports of one text. ``about`` are further fields of ``Article``: title, publisher, url, id, ..."""
        fields = {"id": "text", **about}
        return self.code_article(Article(text=text, date=date, **fields))  # type: ignore[arg-type]

    def code_many(self, articles: Iterable[Article]) -> Iterator[Report]:
        """The reports of many articles, in order, one article in memory at a time."""
        for article in articles:
            yield from self.code_article(article)

    def code_article(self, article: Article) -> list[Report]:
        """The reports of one article in the order of its text. Raises CodingError naming the step that failed."""
        topic = topic_of(article.text)
        if topic == "sport":
            return []
        promising = self.promising if topic == "politics" else self.promising_off_topic
        reading = self._blame("read", article, lambda: read(article, self.base, promising))
        candidates = self._blame("find candidates", article, lambda: self._find(reading))
        for name, step in self._steps:
            candidates = self._blame(name, article, functools.partial(step, reading, candidates))
        return [to_report(article, candidate) for candidate in candidates]

    def promising(self, sentence: Span) -> bool:
        """Whether a sentence can tell an event at all: it has a trigger's form, and is asked before any parsing."""
        return self.lexicon.may_tell(set(_WORD.findall(sentence.text.lower())))

    def promising_off_topic(self, sentence: Span) -> bool:
        """The same in a text that is about something else, of which only dealings among public bodies are kept."""
        return self.promising(sentence) and bool(self.base.find(sentence.text))

    def _find(self, reading: Reading) -> tuple[Candidate, ...]:
        finder = Finder(self.lexicon, reading.mentions, reading.voices)
        return tuple(candidate for parsed in reading.parsed for candidate in finder.candidates(parsed))

    def _blame(self, step: str, article: Article, work: Callable[[], _T]) -> _T:
        try:
            return work()
        except RedshankError:
            raise
        except Exception as error:
            raise CodingError(step, article.id) from error
