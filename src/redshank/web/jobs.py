"""Articles that people give to the server: read, coded in a process of its own, kept, with how far that is.

The coder runs outside the server's process, so that pages stay quick, a text that takes too long can be given up, and
what it stumbles over brings nothing else down. One job is done after the other.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import queue
import secrets
import shutil
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from redshank.errors import InputError, RedshankError
from redshank.model import Article
from redshank.record import Record
from redshank.web.configuration import WebSettings
from redshank.web.problems import TooMuchError, problem_of
from redshank.web.worker import Worker

log = logging.getLogger("redshank.web")

REMEMBERED = 200
"""Jobs whose outcome can still be looked at."""

IDLE_SECONDS = 600.0
"""After how long without work the coder's process is ended, which gives its memory back."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that somebody pasted, with what they know about it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None

    @property
    def label(self) -> str:
        """What it is called on the page."""
        return self.title or " ".join(self.text[:80].split())


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that somebody gave: what they call it, and where it lies until it is read."""

    label: str
    path: Path


@dataclass(frozen=True, slots=True)
class Address:
    """A URL that somebody gave."""

    label: str


Given = Pasted | Uploaded | Address


@dataclass(frozen=True, slots=True)
class Item:
    """One article on its way. ``state`` is ``waiting coding kept known failed``; ``words`` say why it failed."""

    label: str
    state: str
    article: str | None = None
    reports: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What was given at once, and how far it is. ``state`` is ``waiting working done``; ``now`` says what is done."""

    id: str
    state: str
    now: str
    items: tuple[Item, ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing more will come."""
        return self.state == "done"

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that are in the record now."""
        return tuple(one.article for one in self.items if one.article is not None)


class Jobs:
    """All jobs of one server, done in their order by one thread."""

    def __init__(self, record: Record, settings: WebSettings) -> None:
        self.record = record
        self.settings = settings
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._queue: queue.Queue[tuple[str, tuple[Given, ...], Path | None]] = queue.Queue(settings.jobs)
        self._thread: threading.Thread | None = None
        self._worker = Worker(settings.coding_seconds)
        self._stopping = threading.Event()

    def add(self, given: tuple[Given, ...], folder: Path | None = None) -> Job:
        """Take articles in; ``folder`` holds their files and is removed when they are read.

        Raises TooMuchError if too many wait already.
        """
        job = Job(secrets.token_urlsafe(9), "waiting", "Waiting for its turn")
        self._set(job)
        try:
            self._queue.put_nowait((job.id, given, folder))
        except queue.Full:
            self._drop(job.id, folder)
            raise TooMuchError("Too much waits to be coded already.", do="Try again in a few minutes.") from None
        self.warm()
        return job

    def warm(self) -> None:
        """Start what codes, if it does not run: somebody is about to give an article."""
        with self._lock:
            if self._thread is None and not self._stopping.is_set():
                self._thread = threading.Thread(target=self._work, name="redshank-jobs", daemon=True)
                self._thread.start()

    def get(self, key: str) -> Job | None:
        """The job of an id, None if there is none or it is long done."""
        with self._lock:
            return self._jobs.get(key)

    def stop(self) -> None:
        """End at once; what is being coded is dropped, what was kept stays."""
        self._stopping.set()
        self._worker.stop()
        if self._thread is not None:
            self._thread.join(5)

    def _set(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > REMEMBERED:
                self._jobs.popitem(last=False)

    def _drop(self, key: str, folder: Path | None) -> None:
        with self._lock:
            self._jobs.pop(key, None)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _work(self) -> None:
        """The thread: one job after the other, until nothing came for a while."""
        while True:
            self._worker.start(self.record)
            self._work_while_young()
            self._worker.stop()
            with self._lock:
                if self._stopping.is_set() or self._queue.empty():
                    self._thread = None
                    return

    def _work_while_young(self) -> None:
        while not self._stopping.is_set() and self._worker.is_young(IDLE_SECONDS):
            with contextlib.suppress(queue.Empty):
                self._do(*self._queue.get(timeout=0.5))

    def _do(self, key: str, given: tuple[Given, ...], folder: Path | None) -> None:
        """One job, whatever happens in it."""
        try:
            self._each(key, given)
        except Exception as error:
            log.error("job failed error=%s", type(error).__name__, exc_info=error)
            self._add_item(key, Item("The rest", "failed", words=problem_of(error).detail))
        finally:
            job = self.get(key)
            if job is not None:
                self._set(replace(job, state="done", now="Done"))
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)

    def _each(self, key: str, given: tuple[Given, ...]) -> None:
        count, deadline = 0, time.monotonic() + self.settings.lot_seconds
        for one in given:
            self._now(key, f"Reading {one.label}")
            for found in self._read(one):
                count += 1
                if self._stopping.is_set():
                    return
                if words := self._too_much(count, deadline):
                    self._add_item(key, Item(one.label, "failed", words=words))
                    return
                self._one(key, one.label, found)

    def _too_much(self, count: int, deadline: float) -> str:
        """Why no more of a lot is taken; empty if it goes on."""
        if count > self.settings.articles:
            return f"More than {self.settings.articles} articles at once are not taken here; use redshank ingest."
        return "The rest was not taken: it took too long." if time.monotonic() > deadline else ""

    def _read(self, one: Given) -> Iterator[Article | InputError]:
        """The articles of what was given; errors in their places."""
        from redshank.sources import read_articles

        if isinstance(one, Pasted):
            return read_articles(["-"], stdin=io.BytesIO(_line_of(one)), allow_private=False)
        if isinstance(one, Address):
            return read_articles([one.label], allow_private=self.settings.allow_private)
        found = read_articles([str(one.path)], allow_private=False)
        return (_renamed(article, one) if isinstance(article, Article) else article for article in found)

    def _one(self, key: str, label: str, found: Article | InputError) -> None:
        """Code and keep one article."""
        if isinstance(found, InputError):
            problem = problem_of(found)
            words = f"It {problem.detail}." + (f" What helps: {problem.do}." if problem.do else "")
            self._add_item(key, Item(label, "failed", words=words))
            return
        label = found.title or label
        self._now(key, f"Coding {label}")
        self._add_item(key, Item(label, "coding"))
        try:
            self._set_last(key, self._kept(label, found))
        except RedshankError as error:
            self._set_last(key, Item(label, "failed", words=problem_of(error).detail))

    def _kept(self, label: str, article: Article) -> Item:
        """The article coded and in the record."""
        from redshank.coding.reporting import CODER

        if len(article.text) > self.settings.pasted:
            raise InputError(f"It is longer than {self.settings.pasted:,} characters: split it into its articles.")
        if self.record.has(article):
            return Item(label, "known", article.id)
        reports = self._worker.code(article, self.record)
        self.record.keep(article, reports, coder=CODER)
        return Item(label, "kept", article.id, len(reports))

    def _now(self, key: str, words: str) -> None:
        job = self.get(key)
        if job is not None:
            self._set(replace(job, state="working", now=words[:200]))

    def _add_item(self, key: str, item: Item) -> None:
        job = self.get(key)
        if job is not None:
            self._set(replace(job, items=(*job.items, item)))

    def _set_last(self, key: str, item: Item) -> None:
        job = self.get(key)
        if job is not None:
            self._set(replace(job, items=(*job.items[:-1], item)))


def _line_of(pasted: Pasted) -> bytes:
    """A pasted text as a line of JSON lines, which is read and checked as any other input is."""
    article = Article("", pasted.text, pasted.title)
    about: Mapping[str, str | None] = {
        "id": f"pasted:{article.hash[:16]}", "text": pasted.text, "title": pasted.title, "publisher": pasted.publisher,
        "date": pasted.date, "url": pasted.url,
    }  # fmt: skip
    return json.dumps({name: value for name, value in about.items() if value}).encode()


def _renamed(article: Article, one: Uploaded) -> Article:
    """An article with the name of its file as people know it, in place of where it lay on the server."""
    if str(one.path) not in article.id:
        return article
    name = article.id.replace(str(one.path), one.label)
    return replace(article, id=f"{name}#{article.hash[:10]}")


@contextlib.contextmanager
def emptied(folder: Path) -> Iterator[Path]:
    """A folder that is removed again if what fills it fails."""
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
