"""What speaks for and against a candidate's naming a place, within its sentence and within its article."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from redshank.reading.places.finding import Candidate
from redshank.reading.places.resolving import Meaning, Sense
from redshank.reading.places.weights import listed
from redshank.reading.places.words import Word

Signs = dict[str, float]
ENGLISH = ("USA", "GBR", "CAN", "AUS", "NZL", "IRL")
"""Where names of places are surnames of people in English news too; names borne only elsewhere seldom are."""
SMALL = ("the", "a", "an", "and", "or")


def signs(candidate: Candidate) -> Signs:
    """The signs within the sentence."""
    words, first, last = candidate.words, candidate.first, candidate.last
    kind, label = kind_of(candidate), label_of(candidate)
    before = words[first - 1] if first else None
    after = words[last + 1] if last + 1 < len(words) else None
    found = _itself(candidate, kind, label)
    found |= _before(before, words[first - 2] if first > 1 else None, kind)
    found |= _after(after, words[last + 2] if last + 2 < len(words) else None, label)
    found |= _run(words, first, last)
    return found


def kind_of(candidate: Candidate) -> str:
    """The kind of the best known bearer, or ``people`` if the name is no place's own."""
    if all(b.form == "people" for b in candidate.bearers):
        return "people"
    return candidate.bearers[0].kind


def label_of(candidate: Candidate) -> str:
    """spaCy's label of the words, and whether its name is just these words or longer."""
    inner = candidate.words[candidate.first : candidate.last + 1]
    labels = {w.entity for w in inner if w.text != "."}
    label = labels.pop() if len(labels) == 1 else "mixed"
    if not label:
        return "none"
    starts_earlier = min(w.first for w in inner) < candidate.first
    ends_later = max(w.last for w in inner) > candidate.last
    return label + (" <" if starts_earlier else "") + (" >" if ends_later else "")


def _itself(candidate: Candidate, kind: str, label: str) -> Signs:
    words, first, last = candidate.words, candidate.first, candidate.last
    best = candidate.bearers[0]
    fame = math.log10(best.population + 1) / 6
    length = "one" if first == last else "many"
    lower = candidate.name.lower().rstrip(".")
    found = {
        "bias": 1.0,
        f"label={label}": 1.0,
        f"label={label} {kind}": 1.0,
        f"kind={kind} {length}": 1.0,
        f"form={best.form}": 1.0,
        "fame": fame,
        f"fame {label}": fame,
        f"fame {kind}": fame,
        "bearers": math.log1p(len(candidate.bearers)) / 3,
        f"pos={words[last].pos}": 1.0,
        f"pos={words[first].pos} {length}": 1.0,
        "qualified": float(bool(candidate.qualifier)),
        "calendar": float(lower in listed("calendar")),
        "everyday": float(lower in listed("everyday")),
        "everyday at start": float(lower in listed("everyday") and first == 0),
        "brief": float(len(candidate.name) <= 4),
        "unit inside": float(first < last and words[last].text.lower() in listed("unit")),
    }
    if candidate.name.isupper() and len(candidate.name) > 3:
        found["capitals at start" if first == 0 else "capitals inside"] = 1.0
    if any(lower in listed(name) for name in ("body", "unit", "site", "direction", "title")):
        found["a common noun"] = 1.0
    return found


def _before(before: Word | None, further: Word | None, kind: str) -> Signs:
    if before is None:
        return {"before=start": 1.0, f"before=start {kind}": 1.0}
    lower = before.text.lower().rstrip(".")
    if not before.text[0].isalnum():
        mark = "dash" if before.text in "-–—" else before.text[0]
        capital = "capital" if further and further.text[0].isupper() else "small"
        return {f"before={mark}": 1.0, f"before=mark {capital}": 1.0}
    found = {f"before={lower}": 1.0} if lower in SMALL else {}
    if lower in listed("placing"):
        return {"before=placing": 1.0, f"before=placing {kind}": 1.0, f"before={lower}": 1.0}
    if lower == "of":
        unit = further is not None and further.text.lower() in listed("unit")
        return {"before=of unit" if unit else "before=of": 1.0}
    if lower in listed("direction"):
        return {"before=direction": 1.0}
    if before.text[0].isupper() and lower not in SMALL:
        title = "title" if lower in listed("title") else "capital"
        return {f"before={title}": 1.0, f"before={title} {before.entity or 'none'} {kind}": 1.0}
    return found | {f"before={before.pos}": 1.0}


def _after(after: Word | None, further: Word | None, label: str) -> Signs:
    if after is None:
        return {"after=end": 1.0}
    lower = after.text.lower().rstrip(".")
    capital = "capital" if further and further.text[0].isupper() else "small"
    if after.text[0].isupper():
        kinds = [name for name in ("street", "site", "body", "unit") if lower in listed(name)]
        kind = kinds[0] if kinds else "capital"
        return {f"after={kind}": 1.0, f"after={kind} {label}": 1.0}
    if lower in ("'s", "’s", "’", "'"):
        return {"after=possessive": 1.0, f"after=possessive {capital}": 1.0}
    if lower in listed("speaking"):
        return {"after=speaking": 1.0}
    if lower == "-":
        return {f"after=- {further.text.lower() if further and further.text.lower() in ('based', 'area') else ''}": 1.0}
    if not after.text[0].isalnum():
        return {f"after={after.text[0]}": 1.0, f"after={after.text[0]} {capital}": 1.0}
    return {f"after={after.pos}": 1.0}


def _run(words: tuple[Word, ...], first: int, last: int) -> Signs:
    """The capitalised words around: how many, and of what class the last of them is."""
    start, end = first, last
    while start > max(0, first - 4) and words[start - 1].text[0].isupper():
        start -= 1
    while end + 1 < min(len(words), last + 6) and (words[end + 1].text[0].isupper() or words[end + 1].text == "'s"):
        end += 1
    head = words[end].text.lower()
    kind = next((name for name in ("street", "body", "site", "unit") if head in listed(name)), "else")
    found = {f"run before={min(first - start, 3)}": 1.0, f"run after={min(end - last, 3)}": 1.0}
    if end > last:
        found[f"run ends in {kind}"] = 1.0
    return found


def again(found: Sequence[Candidate], logits: Sequence[float], meanings: dict[Sense, Meaning]) -> list[Signs]:
    """The signs within the article: the same name elsewhere, persons of that name, and how well the place fits in."""
    by_name: dict[str, list[float]] = defaultdict(list)
    persons: dict[str, float] = defaultdict(float)
    for candidate, logit in zip(found, logits, strict=True):
        by_name[candidate.sense[0]].append(logit)
        if label_of(candidate).startswith("PERSON <"):
            persons[candidate.sense[0]] = 1.0
    return [
        _in_article(c, logit, by_name[c.sense[0]], persons[c.sense[0]], meanings[c.sense])
        for c, logit in zip(found, logits, strict=True)
    ]


def _in_article(candidate: Candidate, logit: float, same: list[float], person: float, meaning: Meaning) -> Signs:
    kind = kind_of(candidate)
    single = candidate.first == candidate.last
    fitting = meaning.signs
    best = meaning.bearers[meaning.best]
    abroad = float(best.country not in ENGLISH and all(b.country == best.country for b in meaning.bearers[:3]))
    return {
        "abroad": abroad,
        f"abroad, country share {kind}": abroad * fitting.get("country share", 0.0),
        f"abroad, near {kind}": abroad * fitting.get("near 150", 0.0),
        f"abroad, sentence {kind}": abroad * logit / 5,
        "bias": 1.0,
        f"kind={kind}": 1.0,
        "sentence": logit / 5,
        "best elsewhere": max(same) / 5,
        "mean elsewhere": sum(same) / len(same) / 5,
        "worst elsewhere": min(same) / 5,
        "times": math.log(len(same)),
        "a person too": person * single,
        "a person here": float(label_of(candidate).startswith("PERSON")),
        "a person too, here": person * float(label_of(candidate).startswith("PERSON")),
        "certain": max(meaning.chances),
        f"near 30 {kind}": fitting.get("near 30", 0.0),
        f"near 150 {kind}": fitting.get("near 150", 0.0),
        f"near 600 {kind}": fitting.get("near 600", 0.0),
        f"country share {kind}": fitting.get("country share", 0.0),
        f"region share {kind}": fitting.get("region share", 0.0),
        "qualified elsewhere": fitting.get("qualified elsewhere", 0.0),
    }
