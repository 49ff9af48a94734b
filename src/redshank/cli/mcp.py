"""``redshank mcp``: a record that an assistant can ask, over the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path

from redshank.cli.ingest import RecordOption


def mcp(record: RecordOption) -> None:
    """Let an assistant ask a record, with evidence in every answer.

    It speaks the Model Context Protocol on standard input and output, and changes nothing. In the settings of an
    assistant, name the command and its arguments:

      {"mcpServers": {"redshank": {"command": "redshank", "args": ["mcp", "--record", "/path/to/news.db"]}}}
    """
    from redshank.record import open_record
    from redshank.web.mcp import create_server

    with open_record(record) as kept:
        create_server(kept, Path(record.partition("?")[0]).stem or "record").run("stdio")
