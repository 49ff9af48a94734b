"""One statement: who is quoted, by which cue, with what words."""

from dataclasses import dataclass
from typing import Any

from redshank.model import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a text attributes to somebody other than its own voice.

    ``speaker`` is the noun phrase of whoever is quoted (None if the text does not say), ``cue`` the words that signal
    the attribution, ``content`` the words attributed, in the order of the text and not overlapping. ``quoted`` is true
    where the content is, at least for the larger part, in quotation marks.

    ``kind`` is ``speech``, ``writing``, ``thought`` or ``stance`` (support, opposition, intention: attributed to
    somebody, but not said to have been put in words). ``nested`` is true where it lies inside the content of another
    one ("A said B had told C ..."). ``confidence`` is the probability (0 to 1) that the cue is one.
    """

    speaker: Span | None
    cue: Span
    content: tuple[Span, ...]
    quoted: bool
    kind: str = "speech"
    nested: bool = False
    confidence: float = 1.0

    def to_json(self, article_id: str) -> dict[str, Any]:
        """The statement as one line of ``redshank quotes``."""
        return {
            "article": article_id,
            "speaker": self.speaker.to_json() if self.speaker else None,
            "cue": self.cue.to_json(),
            "content": [span.to_json() for span in self.content],
            "quoted": self.quoted,
            "kind": self.kind,
            "nested": self.nested,
            "confidence": self.confidence,
        }
