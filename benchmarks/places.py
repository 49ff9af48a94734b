"""How well places are found and resolved, on news annotated by hand (LGL and TR-News).

    python benchmarks/places.py                 # figures on all articles, and on either half
    python benchmarks/places.py --errors 20     # and examples of what went wrong
    python benchmarks/places.py --speed         # and seconds per 1000 words

The data are looked for in ../shared/data/places beside the repository, or under REDSHANK_SHARED. The weights were
fitted to the articles with an even number. Gold names count if they have a GeoNames id (streets mostly do not).
A name is found if the same words are given as a place (a full stop or "the" more or less does not count); it is
resolved if the coordinates given lie within 161 km (100 miles) of the gold ones.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from redshank.knowledge.gazetteer import Bearer

SHARED = Path(os.environ.get("REDSHANK_SHARED", Path(__file__).parents[2] / "shared"))
CORPORA = {"LGL": "lgl.xml", "TR-News": "TR-News.xml"}
NEAR = 161.0


@dataclass(frozen=True, slots=True)
class Gold:
    """A name that annotators marked; ``latitude`` is None where they gave no entry of GeoNames."""

    start: int
    end: int
    text: str
    geonames: int | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its marked names."""

    corpus: str
    id: int
    text: str
    names: tuple[Gold, ...]

    @property
    def odd(self) -> bool:
        """Whether it is of the half that nothing was tuned on."""
        return self.id % 2 == 1


def articles(corpus: str) -> Iterator[Marked]:
    """The articles of ``LGL`` or ``TR-News``."""
    path = SHARED / "data" / "places" / CORPORA[corpus]
    for article in ElementTree.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        names = tuple(_gold(toponym, text) for toponym in article.iter("toponym"))
        yield Marked(corpus, int(article.get("docid", "0")), text, names)


def _gold(toponym: ElementTree.Element, text: str) -> Gold:
    start, end = int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0)
    phrase = toponym.findtext("phrase") or ""
    if text[start:end] != phrase:  # some offsets of TR-News are a few characters off
        shifts = sorted(range(-40, 41), key=abs)
        start += next((n for n in shifts if text[start + n : start + n + len(phrase)] == phrase), 0)
        end = start + len(phrase)
    tag = toponym.find("gaztag")
    if tag is None or not tag.findtext("lat"):
        return Gold(start, end, text[start:end], None, None, None)
    identity = int(tag.get("geonameid") or 0)
    return Gold(start, end, text[start:end], identity, float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0))


@dataclass
class Tally:
    """Counts of one corpus or half."""

    gold: int = 0
    exact: int = 0
    overlapping: int = 0
    given: int = 0
    right: int = 0
    all_gold: int = 0
    errors: list[float] = field(default_factory=list)

    def show(self, name: str) -> str:
        """One line of the table."""
        near = sum(e <= NEAR for e in self.errors)
        return (
            f"{name:<16} gold {self.gold:>5}  found {self.exact / self.gold:.3f} (overlap "
            f"{self.overlapping / self.gold:.3f})  precision {self.right / max(1, self.given):.3f}  "
            f"resolved {near / max(1, len(self.errors)):.3f}  median {statistics.median(self.errors or [0]):.1f} km  "
            f"mean {statistics.mean(self.errors or [0]):.0f} km  found and resolved {near / self.gold:.3f}"
        )


def trimmed(start: int, end: int, text: str) -> tuple[int, int]:
    """The span without a leading article and a closing mark."""
    words = text[start:end]
    if words[:4].lower() == "the ":
        start += 4
    return start, start + len(text[start:end].rstrip(" .,'’"))


def distance(gold: Gold, latitude: float | None, longitude: float | None) -> float:
    """Kilometres between a gold place and a given one; half round the earth if none was given."""
    if latitude is None or longitude is None or gold.latitude is None or gold.longitude is None:
        return 20_037.0
    here = Bearer("", "city", "", "", "", gold.latitude, gold.longitude, 0, 0)
    return here.kilometres(latitude, longitude)


def measure(article: Marked, tally: Tally, wrong: list[str]) -> None:
    """Add one article to the counts."""
    from redshank.reading.places import locate

    spans = {}
    for place in locate(article.text, people=True):
        if place.mention is not None:
            spans[trimmed(place.mention.start, place.mention.end, article.text)] = place
    gold = {trimmed(g.start, g.end, article.text): g for g in article.names}
    tally.given += len(spans)
    tally.right += sum(span in gold for span in spans)
    wrong += [f"SPURIOUS {_around(article, s)}" for s in spans if s not in gold]
    for span, name in gold.items():
        if name.geonames is None:
            continue
        tally.gold += 1
        overlap = [p for (start, end), p in spans.items() if start < span[1] and span[0] < end]
        tally.overlapping += bool(overlap)
        if span not in spans:
            wrong.append(f"MISSED {_around(article, span)}")
            continue
        tally.exact += 1
        place = spans[span]
        error = distance(name, place.latitude, place.longitude)
        tally.errors.append(error)
        if error > NEAR:
            where = f"{place.name} {place.precision} {place.country} {place.latitude},{place.longitude}"
            wrong.append(f"FAR {error:.0f} km {_around(article, span)} -> {where}; {name.latitude},{name.longitude}")


def _around(article: Marked, span: tuple[int, int]) -> str:
    start, end = span
    text = article.text
    return f"{article.id}: {text[max(0, start - 50) : start]}[[{text[start:end]}]]{text[end : end + 40]}".replace(
        "\n", " "
    )


def speed(texts: Sequence[str]) -> str:
    """Seconds per 1000 words, beside those of spaCy's pipeline alone."""
    from redshank.reading.parse import parse
    from redshank.reading.places import locate, places_in
    from redshank.reading.sentences import sentences

    list(parse(sentences(texts[0])))
    locate(texts[0])
    words = sum(len(text.split()) for text in texts) / 1000
    start = time.perf_counter()
    parsed = [list(parse(sentences(text))) for text in texts]
    parsing = time.perf_counter() - start
    start = time.perf_counter()
    for text, kept in zip(texts, parsed, strict=True):
        places_in(kept, text)
    placing = time.perf_counter() - start
    return (
        f"{words * 1000:.0f} words: spaCy {parsing / words:.3f} s per 1000 words, places on top "
        f"{placing / words:.3f} s, {(parsing + placing) / parsing:.2f} times spaCy"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="show every Nth error on the even articles")
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    if not (SHARED / "data" / "places").is_dir():
        print("skipped: no data under", SHARED)
        return
    wrong: list[str] = []
    kept = []
    for corpus in CORPORA:
        everything, odd = Tally(), Tally()
        halves = {True: odd, False: Tally()}
        for article in articles(corpus):
            kept.append(article.text)
            measure(article, halves[article.odd], [] if article.odd else wrong)
        for half in halves.values():
            for name in ("gold", "exact", "overlapping", "given", "right"):
                setattr(everything, name, getattr(everything, name) + getattr(half, name))
            everything.errors += half.errors
        print(everything.show(f"{corpus} all"))
        print(odd.show(f"{corpus} odd"))
        print(halves[False].show(f"{corpus} even"), flush=True)
    if options.errors:
        print(*wrong[:: options.errors], sep="\n")
    if options.speed:
        print(speed(kept[::15]))


if __name__ == "__main__":
    main()
