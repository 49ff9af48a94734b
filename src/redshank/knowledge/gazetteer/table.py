"""The file that the gazetteer is shipped in: sorted lines in compressed blocks, of which a look-up reads one.

Layout: a line of text that says what the file is and whom to credit; a line with the size of the index in bytes; the
index (zlib: one line per block, first key, tab, size in bytes); the blocks (zlib: sorted lines, key, tab, records
separated by U+001E). The file is mapped into memory and blocks are kept unpacked for a while, so that hundreds of
thousands of names cost a few megabytes.
"""

import itertools
import mmap
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from redshank.errors import KnowledgeError

MAGIC = b"Redshank gazetteer 1"
BLOCK_LINES = 160
"""160 lines unpack in about 40 microseconds; larger blocks pack a little better and are slower to search."""
RECORD_SEPARATOR = "\x1e"


class Table:
    """A read-only table of names, opened but not read until asked."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            head = file.readline()
            if not head.startswith(MAGIC):
                raise KnowledgeError("not a gazetteer of this version", where=str(path))
            index_size = int(file.readline())
            index = zlib.decompress(file.read(index_size)).decode().splitlines()
            start = file.tell()
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._firsts = [line.split("\t")[0] for line in index]
        sizes = [int(line.split("\t")[1]) for line in index]
        self._starts = list(itertools.accumulate(sizes, initial=start))
        self._block = lru_cache(maxsize=512)(self._unpack)

    def _unpack(self, number: int) -> str:
        packed = self._bytes[self._starts[number] : self._starts[number + 1]]
        return "\n" + zlib.decompress(packed).decode() + "\n"

    def get(self, key: str) -> list[str]:
        """The records under ``key``; an empty list if there are none."""
        number = bisect_right(self._firsts, key) - 1
        if number < 0 or not key:
            return []
        block = self._block(number)
        start = block.find(f"\n{key}\t")
        if start < 0:
            return []
        line = block[start + len(key) + 2 : block.index("\n", start + 1)]
        return line.split(RECORD_SEPARATOR)

    def __iter__(self) -> Iterator[tuple[str, list[str]]]:
        """All keys with their records, in order: for checks and tests."""
        for number in range(len(self._firsts)):
            for line in self._unpack(number).strip("\n").split("\n"):
                key, _, records = line.partition("\t")
                yield key, records.split(RECORD_SEPARATOR)


def write(path: Path, lines: Iterable[tuple[str, list[str]]], credit: str) -> int:
    """Write a table; the same lines give the same bytes. Returns the size in bytes."""
    rows = sorted((key, RECORD_SEPARATOR.join(records)) for key, records in lines)
    blocks = [rows[n : n + BLOCK_LINES] for n in range(0, len(rows), BLOCK_LINES)]
    packed = [zlib.compress("\n".join(f"{k}\t{r}" for k, r in block).encode(), 9) for block in blocks]
    sizes = "\n".join(f"{block[0][0]}\t{len(data)}" for block, data in zip(blocks, packed, strict=True))
    index = zlib.compress(sizes.encode(), 9)
    head = b"%s. %s\n%d\n" % (MAGIC, credit.encode(), len(index))
    fresh = path.with_suffix(".part")
    fresh.write_bytes(head + index + b"".join(packed))
    fresh.replace(path)  # whoever has the old file mapped into memory keeps it
    return path.stat().st_size
