import datetime
import json

import pytest

from redshank.errors import InputError, UsageError
from redshank.forecasting.history import History, known_before, read_history

ROW = {"actor": "IRN", "type": "ACCUSE", "recipient": "ISR", "date": "2023-03-13"}


def test_tables_and_json_lines_give_the_same_events(tmp_path):
    (tmp_path / "a.tsv").write_text("date\tactor\ttype\trecipient\n2023-03-13\tIRN\tACCUSE\tISR\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW) + "\n\n", encoding="utf-8")
    due = [History(datetime.date(2023, 3, 13), "IRN", "ACCUSE", "ISR")]
    assert read_history(tmp_path / "a.tsv") == read_history(tmp_path / "a.jsonl") == due


@pytest.mark.parametrize("fields", [{"date": "2023-03"}, {"date": ""}, {"actor": ""}, {"type": None}])
def test_a_row_that_cannot_be_read_is_named(tmp_path, fields):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(ROW) + "\n" + json.dumps(ROW | fields) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a.jsonl:2"):
        read_history(path)


@pytest.mark.parametrize("text", ["[1]\n", "{\n", "[" * 100_000 + "\n"])
def test_what_is_no_json_object_is_refused(tmp_path, text):
    path = tmp_path / "a.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_history(path)


def test_missing_columns_and_files_are_named(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("actor\ttype\nA\tB\n", encoding="utf-8")
    with pytest.raises(InputError, match="recipient, date"):
        read_history(path)
    with pytest.raises(UsageError):
        read_history(tmp_path / "none.tsv")


def test_the_day_itself_is_not_known_and_doubles_count_once():
    day = datetime.date(2023, 3, 13)
    event = History(day, "A", "AID", "B")
    assert known_before([event], day) == []
    assert known_before([event, event], day + datetime.timedelta(days=1)) == [event]
