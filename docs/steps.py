"""Shows what each step of coding makes of a text: ``python -m docs.steps "TEXT" DATE``."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from redshank.coding import Coder
from redshank.coding.candidates import Candidate
from redshank.coding.coder import STEPS
from redshank.model import Article
from redshank.reading.reader import read


def told(candidates: Iterable[Candidate]) -> Iterable[str]:
    """Each candidate in a line, as far as it is known."""
    for candidate in candidates:
        who, whom = (", ".join(m.text for m in role) or "-" for role in (candidate.actor, candidate.recipient))
        parts = [f"{candidate.token.text!r}: {candidate.type or '?'} {who} -> {whom}", candidate.factuality]
        if candidate.attribution:
            speaker = candidate.attribution.speaker
            parts.append(f"says {speaker.name if speaker else 'somebody'}")
        if candidate.when:
            parts.append(candidate.when.start)
        if candidate.where:
            parts.append(candidate.where.name)
        yield "    " + ", ".join([*parts, *candidate.contexts])


def main() -> None:
    """Code the text and print what there is after every step."""
    article = Article("text", sys.argv[1], date=sys.argv[2])
    coder = Coder()
    reading = read(article, coder.base, coder.promising)
    candidates = coder._find(reading)
    print("find candidates", *told(candidates), sep="\n")
    for name, step in STEPS:
        before = list(told(candidates))
        candidates = step(reading, candidates)
        after = list(told(candidates))
        print(name, *(after if after != before else ["    (as before)"]), sep="\n")


if __name__ == "__main__":
    main()
