"""Dates of offices and memberships: ISO 8601, possibly partial, compared by what they can mean."""

from __future__ import annotations

import re

FORMAT = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def earliest(date: str) -> str:
    """The first day that a partial date can mean: ``2023`` is ``2023-01-01``; empty is the beginning of time."""
    return (date[:10] + "-01-01"[len(date[:10]) - 4 :]) if date else "0000-01-01"


def latest(date: str) -> str:
    """The last day that a partial date can mean: ``2023`` is ``2023-12-31``; empty is the end of time."""
    return (date[:10] + "-12-31"[len(date[:10]) - 4 :]) if date else "9999-12-31"


def shifted(date: str, years: int) -> str:
    """The day, years later (or earlier); day 31 and 29 February are kept as written, which sorts rightly."""
    return f"{int(date[:4]) + years:04d}{date[4:]}"


def within(on: str, start: str, end: str, years: int = 0) -> bool:
    """Whether the day or period ``on`` touches ``start``..``end``, widened by years on both sides."""
    first, last = earliest(start), latest(end)
    if years:
        first = shifted(first, -years) if start else first
        last = shifted(last, years) if end else last
    return first <= latest(on) and earliest(on) <= last
