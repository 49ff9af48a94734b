"""Costly answers about a whole record that may be a little behind it: the old one is given while a new one is made."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, TypeVar

import structlog

from redshank.record import Record
from redshank.web.views.state import State, state

Answer = TypeVar("Answer")
log = structlog.get_logger("redshank.web")

SECONDS = 120.0
"""An answer is made anew no more often than this, however fast the record grows."""


@dataclass
class _Held(Generic[Answer]):
    answer: Answer
    of: State
    made: float


class Lately(Generic[Answer]):
    """An answer that is worked out from the record alone, held for each record that is served.

    It is made in a thread of its own. Who asks after the record has grown gets the answer held, and a new one is made
    if the old one is older than ``seconds``.
    """

    def __init__(self, work: Callable[[Record], Answer], seconds: float = SECONDS) -> None:
        self.work, self.seconds = work, seconds
        self.held: dict[str, _Held[Answer]] = {}
        self.underway: dict[str, Future[Answer]] = {}
        self.lock = threading.Lock()

    def of(self, record: Record) -> Answer:
        """The answer for a record, as it is or as it was lately; the first who asks waits for it."""
        found = self._ask(record)
        return found.result() if isinstance(found, Future) else found.answer

    def soon(self, record: Record, patience: float = 1.0) -> Answer | None:
        """The same, or None where it takes longer than ``patience`` seconds to make the first one."""
        found = self._ask(record)
        if not isinstance(found, Future):
            return found.answer
        try:
            return found.result(patience)
        except TimeoutError:
            return None

    def _ask(self, record: Record) -> _Held[Answer] | Future[Answer]:
        key, now = str(record.engine.url), state(record)
        with self.lock:
            held, coming = self.held.get(key), self.underway.get(key)
            due = held is None or (held.of != now and time.monotonic() - held.made > self.seconds)
            if due and coming is None:
                coming = self.underway[key] = Future()
                target = (record, key, now, coming)
                threading.Thread(target=self._make, args=target, name="lately", daemon=True).start()
        if held is not None:
            return held
        assert coming is not None
        return coming

    def _make(self, record: Record, key: str, now: State, coming: Future[Answer]) -> None:
        try:
            answer = self.work(record)
        except Exception as error:
            log.exception("answer.failed", answer=self.work.__name__)
            with self.lock:
                self.underway.pop(key, None)
            coming.set_exception(error)
            return
        with self.lock:
            self.held[key] = _Held(answer, now, time.monotonic())
            self.underway.pop(key, None)
        coming.set_result(answer)
