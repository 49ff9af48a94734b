"""Accuracy of coding, end to end from raw text.

    python -m benchmarks.coding relations   # PLV sentences: type, actor and recipient found from raw text
    python -m benchmarks.coding readouts    # White House readouts: a CONSULT between the USA and the country named
    python -m benchmarks.coding pages       # reports per non-political page
    python -m benchmarks.coding articles    # whole articles coded by hand

``--show`` prints what was missed and what was wrong.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.shared import jsonl, needed
from redshank import Coder
from redshank.model import Article, Mention, Report
from training.relation.examples import plv_spans

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


UNNAMED = frozenset({"An actor", "a recipient"})
"""What PLV writes where a sentence names nobody in a role; no mention is asked for there."""


def _overlaps(row: dict[str, str], role: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether a mention of a role shares characters with the marked words, or (a pronoun) is named as in them."""
    words = row[role].strip()
    _, sources, targets = plv_spans(row["marked_sentence"])
    spans = sources if role == "source" else targets
    if words in UNNAMED or not spans:
        return True
    overlapping = (m.start < end and start < m.end for m in mentions for start, end in spans)
    return any(overlapping) or any(m.name.lower() in words.lower() for m in mentions)


def _agrees(report: Report, row: dict[str, str], typed: bool = True) -> bool:
    actor, recipient = report.actor, report.recipient
    if report.type == "CONSULT" or row["gold_root"] == "CONSULT":
        actor = recipient = actor + recipient
    if not (_overlaps(row, "source", actor) and _overlaps(row, "target", recipient)):
        return False
    return not typed or YIELD.get(report.type, report.type) == row["gold_root"]


def _chosen() -> set[str]:
    """The sentences to measure on (``--sentences FILE``), such as those a model has not seen; empty for all."""
    if "--sentences" not in sys.argv:
        return set()
    path = Path(sys.argv[sys.argv.index("--sentences") + 1])
    return {" ".join(line.split()) for line in path.read_text("utf-8").splitlines()}


def relations(show: bool) -> dict[str, float]:
    """Given relations of the PLV sentences that are coded end to end, and how many reports are made per sentence."""
    with needed("data", "relation", "PLV_train.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    if chosen := _chosen():
        rows = [row for row in rows if " ".join(row["sentence"].split()) in chosen]
    coder, made, found, pairs = Coder(), Counter[str](), 0, 0
    cache: dict[str, list[Report]] = {}
    for row in rows:
        text = row["sentence"]
        if text not in cache:
            cache[text] = coder.code(text, date="2019-06-01")
            made["reports"] += len(cache[text])
        right = any(_agrees(r, row) for r in cache[text])
        pair = any(_agrees(r, row, typed=False) for r in cache[text])
        found += right
        pairs += pair
        if show and not right:
            said = [(r.type, [m.text for m in r.actor], [m.text for m in r.recipient]) for r in cache[text]]
            print(f"{'TYPE' if pair else 'PAIR'} {row['gold_root']} | {row['marked_sentence']}\n     {said}")
    return {
        "recall": found / len(rows),
        "pairs found": pairs / len(rows),
        "reports a sentence": made["reports"] / len(cache),
    }


def readouts(show: bool) -> dict[str, float]:
    """Readouts whose title names one country and that give a CONSULT between the USA and that country."""
    coder, n, right = Coder(), 0, 0
    for line in jsonl(needed("data", "articles", "whitehouse.jsonl")):
        title = line["title"]
        states = {
            m.entities[0].country for m in coder.base.find(title) if m.entities and m.entities[0].kind == "state"
        } - {"USA", None}
        if not title.startswith("Readout") or len(states) != 1:
            continue
        article = Article(line["id"], line["text"], title, line["date"], line["publisher"], line["url"])
        wanted = states.pop()
        n += 1
        ok = any(_consults(r, wanted) for r in coder.code_article(article))
        right += ok
        if show and not ok:
            print(f"{title} | {line['text'][:200]!r}")
    return {"readouts": n, "share right": right / max(1, n)}


def _consults(report: Report, country: str | None) -> bool:
    countries = {m.country for m in (*report.actor, *report.recipient)}
    return report.type == "CONSULT" and {"USA", country} <= countries


def pages(show: bool) -> dict[str, float]:
    """Reports per page on pages that are not about politics (chosen by their titles, listed beside this file)."""
    listed = set((Path(__file__).parent / "pages_without_politics.txt").read_text("utf-8").split())
    truth = json.loads(needed("data", "web_pages", "ground-truth.json").read_text("utf-8"))
    coder, made, n = Coder(), 0, 0
    for key, page in truth.items():
        if key not in listed:
            continue
        n += 1
        reports = coder.code_article(Article(key, page["articleBody"], date="2020-01-15"))
        made += len(reports)
        if show:
            for r in reports:
                print(r.type, [m.name for m in r.actor], [m.name for m in r.recipient], repr(r.sentence.text[:160]))
    return {"pages": n, "reports a page": made / max(1, n)}


def articles(show: bool) -> dict[str, float]:
    """Whole articles coded by hand, scored by the scorer that comes with them."""
    folder = needed("data", "coding")
    coder = Coder()
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "reports.jsonl"
        with out.open("w", encoding="utf-8") as lines:
            for fields in jsonl(folder / "articles.jsonl"):
                names = ("id", "text", "title", "date", "publisher", "url")
                for report in coder.code_article(Article(**{k: fields.get(k) for k in names})):
                    lines.write(json.dumps(report.to_json()) + "\n")
        scorer = needed("tools", "score_articles.py")
        call = [sys.executable, scorer, folder / "gold.json", folder / "articles.jsonl", out, *["--show"] * show]
        done = subprocess.run(call, capture_output=True, text=True, check=True)
    *shown, last = done.stdout.strip().split("\n")
    print("\n".join(shown))
    return dict(json.loads(last))


TASKS = {"relations": relations, "readouts": readouts, "pages": pages, "articles": articles}


def main() -> None:
    """Run the tasks named, or all."""
    show = "--show" in sys.argv
    for name in [a for a in sys.argv[1:] if a in TASKS] or list(TASKS):
        figures = {k: round(v, 3) for k, v in TASKS[name](show).items()}
        print(name, json.dumps(figures))


if __name__ == "__main__":
    main()
