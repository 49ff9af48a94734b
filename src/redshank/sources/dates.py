"""Publication dates, in the ways people write them, as ISO 8601: full, partial, or with a time of day."""

import datetime
import email.utils
import re

from redshank.errors import InputError

_PARTIAL = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIMESTAMP = re.compile(r"\d{4}-?\d{2}-?\d{2}[T ]")
_FORMATS = ("%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y", "%b. %d, %Y", "%A, %B %d, %Y")
_MONTH = ("%B %Y", "%b %Y")
MIN_YEAR, MAX_YEAR = 1500, 2200
"""The first newspapers are of 1605; a year outside is a slip of the pen."""


def publication_date(value: object, where: str = "") -> str | None:
    """``value`` as ``2023``, ``2023-03``, ``2023-03-13`` or ``2023-03-13T10:00:00+00:00``; None if there is none.

    Raises InputError for what is no date (``2023-13-45``), and for what names more than one (``03/04/2023``).
    """
    if value is None or value == "":
        return None
    written = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    try:
        found = _read(written[:64])
    except (ValueError, OverflowError):
        found = None
    if found is None or not MIN_YEAR <= int(found[:4]) <= MAX_YEAR:
        shown = str(value)[:40]
        raise InputError(f"{shown!r} is not a date", where=where, do="write it as 2023-03-13, 2023-03 or 2023")
    return found


def _read(written: str) -> str | None:
    """``written`` in ISO 8601, or None if it is in no known format; ValueError if a part of it cannot be."""
    if partial := (_PARTIAL.fullmatch(written) or _COMPACT.fullmatch(written)):
        year, *rest = (int(part) for part in partial.groups() if part)
        datetime.date(year, *([*rest, 1, 1][:2]))
        return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])
    if _TIMESTAMP.match(written):
        return _moment(datetime.datetime.fromisoformat(written))
    for form in _FORMATS:
        if parsed := _strptime(written, form):
            return parsed.date().isoformat()
    for form in _MONTH:
        if parsed := _strptime(written, form):
            return parsed.date().isoformat()[:7]
    return _moment(email.utils.parsedate_to_datetime(written))


def _strptime(written: str, form: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.strptime(written, form)
    except ValueError:
        return None


def _moment(moment: datetime.datetime) -> str:
    """A timestamp to the second, in the time zone it was given in."""
    return moment.replace(microsecond=0).isoformat()
