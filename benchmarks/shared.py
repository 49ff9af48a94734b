"""Where the development data stands, and who is measured."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("REDSHANK_SHARED", ROOT.parent / "shared"))


def needed(*parts: str) -> Path:
    """A file or folder of the development data; ends the benchmark with a word where it is not there."""
    path = FOLDER.joinpath(*parts)
    if not path.exists():
        print(f"skipped: no development data at {path} (set REDSHANK_SHARED)", file=sys.stderr)
        raise SystemExit(0)
    return path


def jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
