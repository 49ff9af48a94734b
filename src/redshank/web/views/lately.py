"""Costly answers about a whole record that may be a little behind it: the old one is given while a new one is made."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
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

    The first who asks waits for it. Who asks after the record has grown gets the answer held, and a new one is made in
    a thread of its own if the old one is older than ``seconds``.
    """

    def __init__(self, work: Callable[[Record], Answer], seconds: float = SECONDS) -> None:
        self.work, self.seconds = work, seconds
        self.held: dict[str, _Held[Answer]] = {}
        self.underway: set[str] = set()
        self.lock = threading.Lock()
        self.first = threading.Lock()

    def of(self, record: Record) -> Answer:
        """The answer for a record, as it is or as it was lately."""
        key = str(record.engine.url)
        if (held := self.held.get(key)) is None:
            with self.first:
                held = self.held.get(key) or self._make(record, key)
        elif held.of != state(record) and time.monotonic() - held.made > self.seconds:
            self._begin(record, key)
        return held.answer

    def _make(self, record: Record, key: str) -> _Held[Answer]:
        now = state(record)
        held = self.held[key] = _Held(self.work(record), now, time.monotonic())
        return held

    def _begin(self, record: Record, key: str) -> None:
        with self.lock:
            if key in self.underway:
                return
            self.underway.add(key)
        threading.Thread(target=self._again, args=(record, key), name="lately", daemon=True).start()

    def _again(self, record: Record, key: str) -> None:
        try:
            self._make(record, key)
        except Exception:
            log.exception("answer.failed", answer=self.work.__name__)
        finally:
            with self.lock:
                self.underway.discard(key)
