"""The coder in a process of its own, which takes one article after the other and can be given up."""

from __future__ import annotations

import contextlib
import json
import signal
import tempfile
import threading
import time
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from redshank.errors import InputError, RedshankError
from redshank.model import Article, Entity, Report
from redshank.record import Record

ENTITY_FIELDS = ("id", "name", "kind", "country", "sector", "description")


class Worker:
    """A process with a coder that knows the entities which people added to the record.

    ``seconds`` is how long one article may take, on top of the start.
    """

    START_SECONDS = 120.0

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._added: list[Entity] = []
        self._used = time.monotonic()
        self._lock = threading.Lock()

    def is_young(self, seconds: float) -> bool:
        """Whether it was started or used within so many seconds."""
        return time.monotonic() - self._used < seconds

    def start(self, record: Record) -> None:
        """Start the process, or start it anew if people added entities since."""
        added = record.added_entities()
        self._used = time.monotonic()
        if self._process is not None and self._process.is_alive() and added == self._added:
            return
        self.stop()
        context = get_context("spawn")
        mine, its = context.Pipe()
        process = context.Process(target=_code_all, args=(its, _lines(added)), daemon=True, name="redshank-coder")
        process.start()
        its.close()
        with self._lock:
            self._process, self._pipe, self._added = process, mine, added

    def code(self, article: Article, record: Record) -> list[Report]:
        """The reports of an article. Raises InputError if it takes too long or the coder fails on it."""
        self.start(record)
        assert self._pipe is not None
        try:
            self._pipe.send(article)
            if not self._pipe.poll(self.seconds + self.START_SECONDS):
                self.stop()
                raise InputError("It took too long to code.", do="split it into its articles")
            answer: Sequence[Report] | str = self._pipe.recv()
        except (EOFError, OSError):
            self.stop()
            raise InputError("The coder stopped in the midst of it.") from None
        self._used = time.monotonic()
        if isinstance(answer, str):
            raise InputError(answer)
        return list(answer)

    def stop(self) -> None:
        """End the process at once."""
        with self._lock:
            process, pipe = self._process, self._pipe
            self._process = self._pipe = None
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
        if process is not None:
            process.kill()
            process.join(5)


def _lines(added: Sequence[Entity]) -> str:
    """Entities that people added, as a file of entities has them."""
    rows = [
        {name: getattr(one, name) or "" for name in ENTITY_FIELDS} | {"aliases": list(one.aliases)} for one in added
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _code_all(pipe: Connection, entities: str) -> None:
    """What the process does: code what comes until the other end is gone. Ctrl-C is the server's to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from redshank.coding.coder import Coder

    with tempfile.TemporaryDirectory(prefix="redshank-") as folder:
        path = Path(folder) / "added.jsonl"
        path.write_text(entities, encoding="utf-8")
        coder = Coder([path] if entities else [])
        coder.code(WARM, date="2023-03-07")
        with contextlib.suppress(EOFError, OSError):
            while True:
                pipe.send(_coded(coder, pipe.recv()))


WARM = "The president of France met the chancellor of Germany in Paris on Tuesday."
"""A sentence that loads every model before the first article comes."""


def _coded(coder: object, article: Article) -> list[Report] | str:
    """Reports, or in words why there are none."""
    from redshank.coding.coder import Coder

    assert isinstance(coder, Coder)
    try:
        return coder.code_article(article)
    except RedshankError as error:
        return f"The coder failed on it: {error.what}."
    except Exception as error:
        return f"A fault of the coder: {type(error).__name__}."
