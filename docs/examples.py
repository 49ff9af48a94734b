"""Keeps the examples on the pages true: runs the command above each and writes its output into the block below.

    python -m docs.examples            # all pages
    python -m docs.examples README.md  # these only

On a page an example is a comment with the command and a fenced block for its output:

    <!-- run: redshank explain CONSULT -->
    ```text
    ```
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    *("README.md", "docs/cli.md", "docs/tutorial.md", "docs/how-coding-works.md", "docs/accuracy.md"),
    *("docs/from-petrarch2.md", "docs/from-gdelt.md"),
)
_EXAMPLE = re.compile(r"(<!-- run: (.+?) -->\n```\w*\n)(.*?)(```\n)", re.DOTALL)
WIDTH = "100"


def output(command: str) -> str:
    """What a command prints, with the ``redshank`` of this Python, at the root of the project."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "COLUMNS": WIDTH, "NO_COLOR": "1", "TERM": "dumb"}
    call = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode and done.stderr:  # without a word it is only that `head` had enough
        raise SystemExit(f"{command}: exit {done.returncode}\n{done.stderr}")
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.rstrip().splitlines())


def renewed(page: str) -> str:
    """The page with the output of each example as it is now."""
    return _EXAMPLE.sub(lambda found: found[1] + output(found[2]) + found[4], page)


def main() -> None:
    """Write the pages anew."""
    for name in sys.argv[1:] or PAGES:
        path = ROOT / name
        page = path.read_text("utf-8")
        path.write_text(renewed(page), "utf-8")


if __name__ == "__main__":
    main()
