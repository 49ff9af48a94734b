"""How sure an event is told: asserted, planned, possible or negated.

Read from the words around the trigger and above it in the parse: modals, negation, hedges, conditionals, and verbs,
nouns and adjectives that make what they govern an intention, a possibility or a denial. The nearest that speaks
decides,
negation last ("did not agree to meet" is a negated agreement and a negated meeting).
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import TYPE_CHECKING

from redshank.reading.syntax import is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSAL = frozenset({"xcomp", "ccomp", "acl", "advcl", "pcomp"})
_SPEECH_TRANSPARENT = frozenset({"conj", "relcl", "parataxis"})
_ADVERBIAL = frozenset({"advmod", "det", "neg", "cc", "preconj"})
MEETINGS = frozenset("speak talk meet call phone telephone write consult visit travel gather convene host".split())
"""Verbs whose purpose is told as done: "spoke with him to express her support"."""

MERE = frozenset(
    "need right effort way opportunity ability chance importance attempt desire capacity obligation".split()
)
"""Nouns whose infinitive is not told as an event: "the need to minimize harm"."""

ENDING = frozenset({"end", "stop", "halt", "cease"})
"""Verbs whose object went on before, whether it is ended or only to be: "called on Syria to stop its war"."""

PLANS = frozenset(
    "bill measure plan proposal law agreement deal resolution scheme draft legislation order rule".split()
)
"""What would do something if it came into force, so that its "would" is a plan."""

PRESUPPOSING = frozenset(
    "end halt cessation stop conclusion response retaliation reaction aftermath condemnation criticism revenge".split()
)
"""Nouns after whose preposition stands what has happened, however they are told: "called for an end to attacks"."""

MAX_CLIMB = 6


@functools.cache
def words() -> dict[tuple[str, str], str]:
    """Factuality that a lemma gives what it governs, by position."""
    text = resources.files("redshank.coding").joinpath("data/factuality.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return {(lemma, position): factuality for lemma, position, factuality in rows}


def factuality(token: Token, own_type: str = "") -> str:
    """The factuality of the event told by a trigger token."""
    found = words().get((token.lemma_.lower(), "self")) if own_type == "AGREE" else None
    negations = 0
    at, through_noun = token, token.pos_ == "NOUN"
    for _ in range(MAX_CLIMB):
        here, negated = _around(at)
        negations += negated
        found = found or here
        above = _above(at, through_noun)
        if above is None:
            break
        at, gives, stop = above
        if gives == "negated":
            negations += 1
        elif gives and found is None:
            found = gives
        if stop:
            break
        through_noun = at.pos_ == "NOUN"
    if negations % 2:
        return "negated"
    return found or "asserted"


def _around(token: Token) -> tuple[str | None, bool]:
    """What the words right at a verb, noun or adjective say of it, and whether they negate it."""
    table, found, negated = words(), None, False
    for c in token.children:
        lemma = c.lower_
        if c.dep_ == "neg" or (c.dep_ in ("det", "advmod", "preconj") and table.get((lemma, "adverb")) == "negated"):
            negated = not negated
        elif c.dep_ == "aux" and c.tag_ == "MD":
            found = table.get((lemma, "aux"), found)
            if lemma in ("would", "could") and _counterfactual(token):
                negated = True
            elif lemma == "would" and any(s.dep_ == "nsubj" and s.lemma_.lower() in PLANS for s in token.children):
                found = "planned"
        elif c.dep_ in _ADVERBIAL:
            found = found or table.get((lemma, "adverb"))
        elif c.dep_ == "mark" and token.dep_ == "advcl":
            found = table.get((lemma, "mark"), found)
        elif c.dep_ == "aux" and c.lower_ == "to" and token.dep_ in ("acl", "relcl", "ROOT"):
            found = found or "planned"
        elif c.lower_ == "going" and c.dep_ == "aux":
            found = "planned"
        elif c.dep_ in ("nsubj", "nsubjpass", "dobj") and _has_no(c):
            negated = not negated
    return found, negated


def _counterfactual(verb: Token) -> bool:
    """ "Would have", "could have": it did not happen."""
    return any(c.lower_ in ("have", "'ve") and c.dep_ == "aux" for c in verb.children)


def _has_no(noun: Token) -> bool:
    if noun.lower_ in ("nobody", "none", "nothing"):
        return True
    return any(c.lower_ in ("no", "neither") and c.dep_ == "det" for c in noun.children)


def _above(token: Token, noun: bool) -> tuple[Token, str | None, bool] | None:
    """The next governing word, what it gives, and whether to stop there."""
    head, dep, table = token.head, token.dep_, words()
    if head is token:
        return None
    if dep in _SPEECH_TRANSPARENT:
        if dep == "conj" and token.pos_ in ("VERB", "AUX") and head.pos_ in ("VERB", "AUX"):
            return _coordinated(token, head)
        return (head, None, True) if dep == "relcl" else None
    if noun and dep == "dobj" and head.lemma_.lower() in ENDING:
        return head, None, True
    if noun and dep in ("dobj", "nsubjpass", "attr") and head.pos_ in ("VERB", "AUX"):
        gives = table.get((head.lemma_.lower(), "verb"))
        return head, gives, False
    if noun and dep == "pobj":
        return _over_preposition(head, table)
    if dep in _CLAUSAL:
        if head.pos_ in ("VERB", "AUX"):
            gives = table.get((head.lemma_.lower(), "verb"))
            purpose = dep == "advcl" and is_infinitive(token)
            if dep == "advcl":
                told = purpose and head.lemma_.lower() in MEETINGS
                return (head, "planned" if purpose and not told else None, not told)
            return head, gives, dep == "ccomp" and gives is None
        if head.pos_ == "NOUN":
            return head, table.get((head.lemma_.lower(), "noun")), False
        if head.pos_ == "ADJ":
            return head, table.get((head.lemma_.lower(), "adj")), False
        if head.pos_ in ("ADP", "SCONJ"):
            return _over_preposition(head, table)
    return None


def _coordinated(token: Token, head: Token) -> tuple[Token, str | None, bool] | None:
    """A coordinated verb shares the modals and governors of the first unless it has a tense of its own."""
    own = any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in token.children) or token.tag_ in ("VBD", "VBZ", "VBP")
    return None if own and token.tag_ != "VB" else (head, None, False)


def _over_preposition(prep: Token, table: dict[tuple[str, str], str]) -> tuple[Token, str | None, bool] | None:
    over = prep.head
    if prep.lower_ == "without":
        return over, "negated", True
    if over.lemma_.lower() in PRESUPPOSING and over.pos_ == "NOUN":
        return over, None, True
    if over.pos_ == "NOUN":
        return over, table.get((over.lemma_.lower(), "noun")), False
    if over.pos_ in ("VERB", "AUX"):
        lemma = over.lemma_.lower()
        gives = (
            table.get((lemma, "verb")) if prep.lower_ in ("to", "for", "from", "on", "of", "about", "against") else None
        )
        if prep.lower_ in ("of", "against") and lemma not in ("warn", "think", "consider", "dream"):
            gives = None
        return over, gives, gives is None
    if over.pos_ == "ADJ":
        return over, table.get((over.lemma_.lower(), "adj")), False
    return None


def is_refusal(token: Token) -> bool:
    """Whether a deed is told as one that its doer will not do: "will not accept", "won't end the strike"."""
    negated = any(c.dep_ == "neg" for c in token.children)
    return negated and any(c.dep_ == "aux" and c.lower_ in ("will", "wo", "would", "'ll") for c in token.children)


def is_mere_purpose(token: Token) -> bool:
    """Whether an infinitive tells what something is for, not what is done or promised: "sent troops to protect"."""
    verb = token
    for _ in range(MAX_CLIMB):
        infinitive = is_infinitive(verb)
        if verb.dep_ == "conj":
            verb = verb.head
        elif infinitive and verb.dep_ == "advcl":
            return verb.head.lemma_.lower() not in MEETINGS
        elif infinitive and verb.dep_ in ("acl", "relcl"):
            return verb.head.lemma_.lower() in MERE
        elif verb.dep_ == "xcomp" and verb.head.pos_ == "VERB" and words().get((verb.head.lemma_, "verb")) is None:
            verb = verb.head
        else:
            return False
    return False
