"""What every command shares: results out, words on standard error, progress, and the exit code."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, TextIO, TypeVar, cast

from redshank.errors import InputError, RedshankError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

Item = TypeVar("Item")


class Run(logging.Handler):
    """One call of a command: it names what failed, shows how far it is, and knows the exit code.

    Used as a context around that of the output (``with Run() as run, text_output(path) as out``), so that what could be
    done is in place when it exits with 1 because an input could not be read. Warnings of the library are shown as well.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        super().__init__(logging.WARNING)
        self.quiet = quiet
        self.failures = 0
        self._console: Console | None = None

    def __enter__(self) -> Run:
        logging.getLogger("redshank").addHandler(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        logging.getLogger("redshank").removeHandler(self)
        if kind is None and self.failures:
            raise SystemExit(self.exit_code)

    @property
    def exit_code(self) -> int:
        """0 if all inputs were done, 1 if some could not be read."""
        return 1 if self.failures else 0

    def emit(self, record: logging.LogRecord) -> None:
        """Show a warning of the library (called by ``logging``)."""
        self.warn(record.getMessage())

    def warn(self, words: str) -> None:
        """Say something on standard error that does not change the exit code."""
        self._say(f"redshank: warning: {words}")

    def fail(self, error: RedshankError) -> None:
        """Name an input that could not be read, and remember it for the exit code."""
        self.failures += 1
        self._say(f"redshank: {error}")

    def _say(self, line: str) -> None:
        line = " ".join(line.split())
        if self._console is not None:
            self._console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            with contextlib.suppress(BrokenPipeError):
                print(line.encode("utf-8", "replace").decode("utf-8"), file=sys.stderr, flush=True)

    def good(self, items: Iterable[Item | InputError]) -> Iterator[Item]:
        """The items that are not errors; each error is named on standard error."""
        for item in items:
            if isinstance(item, InputError):
                self.fail(item)
            else:
                yield item

    def progress(self, items: Iterable[Item], label: str, total: int | None = None) -> Iterator[Item]:
        """The items, with a bar on standard error if that is a terminal and the run is not quiet."""
        if self.quiet or not sys.stderr.isatty():
            yield from items
            return
        from rich.console import Console
        from rich.progress import track

        self._console = Console(stderr=True)
        try:
            yield from track(items, label, total=total, console=self._console, transient=True)
        finally:
            self._console = None


@contextlib.contextmanager
def text_output(path: str | Path | None) -> Iterator[TextIO]:
    """Where results go as UTF-8 with plain line feeds: standard output, or a file that appears whole or not at all."""
    if path is None or str(path) == "-":
        with _standard_output() as stream:
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
            yield stream
        return
    with _file(Path(path), "w") as opened:
        yield cast(TextIO, opened)


@contextlib.contextmanager
def binary_output(path: str | Path | None) -> Iterator[BinaryIO]:
    """Where results go as bytes (Parquet); they are not written to a terminal."""
    if path is None or str(path) == "-":
        if sys.stdout.isatty():
            raise UsageError("binary output does not go to a terminal", do="give --output FILE")
        with _standard_output() as stream:
            yield stream.buffer
        return
    with _file(Path(path), "wb") as opened:
        yield cast(BinaryIO, opened)


@contextlib.contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Standard output; when its reader has had enough (``| head``), the command ends in silence."""
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


@contextlib.contextmanager
def _file(path: Path, mode: str) -> Iterator[IO[str] | IO[bytes]]:
    """A file that is written beside its place and put there when complete; devices and pipes are written directly."""
    path = path.resolve() if path.is_symlink() else path
    if path.is_dir():
        raise UsageError("is a folder", where=str(path), do="name a file to write to")
    if path.exists() and not path.is_file():
        with _opened(str(path), mode) as direct:
            yield direct
        return
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(path)) from None
    try:
        with _opened(handle, mode) as stream:
            yield stream
        os.chmod(temporary, _permissions(path))
        os.replace(temporary, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)


def _opened(target: str | int, mode: str) -> IO[str] | IO[bytes]:
    if mode == "wb":
        return cast(IO[bytes], open(target, "wb"))
    return open(target, "w", encoding="utf-8", errors="replace", newline="\n")


def _permissions(path: Path) -> int:
    """Those of the file that is replaced, else what a new file gets."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def refuse_overwriting(inputs: Sequence[str], output: str | Path | None) -> None:
    """Raise UsageError if ``output`` is one of the inputs, which would be lost."""
    if output is None or str(output) == "-" or not os.path.exists(output):
        return
    for name in inputs:
        if os.path.exists(name) and os.path.isfile(name) and os.path.samefile(name, output):
            raise UsageError("is an input as well", where=str(output), do="write to another file")
