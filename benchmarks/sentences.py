"""How fast sentences are cut and furniture is told, and how well sentences survive the wrapping of their text.

python benchmarks/sentences.py
"""

from __future__ import annotations

import re
import textwrap
import time

from shared import needed

from redshank.reading.furniture import furniture_kind
from redshank.reading.sentences import sentences


def main() -> None:
    """Print the speeds, and the share of sentences found again in the same texts wrapped at 66, 72 and 80 columns."""
    paths = sorted(needed("data", "attribution", "train", "text").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    start = time.process_time()
    found = [list(sentences(text)) for text in texts]
    seconds = time.process_time() - start
    spans = [span for spans in found for span in spans]
    print(f"{len(texts)} articles, {len(spans)} sentences: {sum(map(len, texts)) / 1e6 / seconds:.1f} MB/s")
    start = time.process_time()
    pieces = sum(furniture_kind(span) is not None for span in spans)
    print(f"{pieces} of them furniture: {(time.process_time() - start) / len(spans) * 1e6:.0f} us a sentence")
    same = total = 0
    for text, parts in zip(texts, found, strict=True):
        for width in (66, 72, 80):
            whole = {" ".join(span.text.split()) for span in parts}
            paragraphs = (
                textwrap.fill(part, width, break_on_hyphens=False, break_long_words=False)
                for part in re.split(r"\n+", text)
            )
            again = {" ".join(span.text.split()) for span in sentences("\n\n".join(paragraphs))}
            same, total = same + len(whole & again), total + len(whole)
    print(f"found again when wrapped: {same / total:.3f}")


if __name__ == "__main__":
    main()
