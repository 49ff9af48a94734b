"""Alignment checked against the world: does it order pairs of states as their votes in the United Nations do?

    python -m benchmarks.alignment [ICEWS14 ICEWS18] [--least 20]

For all pairs of states with so many events between them: Spearman's rank correlation between a score made of events
and the distance of the states' ideal points in the UN General Assembly of that year (negative: near is aligned). Beside
alignment, simple counts: means of Goldstein's and PLOVER's scores, share of hostile events, numbers of events. A state
stands for those who act for it, as in ``redshank align``. The method's constants were chosen on one half of ICEWS14's
pairs ("tuned").

Graphs and ideal points are looked for in ``data`` of the folder that REDSHANK_SHARED names (default ../shared).
"""

from __future__ import annotations

import argparse
import csv
import datetime
import functools
import hashlib
import json
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from redshank.analysis.aligned import Aligned, Alignment
from redshank.analysis.dealings import OF_STATE, Deal, Party, gather
from redshank.forecasting.graph import read_facts
from redshank.knowledge import default
from redshank.model import Entity
from redshank.ontology import plover_of, score
from redshank.ontology.conversion import goldstein

SHARED = Path(os.environ.get("REDSHANK_SHARED", Path(__file__).parents[2] / "shared"))
YEARS = {"ICEWS14": 2014, "ICEWS18": 2018}
FIRST_SESSION = 1945
"""The year before the first session of the General Assembly; session 69 is that of 2014."""
COMPARED = 2_000
"""Parties compared: all that have pairs to be measured are among them."""
OFFICES = re.compile(
    "government|foreign affairs|head of|ministry|cabinet|military|police|legislat|member of parliament|lawmaker|senate|"
    "house of rep|defen[sc]e|treasury|justice dep|governor|royal|envoy|naval|air force|army|attorney general|chief of|"
    "other authorities|secretariat|intelligence|department|parliament|court judge|judiciary|election comm|domestic|"
    "interior|presid|vice|coast guard|national security|security|diplomat|ambassador|representatives|public prosecutor|"
    "assemblies|central bank|constitutional",
    re.IGNORECASE,
)
"""Beginnings of ICEWS's names of offices ("Foreign Affairs (Russia)") whose holders act for their state."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An event of ICEWS: its parties, day, CAMEO code, and PLOVER's score (None where PLOVER has no type for it)."""

    actor: Party
    recipient: Party
    day: int
    type: str
    goldstein: float
    score: float | None


def facts(graph: str) -> Iterator[Fact]:
    """The train and valid splits of one of ICEWS's graphs."""
    folder = SHARED / "data" / "graphs" / graph
    relations = {n: coded(name) for n, name in _names(folder / "relation2id.txt")}
    parties = {n: party(name, f"{YEARS[graph]}-07-01") for n, name in _names(folder / "entity2id.txt")}
    begin = datetime.date(YEARS[graph], 1, 1).toordinal()
    for split in ("train", "valid"):
        for s, r, o, hour in read_facts(folder / f"{split}.txt").tolist():
            if parties[s].id != parties[o].id:
                yield Fact(parties[s], parties[o], begin + hour // 24, *relations[r])


def _names(path: Path) -> Iterator[tuple[int, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        if rest:
            yield int(rest.split("\t")[0]), name.replace("_", " ")


@functools.cache
def _codes() -> tuple[tuple[str, str], ...]:
    lines = (Path(__file__).parent / "icews_relations.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple((beginning, code) for beginning, code in rows[1:])


def coded(relation: str) -> tuple[str, float, float | None]:
    """PLOVER's type, Goldstein's score and PLOVER's score of one of ICEWS's relations."""
    name = relation.lower().replace(" ", "_")
    code = next(code for beginning, code in _codes() if name.startswith(beginning))
    kind, mode, _ = plover_of(code)
    return kind or "", goldstein(code), score(kind, mode) if kind else None


def party(name: str, day: str) -> Party:
    """The state that one of ICEWS's entities acts for, or the entity itself."""
    base = default()
    office, _, rest = name.partition(" (")
    within = base.resolve(rest.rstrip(")"), day) if rest else None
    known = base.resolve(name, day) or _shortened(name, day)
    if known is not None:
        country, sector = base.affiliation(known.id, day)
        acts = known.kind == "state" or (known.kind != "people" and sector in OF_STATE)
        return _state(country) if acts and country else Party(known.id, known.name, country, sector)
    country = within.country if within else None
    if country and OFFICES.match(office):
        return _state(country)
    return Party(f"name:{name}", name, country)


def _shortened(name: str, day: str) -> Entity | None:
    """The person of a name with middle names or patronymic left out."""
    words = name.split()
    found = default().resolve(f"{words[0]} {words[-1]}", day) if len(words) > 2 and "(" not in name else None
    return found if found and found.kind == "person" else None


def _state(country: str) -> Party:
    state = default().states.get(country)
    return Party(state.id, state.name, country) if state else Party(f"state:{country.lower()}", country, country)


def ideal_points(year: int) -> dict[str, float]:
    """Where states (alpha-3) stand by their votes in the session that began in ``year``."""
    path = SHARED / "data" / "alignment" / "unga_ideal_points.csv"
    with path.open(encoding="latin-1", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if int(row["session"]) == year - FIRST_SESSION]
    return {row["iso3c"]: float(row["IdealPoint"]) for row in rows if row["iso3c"]}


def measure(graph: str, least: int) -> dict[str, object]:
    """The rank correlations on one graph, and how long it took to align all."""
    points = ideal_points(YEARS[graph])
    held = list(facts(graph))
    pairs: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in held:
        ends = sorted((fact.actor, fact.recipient), key=lambda one: one.id)
        if all(one.id.startswith("state:") and one.country in points for one in ends):
            pairs[ends[0].id, ends[1].id].append(fact)
    chosen = {pair: told for pair, told in sorted(pairs.items()) if len(told) >= least}
    near = np.array([-abs(points[_code(a)] - points[_code(b)]) for a, b in chosen])
    begun = time.process_time()
    known = gather(
        Deal(f.actor, f.recipient, f.day, f.score, str(n), f.type) for n, f in enumerate(held) if f.score is not None
    )
    scores = Aligned(known, draws=0, most=COMPARED).some(list(chosen))
    seconds = time.process_time() - begun
    halves = np.array([_half(pair) for pair in chosen])
    found: dict[str, object] = {"graph": graph, "events": len(held), "pairs": len(chosen), "seconds": round(seconds, 1)}
    american = np.array(["state:usa" in pair for pair in chosen])
    parts = {"all": halves | ~halves, "tuned": ~halves, "rest": halves, "no USA": ~american}
    for name, value in {**_simple(list(chosen.values())), **_ours(scores)}.items():
        found[name] = {part: _rho(value[rows], near[rows]) for part, rows in parts.items()}
    return found


def _code(key: str) -> str:
    return key.partition(":")[2].upper()


def _half(pair: tuple[str, str]) -> bool:
    return bool(hashlib.md5("".join(map(_code, pair)).encode()).digest()[0] % 2)


def _rho(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return round(float(spearmanr(one, other).statistic), 3)


def _simple(groups: list[list[Fact]]) -> dict[str, NDArray[np.float64]]:
    """Simple counts, each a number a pair."""
    counts: dict[str, Callable[[list[Fact]], float]] = {
        "Goldstein, mean": lambda g: float(np.mean([f.goldstein for f in g])),
        "PLOVER, mean": lambda g: float(np.mean([f.score for f in g if f.score is not None] or [0.0])),
        "hostile, share (negative)": lambda g: -float(np.mean([(f.score or 0) < 0 for f in g])),
        "hostile, number (negative)": lambda g: -float(sum((f.score or 0) < 0 for f in g)),
        "friendly, number": lambda g: float(sum((f.score or 0) > 0 for f in g)),
        "events, number": lambda g: float(len(g)),
        "Goldstein, sum": lambda g: float(sum(f.goldstein for f in g)),
    }
    return {name: np.array([count(group) for group in groups]) for name, count in counts.items()}


def _ours(scores: list[Alignment]) -> dict[str, NDArray[np.float64]]:
    named = {"alignment": "score", "  direct part": "direct", "  third parties": "third"}
    return {name: np.array([getattr(one, part) for one in scores]) for name, part in named.items()}


def main() -> None:
    """Measure and print a line of JSON a graph, and a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graphs", nargs="*", default=["ICEWS14"])
    parser.add_argument("--least", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not (SHARED / "data" / "alignment").exists():
        sys.exit(f"no ideal points under {SHARED}: set REDSHANK_SHARED")
    for graph in arguments.graphs:
        found = measure(graph, arguments.least)
        if arguments.json:
            print(json.dumps(found))
            continue
        print(f"{graph}: {found['pairs']} pairs of {found['events']} events, {found['seconds']} s")
        for name, rho in found.items():
            if isinstance(rho, dict):
                print(f"  {name:28}", "  ".join(f"{part} {value:6.3f}" for part, value in rho.items()))


if __name__ == "__main__":
    main()
