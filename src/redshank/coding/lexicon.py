"""Trigger words: which words can tell an event, of which type, and where its actor and recipient stand.

Read once from ``data/triggers.txt``, whose head explains the format.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from redshank.errors import KnowledgeError
from redshank.knowledge import petrarch
from redshank.model import TYPES
from redshank.ontology import plover_of

_HEADER = re.compile(r"\[(?P<type>[A-Z]+):(?P<mode>[a-z-]*) (?P<pos>verb|noun|adj)(?P<rest>[^\]]*)\]")
OWN_RECIPIENTS = ("dobj", "to", "with", "against", "on", "for", "from")
"""Where the recipient of a verb from a dictionary is looked for."""
_FLAGS = frozenset({"near", "weak", "both", "mutual", "light", "aim", "whom"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """One reading of a word: the event it tells and the slots of its participants.

    ``beside`` are lemmas one of which must depend on the word (empty: none needed). ``actor`` and ``recipient`` are
    slot names in the order in which they are tried. ``flags`` are explained at the head of the data file; ``own`` marks
    the verbs of a user's dictionary, of which the relation model is not asked.
    """

    lemma: str
    pos: str
    type: str
    mode: str | None
    beside: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All triggers, by part of speech and lemma, and the written forms that give a sentence a chance to tell an event.

    ``forms`` are those of triggers that stand alone; ``paired`` gives the other forms those one of which must be near.
    """

    triggers: dict[tuple[str, str], tuple[Trigger, ...]]
    forms: frozenset[str]
    paired: dict[str, frozenset[str]]

    def readings(self, pos: str, lemma: str) -> tuple[Trigger, ...]:
        """The triggers of a lemma, those that need a word beside them first."""
        return self.triggers.get((pos, lemma), ())

    def may_tell(self, words: set[str]) -> bool:
        """Whether any of the lower-case words can be a trigger: a cheap question asked before parsing."""
        if not self.forms.isdisjoint(words):
            return True
        return any(not self.paired[word].isdisjoint(words) for word in words & self.paired.keys())


def _slots(rest: str, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    match = re.search(rf"{name}=(\S+)", rest)
    return tuple(match[1].split(",")) if match else default


def _header(line: str, number: int) -> Trigger:
    match = _HEADER.match(line)
    if match is None or match["type"] not in TYPES:
        raise KnowledgeError("not a header of triggers", where=f"triggers.txt, line {number}")
    rest = match["rest"]
    flags = frozenset(rest.split()) & _FLAGS
    actor, recipient = _slots(rest, "actor", ("subj",)), _slots(rest, "recipient", ())
    return Trigger("", match["pos"], match["type"], match["mode"] or None, frozenset(), actor, recipient, flags)


def _trigger(word: str, group: Trigger) -> Trigger:
    flags = group.flags | {"weak"} if word.endswith("?") else group.flags
    lemma, *beside = word.removesuffix("?").split("+")
    needed = frozenset(beside[-1].split("/")) if beside else frozenset[str]()
    actor, recipient = group.actor, group.recipient
    return Trigger(lemma, group.pos, group.type, group.mode, needed, actor, recipient, flags)


def parse_triggers(text: str) -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """The triggers written in ``text``; raises KnowledgeError naming the line that is not understood."""
    found: dict[tuple[str, str], dict[Trigger, None]] = {}
    group: Trigger | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            group = _header(line, number)
        elif line.strip() and not line.startswith("#"):
            if group is None:
                raise KnowledgeError("triggers before any header", where=f"triggers.txt, line {number}")
            for word in line.split():
                trigger = _trigger(word, group)
                found.setdefault((trigger.pos, trigger.lemma), {}).setdefault(trigger)
    order = {key: sorted(triggers, key=lambda t: not t.beside) for key, triggers in found.items()}
    return {key: tuple(triggers) for key, triggers in order.items()}


def _regular_forms(lemma: str) -> set[str]:
    """The inflected forms that English spelling gives a lemma; some that do not exist do no harm."""
    forms = {lemma, lemma + "s", lemma + "es", lemma + "ed", lemma + "d", lemma + "ing"}
    if lemma.endswith("e"):
        forms |= {lemma[:-1] + "ing"}
    if lemma.endswith("y"):
        forms |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    forms |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    return forms


@functools.cache
def _irregular() -> dict[str, tuple[str, ...]]:
    text = resources.files("redshank.coding").joinpath("data/irregular.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {lemma: tuple(forms.split()) for lemma, forms in rows}


@functools.cache
def _forms(lemma: str) -> frozenset[str]:
    """All written forms of a lemma, and of the first part of one with hyphens."""
    irregular = _irregular()
    parts = (lemma, *lemma.split("-")[:1])
    return frozenset().union(*(_regular_forms(part) | set(irregular.get(part, ())) for part in parts))


def own_triggers(path: Path) -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """The verbs of a PETRARCH dictionary as triggers: each verb with its CAMEO code, and patterns of one word after
    it."""
    found: dict[tuple[str, str], tuple[Trigger, ...]] = {}
    for block in petrarch.verbs(path).verbs:
        for forms in block.verbs:
            lemma = forms[0].lower()
            pairs = [(block.code, frozenset[str]()), *((p.code, _word_after(p.after)) for p in block.patterns)]
            read = tuple(_own(lemma, code, words) for code, words in pairs if code and code.strip("-: ").isdigit())
            kept = tuple(sorted((t for t in read if t is not None), key=lambda t: not t.beside))
            for form in {lemma, *(form.lower() for form in forms), *_regular_forms(lemma)}:
                found["verb", form] = kept
    return {key: triggers for key, triggers in found.items() if triggers}


def _word_after(pattern: str) -> frozenset[str]:
    """The first plain word of what follows the verb in a pattern."""
    words = [word.lower() for word in pattern.replace("_", " ").split() if word.isalpha()]
    return frozenset(words[:1])


def _own(lemma: str, code: str, words: frozenset[str]) -> Trigger | None:
    kind, mode, _ = plover_of(code.strip("-: "))
    if kind is None:
        return None
    return Trigger(lemma, "verb", kind, mode, words, ("subj",), OWN_RECIPIENTS, frozenset({"own"}))


@functools.cache
def lexicon(verbs: tuple[Path, ...] = ()) -> Lexicon:
    """The lexicon that ships with the package, with the users' own PETRARCH verbs in place of ours of the same
    lemma."""
    text = resources.files("redshank.coding").joinpath("data/triggers.txt").read_text("utf-8")
    triggers = parse_triggers(text)
    for path in verbs:
        triggers |= own_triggers(path)
    alone: set[str] = set()
    paired: dict[str, set[str]] = {}
    for trigger in (trigger for group in triggers.values() for trigger in group):
        if not trigger.beside or any(need.startswith("=") for need in trigger.beside):
            alone |= _forms(trigger.lemma)
            continue
        beside = frozenset[str]().union(*map(_forms, trigger.beside))
        for form in _forms(trigger.lemma):
            paired.setdefault(form, set()).update(beside)
    both = {form: frozenset(beside) for form, beside in paired.items() if form not in alone}
    return Lexicon(triggers, frozenset(alone), both)
