"""How well the main text of pages is found: overlap of four-word sequences with the right texts, mean of the pages.

python benchmarks/pages.py
"""

from __future__ import annotations

import collections
import gzip
import json
import re

from shared import needed

from redshank.errors import InputError
from redshank.sources.pages import page_article


def sequences(text: str) -> collections.Counter[tuple[str, ...]]:
    """All sequences of four words."""
    words = re.findall(r"\w+", text)
    return collections.Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def main() -> None:
    """Print precision and recall."""
    folder = needed("data", "web_pages", "html")
    truth = json.loads(needed("data", "web_pages", "ground-truth.json").read_text(encoding="utf-8"))
    precision, recall = [], []
    for name, page in truth.items():
        try:
            found = sequences(page_article(gzip.decompress((folder / f"{name}.html.gz").read_bytes()), name).text)
        except InputError:
            found = collections.Counter()
        right = sequences(page["articleBody"])
        common = sum((right & found).values())
        precision.append(common / max(1, sum(found.values())))
        recall.append(common / max(1, sum(right.values())))
    count = len(truth)
    print(f"{count} pages: precision {sum(precision) / count:.3f}, recall {sum(recall) / count:.3f}")


if __name__ == "__main__":
    main()
