"""Articles: one text by one publisher."""

import hashlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Article:
    """One text by one publisher, exactly as it was given.

    ``date`` is when it was published: ``2023-03-13``, a full ISO 8601 timestamp, or partial (``2023-03``, ``2023``).
    ``language`` is ISO 639-1 where known. All offsets in reports count code points of ``text``.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None

    @property
    def hash(self) -> str:
        """SHA-256 of title and text: the same words have the same hash."""
        return hashlib.sha256(f"{self.title or ''}\x00{self.text}".encode("utf-8", "surrogatepass")).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The article as a line of JSON lines; fields without a value are left out."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in fields.items() if value is not None}
