"""Fit the weights of place finding and resolving to the even-numbered half of LGL and TR-News, and to ``items.txt``.

    PYTHONPATH=src python training/gazetteer/train.py

Needs scikit-learn and scipy. Writes ``gazetteer_weights.tsv`` and, of ``gazetteer_words.tsv``, the line of everyday
words (names of places that news writes mostly in small letters, counted in the articles of the development data).
Two logistic models say whether a candidate is a place (``finding`` by its sentence, ``again`` by the article too), and
two conditional ones which bearer of a name is meant (``prior`` without, ``resolving`` with the article's other places).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from places import CORPORA, SHARED, Gold, Marked, articles, distance, trimmed  # noqa: E402

from redshank.knowledge.gazetteer import bearers  # noqa: E402
from redshank.reading.parse import parse  # noqa: E402
from redshank.reading.places.finding import Candidate, candidates  # noqa: E402
from redshank.reading.places.resolving import Meaning, around, prior, prior_signs, resolve  # noqa: E402
from redshank.reading.places.signs import again, signs  # noqa: E402
from redshank.reading.places.weights import listed, score, weights  # noqa: E402
from redshank.reading.places.words import of_parse  # noqa: E402
from redshank.reading.sentences import sentences  # noqa: E402

TABLES = ROOT / "src/redshank/knowledge/data"
EMPHASIS = {"LGL": 1.0, "TR-News": 2.5, "items": 2.0}
"""LGL is local news of the United States and four times as large; news of the world should count as much."""
NEAR = 161.0
FOLDS = 4
RARE = 6
"""Signs seen less often than this get no weight of their own."""


class Article:
    """A marked article with its candidates."""

    def __init__(self, marked: Marked, found: list[Candidate]) -> None:
        self.found = found
        self.weight = EMPHASIS[marked.corpus]
        gold = {trimmed(g.start, g.end, marked.text): g for g in marked.names}
        spans = [trimmed(c.start, c.end, marked.text) for c in found]
        self.right = np.array([span in gold for span in spans], dtype=float)
        self.gold = {
            c.sense: gold[s] for c, s in zip(found, spans, strict=True) if s in gold and gold[s].latitude is not None
        }
        self.logits: list[float] = []


def read() -> list[Article]:
    """The even half, and our own items."""
    kept = []
    for marked in (*(a for corpus in CORPORA for a in articles(corpus)), *items()):
        if not marked.odd:
            parsed = parse(sentences(marked.text))
            kept.append(Article(marked, [c for p in parsed for c in candidates(of_parse(p), marked.text)]))
    return kept


def items() -> Iterator[Marked]:
    """Our own news items; they say which names are places, not where those are."""
    lines = (Path(__file__).parent / "items.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(n for n in lines if n and not n.startswith("#")):
        text, names = "", []
        for n, piece in enumerate(re.split(r"\[\[|\]\]", line)):
            if n % 2:
                names.append(Gold(len(text), len(text) + len(piece), piece, None, None, None))
            text += piece
        yield Marked("items", 2 * number, text, tuple(names))


def everyday() -> str:
    """Names of places that are mostly everyday words: written small more than a third of the time."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in _texts():
        small.update(re.findall(r"\b[a-z]{3,}\b", text))
        large.update(word.lower() for word in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", text))
    kept = [w for w, n in small.items() if n >= 4 and n > large[w] / 2 and any(len(w) > 2 for _ in bearers(w))]
    return " ".join(sorted(kept))


def _texts() -> Iterator[str]:
    for path in sorted((SHARED / "data/attribution/train").rglob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")
    for corpus in CORPORA:
        yield from (a.text for a in articles(corpus) if not a.odd)


def logistic(
    rows: Sequence[dict[str, float]], right: Any, weight: Any, strength: float = 0.3
) -> tuple[dict[str, float], Any]:
    """The weights of a logistic model, and a function that gives logits for further rows."""
    counts = Counter(sign for row in rows for sign in row)
    kept = {sign for sign, n in counts.items() if n >= RARE and sign != "bias"}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{s: v for s, v in row.items() if s in kept} for row in rows])
    model = LogisticRegression(C=strength, max_iter=2000, tol=1e-6)
    model.fit(matrix, right, sample_weight=weight)
    learnt = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    learnt["bias"] = float(model.intercept_[0])
    return learnt, lambda more: [sum(learnt.get(s, 0.0) * v for s, v in row.items()) for row in more]


def conditional(
    groups: Iterable[tuple[list[dict[str, float]], list[bool], float]], strength: float = 0.02
) -> dict[str, float]:
    """The weights of a conditional logistic model: in each group some choices are right."""
    kept = [g for g in groups if any(g[1]) and not all(g[1])]
    vectorizer = DictVectorizer(sparse=False)
    matrix = vectorizer.fit_transform([row for rows, _, _ in kept for row in rows])
    sizes = np.array([len(rows) for rows, _, _ in kept])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.array([r for _, rights, _ in kept for r in rights])
    weight = np.array([w for _, _, w in kept])
    owner = np.repeat(np.arange(len(kept)), sizes)

    def loss(beta: Any) -> tuple[float, Any]:
        scores = matrix @ beta
        scores -= np.maximum.reduceat(scores, starts)[owner]
        power = np.exp(scores)
        total = np.add.reduceat(power, starts)
        good = np.add.reduceat(power * right, starts) + 1e-300
        value = -(weight * np.log(good / total)).sum() / weight.sum() + strength * (beta**2).sum() / 2 / 100
        slope = power / total[owner] - power * right / good[owner]
        return value, matrix.T @ (slope * weight[owner]) / weight.sum() + strength * beta / 100

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return dict(zip(vectorizer.get_feature_names_out(), found.x.tolist(), strict=True))


def choices(article: Article, meanings: list[Meaning], rows: list[list[dict[str, float]]]) -> Iterator[Any]:
    """For every name with a gold place: the signs of its bearers, which are right, and the weight."""
    for meaning, signed in zip(meanings, rows, strict=True):
        gold = article.gold.get(meaning.sense)
        if gold is not None:
            near = [distance(gold, b.latitude, b.longitude) <= NEAR for b in meaning.bearers]
            same = [b.geonames == gold.geonames for b in meaning.bearers]
            yield signed, same if any(same) else near, article.weight * meaning.count**0.5


def fit_finding(kept: list[Article]) -> dict[str, float]:
    """Fit ``finding``; leave logits in the articles that were drawn without themselves."""
    rows = [[signs(c) for c in a.found] for a in kept]
    for fold in range(FOLDS):
        others = [n for n in range(len(kept)) if n % FOLDS != fold]
        _, logits = logistic(*_flat(kept, rows, others))
        for n in range(fold, len(kept), FOLDS):
            kept[n].logits = logits(rows[n])
    return logistic(*_flat(kept, rows, list(range(len(kept)))))[0]


def _flat(kept: list[Article], rows: list[list[dict[str, float]]], numbers: list[int]) -> tuple[Any, Any, Any]:
    flat = [row for n in numbers for row in rows[n]]
    right = np.concatenate([kept[n].right for n in numbers])
    weight = np.concatenate([np.full(len(rows[n]), kept[n].weight) for n in numbers])
    return flat, right, weight


def trust(article: Article) -> list[float]:
    """How probable the candidates are as places."""
    return [1 / (1 + np.exp(-logit)) for logit in article.logits]


def fit_resolving(kept: list[Article], learnt: dict[str, dict[str, float]]) -> None:
    """Fit ``prior`` and ``resolving``."""
    groups = []
    for article in kept:
        meanings, _ = prior(article.found, trust(article))
        rows = [[prior_signs(b, m.sense, n) for n, b in enumerate(m.bearers)] for m in meanings]
        groups += list(choices(article, meanings, rows))
    save(learnt | {"prior": conditional(groups)}, learnt)
    for turn in range(3):
        groups = []
        for article in kept:
            meanings, weight = prior(article.found, trust(article))
            if not meanings:
                continue
            rows = around(meanings, weight)
            groups += list(choices(article, meanings, rows))
            if turn:
                known = resolve(article.found, trust(article))
                meanings = [known[m.sense] for m in meanings]
                groups += list(choices(article, meanings, around(meanings, weight)))
        save(learnt | {"resolving": conditional(groups)}, learnt)


def fit_again(kept: list[Article]) -> dict[str, float]:
    """Fit ``again`` on logits that were drawn without the article."""
    rows = [again(a.found, a.logits, resolve(a.found, trust(a))) for a in kept]
    return logistic(*_flat(kept, rows, list(range(len(kept)))), strength=1.0)[0]


def save(more: dict[str, dict[str, float]], learnt: dict[str, dict[str, float]]) -> None:
    """Write the weights and let them be read anew."""
    learnt.update(more)
    lines = [
        "# Weights of place finding and resolving, fitted by training/gazetteer/train.py to the even-numbered articles",
        "# of LGL and TR-News. Columns: part, sign, weight.",
    ]
    for part in sorted(learnt):
        lines += [f"{part}\t{s}\t{w:.4f}" for s, w in sorted(learnt[part].items()) if abs(w) >= 0.0005]
    (TABLES / "gazetteer_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    weights.cache_clear()


def save_everyday() -> None:
    """Write the line of everyday words."""
    path = TABLES / "gazetteer_words.tsv"
    lines = [n for n in path.read_text(encoding="utf-8").splitlines() if not n.startswith("everyday\t")]
    path.write_text("\n".join([*lines, f"everyday\t{everyday()}"]) + "\n", encoding="utf-8")
    listed.cache_clear()


def main() -> None:
    """Fit everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--everyday", action="store_true", help="count everyday words anew")
    if parser.parse_args().everyday:
        save_everyday()
    kept = read()
    learnt: dict[str, dict[str, float]] = {}
    learnt["finding"] = fit_finding(kept)
    fit_resolving(kept, learnt)
    save({"again": fit_again(kept)}, learnt)
    rows = [again(a.found, a.logits, resolve(a.found, trust(a))) for a in kept]
    logits = np.concatenate([[score("again", row) for row in each] for each in rows])
    right = np.concatenate([a.right for a in kept])
    for sure in (0.3, 0.4, 0.5, 0.6):
        given = logits >= np.log(sure / (1 - sure))
        print(f"sure {sure}: precision {right[given].mean():.3f}, recall of candidates {given[right > 0].mean():.3f}")


if __name__ == "__main__":
    main()
