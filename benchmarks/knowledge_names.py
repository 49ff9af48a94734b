"""Measure the knowledge base: speed of search, coverage of actors in news, and who is meant on a date.

Usage: ``python benchmarks/knowledge_names.py [--misses]``. Reads the folders ``attribution``, ``relation`` and
``diplomacy`` of the shared data (``../shared/data`` or under ``REDSHANK_SHARED``).

Coverage: of the actors and recipients marked in 1,050 sentences, those with a known name in them or a role noun.
Visitors: heads of state and government who came to the USA 1990-2020 (Office of the Historian), asked on the day of
their visit in three ways: with title and full name as written, by surname alone with the country named in the article,
and by office alone ("president of Portugal"); right is a person of that country who shares a name with the visitor.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
import time
from pathlib import Path

from redshank import knowledge
from redshank.knowledge import KnowledgeBase
from redshank.knowledge.names import fold

SHARED = Path(os.environ.get("REDSHANK_SHARED", Path(__file__).parents[2] / "shared")) / "data"
OFFICES = re.compile(r"^(?:President|Prime Minister|King|Chancellor|Sultan|Emir|Amir|Taoiseach|Queen|Premier)\b")


def speed(base: KnowledgeBase) -> None:
    """Megabytes of news searched a second of processor time."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((SHARED / "attribution").glob("*/text/*.txt")))
    start = time.process_time()
    found = len(base.find(text))
    seconds = time.process_time() - start
    print(f"speed: {len(text) / 1e6 / seconds:.1f} MB/s ({found} names in {len(text) / 1e6:.1f} MB)")


def coverage(base: KnowledgeBase) -> None:
    """Share of marked actors and recipients with a known name, with a role noun, with either."""
    with (SHARED / "relation" / "PLV_train.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    spans = [row[side] for row in rows for side in ("source", "target")]
    named = [bool(base.find(span)) for span in spans]
    told = [base.role(span) is not None for span in spans]
    either = sum(one or other for one, other in zip(named, told, strict=True))
    share = {"name": sum(named), "role": sum(told), "either": either}
    print("coverage:", ", ".join(f"{key} {count / len(spans):.1%}" for key, count in share.items()), f"of {len(spans)}")


def visitors(base: KnowledgeBase, misses: bool) -> None:
    """Share of visitors found by full name, by surname and by office, and of answers that are right."""
    asked = {"full name": [0, 0, 0], "surname": [0, 0, 0], "office": [0, 0, 0]}
    for visit in json.loads((SHARED / "diplomacy" / "visits_to_usa_1990_2020.json").read_text(encoding="utf-8")):
        who, day = " ".join(visit["visitor"].split()), visit["start-date"]
        home = base.resolve(visit["from"], day)
        title = OFFICES.match(who)
        if home is None or home.country is None or title is None:
            continue
        bare = who[title.end() :].strip()
        forms = {"full name": who, "surname": bare.split()[-1] if bare else who, "office": f"{title[0]} of {home.name}"}
        for way, words in forms.items():
            found = base.resolve(words, day, (home.country,) if way == "surname" else ())
            country = base.affiliation(found.id, day)[0] if found else None
            right = bool(found and country == home.country and shares(bare, found.name, found.aliases))
            asked[way][0] += 1
            asked[way][1] += found is not None
            asked[way][2] += right
            if misses and not right:
                print("miss", way, "|", words, "|", who, visit["from"], day, found and found.id, file=sys.stderr)
    for way, (count, answered, agreed) in asked.items():
        print(f"visitors by {way}: {answered / count:.1%} answered, {agreed / answered:.1%} of them right, of {count}")


def shares(name: str, other: str, aliases: tuple[str, ...]) -> bool:
    """Whether two names share a word of four letters or more, or are all of short words and share one."""
    words = set(re.findall(r"\w{3,}", fold(name).lower()))
    known = set(re.findall(r"\w{3,}", fold(" ".join((other, *aliases))).lower()))
    return bool(words & known) or any(a[:5] == b[:5] for a in words for b in known if len(a) > 4)


if __name__ == "__main__":
    if not SHARED.exists():
        sys.exit("the shared data is not here")
    loaded = knowledge.default()
    speed(loaded)
    coverage(loaded)
    visitors(loaded, "--misses" in sys.argv)
