"""Files and folders that hold articles."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from redshank.errors import InputError
from redshank.sources.limits import EXPANSION_GRACE, MAX_EXPANSION

TEXTS = (".txt", ".md", ".text", ".markdown")
PAGES = (".html", ".htm", ".xhtml")
FEEDS = (".xml", ".rss", ".atom")
LINES = (".jsonl", ".ndjson")
ARCHIVES = (".warc", ".warc.gz")
PLAIN_JSON = (".json",)
SUFFIXES = (*TEXTS, *PAGES, *FEEDS, *LINES, *PLAIN_JSON, *ARCHIVES)


def suffix_of(name: str) -> str:
    """The known ending of a file name, without ``.gz`` (except that of web archives), or an empty string."""
    lower = name.lower()
    if lower.endswith(ARCHIVES):
        return ".warc"
    lower = lower.removesuffix(".gz")
    return next((suffix for suffix in SUFFIXES if lower.endswith(suffix)), "")


def files_in(folder: Path) -> Iterator[Path]:
    """The files below ``folder`` that may hold articles, in the order of their names.

    Hidden files and linked folders are passed over, and so are links to files outside the folder.
    """
    root = folder.resolve()
    for path in _walk(folder):
        if suffix_of(path.name) and (not path.is_symlink() or path.resolve().is_relative_to(root)):
            yield path


def _walk(folder: Path) -> Iterator[Path]:
    """All visible files below ``folder``, each folder's entries sorted; linked folders are not entered."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(error.strerror or "cannot be opened", where=str(folder)) from None
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name)
        elif entry.is_file():
            yield folder / entry.name


def open_file(path: Path) -> IO[bytes]:
    """The bytes of a file or pipe, unpacked if its name ends in ``.gz`` (web archives unpack themselves)."""
    try:
        if not path.exists():
            raise InputError("does not exist", where=str(path), do="check the path")
        packed = path.open("rb")
    except OSError as error:
        raise InputError((error.strerror or str(error)).lower(), where=str(path)) from None
    if path.name.lower().endswith(".gz") and not path.name.lower().endswith(ARCHIVES):
        return io.BufferedReader(Unpacked(packed, str(path)), 1 << 16)
    return packed


class Unpacked(io.RawIOBase):
    """What a gzip file holds, piece by piece; a bomb is refused."""

    def __init__(self, packed: IO[bytes], where: str) -> None:
        super().__init__()
        self._packed = packed
        self._where = where
        self._stream = gzip.GzipFile(fileobj=cast(Any, packed), mode="rb")

    def readable(self) -> bool:
        """Always: there is nothing else to do with it."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes. Raises InputError if the file is cut short or a bomb."""
        try:
            piece = self._stream.read1(len(buffer))
        except (EOFError, OSError, zlib.error) as error:
            raise InputError(f"is not a whole gzip file: {error}", where=self._where) from None
        unpacked = self._stream.tell()
        if unpacked > EXPANSION_GRACE and unpacked > MAX_EXPANSION * self._packed.tell():
            raise InputError("unpacks to far more than text does", where=self._where, do="unpack it and look at it")
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Close the packed file too."""
        self._packed.close()
        super().close()
