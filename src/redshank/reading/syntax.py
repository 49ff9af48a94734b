"""Questions asked of a parse: who is the subject, what is the object, what stands after which preposition.

All functions take and give spaCy tokens of one sentence. They see through passives, coordination, relative clauses,
participles, infinitives and gerunds, so that callers can ask for a subject and need not know where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "csubj")
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
MAX_STEPS = 8
"""How far a subject is sought up the tree; deeper trees are parses gone wrong."""

OBJECT_CONTROL_PREPOSITIONS = frozenset({"of", "for", "from", "into", "as", "against", "over"})
"""Prepositions before a gerund whose doer is the object of the main verb: accuse X of doing, thank X for doing."""

MERE = frozenset({"according", "due", "thanks", "owing", "because", "prior", "contrary", "similar"})
"""First words of prepositions of two words, behind whose "to" no participant stands."""

DOCUMENTS = frozenset(
    """statement resolution letter report communique communiqué declaration petition message note tweet post decree law
    bill motion memo editorial article book speech video""".split()
)
"""What speaks for whoever brings it out: "passed a resolution criticising the president"."""

SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "offer", "agree", "pledge", "plan", "swear"})


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the dependency labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def with_conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it after it: "France, Germany and Italy"."""
    return [token, *(c for c in token.conjuncts if c.i > token.i)]


def hyphenated(token: Token) -> str | None:
    """The lemma of a word written with a hyphen, which the parse holds for two: "cease-fire", "air-strikes"."""
    if token.i < 2 or token.nbor(-1).text != "-" or token.nbor(-1).whitespace_ or token.nbor(-2).whitespace_:
        return None
    return f"{token.nbor(-2).lower_}-{token.lemma_.lower()}"


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands behind "to"."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether the verb is told in the passive: "was attacked", "sanctions imposed by"."""
    if child(verb, "nsubjpass", "auxpass") is not None:
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and child(verb, *SUBJECTS, "dobj") is None:
        return is_passive(verb.head)
    return verb.dep_ in ("acl", "advcl", "amod") and child(verb, "dobj") is None


def stray_object(prep: Token) -> Token | None:
    """The object that a parse took for the subject of the infinitive behind it: "spoke with Kishida to express"."""
    if any(True for _ in prep.children) or prep.i + 1 >= len(prep.doc):
        return None
    for token in prep.doc[prep.i + 1 : prep.i + 12]:
        infinitive = token.dep_ == "nsubj" and is_infinitive(token.head)
        if infinitive and token.left_edge.i == prep.i + 1:
            return token
    return None


def _is_stray(subject: Token) -> bool:
    """Whether a subject is in truth the object of the preposition before it."""
    start = subject.left_edge.i
    before = subject.doc[start - 1] if start else None
    return before is not None and before.dep_ == "prep" and stray_object(before) is subject


def after(token: Token, *prepositions: str) -> list[Token]:
    """What stands after the prepositions that depend on the token, coordinated words included."""
    found: list[Token] = []
    for prep in token.children:
        if prep.dep_ in ("prep", "agent", "dative") and prep.lower_ in prepositions and prep.lower_ not in MERE:
            stray = stray_object(prep)
            if stray is not None:
                found += with_conjuncts(stray)
            for obj in prep.children:
                inner = child(obj, "nsubj") if obj.dep_ == "pcomp" else None
                if obj.dep_ in ("pobj", "pcomp"):
                    found += with_conjuncts(inner if inner is not None else obj)
        elif prep.dep_ == "prt" and prep.lower_ in prepositions:
            direct = child(token, "dobj")
            found += with_conjuncts(direct) if direct is not None else []
    return found


def chained_after(token: Token, *prepositions: str) -> list[Token]:
    """As ``after``, and through one further preposition: "talks in Doha with the Taliban"."""
    found = after(token, *prepositions)
    if not found:
        for prep in token.children:
            if prep.dep_ in ("prep", "prt") and prep.lower_ not in MERE:
                found += after(prep, *prepositions)
                for obj in (c for c in prep.children if c.dep_ == "pobj"):
                    found += after(obj, *prepositions)
    return found


def _is_part_of_whom(subject: Token) -> bool:
    """Whether a subject is "all of whom", "both of which"."""
    return any(c.lower_ in RELATIVE for p in subject.children if p.lower_ == "of" for c in p.children)


def _relative_antecedent(verb: Token) -> Token | None:
    return verb.head if verb.dep_ == "relcl" else None


def _subject_of_clause(verb: Token, passive: bool) -> list[Token]:
    """The grammatical subject that stands at the verb itself, relative pronouns resolved."""
    labels = ("nsubjpass", "csubjpass") if passive else SUBJECTS
    subject = child(verb, *labels) or (child(verb, "nsubjpass", *SUBJECTS))
    if subject is None or _is_stray(subject):
        return []
    if subject.lower_ in RELATIVE or _is_part_of_whom(subject):
        antecedent = _relative_antecedent(verb)
        if antecedent is None and verb.dep_ == "conj":
            antecedent = _relative_antecedent(verb.head)
        return with_conjuncts(antecedent) if antecedent is not None else []
    return with_conjuncts(subject)


def _controller(verb: Token, steps: int) -> list[Token]:
    """The understood subject of a verb without one: "asked Iran to stop", "by attacking", "launching an attack"."""
    head = verb.head
    if head is verb or steps > MAX_STEPS:
        return []
    if verb.dep_ == "pcomp":
        return _gerund_subject(head, steps)
    if verb.dep_ in ("acl", "relcl"):
        if is_infinitive(verb):
            return _owner_of_plan(head, steps)
        if head.dep_ in ("dobj", "nsubjpass") and head.lemma_.lower() in DOCUMENTS and verb.tag_ == "VBG":
            return doers(head.head)
        return with_conjuncts(head) if head.pos_ in ("NOUN", "PROPN", "PRON") else []
    if head.pos_ in ("VERB", "AUX"):
        if verb.dep_ in ("xcomp", "ccomp"):
            received = child(head, "dobj", "dative", "iobj")
            if received is not None and received.dep_ == "dative" and received.pos_ == "ADP":
                received = child(received, "pobj")
            if received is not None and head.lemma_ not in SUBJECT_CONTROL:
                return with_conjuncts(received)
            if is_passive(head) and head.lemma_ not in SUBJECT_CONTROL:
                return grammatical_subjects(head, steps + 1)
            called = after(head, "on", "upon", "for") if head.lemma_ in ("call", "appeal", "wait") else []
            if called:
                return called
        if verb.dep_ == "advcl" and head.lemma_ in ("call", "appeal") and is_infinitive(verb):
            called = after(head, "on", "upon", "for", "to")
            if called:
                return called
        return grammatical_subjects(head, steps + 1)
    predicate = head.pos_ in ("ADJ", "NOUN") and head.dep_ in ("acomp", "attr", "oprd")
    if predicate and verb.dep_ in ("xcomp", "acl", "ccomp") and head.head.pos_ in ("VERB", "AUX"):
        return grammatical_subjects(head.head, steps + 1)
    return []


def _owner_of_plan(noun: Token, steps: int) -> list[Token]:
    """Who would do what a noun's infinitive tells: "Iran's plan to", "lawmakers introduced a bill to"."""
    owner = child(noun, "poss")
    if owner is not None:
        return with_conjuncts(owner)
    if noun.dep_ in ("dobj", "attr", "oprd") and noun.head.pos_ in ("VERB", "AUX"):
        return grammatical_subjects(noun.head, steps + 1)
    if noun.dep_ == "pobj" and noun.head.head.pos_ in ("VERB", "AUX"):
        return grammatical_subjects(noun.head.head, steps + 1)
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and steps < MAX_STEPS:
        return _owner_of_plan(noun.head.head, steps + 1)
    return []


def _gerund_subject(prep: Token, steps: int) -> list[Token]:
    head = prep.head
    if head.pos_ in ("VERB", "AUX"):
        objects = grammatical_objects(head)
        if objects and prep.lower_ in OBJECT_CONTROL_PREPOSITIONS:
            return objects
        return grammatical_subjects(head, steps + 1)
    if head.pos_ == "NOUN":
        owner = child(head, "poss")
        if owner is not None:
            return [owner]
        if head.dep_ in ("dobj", "pobj", "attr"):
            verb = head.head if head.dep_ != "pobj" else head.head.head
            if verb.pos_ in ("VERB", "AUX"):
                return grammatical_subjects(verb, steps + 1)
    if head.pos_ == "ADJ" and head.head.pos_ in ("VERB", "AUX"):
        return grammatical_subjects(head.head, steps + 1)
    return []


def grammatical_subjects(verb: Token, steps: int = 0) -> list[Token]:
    """The subject as grammar has it (of a passive: the one acted on), sought up the tree where it is understood."""
    if steps > MAX_STEPS:
        return []
    own = _subject_of_clause(verb, is_passive(verb))
    if own:
        return own
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return grammatical_subjects(verb.head, steps + 1)
    return _controller(verb, steps)


def raised_object(verb: Token) -> Token | None:
    """The object that a parse took for the subject of what is said of it: "accept refugees fleeing", "announced a truce
    to begin"."""
    clause = child(verb, "ccomp")
    if clause is None or any(c.dep_ == "mark" for c in clause.children):
        return None
    subject = child(clause, "nsubj")
    bare = clause.tag_ == "VBG" or (clause.tag_ == "VB" and any(c.lower_ == "to" for c in clause.lefts))
    finite = any(c.dep_ == "aux" and c.lower_ != "to" for c in clause.children)
    near = subject is not None and subject.pos_ != "PRON" and subject.left_edge.i - verb.i <= 2
    return subject if subject is not None and bare and near and not finite else None


def grammatical_objects(verb: Token) -> list[Token]:
    """The object of the deed: the direct object, or the subject of a passive."""
    if is_passive(verb):
        if verb.dep_ in ("acl", "amod") and child(verb, "nsubjpass") is None:
            return with_conjuncts(verb.head)
        return grammatical_subjects(verb)
    obj = child(verb, "dobj")
    if obj is None and verb.dep_ == "relcl" and child(verb, *SUBJECTS) is not None:
        subject = child(verb, *SUBJECTS)
        adverbial = any(c.lower_ in ("where", "when", "why", "how") for c in verb.children)
        if subject is not None and subject.lower_ not in RELATIVE and not adverbial:
            return with_conjuncts(verb.head)
    if obj is None:
        shared = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
        adjacent = shared is not None and child(verb, "prep", "xcomp", "ccomp", "advcl") is None
        obj = child(shared, "dobj") if shared is not None and adjacent and shared.i - verb.i <= 3 else None
    obj = obj if obj is not None else raised_object(verb)
    if obj is not None and obj.lower_ in RELATIVE and verb.dep_ == "relcl":
        return with_conjuncts(verb.head)
    return with_conjuncts(obj) if obj is not None else []


def doers(verb: Token) -> list[Token]:
    """Who does it: the subject, or what stands after "by" in a passive."""
    if is_passive(verb):
        return after(verb, "by")
    return grammatical_subjects(verb)


def clause_subjects(verb: Token) -> list[Token]:
    """The subject of the clause that the verb governs: "demanded that Iran stop" gives Iran."""
    for clause in verb.children:
        small = clause.dep_ == "ccomp" and clause.pos_ == "ADJ"
        if small or (clause.dep_ in ("ccomp", "xcomp", "advcl") and clause.pos_ in ("VERB", "AUX")):
            own = _subject_of_clause(clause, is_passive(clause))
            if own:
                return own
    return []
