"""Every command and every option has help, and is documented; completion works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from docs.commands import OPEN, PAGE, commands, renewed

COMMANDS = dict(commands())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name):
    command = COMMANDS[name]
    assert command.help
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name} has no help"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name):
    assert OPEN.format(name) in PAGE.read_text("utf-8"), "run: python -m docs.commands"


def test_the_page_tells_the_options_as_they_are():
    page = PAGE.read_text("utf-8")
    assert renewed(page) == page, "run: python -m docs.commands"


def test_the_page_documents_no_command_that_is_not_there():
    told = re.findall(r"^## `(redshank [a-z -]*[a-z])", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    assert set(told) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_printed_and_exits_with_0(redshank, name):
    done = redshank(*name.split()[1:], "--help")
    assert done.code == 0
    assert b"Usage" in done.out
    assert done.err == ""


def test_the_version_is_printed(redshank):
    from redshank import __version__

    done = redshank("--version")
    assert (done.code, done.out.decode().split()) == (0, ["redshank", __version__])


def run(code: str, **environment: str) -> str:
    """Standard output of the command in a process of its own."""
    call = [sys.executable, "-c", f"import sys; sys.argv[0] = 'redshank'; {code}"]
    return subprocess.run(
        call, capture_output=True, text=True, check=False, env={**os.environ, **environment}, timeout=120
    ).stdout


CALL = "from redshank.cli.main import app; app(prog_name='redshank')"


def test_completion_offers_the_commands():
    offered = run(CALL, _REDSHANK_COMPLETE="complete_bash", COMP_WORDS="redshank co", COMP_CWORD="1")
    assert "code" in offered.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
def test_completion_is_shown_for_the_shell_in_use(tmp_path):
    script = f"{sys.executable} -m redshank --show-completion\ntrue\n"
    (tmp_path / "show.sh").write_text(script)
    shown = subprocess.run(["bash", tmp_path / "show.sh"], capture_output=True, text=True, check=False, timeout=120)
    assert "complete" in shown.stdout
    assert "redshank" in shown.stdout


def test_help_loads_nothing_heavy():
    heavy = run(
        "from redshank.cli.main import app; "
        "print([m for m in ('spacy', 'onnxruntime', 'numpy', 'pyarrow', 'trafilatura', 'sqlalchemy', 'fastapi') "
        "if m in sys.modules])"
    )
    assert heavy.strip() == "[]"
