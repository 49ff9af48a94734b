"""Words that stand for several parties at once: "they", "the two leaders", "the foreign ministers of Iran and Iraq"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redshank.model import Mention
from redshank.reading.discourse import Referent
from redshank.reading.mentions import Mentions
from redshank.reading.nouns import PARTIES_REACH, PARTY_NOUNS, PLURAL, THEY_REACH
from redshank.reading.parse import Parsed
from redshank.reading.phrases import edges, of_whom
from redshank.reading.referring import as_mention
from redshank.reading.syntax import with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token


def party(mentions: Mentions, parsed: Parsed, token: Token) -> list[Mention]:
    """The several mentions that "they", "both leaders" or "the two sides" stand for; empty for all other words."""
    sentence = mentions.number(parsed)
    if token.pos_ == "PRON" and token.lower_ in PLURAL:
        found = mentions.discourse.parties(sentence, THEY_REACH)
    elif _are_parties(token):
        discourse = mentions.discourse
        found = discourse.parties(sentence, PARTIES_REACH) or discourse.two_sides(sentence, PARTIES_REACH)
    else:
        found = _distributed(mentions, parsed, token) or _of_several(mentions, parsed, token)
    return [as_mention(referent, mentions.span(parsed, token)) for referent in found]


def _distributed(mentions: Mentions, parsed: Parsed, token: Token) -> tuple[Referent, ...]:
    """ "The foreign ministers of Iran and Iraq" are two: whoever held the office in each."""
    role = mentions.role_of(token) if token.tag_ in ("NNS", "NNPS") else None
    places = [t for first in of_whom(token) if first.head.lower_ == "of" for t in with_conjuncts(first)]
    if role is None or len(places) < 2:
        return ()
    found = []
    for place in places:
        referent = mentions.referent(parsed, place)
        if referent is None or referent.country is None:
            return ()
        holder = mentions.holder(role, referent.country, plural=False)
        name = f"{role.noun} of {referent.name}"
        found.append(
            mentions.of_entity(holder) if holder else Referent(name, "person", None, referent.country, role.sector)
        )
    return tuple(found)


def _of_several(mentions: Mentions, parsed: Parsed, token: Token) -> tuple[Referent, ...]:
    """ "Nigerian and British armed forces", "UK and EU negotiators" are as many as there are countries before them."""
    names = _joined(token) if token.tag_ in ("NNS", "NNPS") else []
    role = (mentions.role_of(token) or mentions.base.role(token.text)) if names else None
    if role is None:
        return ()
    found = []
    for name in names:
        country = mentions.country_of(parsed, name)
        body = None if country else mentions.referent(parsed, name)
        if country is None and (body is None or not body.known):
            return ()
        found.append(Referent(f"{name.text} {token.text}", "group", None, country, role.sector, role.noun, True))
    return tuple(found)


def _joined(noun: Token) -> list[Token]:
    """The names before a noun that "and" joins: Nigerian, British."""
    for first in noun.lefts:
        joint = next((c for c in first.children if c.dep_ == "cc"), None)
        if first.dep_ not in ("amod", "nmod", "compound") or joint is None:
            continue
        return [first, *first.conjuncts] if first.conjuncts else [first, joint.nbor(1)]
    return []


def _are_parties(token: Token) -> bool:
    """Whether a noun alone means the parties of a meeting: "the leaders", "both sides", "the two presidents"."""
    several = token.tag_ in ("NNS", "NNPS") or token.lower_ in ("two", "both", "pair")
    if token.lemma_.lower() not in PARTY_NOUNS or not several:
        return False
    before = [c.lower_ for c in token.lefts]
    plain = all(word in ("the", "two", "both", "three", "our", "these") for word in before)
    return plain and bool(before) and not any(c.dep_ in ("prep", "relcl") for c in token.rights)


def named_inside(mentions: Mentions, parsed: Parsed, token: Token) -> Referent | None:
    """The known entity that the words of a phrase name, though its head is a thing: "the last ISIS bastion"."""
    first, last = edges(token)
    start, end = parsed.doc[first].idx, parsed.doc[last].idx + len(parsed.doc[last].text)
    for match in mentions.names(parsed):
        if start <= match.start and match.end <= end:
            entity = mentions.entity_named(match, match.text)
            if entity is not None:
                return mentions.of_entity(entity)
    return None
