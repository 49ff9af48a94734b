"""What every command shares: output, words on standard error, exit codes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from redshank.cli.io import Run, binary_output, refuse_overwriting, text_output
from redshank.errors import InputError, UsageError

PROGRAM = """
import sys, time
from redshank.cli.io import Run, text_output
with Run() as run, text_output(sys.argv[1] if len(sys.argv) > 1 else None) as out:
    for number in range(200_000):
        print(number, "\\u00e9", file=out)
        if len(sys.argv) > 2 and number == 5:
            print("ready", file=sys.stderr, flush=True)
            time.sleep(30)
"""


def program(*arguments: str, **options: Any) -> "subprocess.Popen[bytes]":
    """The program, started as from a terminal: it hears interrupts, even if whoever runs the tests does not."""

    def listening() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    command = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=listening, **options)


def test_failures_are_named_and_the_exit_code_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    items = ["a", InputError("is empty", where="x.txt", do="look at it"), "b"]
    with pytest.raises(SystemExit) as end, Run() as run:
        assert list(run.progress(run.good(items), "reading")) == ["a", "b"]
    assert end.value.code == 1
    shown = capsys.readouterr()
    assert shown.err == "redshank: x.txt: is empty (look at it)\n"
    assert shown.out == ""


def test_without_failures_a_run_just_ends() -> None:
    with Run(quiet=True) as run:
        assert list(run.good(["a"])) == ["a"]
    assert run.exit_code == 0


def test_warnings_of_the_library_are_shown_and_change_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    from redshank.sources.notices import notice

    with Run():
        notice("encoding guessed", where="a.txt", encoding="cp1252")
    assert capsys.readouterr().err == "redshank: warning: event='encoding guessed' where='a.txt' encoding='cp1252'\n"


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(0o640)
    with pytest.raises(ZeroDivisionError), text_output(path) as out:
        print("new", 1 // 0, file=out)
    assert path.read_text() == "old"
    with text_output(path) as out:
        print("é", file=out)
        assert path.read_text() == "old"
    assert path.read_bytes() == "é\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed_and_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    with binary_output(link) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_output_that_cannot_be_written_is_a_wrong_call(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none" / "out.txt"):
        with pytest.raises(UsageError), text_output(path):
            pass


def test_an_input_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("x")
    with pytest.raises(UsageError, match="input as well"):
        refuse_overwriting([str(path)], path)
    refuse_overwriting([str(path), "-"], tmp_path / "b.jsonl")


def test_standard_output_is_utf_8_whatever_the_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    with program(stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "0 é\n".encode()
        process.stdout.close()


def test_a_reader_that_has_had_enough_ends_the_command_in_silence() -> None:
    with program(stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


def test_an_interrupted_command_leaves_no_file(tmp_path: Path) -> None:
    with program(str(tmp_path / "out.txt"), "slow") as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"ready\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        process.wait(30)
    assert list(tmp_path.iterdir()) == []
