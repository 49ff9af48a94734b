"""An article read: its sentences, the parsed ones among them, its mentions and its voices."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redshank.knowledge import KnowledgeBase
from redshank.model import Article, Span
from redshank.reading.discourse import Discourse, Referent
from redshank.reading.furniture import is_furniture, strip_furniture
from redshank.reading.mentions import Mentions
from redshank.reading.nouns import PRONOUNS
from redshank.reading.parse import Parsed, parse
from redshank.reading.quotations import quotations
from redshank.reading.sentences import sentences
from redshank.reading.syntax import after, child, with_conjuncts
from redshank.reading.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUOTE = re.compile("[\"“”„«»]|''|‘‘|``")
_BY = re.compile(r"\b(?:[Ss]tatement|[Rr]emarks|[Rr]eadout|[Ll]etter|[Mm]essage|[Aa]ddress)s? (?:by|from|of) (.+)")
_NARRATORS = frozenset("government government-body organisation ngo armed-group party bloc court".split())
"""Publishers that are parties to what they tell, so that their "we" is themselves; a newspaper's is not."""

_NAMING = frozenset("nsubj nsubjpass dobj pobj poss appos conj attr ROOT dative npadvmod".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """What coding needs of an article: its sentences, those parsed, who is meant by which words, and who speaks
    where."""

    article: Article
    sentences: tuple[Span, ...]
    parsed: tuple[Parsed, ...]
    mentions: Mentions
    voices: Voices


def read(article: Article, base: KnowledgeBase, promising: Callable[[Span], bool]) -> Reading:
    """Read an article; only sentences found ``promising``, and those with words in quotation marks, are parsed."""
    found = tuple(strip_furniture(s) for s in sentences(article.text) if not is_furniture(s))
    chosen = [n for n, s in enumerate(found) if promising(s) or _QUOTE.search(s.text)]
    parsed = tuple(parse((found[n] for n in chosen), names=False))
    discourse = Discourse(narrator(article, base), author(article, base))
    mentions = Mentions(base, discourse, article.date)
    discourse.read_abbreviations(article.text)
    _introduce_title(article, mentions)
    _introduce(found, dict(zip(chosen, parsed, strict=True)), mentions)
    voices = Voices.read(quotations(article.text, parsed), parsed, mentions)
    return Reading(article, found, parsed, mentions, voices)


def narrator(article: Article, base: KnowledgeBase) -> Referent | None:
    """Whom "we" means in the article's own voice: whoever issued the statement, or a publisher that is a party
    itself."""
    match = _BY.search(article.title or "")
    issuer = base.resolve(match[1][:80], article.date) if match else None
    if issuer is None and article.publisher:
        entity = base.resolve(article.publisher, article.date)
        issuer = entity if entity is not None and entity.kind in _NARRATORS else None
    if issuer is None:
        return None
    state = base.states.get(issuer.country) if issuer.country and issuer.sector in ("GOV", "MIL") else None
    if state is not None and (government := base.government(state.code)) is not None:
        return Referent(government.name, "government", government.id, state.country, "GOV")
    return Referent(issuer.name, issuer.kind, issuer.id, issuer.country, issuer.sector)


def author(article: Article, base: KnowledgeBase) -> Referent | None:
    """Whom "I" means in the article's own voice: the person who issued the statement."""
    match = _BY.search(article.title or "")
    person = base.resolve(match[1][:80], article.date) if match else None
    if person is None or person.kind != "person":
        return None
    return Referent(person.name, "person", person.id, person.country, person.sector)


def _introduce_title(article: Article, mentions: Mentions) -> None:
    """Entities named in the title belong to the article's context."""
    for match in mentions.base.find(article.title or ""):
        _introduce_known(match.text, -1, match.start, mentions)


def _introduce_known(name: str, number: int, start: int, mentions: Mentions) -> None:
    entity = mentions.base.resolve(name, mentions.date, mentions.discourse.context)
    if entity is not None:
        referent = Referent(entity.name, entity.kind, entity.id, entity.country, entity.sector)
        mentions.discourse.introduce(referent, number, start, subject=False)


def _introduce(found: tuple[Span, ...], parsed: dict[int, Parsed], mentions: Mentions) -> None:
    """Name everybody in the order of the text: parsed sentences noun by noun, others by their known names."""
    for number, sentence in enumerate(found):
        known = parsed.get(number)
        if known is None:
            for match in mentions.base.find(sentence.text):
                if match.how not in ("demonym", "people"):
                    _introduce_known(match.text, number, sentence.start + match.start, mentions)
            continue
        known.doc.user_data["number"] = number
        for token in known.doc:
            if _names(token):
                _introduce_token(known, token, number, mentions)
        for token in known.doc:
            if token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.lower_ not in ("jr.", "sr."):
                _gather(known, token, number, mentions)


def _names(token: Token) -> bool:
    if token.pos_ == "PRON":
        return token.lower_ in PRONOUNS and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss")
    return token.pos_ in ("PROPN", "NOUN") and token.dep_ in _NAMING


def _introduce_token(parsed: Parsed, token: Token, number: int, mentions: Mentions) -> None:
    referent = mentions.referent(parsed, token)
    if referent is None or referent.kind == "thing" or token.pos_ == "PRON":
        return
    main = token.head.dep_ in ("ROOT", "ccomp", "conj", "advcl", "parataxis")
    subject = main and token.dep_ in ("nsubj", "nsubjpass")
    start = parsed.sentence.start + token.idx
    mentions.discourse.introduce(referent, number, start, subject, mentions.span(parsed, token))


def _gather(parsed: Parsed, subject: Token, number: int, mentions: Mentions) -> None:
    """Remember the parties where one meets or speaks with another, or two do something together."""
    held = child(subject.head, "dobj")
    words = [*with_conjuncts(subject), *after(subject.head, "with"), *(after(held, "with") if held is not None else ())]
    found = (mentions.referent(parsed, word) for word in words if word.pos_ in ("PROPN", "NOUN"))
    parties = {r.entity: r for r in found if r is not None and r.entity and r.kind in ("person", "state", "government")}
    if len(parties) > 1:
        mentions.discourse.gather(number, tuple(parties.values()))
