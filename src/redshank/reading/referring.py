"""Small questions about the words of a phrase: which are its title, which its name, and is it a person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redshank.knowledge import KnowledgeBase, NameMatch, Role
from redshank.model import Entity, Mention, Span
from redshank.reading.discourse import Referent
from redshank.reading.nouns import TITLES, female_names
from redshank.reading.syntax import grammatical_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_of(role: Role | None) -> str | None:
    """The noun of a role, if there is one."""
    return role.noun if role else None


def is_bare(phrase: str, name: str) -> bool:
    """Whether a phrase is a name alone, or with Mr. or Mrs. before it."""
    return phrase == name or phrase.split()[0].lower() in TITLES


def split_title(words: list[Token], base: KnowledgeBase) -> tuple[str, str]:
    """A phrase parted into the name at its end and the title or description before it."""
    cut = 0
    for number, word in enumerate(words[:-1]):
        if base.role(word.text) or base.demonym(word.text) or word.text[:1].islower() or word.pos_ == "NUM":
            cut = number + 1
    if any(w.lower_ == "of" for w in words):
        cut = 0
    while cut < len(words) - 1 and words[cut].lower_ in TITLES | {"the": "", "a": "", "an": ""}:
        cut += 1
    name = " ".join(w.text for w in words[cut:]) or words[-1].text
    return name, " ".join(w.text for w in words[:cut])


def looks_like_person(token: Token, role: Role | None) -> bool:
    """Whether an unknown name is probably that of a person: by its role, its title, or its shape."""
    if role is not None:
        return role.kind == "person"
    if token.ent_type_:
        return bool(token.ent_type_ == "PERSON")
    capitals = [c for c in token.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    titled = any(c.lower_ in TITLES for c in token.lefts)
    return titled or (1 <= len(capitals) <= 2 and not token.text.isupper() and token.dep_ in ("nsubj", "nsubjpass"))


def title_of(token: Token) -> str | None:
    """The gender that "Mr." or "Mrs." before a name tells."""
    return next((TITLES[c.lower_] for c in token.lefts if c.lower_ in TITLES), None)


def gender_of(token: Token, name: str) -> str | None:
    """By title or given name; None where neither tells."""
    return title_of(token) or ("female" if name.split()[0] in female_names() else None)


def of_gender(base: KnowledgeBase, match: NameMatch, entity: Entity, title: str) -> Entity:
    """The bearer of a surname that fits "Mr." or "Mrs.", if another does not."""
    bearers = [entity, *base.candidates(match.text)]
    fitting = (
        e for e in bearers if e.kind == "person" and (e.name.split()[0] in female_names()) == (title == "female")
    )
    return next(fitting, entity)


def plain_government(base: KnowledgeBase, token: Token, country: str | None) -> Entity | None:
    """The government of a country where a phrase names it with nothing added: "the Ethiopian government"."""
    if country is None or token.lower_ not in ("government", "authorities"):
        return None
    plain = (c.dep_ in ("det", "poss") or base.demonym(c.text) for c in token.lefts)
    beyond = any(c.dep_ == "prep" and c.lower_ != "of" for c in token.rights)
    return base.government(country) if all(plain) and not beyond else None


def doer_of_owned(pronoun: Token) -> Token | None:
    """The noun that does the deed of a subordinate clause in which a possessive pronoun stands."""
    if pronoun.dep_ != "poss":
        return None
    verb = next((above for above in pronoun.ancestors if above.pos_ == "VERB"), None)
    if verb is None or verb.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "pcomp"):
        return None
    subject = next((t for t in grammatical_subjects(verb) if t.pos_ in ("NOUN", "PROPN")), None)
    return subject if subject is not None and subject.i < pronoun.i else None


CONDITIONS = frozenset("siege emergency affairs mind war alert crisis play shock denial disrepair union".split())
"""What a state can be in or of that is no country."""


def is_condition(token: Token) -> bool:
    """Whether "state" is a condition here: "a state of siege"."""
    if token.lemma_.lower() != "state":
        return False
    inner = (c for p in token.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children)
    return any(c.lemma_.lower() in CONDITIONS or c.lower_ in CONDITIONS for c in inner)


def as_mention(referent: Referent, span: Span) -> Mention:
    """A referent as it stands in a report."""
    name = referent.name or span.text
    return Mention(span.start, span.end, span.text, referent.entity, name, referent.country, referent.sector)
