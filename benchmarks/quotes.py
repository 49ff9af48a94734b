"""How well statements are found: precision, recall and F1 on PolNeAR (news of 2015-2016, brat annotations).

    python benchmarks/quotes.py [--part dev] [--show 20] [--nested]

A found statement is right where the words of its content and those of the gold content overlap with a Dice
coefficient of at least 0.5, one found to one gold. The same at 0.8, and for any shared word, is printed beside it.
The speaker is right where it shares a word with the gold source, or both are absent; the cue where it shares a word.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(os.environ.get("REDSHANK_SHARED", Path(__file__).resolve().parents[2] / "shared"))
_WORD = re.compile(r"\w+")
_QUOTE = re.compile(r"[\"“”«»]|''|``")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as sets of word numbers; ``words`` are its words as text, for people."""

    speaker: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    quoted: bool
    words: str
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """One article and one annotator's statements in it."""

    name: str
    text: str
    gold: list[Statement]


class Words:
    """The words of a text, numbered, so that spans can be compared by the words in them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.number: list[int] = []
        for count, match in enumerate(_WORD.finditer(text)):
            self.number += [-1] * (match.start() - len(self.number)) + [count] * len(match.group())
        self.number += [-1] * (len(text) - len(self.number))

    def of(self, spans: list[tuple[int, int]]) -> frozenset[int]:
        """Numbers of the words that the spans touch."""
        found = {number for start, end in spans for number in self.number[start:end]}
        return frozenset(found - {-1})

    def statement(
        self,
        speaker: list[tuple[int, int]],
        cue: list[tuple[int, int]],
        content: list[tuple[int, int]],
        quoted: bool | None = None,
        nested: bool = False,
    ) -> Statement:
        """The statement with these spans."""
        said = " / ".join(self.text[start:end] for start, end in content)
        if quoted is None:
            quoted = len(_QUOTE.findall(said)) >= 1 and bool(_QUOTE.match(said))
        who = " / ".join(self.text[start:end] for start, end in speaker)
        how = " / ".join(self.text[start:end] for start, end in cue)
        return Statement(self.of(speaker), self.of(cue), self.of(content), quoted, f"[{who}] <{how}> {said}", nested)


def spans_of(annotation: str) -> list[dict[str, list[tuple[int, int]]]]:
    """The attributions of a brat file: spans of ``Source``, ``Cue`` and ``Content``, by the role's name."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[dict[str, list[tuple[int, int]]]] = []
    lines = annotation.splitlines()
    for line in lines:
        fields = line.split("\t")
        if line.startswith("T") and len(fields) >= 2:
            _, places = fields[1].split(" ", 1)
            spans[fields[0]] = [(int(a), int(b)) for a, b in (place.split() for place in places.split(";"))]
    for line in lines:
        if not line.startswith("E") or "\tAttribution" not in line:
            continue
        roles: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
        for role in line.split("\t")[1].split()[1:]:
            name, _, key = role.partition(":")
            roles[name.rstrip("0123456789")] += spans.get(key, [])
        if roles["Cue"] and roles["Content"]:
            events.append(roles)
    return events


def marked(part: str) -> Iterator[Marked]:
    """Articles of one part, once for each annotator."""
    folder = SHARED / "data" / "attribution" / part
    for path in sorted((folder / "attributions").glob("*.ann")):
        text = (folder / "text" / f"{path.stem.rsplit('_', 1)[0]}.txt").read_text(encoding="utf-8")
        words = Words(text)
        gold = [words.statement(e["Source"], e["Cue"], e["Content"]) for e in spans_of(path.read_text("utf-8"))]
        yield Marked(path.stem, text, gold)


def dice(one: frozenset[int], other: frozenset[int]) -> float:
    """How much two sets of words overlap, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def matched(found: list[Statement], gold: list[Statement], least: float) -> list[tuple[int, int]]:
    """Pairs (found, gold), one to one, best overlap first; ties by shared cue, then by order."""
    pairs = [
        (-overlap, not (f.cue & g.cue), i, j)
        for i, f in enumerate(found)
        for j, g in enumerate(gold)
        if (overlap := dice(f.content, g.content)) >= least and overlap > 0
    ]
    taken: list[tuple[int, int]] = []
    for _, _, i, j in sorted(pairs):
        if all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


def same_speaker(one: Statement, other: Statement) -> bool:
    """Whether the two speakers share a word, or neither has one."""
    return bool(one.speaker & other.speaker) or not (one.speaker or other.speaker)


def tally(found: list[Statement], gold: list[Statement], counts: Counter[str]) -> list[tuple[int, int]]:
    """Add one article to the counts; returns the pairs of the main measure."""
    counts["found"] += len(found)
    counts["gold"] += len(gold)
    for name, least in (("any word", 0.0), ("exact-ish", 0.8)):
        counts[name] += len(matched(found, gold, least))
    pairs = matched(found, gold, 0.5)
    counts["statement"] += len(pairs)
    for i, j in pairs:
        one, other = found[i], gold[j]
        right = same_speaker(one, other)
        counts["with speaker"] += right
        counts["with exact-ish speaker"] += right and (not one.speaker or dice(one.speaker, other.speaker) >= 0.8)
        counts["with cue"] += bool(one.cue & other.cue)
        counts["all three"] += right and bool(one.cue & other.cue)
        counts["direct right gold"] += other.quoted
        counts["direct right found"] += one.quoted
    cues = {word for one in gold for word in one.cue}
    counts["cue found"] += sum(bool(one.cue & cues) for one in found)
    counts["cue gold"] += sum(any(one.cue & other.cue for other in found) for one in gold)
    counts["direct found"] += sum(one.quoted for one in found)
    counts["direct gold"] += sum(one.quoted for one in gold)
    return pairs


def line(name: str, right_found: int, found: int, right_gold: int, gold: int) -> str:
    """One line of the table: precision, recall, F1."""
    precision, recall = right_found / max(1, found), right_gold / max(1, gold)
    score = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{name:<28} P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}  ({right_found}/{found}, {right_gold}/{gold})"


def table(counts: Counter[str]) -> str:
    """All figures as text."""
    found, gold = counts["found"], counts["gold"]
    names = ("statement", "with speaker", "with exact-ish speaker", "with cue", "all three", "exact-ish", "any word")
    lines = [line(name, counts[name], found, counts[name], gold) for name in names]
    lines.append(line("cue alone", counts["cue found"], found, counts["cue gold"], gold))
    direct = counts["direct right found"], counts["direct found"], counts["direct right gold"], counts["direct gold"]
    lines.append(line("direct", *direct))
    rest = [all_ - part for all_, part in zip((counts["statement"], found) * 1, direct[:2], strict=True)]
    others = [counts["statement"] - direct[2], gold - direct[3]]
    lines.append(line("indirect", rest[0], rest[1], others[0], others[1]))
    return "\n".join(lines)


def found_in(text: str, nested: bool) -> tuple[list[Statement], float, float]:
    """What Redshank finds in a text, with the seconds of the parse and those of attribution."""
    from redshank.reading.parse import parse
    from redshank.reading.quotations import quotations
    from redshank.reading.sentences import sentences

    before = time.perf_counter()
    parsed = list(parse(sentences(text)))
    between = time.perf_counter()
    quoted = quotations(text, parsed, stances=True)
    after = time.perf_counter()
    words = Words(text)
    found = [
        words.statement(
            [(q.speaker.start, q.speaker.end)] if q.speaker else [],
            [(q.cue.start, q.cue.end)],
            [(span.start, span.end) for span in q.content],
            q.quoted,
        )
        for q in quoted
        if nested or not q.nested
    ]
    return found, between - before, after - between


def disagreements(name: str, found: list[Statement], gold: list[Statement], pairs: list[tuple[int, int]]) -> list[str]:
    """What was missed, what was wrongly found, and where the speaker differs."""
    lines = [f"# {name}"]
    right = {i for i, _ in pairs}, {j for _, j in pairs}
    lines += [f"  missed  {one.words}" for j, one in enumerate(gold) if j not in right[1]]
    lines += [f"  wrong   {one.words}" for i, one in enumerate(found) if i not in right[0]]
    for i, j in pairs:
        if not same_speaker(found[i], gold[j]):
            lines.append(f"  speaker {found[i].words}\n      not {gold[j].words}")
    return lines


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--part", default="dev", choices=["dev", "train"])
    options.add_argument("--show", type=int, default=0, help="disagreements of this many articles")
    options.add_argument("--nested", action="store_true", help="count statements inside others too (the gold has none)")
    options.add_argument("--annotators", action="store_true", help="score the annotators against each other instead")
    chosen = options.parse_args()
    articles = list(marked(chosen.part))
    if not articles:
        sys.exit("no PolNeAR data here; set REDSHANK_SHARED")
    counts: Counter[str] = Counter()
    if chosen.annotators:
        for one in articles:
            for other in articles:
                if one.text == other.text and one.name < other.name:
                    tally(one.gold, other.gold, counts)
        print(table(counts))
        return
    seconds = [0.0, 0.0]
    for number, article in enumerate(articles):
        found, parsing, own = found_in(article.text, chosen.nested)
        seconds = [seconds[0] + parsing, seconds[1] + own]
        pairs = tally(found, article.gold, counts)
        if number < chosen.show:
            print("\n".join(disagreements(article.name, found, article.gold, pairs)))
    print(table(counts))
    print(f"parse {seconds[0]:.1f} s, attribution {seconds[1]:.1f} s ({seconds[1] / seconds[0]:.0%})")


if __name__ == "__main__":
    main()
