"""Keeps the options in ``docs/cli.md`` what the commands say of themselves.

    python -m docs.commands            # write them anew, between the marks of each command
    python -m docs.commands --check    # exit with 1 if that would change the page

A command that the page does not have yet gets a section at its end, with the command's own help as its words.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import typer.main

PAGE = Path(__file__).resolve().parent / "cli.md"
OPEN, CLOSE = "<!-- options of {} -->", "<!-- end of options -->"


def commands(command: Any = None, name: str = "redshank") -> Iterator[tuple[str, Any]]:
    """All commands by their full name, those of groups included."""
    if command is None:
        from redshank.cli.main import app

        command = typer.main.get_command(app)
    members = getattr(command, "commands", None)
    if name != "redshank" and (members is None or command.invoke_without_command):
        yield name, command
    for part, member in (members or {}).items():
        yield from commands(member, f"{name} {part}")


def options(command: Any) -> str:
    """A command's arguments and options as a list."""
    lines = [_line(parameter) for parameter in command.params if "--help" not in parameter.opts]
    return "\n".join(lines)


def _line(parameter: Any) -> str:
    named = [f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("-")]
    if not named:
        return f"- `{_metavar(parameter)}`: {_plain(parameter.help)}"
    value = "" if getattr(parameter, "is_flag", False) else f" {_metavar(parameter)}"
    return f"- {', '.join(named)}{value}: {_plain(parameter.help)}{_default(parameter)}"


def _metavar(parameter: Any) -> str:
    if isinstance(parameter.default, Enum):
        return "|".join(str(choice.value) for choice in type(parameter.default))
    return str(parameter.metavar or parameter.name.rstrip("_").upper())


def _default(parameter: Any) -> str:
    value = getattr(parameter.default, "value", parameter.default)
    plain = isinstance(value, int | float | str) and not isinstance(value, bool) and value != ""
    return f" Default: {value}." if plain else ""


def _plain(words: str | None) -> str:
    """Help without the marks of the terminal; square brackets and stars would be read as Markdown."""
    bare = re.sub(r"\[/?(bold|italic|dim)\]", "", " ".join((words or "").split()))
    return bare.replace("*", r"\*").replace("<", r"\<")


def section(name: str, command: Any) -> str:
    """A new section: the heading, what the command says of itself, its options."""
    said = "\n\n".join(_plain(part) for part in inspect.cleandoc(command.help or "").split("\n\n"))
    arguments = [_metavar(p) for p in command.params if not any(o.startswith("-") for o in p.opts)]
    return f"## `{' '.join([name, *arguments])}`\n\n{said}\n\n{OPEN.format(name)}\n{CLOSE}\n"


def renewed(page: str) -> str:
    """The page with all commands, and the options of each as they are now."""
    for name, command in commands():
        mark = OPEN.format(name)
        if mark not in page:
            page = f"{page.rstrip()}\n\n{section(name, command)}"
        before, rest = page.split(mark + "\n", 1)
        _, after = rest.split(CLOSE, 1)
        page = f"{before}{mark}\n{options(command)}\n{CLOSE}{after}"
    return page


def main() -> int:
    """Write the page anew, or check it."""
    page = PAGE.read_text("utf-8")
    new = renewed(page)
    if "--check" in sys.argv:
        return int(new != page)
    PAGE.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
