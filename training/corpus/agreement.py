"""How far two annotators of the corpus agree.

``python -m training.corpus.agreement --draw FILE`` writes 400 sentences without their labels, for a second annotator.
``python -m training.corpus.agreement`` compares ``second/second.tsv`` with the corpus: percent of agreement and Cohen's
kappa (J. Cohen, Educational and Psychological Measurement 20, 1960) on whether there is an event, and on what both say
of an event; ``--show`` lists where they differ.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from redshank.cli.scoring.labels import overlap
from training.relation.examples import CORPUS, SYMMETRIC, Example, Offsets, lines_of, read_line, unmark

SECOND = CORPUS / "second" / "second.tsv"
SEED = "redshank"
SIZE = 400
IDLE = 0.2
"""Share of the drawn sentences that tell no event."""
Unit = tuple[Offsets | None, Offsets]
"""Two mentions in the order of the sentence, or None and one mention for an event with one side missing."""
Pair = tuple[Example, Example]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two annotations of the same sentences say.

    ``sentences`` and ``units`` hold whether there is an event (first, second), in each sentence, and between each two
    mentions or at each mention alone; ``matched`` are events that both mark, ``first`` and ``second`` those of one.
    """

    sentences: list[tuple[bool, bool]]
    units: dict[tuple[str, Unit], tuple[bool, bool]]
    matched: list[Pair]
    first: list[Example]
    second: list[Example]


def files() -> list[Path]:
    """The corpus files, ``held_out`` among them, the second annotation not."""
    return [*sorted(CORPUS.glob("*.tsv")), *sorted((CORPUS / "held_out").glob("*.tsv"))]


def order(marked: str) -> str:
    """A place in a row that has nothing to do with what the sentence says, the same at every run."""
    return hashlib.sha256(f"{SEED}\t{unmark(marked)[0]}".encode()).hexdigest()


def shares(sizes: Sequence[int], wanted: int) -> list[int]:
    """``wanted`` divided in proportion to ``sizes``, by the largest remainders."""
    exact = [wanted * size / max(sum(sizes), 1) for size in sizes]
    whole = [int(e) for e in exact]
    behind = sorted(range(len(sizes)), key=lambda n: (whole[n] - exact[n], n))
    for n in behind[: min(wanted, sum(sizes)) - sum(whole)]:
        whole[n] += 1
    return whole


def draw(strata: Sequence[Sequence[str]], size: int = SIZE, idle: float = IDLE) -> list[str]:
    """Marked sentences out of the lines of each file, as many as its share is; ``idle`` of all tell no event."""
    chosen: list[str] = []
    for told, wanted in ((False, round(size * idle)), (True, size - round(size * idle))):
        own = [[line for line in lines if any(e.type for e in read_line(line)) == told] for lines in strata]
        for lines, count in zip(own, shares([len(lines) for lines in own], wanted), strict=True):
            chosen += sorted((line.partition("\t")[0] for line in lines), key=order)[:count]
    return sorted(chosen, key=order)


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> tuple[int, float, float]:
    """How many pairs of judgements, the share that agree, and Cohen's kappa (1 where only one judgement occurs)."""
    kept = list(pairs)
    if not kept:
        return 0, float("nan"), float("nan")
    agreed = sum(a == b for a, b in kept) / len(kept)
    ones, others = Counter(a for a, _ in kept), Counter(b for _, b in kept)
    chance = sum(count * others[judgement] for judgement, count in ones.items()) / len(kept) ** 2
    return len(kept), agreed, 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def unit(event: Example) -> Unit:
    """The mentions that an event joins, whichever is its actor."""
    one, *other = sorted(span for span in (event.actor, event.recipient) if span)
    return (one, other[0]) if other else (None, one)


def units(marked: str) -> Iterator[Unit]:
    """Every two mentions of a sentence, and every mention alone."""
    spans = sorted(unmark(marked)[1].values())
    yield from combinations(spans, 2)
    yield from ((None, span) for span in spans)


def nearness(one: Example, other: Example) -> tuple[bool, bool, bool]:
    """How likely two labels of one pair are about the same event: the same word, then type, then direction."""
    word = bool(one.trigger and other.trigger and overlap(one.trigger, other.trigger))
    return word, one.type == other.type, one.actor == other.actor


def match(first: Sequence[Example], second: Sequence[Example]) -> tuple[list[Pair], list[Example], list[Example]]:
    """Events of one pair of mentions as two annotators mark them, joined one to one, and those left over of each."""
    ones, others, joined = list(first), list(second), []
    while ones and others:
        best = max(((a, b) for a in ones for b in others), key=lambda pair: nearness(*pair))
        joined.append(best)
        ones.remove(best[0])
        others.remove(best[1])
    return joined, ones, others


def events(line: str) -> dict[Unit, list[Example]]:
    """The events of a line, by the mentions that they join."""
    found: dict[Unit, list[Example]] = defaultdict(list)
    for example in read_line(line):
        if example.type:
            found[unit(example)].append(example)
    return found


def compare(first: Mapping[str, str], second: Iterable[str]) -> Comparison:
    """The lines of a second annotator against those of the first, which are found by their bare sentence.

    Sentences that the first has not are left out.
    """
    found = Comparison([], {}, [], [], [])
    for line in second:
        marked = line.partition("\t")[0]
        text = unmark(marked)[0]
        if text not in first:
            continue
        one, other = events(first[text]), events(line)
        found.sentences.append((bool(one), bool(other)))
        for key in dict.fromkeys([*units(marked), *one, *other]):
            found.units[text, key] = key in one, key in other
            joined, more, fewer = match(one.get(key, []), other.get(key, []))
            found.matched.extend(joined)
            found.first.extend(more)
            found.second.extend(fewer)
    return found


def figures(found: Comparison) -> Iterator[tuple[str, int, float, float]]:
    """Rows of what is judged, how often, share of agreement and kappa."""
    two = [told for (_, (one, _)), told in found.units.items() if one]
    alone = [told for (_, (one, _)), told in found.units.items() if not one]
    same = [(a, b) for a, b in found.matched if a.type == b.type]
    turned = [(a, b) for a, b in found.matched if a.recipient and a.actor and a.type not in SYMMETRIC]
    yield "sentence has an event", *kappa(found.sentences)
    yield "two mentions have an event", *kappa(two)
    yield "a mention alone has an event", *kappa(alone)
    yield "type, both say event", *kappa((a.type, b.type) for a, b in found.matched)
    yield "mode, same type", *kappa(((a.type, a.mode), (b.type, b.mode)) for a, b in same)
    yield "factuality", *kappa((a.factuality, b.factuality) for a, b in found.matched)
    yield "attribution (@)", *kappa((a.attributed, b.attributed) for a, b in found.matched)
    yield "direction, unless mutual", *kappa((_forward(a), _forward(b)) for a, b in turned)
    words = [(a.trigger, b.trigger) for a, b in found.matched if a.trigger and b.trigger]
    yield "trigger word", len(words), sum(overlap(*w) for w in words) / max(len(words), 1), float("nan")


def _forward(event: Example) -> bool:
    """Whether the actor stands first in the sentence."""
    return event.actor == unit(event)[0]


def shown(event: Example) -> str:
    """A label in words: who does what to whom, how told, and at which word."""
    actor, recipient, trigger = (
        event.text[slice(*span)] if span else "-" for span in (event.actor, event.recipient, event.trigger)
    )
    kind = f"{event.type}/{event.mode or '-'} {event.factuality}{'@' * event.attributed}"
    return f"[{actor}] > [{recipient}] {kind} ~{trigger}"


def differences(found: Comparison) -> Iterator[str]:
    """A block for each sentence whose annotations differ, with both labels of what they differ in."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for a, b in found.matched:
        if _different(a, b):
            blocks[a.text].append(f"  1 {shown(a)}\n  2 {shown(b)}")
    for number, lone in ((1, found.first), (2, found.second)):
        for event in lone:
            blocks[event.text].append(f"  {number} {shown(event)}\n  {3 - number} nothing")
    for text, lines in blocks.items():
        yield "\n".join([text, *lines, ""])


def _different(one: Example, other: Example) -> bool:
    kinds = [(e.type, e.mode, e.factuality, e.attributed) for e in (one, other)]
    turned = one.actor != other.actor and one.type not in SYMMETRIC
    moved = bool(one.trigger and other.trigger and not overlap(one.trigger, other.trigger))
    return kinds[0] != kinds[1] or turned or moved


def main() -> None:
    """Draw, or compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draw", type=Path, metavar="FILE", help="write sentences without labels, and stop")
    parser.add_argument("--show", action="store_true", help="list where the two differ")
    options = parser.parse_args()
    strata = [lines_of(path) for path in files()]
    if options.draw:
        options.draw.write_text("".join(f"{line}\n" for line in draw(strata)), encoding="utf-8")
        return
    first = {unmark(line.partition("\t")[0])[0]: line for lines in strata for line in lines}
    found = compare(first, lines_of(SECOND))
    if options.show:
        print(*differences(found), sep="\n")
    print(f"{len(found.sentences)} sentences marked twice")
    for name, count, agreed, chance in figures(found):
        print(f"{name:30} {count:5} {agreed:7.1%}" + ("" if chance != chance else f"   kappa {chance:.2f}"))
    print(f"events that both mark {len(found.matched)}, only the first {len(found.first)}, second {len(found.second)}")


if __name__ == "__main__":
    main()
