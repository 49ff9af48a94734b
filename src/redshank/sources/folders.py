"""Files and folders that hold articles."""

from __future__ import annotations

import gzip
import os
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
    """The bytes of a file, unpacked if its name ends in ``.gz`` (web archives unpack themselves)."""
    try:
        if not path.is_file():
            what = "does not exist" if not path.exists() else "is not a file"
            raise InputError(what, where=str(path), do="check the path")
        packed = path.open("rb")
    except OSError as error:
        raise InputError((error.strerror or str(error)).lower(), where=str(path)) from None
    if path.name.lower().endswith(".gz") and not path.name.lower().endswith(ARCHIVES):
        return cast(IO[bytes], Unpacked(packed, str(path)))
    return packed


class Unpacked(gzip.GzipFile):
    """A gzip stream that refuses to unpack a bomb."""

    def __init__(self, packed: IO[bytes], where: str) -> None:
        self.packed = packed
        self.where = where
        super().__init__(fileobj=cast(Any, packed), mode="rb")

    def readline(self, size: int | None = -1) -> bytes:
        """The next line, at most ``size`` bytes of it."""
        return self._checked(lambda: super(Unpacked, self).readline(-1 if size is None else size))

    def read(self, size: int | None = -1) -> bytes:
        """The next ``size`` bytes."""
        return self._checked(lambda: super(Unpacked, self).read(-1 if size is None else size))

    def _checked(self, reading: Any) -> bytes:
        try:
            piece: bytes = reading()
        except (EOFError, gzip.BadGzipFile, OSError) as error:
            raise InputError(f"is not a whole gzip file: {error}", where=self.where) from None
        if self.tell() > EXPANSION_GRACE and self.tell() > MAX_EXPANSION * max(1, self.packed.tell()):
            raise InputError("unpacks to far more than text does", where=self.where, do="unpack it and look at it")
        return piece
