"""Answers are remembered until something is kept or judged; costly ones lag a little while articles come in."""

from __future__ import annotations

import threading
import time

import pytest

from redshank.record import Record, open_record
from redshank.web.views import state
from redshank.web.views.state import remembered
from tests.record.invented import met


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "own.db", create=True) as opened:
        opened.keep(*met("first"))
        yield opened


def counting(work=lambda: None):
    """A remembered function that counts how often it was really asked."""
    calls = []

    @remembered
    def answer(record: Record, key: str) -> int:
        work()
        calls.append(key)
        return len(calls)

    return answer, calls


def test_an_answer_is_remembered_until_something_is_kept(record):
    answer, calls = counting()
    assert [answer(record, "a"), answer(record, "a"), answer(record, "b")] == [1, 1, 2]
    record.keep(*met("second", more="march"))
    assert answer(record, "a") == 3
    assert calls == ["a", "b", "a"]


def test_a_costly_answer_lags_behind_articles_but_never_behind_judgements(record, monkeypatch):
    monkeypatch.setattr(state, "COSTLY", 0.0)
    monkeypatch.setattr(state, "PATIENCE", 1e9)
    answer, _ = counting(lambda: sum(range(50_000)))
    assert answer(record, "a") == 1
    record.keep(*met("second", more="march"))
    assert answer(record, "a") == 1
    record.mark(next(record.reports()).id, right=True, who="ana")
    assert answer(record, "a") == 2


def test_many_who_ask_at_once_wait_for_one_answer(record):
    answer, calls = counting(lambda: time.sleep(0.1))
    threads = [threading.Thread(target=answer, args=(record, "a")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert calls == ["a"]


def test_an_error_is_not_remembered(record):
    raised = []

    def fail():
        if not raised:
            raised.append(1)
            raise ValueError("once")

    answer, _ = counting(fail)
    with pytest.raises(ValueError, match="once"):
        answer(record, "a")
    assert answer(record, "a") == 1
