"""How far the record is, and answers that are remembered until it goes on."""

from __future__ import annotations

import functools
import threading
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


class _Memory:
    """Answers by what was asked and how far the record was; each is worked out once, though many ask at a time."""

    def __init__(self) -> None:
        self.answers: OrderedDict[Hashable, Any] = OrderedDict()
        self.underway: dict[Hashable, threading.Lock] = {}
        self.lock = threading.Lock()

    def of(self, key: Hashable, work: Callable[[], Any]) -> Any:
        """The answer for a key, worked out if it is not held."""
        with self.lock:
            if key in self.answers:
                self.answers.move_to_end(key)
                return self.answers[key]
            turn = self.underway.setdefault(key, threading.Lock())
        with turn:
            try:
                answer = self.answers[key] if key in self.answers else work()
            finally:
                with self.lock:
                    self.underway.pop(key, None)
            self._hold(key, answer)
            return answer

    def _hold(self, key: Hashable, answer: Any) -> None:
        with self.lock:
            self.answers[key] = answer
            while len(self.answers) > REMEMBERED:
                self.answers.popitem(last=False)


def remembered(
    function: Callable[Concatenate[Record, Parameters], Answer],
) -> Callable[Concatenate[Record, Parameters], Answer]:
    """A function of a record that remembers its answers until something is kept or judged.

    Parameters must be hashable, and answers must not be changed by those who get them.
    """
    memory = _Memory()

    @functools.wraps(function)
    def asked(record: Record, /, *args: Parameters.args, **more: Parameters.kwargs) -> Answer:
        key = (str(record.engine.url), state(record), args, tuple(sorted(more.items())))
        answer: Answer = memory.of(key, lambda: function(record, *args, **more))
        return answer

    return asked
