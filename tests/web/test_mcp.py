"""Assistants ask the record: every answer has the sentences it rests on."""

from __future__ import annotations

import json
import sys

import pytest

from redshank.record import open_record
from redshank.web.mcp import NAMES, create_server
from tests.web.told import apart, keep_told


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("mcp") / "told.db"
    keep_told(path).close()
    return path


@pytest.fixture(scope="module")
def ask(path):
    """Calls a tool; its answer as a dictionary, or the words of its error."""
    from mcp import Client

    record = open_record(path)

    def asked(tool, **arguments):
        async def called():
            async with Client(create_server(record)) as client:
                result = await client.call_tool(tool, arguments)
                return result.content[0].text if result.is_error else result.structured_content

        return apart(called)

    yield asked
    record.close()


ASKED = {
    "search_events": {"either": ["FRA"]},
    "search_reports": {"speaker": ["FRA"]},
    "entity": {"entity": "Macron"},
    "dyad": {"one": "FRA", "other": "RUS"},
    "series": {"actor": ["FRA"]},
    "article": {"article": "Gazette-0"},
    "alignment": {},
}


@pytest.mark.parametrize("tool", list(ASKED))
def test_every_answer_has_evidence_that_names_who_printed_it(ask, tool):
    told = json.dumps(ask(tool, **ASKED[tool]))
    assert "Macron met Putin in Moscow" in told
    assert '"publisher": "' in told
    assert '"said_by": ' in told


def test_viewpoints_are_told_with_counts_and_evidence(ask):
    told = ask("viewpoints")
    assert told["differences"][0]["publisher"] == "Courier"
    assert told["evidence"]


def test_an_event_tells_who_denies_it(ask):
    (found,) = ask("search_events", statuses=["disputed"])["events"]
    told = ask("event", event=found["event"])
    assert [one["publisher"] for one in told["stances"]["negated"]] == ["Tribune"]
    assert len(told["evidence"]) == 4
    assert told["why_one_event"]


def test_a_name_leads_to_its_id(ask):
    assert ask("find_entity", name="macron")["entities"][0]["id"] == "person:emmanuel-macron"


def test_errors_say_what_to_do(ask):
    assert "one of AGREE" in ask("search_events", types=["WAR"])
    assert "no such event" in ask("event", event="none")
    assert "find_entity" in ask("entity", entity="Nobody At All")


def test_pages_go_on(ask):
    first = ask("search_reports", limit=30)
    rest = ask("search_reports", limit=30, after=first["after"])
    reports = [one["report"] for one in (*first["evidence"], *rest["evidence"])]
    assert len(set(reports)) == 37


def test_all_tools_only_read(path):
    from mcp import Client

    async def listed():
        with open_record(path) as record:
            async with Client(create_server(record)) as client:
                return (await client.list_tools()).tools

    tools = apart(listed)
    assert [tool.name for tool in tools] == list(NAMES)
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)


def test_the_command_speaks_the_protocol(path):
    from mcp import Client, StdioServerParameters

    async def called():
        command = StdioServerParameters(command=sys.executable, args=["-m", "redshank", "mcp", "--record", str(path)])
        async with Client(command) as client:
            return (await client.call_tool("explain", {"code": "CONSULT"})).structured_content

    assert apart(called)["code"] == "CONSULT"
