"""Voices: who speaks where in an article, from its quotations and indirect speech."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redshank.model import Attribution, Mention
from redshank.reading.discourse import Referent
from redshank.reading.mentions import Mentions
from redshank.reading.parse import Parsed
from redshank.reading.quotations import Quotation
from redshank.reading.referring import as_mention

NOBODY = frozenset({"who", "which", "that", "self", "it", "there", "one", "this", "what"})
"""Words that stand where a speaker stands and name none."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A quotation with its speaker resolved to a mention and what it stands for."""

    quotation: Quotation
    mention: Mention | None
    referent: Referent | None

    def covers(self, position: int) -> bool:
        """Whether the character at a position is part of what is said."""
        return any(span.start <= position < span.end for span in self.quotation.content)


class Voices:
    """All voices of an article; asked by position."""

    def __init__(self, voices: Sequence[Voice] = ()) -> None:
        self._voices = list(voices)

    @classmethod
    def read(cls, quotations: Sequence[Quotation], parsed: Sequence[Parsed], mentions: Mentions) -> Voices:
        """Resolve the speakers of quotations to mentions."""
        by_start = sorted(parsed, key=lambda p: p.sentence.start)
        return cls([_voice(quotation, by_start, mentions) for quotation in quotations])

    def at(self, position: int) -> Voice | None:
        """The innermost voice that says the character at a position."""
        found = [voice for voice in self._voices if voice.covers(position)]
        return min(found, key=lambda v: sum(s.end - s.start for s in v.quotation.content)) if found else None

    def speaker_at(self, position: int) -> Referent | None:
        """Whoever says the character at a position: what "we" and "I" stand for there."""
        voice = self.at(position)
        return voice.referent if voice is not None else None


def _voice(quotation: Quotation, parsed: Sequence[Parsed], mentions: Mentions) -> Voice:
    speaker = quotation.speaker
    if speaker is None or speaker.text.lower() in NOBODY:
        return Voice(quotation, None, None)
    home = next((p for p in parsed if p.sentence.start <= speaker.start < p.sentence.end), None)
    if home is None:
        return Voice(quotation, Mention(speaker.start, speaker.end, speaker.text, None, speaker.text), None)
    piece = home.doc.char_span(
        speaker.start - home.sentence.start, speaker.end - home.sentence.start, alignment_mode="expand"
    )
    referent = mentions.referent(home, piece.root) if piece is not None else None
    if referent is None:
        return Voice(quotation, Mention(speaker.start, speaker.end, speaker.text, None, speaker.text), None)
    return Voice(quotation, as_mention(referent, speaker), referent)


def attribution(voice: Voice | None) -> Attribution | None:
    """A voice as it stands in a report."""
    if voice is None:
        return None
    return Attribution(voice.mention, voice.quotation.cue.text, voice.quotation.quoted)
