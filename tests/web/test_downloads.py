"""Any table can be taken away as CSV, JSON, Parquet or a notebook with the very query."""

from __future__ import annotations

import io
import json

import pytest

from redshank.record import open_record
from redshank.web.downloads import Format, Table, download, question_code
from tests.web.conftest import client_of
from tests.web.told import apart, keep_told

TABLES = (
    "/events?either=FRA&since=2023-04",
    "/entities",
    "/dyads",
    "/entities/person:emmanuel-macron?table=partners",
    "/entities/person:emmanuel-macron?table=series",
    "/dyad?actor=FRA&recipient=RUS&by=month&table=series",
    "/dyad?actor=FRA&recipient=RUS&table=address",
    "/?table=lately",
    "/search?q=Macron&show=events",
    "/search?show=articles",
    "/articles?q=moscow&since=2023-04",
    "/events/{event}",
    "/events/{event}?table=why",
    "/map?type=CONSULT",
    "/network?least=2&sign=cooperation",
    "/alignment?entity=state:fra",
    "/viewpoints",
)
"""Addresses of tables; ``{event}`` is the latest one."""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("downloads") / "told.db"
    keep_told(path).close()
    return path


@pytest.fixture(scope="module")
def client(path):
    return client_of(path)


@pytest.fixture(scope="module")
def latest(path):
    with open_record(path) as record:
        return next(record.events(limit=1)).id


def taken(client, address, form):
    """The answer with a table in a format."""
    answer = client.get(f"{address}{'&' if '?' in address else '?'}format={form}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    return answer


@pytest.mark.parametrize("address", TABLES)
def test_all_formats_hold_the_same_rows(client, latest, address):
    import pyarrow.parquet as pq

    address = address.format(event=latest)
    told = taken(client, address, "json").json()
    parquet = pq.read_table(io.BytesIO(taken(client, address, "parquet").content)).to_pylist()
    lines = taken(client, address, "csv").text.splitlines()
    assert len(told) == len(parquet) == len(lines) - 1
    assert told
    assert lines[0].split(",") == list(parquet[0])
    for name in ("events", "id", "start"):
        if name in told[0] and not isinstance(told[0][name], list):
            assert [row[name] for row in parquet] == [row[name] for row in told]


@pytest.mark.parametrize("address", TABLES)
def test_a_notebook_gives_the_very_rows_of_the_table(client, path, latest, address):
    address = address.format(event=latest)
    notebook = json.loads(taken(client, address, "notebook").text)
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    found: dict[str, object] = {}
    exec(cells[0].replace("news.db", str(path)), found)
    exec(cells[1], found)
    found["record"].close()
    assert json.loads(json.dumps(found["table"])) == taken(client, address, "json").json()


def test_a_notebook_names_no_place_on_the_server(client, path):
    assert str(path.parent) not in taken(client, "/events", "notebook").text


def test_a_cell_that_a_spreadsheet_would_run_is_harmless():
    answer = download(Table("x", ("name",), [{"name": "=1+1"}]), Format.CSV)
    assert "'=1+1" in "".join(answer_of(answer))


def test_an_empty_table_is_empty_in_every_format():
    for form in (Format.CSV, Format.JSON, Format.PARQUET):
        assert b"".join(part.encode() if isinstance(part, str) else part for part in answer_of(
            download(Table("x", ("name",), []), form)
        ))  # fmt: skip


def answer_of(response):
    """The parts of a streamed answer."""

    async def parts():
        return [part async for part in response.body_iterator]

    return apart(parts)


def test_a_question_is_written_with_what_is_set_only():
    from redshank.record import Question

    written = question_code(Question(types=("AID",), since="2023"))
    assert written == "Question(types=('AID',), since='2023')"
    assert eval(written, {"Question": Question}) == Question(types=("AID",), since="2023")


def test_a_format_that_is_none_is_refused(client):
    assert client.get("/events?format=xls").status_code == 422
