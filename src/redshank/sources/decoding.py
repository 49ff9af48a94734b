"""Bytes to text: the encoding is taken from the marks in the bytes, else UTF-8, else the one that fits best."""

import re

from redshank.errors import InputError
from redshank.sources.notices import notice

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_KINDS = (
    (b"%PDF", "a PDF", "extract its text first, for instance with pdftotext"),
    (b"PK\x03\x04", "a zip archive or office document", "unpack it, or save it as plain text"),
    (b"\x1f\x8b", "compressed", "unpack it first"),
    (b"\x89PNG", "a picture", "only text is read"),
    (b"\xff\xd8\xff", "a picture", "only text is read"),
    (b"GIF8", "a picture", "only text is read"),
    (b"SQLite format 3", "an SQLite file", "give it as --record"),
    (b"\x7fELF", "a program", "only text is read"),
)
_UNFIT = re.compile("[\x00\ud800-\udfff]")
SNIFFED = 8_192
"""Bytes that are looked at to tell text from binary."""
MOSTLY_LATIN = 0.25
"""Share of bytes beyond ASCII up to which a text is in Latin letters; in other scripts they are the majority."""
MANY_BROKEN = 0.002
"""Share of broken characters above which a text is taken for another encoding than UTF-8."""


def decode(raw: bytes, where: str) -> str:
    """The text in ``raw``; a notice says so if it is not clean UTF-8. Raises InputError if it is no text."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return clean(raw.decode(encoding, "replace"))
    refuse_binary(raw, where)
    try:
        return clean(raw.decode("utf-8"))
    except UnicodeDecodeError:
        encoding = _fitting(raw)
    text = raw.decode(encoding, "replace")
    notice("encoding guessed", where=where, encoding=encoding, broken=text.count("\ufffd"))
    return clean(text)


def refuse_binary(raw: bytes, where: str) -> None:
    """Raise InputError if ``raw`` starts like a file of a known other kind, or holds bytes that no text has."""
    head = raw[:SNIFFED]
    for start, kind, advice in _KINDS:
        if head.startswith(start):
            raise InputError(f"is {kind}, not text", where=where, do=advice)
    controls = sum(head.count(bytes([code])) for code in (*range(7), *range(14, 27), *range(28, 32)))
    if b"\x00" in head or controls > len(head) // 50:
        raise InputError("is binary, not text", where=where, do="only text, pages, feeds and web archives are read")


def clean(text: str) -> str:
    """``text`` with what no database or output can hold (NUL, lone surrogates) as U+FFFD; offsets stay the same."""
    return _UNFIT.sub("\ufffd", text) if _UNFIT.search(text) else text


def _fitting(raw: bytes) -> str:
    """UTF-8 with a few slips, else Windows-1252 (English text that is not UTF-8 nearly always is), else a guess."""
    sample = raw[:100_000]
    rough = sample.decode("utf-8", "replace")
    if rough.count("\ufffd") <= max(1, MANY_BROKEN * len(rough)) and not rough.isascii() and _has_valid(rough):
        return "utf-8"
    high = sum(byte > 127 for byte in sample)
    if high <= MOSTLY_LATIN * len(sample):
        return "cp1252"
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _has_valid(rough: str) -> bool:
    """Whether some characters beyond ASCII did decode as UTF-8."""
    return any(ord(char) > 127 and char != "\ufffd" for char in rough)
