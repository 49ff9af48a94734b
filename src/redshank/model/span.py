"""Spans: places in a text, counted in Unicode code points from its start."""

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The words ``text[start:end]`` of an article.

    Offsets count Unicode code points in the article's text exactly as given; ``end`` is exclusive.
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The span from ``start`` to ``end`` of ``text``."""
        return cls(start, end, text[start:end])

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def to_json(self) -> dict[str, Any]:
        """``{"start", "end", "text"}``."""
        return {"start": self.start, "end": self.end, "text": self.text}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Span":
        """The span that ``to_json`` wrote."""
        return Span(int(fields["start"]), int(fields["end"]), str(fields["text"]))
