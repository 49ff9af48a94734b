"""How well articles about one story are told from others, and copies of a text from texts of their own.

    python benchmarks/clustering.py

Stories: documents of ECB+ by subtopic, clustered by average link with the record's text similarity; B-cubed F1 at the
best threshold, as for the TF-IDF it is compared with. Copies: news is altered as papers alter agency texts (cut, given
another head, words exchanged, paragraphs added), and told from texts about the same subjects.
"""

from __future__ import annotations

import itertools
import json
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from shared import FOLDER

from redshank.record import sketch, syndication

Matrix = np.ndarray


def b_cubed(gold: Sequence[str], found: Sequence[int]) -> tuple[float, float, float]:
    """F1, precision and recall over documents (Bagga and Baldwin 1998)."""
    both, right, made = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    pairs = list(zip(gold, found, strict=True))
    precision = sum(both[pair] / made[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / right[pair[0]] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall), precision, recall


def average_link(likeness: Matrix, gold: Sequence[str]) -> str:
    """The best threshold's figures."""
    from sklearn.cluster import AgglomerativeClustering

    best = (0.0, 0.0, 0.0, 0.0)
    for threshold in np.arange(0.6, 0.96, 0.02):
        clustering = AgglomerativeClustering(
            n_clusters=None, metric="precomputed", linkage="average", distance_threshold=threshold
        )
        best = max(best, (*b_cubed(gold, clustering.fit_predict(1 - likeness)), round(1 - threshold, 2)))
    return "B-cubed F1 {:.3f} (precision {:.3f}, recall {:.3f}) at a cosine of {:.2f}".format(*best)


def cosines(vectors: Iterable[dict[str, float]] | Iterable[dict[int, float]]) -> Matrix:
    """Each to each."""
    held = list(vectors)
    index = {term: at for at, term in enumerate(sorted({term for one in held for term in one}, key=str))}
    matrix = np.zeros((len(held), len(index)), dtype=np.float32)
    for at, one in enumerate(held):
        for term, weight in one.items():
            matrix[at, index[term]] = weight
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True) + 1e-9
    return matrix @ matrix.T


def of_collection(texts: Sequence[str]) -> Callable[[str], float]:
    """How rare words are in these texts."""
    counts = Counter(term for text in texts for term in {term for term, _ in sketch.tokens(text)})
    return lambda term: math.log((1 + len(texts)) / (1 + counts[term]))


def stories() -> None:
    """ECB+ by subtopic."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    path = FOLDER / "data" / "coreference" / "ecbplus_documents.jsonl"
    documents = [json.loads(line) for line in path.open(encoding="utf-8")]
    texts, gold = [one["text"] for one in documents], [one["subtopic"] for one in documents]
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    print("TF-IDF:                         ", average_link((vectors @ vectors.T).toarray(), gold))
    kept = cosines(sketch.unpack(sketch.pack(sketch.sketch(None, text))) for text in texts)
    print("sketches as kept in the record: ", average_link(kept, gold))
    _halves(kept, gold, [int(one["topic"]) % 2 for one in documents])
    rarity = of_collection(texts)
    print(
        "the same, rarity of this set:   ", average_link(cosines(sketch.telling(text, rarity) for text in texts), gold)
    )


def _halves(likeness: Matrix, gold: Sequence[str], odd: Sequence[int]) -> None:
    """The topics that weights of words were chosen on, and those they were not."""
    for name, half in (("even topics (tuned on)", 0), ("odd topics (not)", 1)):
        at = [number for number, one in enumerate(odd) if one == half]
        print(f"  {name:30}", average_link(likeness[np.ix_(at, at)], [gold[number] for number in at]))


def altered(text: str, chance: random.Random) -> str:
    """A text as another paper prints it: another head, cut at the end, some words exchanged, a paragraph of its own."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    kept = sentences[: max(5, round(len(sentences) * chance.uniform(0.45, 1.0)))]
    words = " ".join(kept).split()
    for at in range(len(words)):
        if chance.random() < 0.04:
            words[at] = chance.choice(words)
    own = " ".join(chance.sample(words, min(len(words), chance.choice((0, 15, 40)))))
    return f"{' '.join(chance.sample(words, min(8, len(words))))}\n{' '.join(words)}\n{own}"


def copies() -> None:
    """Invented copies of PolNeAR's news, found as the record finds them."""
    chance = random.Random(5)
    paths = sorted((FOLDER / "data" / "attribution" / "train" / "text").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths[:500]]
    made = [(at, text) for at, text in enumerate(texts)]
    made += [(at, altered(texts[at], chance)) for at in range(0, len(texts), 2)]
    signs = [(at, sign) for at, text in made if (sign := syndication.signature(text))]
    buckets: dict[int, list[int]] = {}
    for number, (_, sign) in enumerate(signs):
        for key in set(syndication.bands(sign)):
            buckets.setdefault(key, []).append(number)
    near = {pair for held in buckets.values() for pair in itertools.combinations(held, 2)}
    shortened = [syndication.shortened(sign) for _, sign in signs]
    found = {(a, b) for a, b in near if syndication.copies(shortened[a], [shortened[b]])[0]}
    same = _really_one(texts)
    right = {(a, b) for a, b in itertools.combinations(range(len(signs)), 2) if same[signs[a][0]] == same[signs[b][0]]}
    wrong = sorted(found - right)
    print(f"copies: recall {len(found & right) / len(right):.3f}, precision {len(found & right) / len(found):.3f} "
          f"({len(right)} pairs of copies among {len(signs)} texts)")  # fmt: skip
    for a, b in wrong[:5]:
        print("  taken for copies:", made[a][1][:70].replace("\n", " "), "|", made[b][1][:70].replace("\n", " "))


def _really_one(texts: Sequence[str]) -> list[int]:
    """For each text the first that shares most of its shingles: the collection holds a few real copies."""
    runs = [set(syndication.shingles(text)) for text in texts]
    found: list[int] = []
    for at, mine in enumerate(runs):
        alike = (i for i in range(at) if len(mine & runs[i]) > 0.5 * min(len(mine), len(runs[i])))
        found.append(next((found[i] for i in alike), at))
    return found


if __name__ == "__main__":
    if not FOLDER.is_dir():
        raise SystemExit("the shared data is not here")
    stories()
    copies()
