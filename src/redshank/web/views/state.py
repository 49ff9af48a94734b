"""How far the record is, and answers that are remembered until it goes on."""

from __future__ import annotations

import functools
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import func, select

from redshank.record import Record, tables
from redshank.record.database import reading

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

REMEMBERED = 256
"""Answers held per function; the most of them are a few kilobytes."""


@dataclass(frozen=True, slots=True)
class State:
    """The numbers of the last article, report and judgement; whatever is kept or judged makes one of them grow."""

    articles: int
    reports: int
    judgements: int


def state(record: Record) -> State:
    """How far the record is now. It costs three look-ups in indexes."""
    with reading(record.engine) as connection:
        last = (select(func.max(table.c.n)).scalar_subquery() for table in _GROWING)
        return State(*(number or 0 for number in connection.execute(select(*last)).one()))


_GROWING = (tables.article, tables.report, tables.judgement)


@dataclass(slots=True)
class _Held:
    """An answer, how far the record was, when it was made (monotonic), and what it cost in seconds of CPU time."""

    answer: Any
    of: State
    made: float
    cost: float

    def serves(self, now: State, patience: float) -> bool:
        """Whether it may still be given: nothing has changed, or nobody has judged and it is not older than its cost
        allows."""
        if self.of == now:
            return True
        age = time.monotonic() - self.made
        return self.of.judgements == now.judgements and self.cost >= COSTLY and age < patience * self.cost


COSTLY = 0.05
"""Seconds of CPU time from which an answer may lag behind a record that goes on growing."""
PATIENCE = 40.0
"""Such an answer is given for so many times its own cost: what takes 0.3 s is at most 12 s old, and takes 1/40 of one
core, however many ask."""


ALWAYS = State(0, 0, 0)
"""A state that never changes, for answers whose key says all that they depend on."""


class Memory:
    """Answers by what was asked; each is worked out once, though many ask at a time."""

    def __init__(self) -> None:
        self.answers: OrderedDict[Hashable, _Held] = OrderedDict()
        self.underway: dict[Hashable, threading.Lock] = {}
        self.lock = threading.Lock()

    def of(self, key: Hashable, work: Callable[[], Any], now: State = ALWAYS) -> Any:
        """The answer for a key, worked out if none that is held serves; without ``now`` it serves for good."""
        with self.lock:
            held = self.answers.get(key)
            if held is not None and held.serves(now, PATIENCE):
                self.answers.move_to_end(key)
                return held.answer
            turn = self.underway.setdefault(key, threading.Lock())
        if turn.locked() and held is not None and held.serves(now, 2 * PATIENCE):
            return held.answer
        with turn:
            with self.lock:
                held = self.answers.get(key)
            if held is not None and held.serves(now, PATIENCE):
                return held.answer
            try:
                return self._make(key, now, work)
            finally:
                with self.lock:
                    self.underway.pop(key, None)

    def _make(self, key: Hashable, now: State, work: Callable[[], Any]) -> Any:
        begun = time.thread_time()
        answer = work()
        cost = time.thread_time() - begun
        with self.lock:
            self.answers[key] = _Held(answer, now, time.monotonic(), cost)
            self.answers.move_to_end(key)
            while len(self.answers) > REMEMBERED:
                self.answers.popitem(last=False)
        return answer


def remembered(
    function: Callable[Concatenate[Record, Parameters], Answer],
) -> Callable[Concatenate[Record, Parameters], Answer]:
    """A function of a record that remembers its answers until something is kept or judged.

    While articles come in, a costly answer may lag behind by ``PATIENCE`` times what it cost; a judgement takes effect
    at once. Parameters must be hashable, and answers must not be changed by those who get them.
    """
    memory = Memory()

    @functools.wraps(function)
    def asked(record: Record, /, *args: Parameters.args, **more: Parameters.kwargs) -> Answer:
        key = (str(record.engine.url), args, tuple(sorted(more.items())))
        answer: Answer = memory.of(key, lambda: function(record, *args, **more), state(record))
        return answer

    return asked
