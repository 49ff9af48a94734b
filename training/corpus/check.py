"""Check the corpus: codes, spans, doubles, and that no sentence stands in the development sets.

``python -m training.corpus.check`` prints what is wrong, or how much of everything there is; exit 1 if anything is.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from redshank.model import TYPES
from redshank.ontology import plover
from training.relation.examples import CORPUS, SHARED, Example, lines_of, plv_unparsed, read_line

SECOND = "second"
"""The folder of the second annotation, whose sentences stand in the corpus too."""


def plain(text: str) -> str:
    """Letters and digits only, to find sentences that differ in punctuation alone."""
    return re.sub(r"\W+", " ", text.lower()).strip()


def held_out() -> set[str]:
    """Sentences of PLV and of the hand-coded articles, which must not stand in the corpus."""
    texts = [e.text for e in plv_unparsed()]
    articles = SHARED / "data" / "coding" / "articles.jsonl"
    if articles.exists():
        rows = map(json.loads, articles.read_text(encoding="utf-8").splitlines())
        texts += [s for row in rows for s in re.split(r"(?<=[.!?])\s+|\n+", row["text"])]
    return {plain(t) for t in texts}


def complaints(path: Path, seen: set[str], forbidden: set[str]) -> Iterator[str]:
    """What is wrong in one file, a line each."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path.name}:{number}"
        try:
            examples = list(read_line(line))
        except ValueError as error:
            yield f"{where}: {error}"
            continue
        key = plain(examples[0].text)
        if key in seen:
            yield f"{where}: the same sentence as before"
        if key in forbidden:
            yield f"{where}: stands in a development set"
        seen.add(key)
        if re.search(r"[\[\]\t]", examples[0].text):
            yield f"{where}: a bracket is left over"
        yield from (f"{where}: {reason}" for reason in wrong(examples))


def wrong(examples: list[Example]) -> Iterator[str]:
    """Modes that are not of the type, and mentions paired with themselves."""
    for e in examples:
        if e.mode and e.mode not in (plover.modes(e.type) if e.type else ()):
            yield f"{e.type} has no mode {e.mode}"
        if e.actor == e.recipient:
            yield "a mention is paired with itself"


def main() -> int:
    """Check all files, then count."""
    seen: set[str] = set()
    forbidden = held_out()
    files = sorted(path for path in CORPUS.rglob("*.tsv") if path.parent.name != SECOND)
    found = [c for path in files for c in complaints(path, seen, forbidden)]
    print(*found, sep="\n", file=sys.stderr)
    if found:
        return 1
    examples = [e for path in files for line in lines_of(path) for e in read_line(line)]
    kinds = Counter(e.type or "NONE" for e in examples)
    print(len(seen), "sentences,", len(examples), "pairs")
    print({t: kinds[t] for t in (*TYPES, "NONE")})
    print(Counter(e.factuality for e in examples if e.type))
    counts = Counter((e.type, e.mode) for e in examples)
    print({f"{t}/{m}": counts[t, m] for t in TYPES for m in plover.modes(t)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
