"""Learn the cue lexicon's strengths and the weights of attribution from PolNeAR's train part.

    python -m training.quotations [--cache FOLDER]

Writes ``speech_cues.tsv`` and ``speech_weights.tsv`` of ``redshank.reading``. Needs scikit-learn. A word is a cue
candidate if at least two annotated cues are built on it; candidates inside another statement's content are left out,
because PolNeAR does not annotate statements in statements.
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.quotes import SHARED, Words, spans_of
from redshank.model import Span
from redshank.reading.parse import Parsed, parse, pipeline
from redshank.reading.quotations.features import cue_features, piece_features, shared_features
from redshank.reading.quotations.marks import quoted_stretches
from redshank.reading.quotations.pieces import Piece, near, pieces
from redshank.reading.quotations.tree import Tree, tree
from redshank.reading.sentences import sentences

TABLES = Path(__file__).resolve().parents[1] / "src" / "redshank" / "reading" / "data"
LEAST_STRENGTH = 0.04
LEAST_STRENGTH_RARE = 0.1
"""Words less often a cue than this are left out of the lexicon; rare ones (fewer than four cues) need more."""
STRICTNESS = 0.6
"""Inverse strength of the L1 penalty, the best of 0.1, 0.3, 0.6 and 1 on an eighth of train held out."""
CUES_HEADER = """\
# Words that signal attribution. lemma as spaCy gives it; pos: first letter of the universal part of speech;
# kind: speech, writing, thought or stance; strength: how often the word is a cue where it stands in the article's own
# voice, learned from PolNeAR's train part, or our guess for words too rare there. Written by training/quotations.py.
lemma\tpos\tkind\tstrength
"""
WEIGHTS_HEADER = """\
# Weights of three logistic regressions: is the word a cue, is the piece its speaker, is the piece its content.
# Features are named in redshank/reading/quotations/features.py. Learned from PolNeAR's train part by
# training/quotations.py.
model\tfeature\tweight
"""
LIGHT = frozenset(
    "be have make take give get express issue continue try begin seem tend do go keep start appear use come".split()
)
STRONG = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
WEAK = frozenset({"ADV", "ADP", "AUX", "SCONJ", "X", "INTJ"})

Roles = dict[str, list[tuple[int, int]]]


@dataclass(slots=True)
class Example:
    """One annotator's view of one article, with its trees."""

    name: str
    words: Words
    trees: list[Tree]
    stretches: list[tuple[int, int]]
    gold: list[Roles]


def examples(part: str, cache: Path | None) -> Iterator[Example]:
    """Every annotated article of a part."""
    folder = SHARED / "data" / "attribution" / part
    parsed = _cached(part, cache) if cache else {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        stem = path.stem.rsplit("_", 1)[0]
        text = (folder / "text" / f"{stem}.txt").read_text(encoding="utf-8")
        if stem not in parsed:
            parsed[stem] = [tree(one) for one in parse(sentences(text))]
        gold = spans_of(path.read_text("utf-8"))
        yield Example(stem, Words(text), parsed[stem], quoted_stretches(text), gold)


def _cached(part: str, cache: Path) -> dict[str, list[Tree]]:
    """Trees of an earlier parse (``PART.spacy``, ``PART.pkl``), so that trials are quick."""
    from spacy.tokens import DocBin

    docs = DocBin().from_disk(cache / f"{part}.spacy").get_docs(pipeline().vocab)
    places = pickle.loads((cache / f"{part}.pkl").read_bytes())
    return {
        name: [tree(Parsed(Span(a, b, ""), doc)) for (a, b), doc in zip(spans, docs, strict=False)]
        for name, spans in places.items()
    }


def within(syntax: Tree, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Numbers of the words of a sentence that lie in the spans."""
    return [w for w in range(len(syntax.words)) if any(a <= syntax.start[w] < b for a, b in spans)]


def nucleus(syntax: Tree, words: list[int], rates: dict[tuple[str, str], float]) -> int | None:
    """The word a cue is built on: the topmost, or below a light verb the one most often a cue."""
    options = [w for w in words if syntax.pos[w] in STRONG] or [w for w in words if syntax.pos[w] in WEAK]
    if not options:
        return None
    top = next((w for w in options if syntax.heads[w] not in words), options[0])
    if not rates:
        seen = {top}
        while syntax.lemmas[top] in LIGHT:
            lower = [w for w in options if syntax.heads[w] == top and syntax.pos[w] in {"VERB", "NOUN", "ADJ"}]
            if not lower or lower[0] in seen:
                break
            top = lower[0]
            seen.add(top)
        return top
    return max(options, key=lambda w: (rates.get(key(syntax, w), 0.0) + 0.05 * (w == top), -w))


def key(syntax: Tree, word: int) -> tuple[str, str]:
    """A word as the lexicon names it: lemma and class (V, N, A, P, ...)."""
    return syntax.lemmas[word], syntax.pos[word][:1]


def aligned(example: Example, rates: dict[tuple[str, str], float]) -> tuple[dict[tuple[int, int], Roles], set, set]:
    """Cue words with their roles; words inside other contents; other words of cues. By (sentence, word)."""
    cues: dict[tuple[int, int], Roles] = {}
    inside: set[tuple[int, int]] = set()
    beside: set[tuple[int, int]] = set()
    for number, syntax in enumerate(example.trees):
        for roles in example.gold:
            words = within(syntax, roles["Cue"])
            core = nucleus(syntax, words, rates)
            if core is not None:
                cues.setdefault((number, core), roles)
                beside |= {(number, word) for word in words if word != core}
            inside |= {(number, word) for word in within(syntax, roles["Content"])}
    return cues, inside - set(cues), beside - set(cues)


def strengths(data: list[Example]) -> dict[tuple[str, str], tuple[float, int]]:
    """For each word: how often it is a cue where it could be (smoothed), and how often it was one at all."""
    rates: dict[tuple[str, str], float] = {}
    for _ in range(2):
        hits: Counter[tuple[str, str]] = Counter()
        seen: Counter[tuple[str, str]] = Counter()
        for example in data:
            cues, inside, beside = aligned(example, rates)
            for number, syntax in enumerate(example.trees):
                for word in range(len(syntax.words)):
                    place = (number, word)
                    if place not in inside and place not in beside:
                        seen[key(syntax, word)] += 1
                        hits[key(syntax, word)] += place in cues
        rates = {word: count / (seen[word] + 3) for word, count in hits.items() if count}
    return {word: (rate, hits[word]) for word, rate in rates.items()}


def label(example: Example, syntax: Tree, piece: Piece, roles: Roles) -> tuple[bool, bool]:
    """Whether a piece is (part of) the content, and whether it is the speaker: it holds most of it, head included."""
    said, who = example.words.of(roles["Content"]), example.words.of(roles["Source"])
    mine = example.words.of([(piece.inner, piece.segments[0][1]), *piece.segments[1:]])
    if not mine:
        return False, False
    head = syntax.kid(piece.head, "pobj") if piece.head >= 0 and piece.inner != piece.segments[0][0] else piece.head
    core = example.words.of([(syntax.start[head], syntax.end[head])]) if head is not None and head >= 0 else frozenset()
    speaker = bool(who & core) and 2 * len(mine & who) >= len(who)
    return len(mine & said) / len(mine) >= 0.6, speaker


def gather(data: list[Example], known: dict[tuple[str, str], float]) -> dict[str, tuple[list[list[str]], list[int]]]:
    """Rows of features and their labels for the three questions: cue, speaker, content."""
    rows: dict[str, tuple[list[list[str]], list[int]]] = {name: ([], []) for name in ("cue", "speaker", "content")}
    for example in data:
        cues, inside, beside = aligned(example, known)
        for number, syntax in enumerate(example.trees):
            stretches = near(example.stretches, syntax)
            for word in range(len(syntax.words)):
                place = (number, word)
                strength = known.get(key(syntax, word))
                if strength is None or place in inside or place in beside:
                    continue
                rows["cue"][0].append(list(cue_features(syntax, word, stretches, strength)))
                rows["cue"][1].append(int(place in cues))
                if place in cues:
                    options = pieces(syntax, word, stretches)
                    shared = shared_features(syntax, word, options)
                    for piece in options:
                        content, speaker = label(example, syntax, piece, cues[place])
                        names = list(piece_features(syntax, word, piece, shared))
                        rows["speaker"][0].append(names)
                        rows["speaker"][1].append(int(speaker))
                        rows["content"][0].append(names)
                        rows["content"][1].append(int(content))
    return rows


def fitted(rows: list[list[str]], labels: list[int], strictness: float) -> dict[str, float]:
    """Weights of an L1 logistic regression; features seen fewer than three times are left out."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for row in rows for name in set(row))
    names = sorted(name for name, count in counts.items() if count >= 3 and name.split("\t")[0].splitlines() == [name])
    number = {name: n for n, name in enumerate(names)}
    places = [(r, number[name]) for r, row in enumerate(rows) for name in set(row) if name in number]
    where = np.array(places).T
    matrix = csr_matrix((np.ones(len(places)), (where[0], where[1])), shape=(len(rows), len(names)))
    model = LogisticRegression(C=strictness, l1_ratio=1.0, solver="liblinear", max_iter=400, random_state=0)
    model.fit(matrix, labels)
    weights = {"intercept": float(model.intercept_[0])}
    weights |= {name: float(w) for name, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.02}
    return weights


def kinds() -> dict[tuple[str, str], tuple[str, float | None]]:
    """Kind and guessed strength of cue words, by hand (``speech_kinds.tsv`` beside this script)."""
    lines = Path(__file__).with_name("speech_kinds.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return {(lemma, pos): (kind, float(guess) if guess else None) for lemma, pos, kind, guess in rows}


def known_cues(rates: dict[tuple[str, str], tuple[float, int]]) -> dict[tuple[str, str], float]:
    """The lexicon's words with their strengths: learned ones, and those guessed by hand that are too rare to learn."""
    known = {
        word: rate
        for word, (rate, hits) in rates.items()
        if hits >= 2 and rate >= (LEAST_STRENGTH if hits >= 4 else LEAST_STRENGTH_RARE)
    }
    guesses = {word: guess for word, (_, guess) in kinds().items() if guess is not None}
    return known | {word: guess for word, guess in guesses.items() if rates.get(word, (0.0, 0))[1] < 4}


def main() -> None:
    """Train and write the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cache", type=Path)
    options.add_argument("--strictness", type=float, default=STRICTNESS)
    chosen = options.parse_args()
    data = list(examples("train", chosen.cache))
    known = known_cues(strengths(data))
    print(f"{len(data)} articles, {len(known)} cue words")
    named = kinds()
    with (TABLES / "speech_cues.tsv").open("w", encoding="utf-8") as out:
        out.write(CUES_HEADER)
        for (lemma, pos), rate in sorted(known.items()):
            kind = named.get((lemma, pos), ("stance", None))[0]
            out.write(f"{lemma}\t{pos}\t{kind}\t{rate:.3f}\n")
    with (TABLES / "speech_weights.tsv").open("w", encoding="utf-8") as out:
        out.write(WEIGHTS_HEADER)
        for name, (features, labels) in gather(data, known).items():
            weights = fitted(features, labels, chosen.strictness)
            print(f"{name}: {len(labels)} rows, {sum(labels)} yes, {len(weights)} weights")
            out.writelines(f"{name}\t{feature}\t{weight:.3f}\n" for feature, weight in sorted(weights.items()))


if __name__ == "__main__":
    main()
