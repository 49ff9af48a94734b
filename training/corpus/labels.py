"""The corpus as labels for ``redshank evaluate``.

``python -m training.corpus.labels FILE... > labels.jsonl``, such as the files of ``held_out``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from training.relation.examples import Example, lines_of, read_line

DAY = "2024-11-14"
"""The date that sentences are given, as they have none."""


def labels(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One object for each corpus line: its text and its events."""
    for number, line in enumerate(lines, 1):
        found = list(read_line(line))
        events = [_event(e) for e in found if e.type and e.actor]
        yield {"id": f"corpus-{number}", "text": found[0].text, "date": DAY, "events": events}


def _event(example: Example) -> dict[str, Any]:
    spans = {"actor": example.actor, "recipient": example.recipient, "trigger": example.trigger}
    told = {"type": example.type, "mode": example.mode, "factuality": example.factuality}
    return told | {role: list(span) if span else None for role, span in spans.items()}


def main() -> None:
    """Write the labels of the files named."""
    lines = [line for path in sys.argv[1:] for line in lines_of(Path(path))]
    for row in labels(lines):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
