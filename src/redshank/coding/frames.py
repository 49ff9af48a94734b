"""From a trigger word to the words of its participants, slot by slot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from redshank.coding.lexicon import Trigger
from redshank.reading.syntax import (
    after,
    chained_after,
    child,
    clause_subjects,
    doers,
    grammatical_objects,
    grammatical_subjects,
    hyphenated,
    is_passive,
    raised_object,
    with_conjuncts,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

LIGHT = frozenset(
    """hold have launch carry conduct stage make give deliver issue take begin start open enter join attend conclude
    reach continue resume express voice reiterate reaffirm convey offer underline stress extend show impose mount lead
    host wage commit perpetrate perform execute engage participate file bring lodge submit pay provide send pledge
    promise announce declare order organize organise plan use do sign finalize finalise strike agree seek step
    intensify renew repeat fire conduct undertake maintain pursue keep wrap complete initiate welcome accept level
    direct return arrive travel meet speak tell write order unleash spearhead coordinate end halt stop suspend
    cancel postpone demand urge propose schedule arrange prepare commence prolong escalate expand""".split()
)
"""Verbs whose subject does what their object names: "launched an attack", "held talks"."""

REVERSED = frozenset("face receive get suffer draw undergo sustain win meet earn attract encounter provoke".split())
"""Verbs whose subject is on the receiving end: "faced criticism from"."""

ANSWERS = frozenset(
    "rebut reject dismiss deny dodge refute ignore heed answer resist rebuff defy respond counter brush react".split()
)
"""Verbs by which the one addressed answers: the subject of "China rebuts criticism" is who was criticized."""

BLAMED = frozenset({"responsible", "guilty", "complicit", "culpable"})
"""Adjectives that say whose deed something is: "was responsible for the killings"."""

HEADED = frozenset({"lead", "claim", "orchestrate", "organize", "organise", "sponsor"})
"""Participles whose "-led" names a doer: "a Saudi-led strike"."""

ANSWERED = frozenset(
    "criticism accusation allegation complaint charge claim demand request call appeal threat warning pressure".split()
)
"""Words that are addressed to somebody and can be answered."""

SCENES = frozenset("in during at after following before for amid ahead on with".split())
"""Prepositions by which a verb's deed is set at an event: "said during a meeting with", "arrived for talks"."""


def beside(token: Token, trigger: Trigger) -> Token | None:
    """The word that the trigger needs beside it, if it is there; ``=label`` asks for a dependency label instead."""
    labels = {need[1:] for need in trigger.beside if need.startswith("=")}
    if labels:
        return child(token, *labels)
    for c in token.children:
        if c.dep_ in ("nsubj", "punct", "cc") and c.dep_ != "nsubjpass":
            continue
        if c.lemma_.lower() in trigger.beside or c.lower_ in trigger.beside or hyphenated(c) in trigger.beside:
            return c
        if c.dep_ == "ccomp" and (raised := raised_object(token)) is not None:
            inside = [raised, *(t for p in raised.children if p.dep_ == "prep" for t in p.children)]
            found = next((t for t in inside if t.lemma_.lower() in trigger.beside), None)
            if found is not None:
                return found
        if c.dep_ in ("prep", "dobj", "dative", "nsubjpass", "xcomp", "oprd"):
            for inner in c.children:
                if (
                    inner.dep_ in ("pobj", "conj", "dobj", "compound", "amod")
                    and inner.lemma_.lower() in trigger.beside
                ):
                    return inner
    if is_passive(token) and token.dep_ in ("acl", "relcl") and token.head.lemma_.lower() in trigger.beside:
        return token.head
    return None


def carrier(noun: Token, scene: bool = False) -> tuple[Token, bool] | None:
    """The verb that carries a noun's event, and whether its subject is on the receiving end.

    None where no verb does: "the attack worries him". With ``scene`` a verb set at the event carries it too: "warned
    him during a call" is the warner's call.
    """
    head, lemma = noun.head, noun.head.lemma_.lower()
    if noun.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and head.pos_ in ("VERB", "AUX"):
        if lemma in REVERSED and noun.dep_ == "dobj":
            return head, True
        return (head, False) if lemma in LIGHT else None
    if noun.dep_ == "pobj" and head.dep_ in ("prep", "agent") and head.head.pos_ in ("VERB", "AUX"):
        verb = head.head
        if verb.lemma_ == "come" and head.lower_ == "under":
            return verb, True
        if head.lower_ in SCENES and scene:
            return verb, False
        if head.lower_ in ("in", "to") and verb.lemma_ in ("engage", "participate", "take", "join", "resort"):
            return verb, False
    if noun.dep_ == "nsubj" and head.head.lemma_.lower() in LIGHT and raised_object(head.head) == noun:
        return head.head, False
    if noun.dep_ == "pobj" and head.head.lemma_ in BLAMED and head.head.head.pos_ == "AUX":
        return head.head.head, False
    if noun.dep_ == "conj" and head.pos_ == "NOUN":
        return carrier(head, scene)
    return None


def names_before(noun: Token) -> list[Token]:
    """Nationalities, names and role nouns before a noun: "Russian attack", "police raid", "Israel-Hamas talks"."""
    before = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")]
    found = [c for c in before if c.text[:1].isupper() or c.pos_ == "NOUN"]
    return found or [
        named for c in before if c.lemma_ in HEADED for named in c.lefts if named.dep_ in ("npadvmod", "nsubj")
    ]


def _verb_slot(verb: Token, slot: str, needed: Token | None) -> list[Token]:
    fillers: dict[str, Callable[[], list[Token]]] = {
        "subj": lambda: doers(verb),
        "dobj": lambda: grammatical_objects(verb),
        "iobj": lambda: _dative(verb),
        "clause": lambda: clause_subjects(verb),
        "inner": lambda: inner_recipients(verb),
    }
    if slot in fillers:
        found = fillers[slot]()
    else:
        found = chained_after(verb, slot)
        objects = [needed] if needed is not None else [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        for thing in objects if not found else ():
            reach = chained_after if needed is not None or slot in ("against", "with", "between") else after
            found = found or reach(thing, slot)
    if needed is None:
        return found
    beside = (needed, *needed.conjuncts)
    return [t for t in found if t not in beside and not (t.dep_ in ("dobj", "nsubjpass") and needed in t.subtree)]


INNER_ORDER = ("to", "with", "for", "from", "against", "on", "into", "between", "in", "of", "at")
"""Where the recipient of a promised or demanded deed is sought, before its object."""


SENDING = frozenset(
    {"use", "send", "deploy", "dispatch", "contribute", "provide", "commit", "withdraw", "lift", "sign"}
)
"""Verbs whose object is a means and never whom the deed is for: "offered to send troops to help the army"."""


def inner_recipients(token: Token) -> list[Token]:
    """Whom a promised, offered or demanded deed is for: "agreed to lend money to Indonesia" gives Indonesia."""
    clause = child(token, "xcomp", "ccomp", "acl", "advcl")
    if clause is None or clause.pos_ not in ("VERB", "AUX"):
        return []
    objects = grammatical_objects(clause)
    found = _dative(clause)
    for reach, place in ((after, clause), *((after, thing) for thing in objects), (chained_after, clause)):
        for prep in INNER_ORDER:
            found = found or reach(place, prep)
    deeper = child(clause, "xcomp", "advcl")
    beyond = inner_recipients(clause) if deeper is not None else []
    if clause.lemma_ in SENDING:
        return [*found, *beyond]
    return [*found, *objects, *beyond]


def _dative(verb: Token) -> list[Token]:
    dative = child(verb, "dative", "iobj")
    if dative is None:
        return []
    inner = child(dative, "pobj") if dative.pos_ == "ADP" else dative
    return with_conjuncts(inner) if inner is not None else []


def _noun_slot(noun: Token, slot: str, role: str, scene: bool) -> list[Token]:
    carried = carrier(noun, scene)
    if slot == "poss":
        owner = child(noun, "poss")
        return with_conjuncts(owner) if owner is not None else []
    if slot == "adj":
        return names_before(noun)
    if slot == "subj":
        if carried is None:
            return []
        verb, reverse = carried
        if reverse:
            return grammatical_subjects(verb) if role == "recipient" else after(verb, "from", "by")
        if role == "recipient":
            return []
        return after(verb, "by") if is_passive(verb) and noun.dep_ == "nsubjpass" else _active_subjects(verb, noun)
    if slot == "inner":
        return inner_recipients(noun)
    found = chained_after(noun, slot)
    if not found and carried is not None:
        found = [t for t in after(carried[0], slot) if t.i != noun.i]
    return found


def _active_subjects(verb: Token, noun: Token) -> list[Token]:
    found = grammatical_subjects(verb) if is_passive(verb) else doers(verb)
    return [t for t in found if t.i != noun.i]


def _adjective_slot(adjective: Token, slot: str) -> list[Token]:
    if slot == "subj":
        verb = adjective.head
        return grammatical_subjects(verb) if verb.pos_ in ("VERB", "AUX") else []
    return inner_recipients(adjective) if slot == "inner" else chained_after(adjective, slot)


def slot_words(token: Token, trigger: Trigger, slot: str, role: str, needed: Token | None) -> list[Token]:
    """The words that stand in one slot of a trigger; ``role`` is ``actor`` or ``recipient``."""
    if trigger.pos == "verb":
        return _verb_slot(token, slot, needed)
    if trigger.pos == "noun":
        if slot == "subj" and role == "recipient":
            return []
        return _noun_slot(token, slot, role, trigger.type == "CONSULT")
    return _adjective_slot(token, slot)


def received(noun: Token) -> list[Token]:
    """Whoever is on the receiving end of a noun: "Maduro faced criticism", "China rebuts criticism"."""
    carried = carrier(noun)
    if noun.dep_ in ("dobj", "pobj") and noun.lemma_.lower() in ANSWERED:
        verb = noun.head if noun.dep_ == "dobj" else noun.head.head
        if verb.lemma_.lower() in ANSWERS:
            return grammatical_subjects(verb)
    return grammatical_subjects(carried[0]) if carried is not None and carried[1] else []
