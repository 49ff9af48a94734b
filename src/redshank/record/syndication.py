"""Which articles are copies of each other: one text, sent by an agency, printed by many.

Words are compared in runs of four (shingles) by MinHash (Broder 1997); locality-sensitive hashing finds whom to compare
with. Copies of copies are copies: an article's story is the smallest number in its group.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from redshank.record.words import plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE = 4
HASHES = 96
ROWS = 3
"""In 32 bands of 3: texts that share 30 % of their shingles meet in a band with a chance of 0.58, 50 % 0.99."""

SCHEME = "affine32"
"""How datasketch permutes hashes; signatures that are kept can only be compared with others of the same scheme."""

SHORTEST = 20
"""Shingles that a text must have: shorter ones (a headline, a caption) are alike by chance."""

ALIKE = 0.28
"""Share of shingles in common from which texts are one story."""

CONTAINED = 0.55
"""Share of the shorter text's shingles in the longer, from which it is a cut copy; the texts must also share
``LEAST`` of all."""
LEAST = 0.17

MAX_WORDS = 5_000
"""Words of a text that are looked at; a copy shows long before."""


def shingles(text: str) -> list[bytes]:
    """The distinct runs of four words of a text, in a fixed order."""
    words = [word.strip(".,;:!?\"'“”‘’()[]-–—") for word in plain(text).split()[:MAX_WORDS]]
    words = [word for word in words if word]
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    return [run.encode("utf-8", "surrogatepass") for run in sorted(runs)]


def _hash(run: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(run, digest_size=4).digest(), "little")


@functools.cache
def _start() -> NDArray[np.uint64]:
    from datasketch import MinHash

    permutations: NDArray[np.uint64] = MinHash(num_perm=HASHES, seed=1, scheme=SCHEME).permutations
    return permutations


def signature(text: str) -> bytes | None:
    """The MinHash of a text with the number of its shingles before it; None for one too short to compare."""
    import numpy as np
    from datasketch import MinHash

    runs = shingles(text)
    if len(runs) < SHORTEST:
        return None
    sketch = MinHash(num_perm=HASHES, hashfunc=_hash, permutations=_start(), scheme=SCHEME)
    sketch.update_batch(runs)
    values = np.concatenate([[len(runs)], sketch.hashvalues]).astype("<u4")
    return bytes(values.tobytes())


def bands(sign: bytes) -> list[int]:
    """Keys of the buckets that a signature falls into, as 31-bit numbers."""
    width = 4 * ROWS
    return [
        int.from_bytes(hashlib.blake2b(sign[at : at + width], digest_size=4, salt=b"%d" % at).digest(), "big") >> 1
        for at in range(4, len(sign), width)
    ]


def shortened(sign: bytes) -> bytes:
    """A signature as it is kept: the number of shingles, and the lower half of each hash (b-bit MinHash), which is
    enough to compare."""
    import numpy as np

    values = np.frombuffer(sign, "<u4")
    return sign[:4] + bytes((values[1:] & 0xFFFF).astype("<u2").tobytes())


def copies(sign: bytes, others: Sequence[bytes]) -> list[bool]:
    """For each of other shortened signatures, whether its text is a copy of this one's."""
    import numpy as np

    if not others:
        return []
    own = float(int.from_bytes(sign[:4], "little"))
    mine = np.frombuffer(sign[4:], "<u2")
    sizes = np.array([int.from_bytes(other[:4], "little") for other in others], dtype=float)
    share = (np.frombuffer(b"".join(other[4:] for other in others), "<u2").reshape(len(others), -1) == mine).mean(
        axis=1
    )
    common = share * (sizes + own) / (1 + share)
    contained = common / np.minimum(sizes, own)
    return [bool(x) for x in (share >= ALIKE) | ((contained >= CONTAINED) & (share >= LEAST))]


def independent(pairs: Iterable[tuple[str, int]]) -> int:
    """How many publishers told something in words of their own, from (publisher, story) pairs.

    The most publishers that can each be given a story no other of them is given (a maximum matching): two papers that
    print the same agency text are one voice; if one of them has a text of its own besides, they are two.
    """
    stories: dict[str, list[int]] = {}
    for publisher, story in sorted(set(pairs)):
        stories.setdefault(publisher, []).append(story)
    teller: dict[int, str] = {}
    return sum(_give(publisher, stories, teller, set()) for publisher in stories)


def _give(publisher: str, stories: dict[str, list[int]], teller: dict[int, str], tried: set[int]) -> bool:
    for story in stories[publisher]:
        if story in tried:
            continue
        tried.add(story)
        if story not in teller or _give(teller[story], stories, teller, tried):
            teller[story] = publisher
            return True
    return False
