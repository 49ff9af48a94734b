"""Find the triggers of labels that name none, by the coder's own trigger words and the syntax of the sentence.

``python -m training.corpus.triggers FILE...`` writes ``~word`` behind the labels whose trigger is beyond doubt, and
leaves the others as they are; ``--dry`` only counts. What was written is to be read over by a person.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from redshank.coding.candidates import EMPTY, SAYING
from redshank.coding.decide import BECOME_AGREE
from redshank.coding.frames import beside, slot_words
from redshank.coding.lexicon import OWN_RECIPIENTS, Trigger, lexicon
from redshank.model import Span
from redshank.reading.parse import parse
from redshank.reading.syntax import doers, hyphenated
from training.relation.examples import Example, occurrences, read_line, unmark

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
ANY_VERB = Trigger("", "verb", "", None, frozenset(), ("subj",), (*OWN_RECIPIENTS, "iobj", "over", "into"), frozenset())
DOUBT = 0.5
"""How far the best reading of a sentence must be ahead of the next for its word to be taken."""


def docs(texts: Sequence[str]) -> Iterator[Doc]:
    """The sentences parsed as the coder parses them."""
    yield from (parsed.doc for parsed in parse([Span(0, len(t), t) for t in texts], names=False))


def readings(token: Token) -> tuple[Trigger, ...]:
    """The readings of a word as a trigger, and that of a verb which is none."""
    pos = POS.get(token.pos_)
    if pos is None or (token.dep_ == "compound"):
        return ()
    whole = hyphenated(token)
    known = lexicon().readings(pos, token.lemma_.lower())
    return (lexicon().readings(pos, whole) if whole else ()) or known


def _touches(words: Iterable[Token], span: tuple[int, int] | None) -> bool:
    return span is not None and any(span[0] <= w.idx < span[1] for w in words)


def _slots(token: Token, trigger: Trigger, needed: Token | None, example: Example) -> tuple[bool, bool]:
    """Whether the labelled actor and recipient stand in slots of a reading."""
    actors = (w for slot in trigger.actor for w in slot_words(token, trigger, slot, "actor", needed))
    others = (w for slot in trigger.recipient for w in slot_words(token, trigger, slot, "recipient", needed))
    one, two = _touches(actors, example.actor), _touches(others, example.recipient)
    if "mutual" in trigger.flags:
        one = one or _touches(others, example.actor)
        two = two or _touches((w for s in trigger.actor for w in slot_words(token, trigger, s, "actor", needed)),
                              example.recipient)  # fmt: skip
    return one, two


def _wanted(example: Example, trigger: Trigger) -> bool:
    """Whether a reading is of the label's type; planned cooperation is AGREE whatever word tells it."""
    if example.type == trigger.type:
        return True
    return example.type == "AGREE" and example.factuality == "planned" and trigger.type in BECOME_AGREE


def _score(token: Token, trigger: Trigger, example: Example) -> float:
    """How well a reading fits a label; 0 if it does not."""
    needed = beside(token, trigger) if trigger.beside else None
    if trigger.beside and needed is None:
        return 0.0
    one, two = _slots(token, trigger, needed, example)
    fits = 1.0 + 2.0 * one + 2.0 * two + 0.6 * (trigger.mode == example.mode) + 0.6 * (needed is not None)
    return fits - 0.6 * ("weak" in trigger.flags) - 0.3 * (trigger.pos == "noun")


def _unlisted(token: Token, example: Example) -> float:
    """How well a verb that is no trigger of the type fits a label, by who stands around it."""
    lemma = token.lemma_.lower()
    if token.pos_ != "VERB" or token.dep_ in ("amod", "compound") or lemma in SAYING or lemma in EMPTY:
        return 0.0
    one, two = _slots(token, ANY_VERB, None, example)
    alone = example.recipient is None
    return 2.0 if one and (two or alone) else 0.0


def _best(scores: dict[int, float]) -> int | None:
    """The index of the token that is ahead of all others, if one is."""
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] <= 0:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < DOUBT:
        return None
    return ranked[0][0]


def trigger_of(doc: Doc, example: Example, taken: frozenset[int] = frozenset()) -> tuple[int, int] | None:
    """Where the trigger of a label stands, if it is beyond doubt; ``taken`` are the starts of the pair's others."""
    known: dict[int, float] = {}
    for token in doc:
        fits = [_score(token, t, example) for t in readings(token) if _wanted(example, t)]
        if fits and max(fits) > 0 and token.idx not in taken and not _inside(token, example):
            known[token.i] = max(fits)
    sole = len(known) == 1 and max(known.values()) >= 1.0
    found = next(iter(known)) if sole else _best({i: s for i, s in known.items() if s >= 2.0})
    if found is None and not known:
        others = {t.i: _unlisted(t, example) for t in doc if t.idx not in taken}
        found = _best({i: s for i, s in others.items() if s})
    if found is None:
        found = _done(doc, example, taken)
    if found is None:
        return None
    return doc[found].idx, doc[found].idx + len(doc[found].text)


def _done(doc: Doc, example: Example, taken: frozenset[int]) -> int | None:
    """The one verb that the labelled actor is the doer of, the main one where there are several."""
    verbs = [t for t in doc if t.pos_ == "VERB" and t.idx not in taken and t.dep_ not in ("amod", "compound")]
    verbs = [t for t in verbs if t.lemma_.lower() not in SAYING | EMPTY and _touches(doers(t), example.actor)]
    main = [t for t in verbs if t.dep_ == "ROOT"]
    chosen = verbs if len(verbs) == 1 else main
    return chosen[0].i if len(chosen) == 1 else None


def _inside(token: Token, example: Example) -> bool:
    return _touches([token], example.actor) or _touches([token], example.recipient)


def written(text: str, span: tuple[int, int], mentions: Sequence[tuple[int, int]]) -> str:
    """A trigger as labels write it: its word, with the number of its occurrence where that is not the plain one."""
    word = text[slice(*span)]
    found, plain = occurrences(text, word, mentions)
    place = found.index(span) + 1
    return word if plain == span else f"{word}#{place}"


def completed(line: str, doc: Doc) -> tuple[str, int, int]:
    """A line with the triggers that could be found, how many they are, and how many labels still have none."""
    marked, _, labels = line.partition("\t")
    text, spans = unmark(marked)
    examples = list(read_line(line))
    taken = {(e.actor, e.recipient, e.trigger[0]) for e in examples if e.trigger}
    out, added, lacking = [], 0, 0
    for label, example in zip(labels.split(" ; "), examples, strict=True):
        span = None
        if example.type and not example.trigger:
            others = frozenset(at for *pair, at in taken if pair == [example.actor, example.recipient])
            span = trigger_of(doc, example, others)
            lacking += span is None
        if span is not None:
            taken.add((example.actor, example.recipient, span[0]))
            added += 1
            label = f"{label.strip()} ~{written(text, span, list(spans.values()))}"
        out.append(label)
    return f"{marked}\t{' ; '.join(out)}", added, lacking


def main() -> None:
    """Complete the files."""
    dry = "--dry" in sys.argv
    for path in (Path(a) for a in sys.argv[1:] if not a.startswith("-")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")]
        parsed = docs([unmark(lines[n].partition("\t")[0])[0] for n in rows])
        added = lacking = 0
        for n, doc in zip(rows, parsed, strict=True):
            lines[n], more, fewer = completed(lines[n], doc)
            added, lacking = added + more, lacking + fewer
        print(f"{path.name}: {added} triggers found, {lacking} labels without", flush=True)
        if not dry:
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
