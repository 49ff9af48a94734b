"""From a noun in a sentence to the entity it names.

A phrase is read in the order of what says most: a known name, an abbreviation of this article, a role with its country
("the French president"), a name met before in full ("Massoud"), a pronoun, a people, and last the words as they stand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from redshank.knowledge import KnowledgeBase, NameMatch, Role
from redshank.model import Entity, Mention, Span
from redshank.reading.discourse import Discourse, Referent
from redshank.reading.nouns import (
    COUNTED,
    FEMALE,
    FIRST,
    GROUP_KINDS,
    GROUP_NOUNS,
    HOME_ROLES,
    MALE,
    NEUTER,
    NO_ROLES,
    PLACING,
    PLURAL,
    POSSESSIVES,
    RELATIVES,
    SINGULAR_FIRST,
    STATE_KINDS,
    STATE_NOUNS,
    TIMES,
    TITLES,
    female_names,
)
from redshank.reading.parse import Parsed
from redshank.reading.phrases import appositions, edges, of_whom, owner
from redshank.reading.referring import (
    as_mention,
    doer_of_owned,
    gender_of,
    is_bare,
    is_condition,
    looks_like_person,
    noun_of,
    of_gender,
    plain_government,
    split_title,
    title_of,
)
from redshank.reading.syntax import grammatical_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token


class Mentions:
    """Reads the mentions of one article; what is read is remembered in its discourse."""

    def __init__(self, base: KnowledgeBase, discourse: Discourse, date: str | None) -> None:
        self.base = base
        self.discourse = discourse
        self.date = date
        self._names: dict[int, list[NameMatch]] = {}
        self._read: dict[tuple[int, int], Referent | None] = {}

    def names(self, parsed: Parsed) -> list[NameMatch]:
        """The known names of a sentence, offsets counted from its start."""
        key = parsed.sentence.start
        if key not in self._names:
            self._names[key] = self.base.find(parsed.doc.text)
        return self._names[key]

    def mention(self, parsed: Parsed, token: Token, speaker: Referent | None = None) -> Mention | None:
        """The mention headed by a token, or None if it names nobody and nothing known.

        A pronoun whose antecedent stands before it in its own sentence is mentioned by the words of that antecedent.
        """
        referent = self.referent(parsed, token, speaker)
        if referent is None:
            return None
        return as_mention(referent, self._antecedent(parsed, token, referent) or self.span(parsed, token))

    def _antecedent(self, parsed: Parsed, token: Token, referent: Referent) -> Span | None:
        if token.pos_ != "PRON" or token.lower_ in FIRST:
            return None
        return self.discourse.named_in(referent, self.number(parsed), parsed.sentence.start + token.idx)

    def span(self, parsed: Parsed, token: Token) -> Span:
        """The words of the phrase that a token heads."""
        if token.pos_ == "PRON":
            return parsed.span(token, token)
        start, end = edges(token)
        match = self._head_match(parsed, token) if token.pos_ == "PROPN" else None
        if match is not None and match.end > token.idx + len(token.text):
            last = next((t for t in parsed.doc[token.i :] if t.idx + len(t.text) >= match.end), token)
            end = max(end, last.i)
        return parsed.span(start, end)

    def referent(self, parsed: Parsed, token: Token, speaker: Referent | None = None) -> Referent | None:
        """What the phrase headed by a token stands for; None for things and pronouns that find no antecedent."""
        if token.lower_ in FIRST and token.pos_ == "PRON":
            return self._first_person(parsed, token, speaker)
        key = (parsed.sentence.start, token.i)
        if key not in self._read:
            self._read[key] = None
            self._read[key] = self._resolve(parsed, token)
        return self._read[key]

    def _first_person(self, parsed: Parsed, token: Token, speaker: Referent | None) -> Referent | None:
        """Whom "we" or "I" means: who is named beside it, who speaks here, or who tells the article."""
        named = next((c for c in token.children if c.dep_ == "appos"), None)
        if named is not None:
            return self.referent(parsed, named)
        author = self.discourse.author if token.lower_ in SINGULAR_FIRST else None
        return speaker or author or self.discourse.narrator

    def _resolve(self, parsed: Parsed, token: Token) -> Referent | None:
        if token.pos_ == "PRON" or token.lower_ == "whose":
            return self._pronoun(parsed, token)
        if token.lower_ in TIMES:
            return None
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "X", "ADV", "VERB"):
            return None
        beside = self._named_beside(parsed, token)
        if beside is not None:
            return beside
        readers: tuple[Callable[[Parsed, Token], Referent | None], ...] = (
            self._counted, self._known_name, self._role, self._short_form, self._people, self._unknown_name,
        )  # fmt: skip
        for read in readers:
            found = read(parsed, token)
            if found is not None:
                return self._explained(parsed, token, found)
        return None

    def _named_beside(self, parsed: Parsed, token: Token) -> Referent | None:
        """ "Prime Minister Kishida", "the foreign minister, Sergey Lavrov": the person whose name stands beside a
        role."""
        if token.pos_ not in ("NOUN", "PROPN") or self.role_of(token) is None:
            return None
        for name in token.children:
            if name.dep_ == "appos" and name.pos_ == "PROPN" and self._head_match(parsed, name) is not None:
                found = self._known_name(parsed, name)
                if found is not None and found.kind == "person":
                    return found
        return None

    def _pronoun(self, parsed: Parsed, token: Token) -> Referent | None:
        word, place = token.lower_, parsed.sentence.start + token.idx
        sentence = self.number(parsed)
        if (whose := self._of_clause(parsed, token)) is not None:
            return whose
        if word in MALE or word in FEMALE:
            gender = "male" if word in MALE else "female"
            return self.discourse.person(sentence, place, gender, besides=self._doer(parsed, token))
        if word in PLURAL or word in NEUTER:
            return self.discourse.collective(sentence, place, word in PLURAL, besides=self._doer(parsed, token))
        if word == "whose":
            clause = next((above for above in token.ancestors if above.dep_ == "relcl"), None)
            return self.referent(parsed, clause.head) if clause is not None else None
        return None

    def _of_clause(self, parsed: Parsed, token: Token) -> Referent | None:
        """Whoever does the deed whose object a pronoun owns: "called on Syria to end its war" is about Syria's war."""
        subject = doer_of_owned(token)
        found = self.referent(parsed, subject) if subject is not None else None
        if found is None or not found.known:
            return None
        return found if (token.lower_ in MALE | FEMALE) == (found.kind == "person") else None

    def _doer(self, parsed: Parsed, token: Token) -> Referent | None:
        """Whoever does the verb that a pronoun is the object of: "he thanked him" is two people."""
        verb = token.head.head if token.dep_ == "pobj" else token.head
        if token.dep_ not in ("dobj", "pobj", "dative") or verb.pos_ not in ("VERB", "AUX"):
            return None
        subject = next((t for t in grammatical_subjects(verb) if t.i != token.i), None)
        return self.referent(parsed, subject) if subject is not None else None

    def number(self, parsed: Parsed) -> int:
        """The number of a sentence in its article, set by the reader as user data of the parse."""
        return int(parsed.doc.user_data.get("number", 0))

    def _head_match(self, parsed: Parsed, token: Token) -> NameMatch | None:
        start, end = token.idx, token.idx + len(token.text)
        return next((m for m in self.names(parsed) if m.start < end and start < m.end), None)

    def _known_name(self, parsed: Parsed, token: Token) -> Referent | None:
        match = self._head_match(parsed, token)
        if match is None or (match.how == "demonym" and token.pos_ in ("NOUN", "PROPN") and token.dep_ != "poss"):
            return self._people(parsed, token) if match is not None else None
        first, _ = edges(token)
        before = self.discourse.surnamed(token.text) if match.how == "surname" else None
        if before is not None and before.kind == "person":
            title = title_of(token)
            if title is None or before.gender in (None, title):
                return before
        if match.start < token.idx and token.pos_ == "NOUN" and self.base.role(token.text):
            return None
        full = parsed.doc.text[parsed.doc[first].idx : token.idx + len(token.text)]
        entity = self.entity_named(match, full)
        if entity is None:
            return None
        title = title_of(token)
        if title and entity.kind == "person":
            entity = of_gender(self.base, match, entity, title)
        if match.how == "capital" and token.dep_ == "pobj" and token.head.lower_ in PLACING:
            return Referent(match.text, "place", None, entity.country)
        return self.of_entity(entity, title_of(token))

    def entity_named(self, match: NameMatch, phrase: str) -> Entity | None:
        """The entity that a known name stands for in a phrase, on the day and in the context of the article."""
        spelled = self.discourse.spelled_out(match.text)
        found = self.base.resolve(spelled, self.date, self.discourse.context) if spelled else None
        found = found or self.base.resolve(match.text, self.date, self.discourse.context)
        if found is None and match.how != "surname" and match.entities:
            found = match.entities[0]
        if found is None and phrase != match.text:
            found = self.base.resolve(phrase, self.date, self.discourse.context)
        if found is not None and found.kind == "person" and match.how == "surname" and not is_bare(phrase, match.text):
            return found if self.base.role(phrase.removesuffix(match.text).strip()) else None
        return found

    def of_entity(self, entity: Entity, gender: str | None = None) -> Referent:
        """What an entity of the knowledge base is on the day of the article."""
        known = self.base.affiliation(entity.id, self.date) if self.date else (entity.country, entity.sector)
        country, sector = known
        kind = entity.kind
        role = None
        if kind == "person":
            offices = [o for o in self.base.offices(entity.id) if self.date and o.held(self.date)]
            role = offices[-1].office.replace("-", " ") if offices else None
        if kind == "person" and gender is None:
            gender = "female" if entity.name.split()[0] in female_names() else "male"
        return Referent(entity.name, kind, entity.id, country, sector, role, gender=gender)

    def _counted(self, parsed: Parsed, token: Token) -> Referent | None:
        """ "Thousands of protesters", "members of Hamas": who they are stands after "of"."""
        if token.lemma_.lower() not in COUNTED and token.pos_ != "NUM":
            return None
        inner = next((t for t in of_whom(token) if t.head.lower_ == "of"), None)
        found = self.referent(parsed, inner) if inner is not None else None
        return replace(found, plural=True) if found is not None else None

    def country(self, parsed: Parsed, token: Token) -> str | None:
        """The country that the words before or after a noun give it: "French", "of France", "Iran's"."""
        relative = token.lemma_.lower() in RELATIVES
        for part in token.lefts:
            if part.dep_ in ("amod", "compound", "nmod") or (part.dep_ == "poss" and not relative):
                found = self.country_of(parsed, part)
                if found:
                    return found
        for part in of_whom(token):
            found = self.country_of(parsed, part)
            if found:
                return found
        return None

    def country_of(self, parsed: Parsed, token: Token) -> str | None:
        """The country that a word before or behind a noun names, by itself or through what it depends on."""
        code = self.base.demonym(token.text)
        if code:
            return code
        match = self._head_match(parsed, token)
        if match is not None and match.entities:
            entity = self.base.resolve(match.text, self.date, self.discourse.context) or match.entities[0]
            return entity.country
        if token.dep_ in ("poss", "pobj"):
            referent = self.referent(parsed, token)
            return referent.country if referent else None
        return next((found for part in token.lefts if (found := self.country_of(parsed, part))), None)

    def role_of(self, token: Token) -> Role | None:
        """The role that the noun and the words before it name."""
        words = [t.text for t in token.lefts if t.dep_ in ("compound", "amod", "nmod")]
        return self.base.role(" ".join([*words, token.text]))

    def _role(self, parsed: Parsed, token: Token) -> Referent | None:
        if token.pos_ == "PROPN" and token.i + 1 < len(token.doc) and token.dep_ == "compound":
            return None
        role = self.role_of(token)
        west_bank = token.lower_ == "bank" and token.i > 0 and token.nbor(-1).lower_ == "west"
        if role is None or token.lemma_.lower() in NO_ROLES or west_bank or is_condition(token):
            return None
        country = self.country(parsed, token)
        plural = token.tag_ in ("NNS", "NNPS")
        holder = self.holder(role, country, plural)
        if holder is not None:
            return replace(self.of_entity(holder), role=role.noun)
        body = self._body(parsed, token)
        if country is None and body is None and not plural:
            known = self._definite(parsed, token, role)
            if known is not None:
                return known
        name = self._called(parsed, token)
        kind = "person" if role.kind == "person" and not plural else "group"
        country = country or (body.country if body else None)
        if country is None and role.noun in HOME_ROLES and not plural:
            country = self._home()
        government = plain_government(self.base, token, country)
        if government is not None:
            return self.of_entity(government)
        return Referent(name, kind, None, country, role.sector, role.noun, plural)

    def _called(self, parsed: Parsed, token: Token) -> str:
        """The words of a phrase, with its owner's name where a pronoun stands for it: "its forces" are Russia's."""
        words = self.span(parsed, token).text
        first, _, rest = words.partition(" ")
        possessor = owner(token) if first.lower() in POSSESSIVES and rest else None
        referent = self.referent(parsed, possessor) if possessor is not None else None
        if referent is None or not referent.name or referent.name.split()[0].lower() in POSSESSIVES:
            return words
        return f"{referent.name}{'’' if referent.name.endswith('s') else '’s'} {rest}"

    def holder(self, role: Role, country: str | None, plural: bool) -> Entity | None:
        """Who held the role's office in a country on the day of the article, if the role names one."""
        if not role.office or role.former or plural or not country or not self.date:
            return None
        return self.base.office_holder(country, role.office, self.date)

    def _body(self, parsed: Parsed, token: Token) -> Referent | None:
        """The body whose member or officer it is: "NATO's secretary general", "leader of Hamas"."""
        possessor = owner(token) if token.lemma_.lower() not in RELATIVES else None
        for part in [possessor, *of_whom(token)] if possessor is not None else of_whom(token):
            if part is not None and part.head.lower_ != "in":
                return self.referent(parsed, part)
        return None

    def _definite(self, parsed: Parsed, token: Token, role: Role) -> Referent | None:
        """ "The president", "the ambassador", "the group": whoever was last named so."""
        if not any(c.lower_ in ("the", "this", "that", "his", "her", "their", "its") for c in token.lefts):
            return None
        sentence, place = self.number(parsed), parsed.sentence.start + token.idx
        named = self.discourse.with_role(role.noun, sentence, place)
        if named is None and role.office:
            named = self.discourse.with_role(role.office.replace("-", " "), sentence, place)
        doer = self._doer(parsed, token)
        if named is None and doer is not None and doer.kind not in STATE_KINDS and doer.country:
            own = plain_government(self.base, token, doer.country)
            named = self.of_entity(own) if own is not None else None
        for nouns, kinds in ((GROUP_NOUNS, GROUP_KINDS), (STATE_NOUNS, STATE_KINDS)):
            if named is None and token.lemma_.lower() in nouns:
                named = self.discourse.of_kind(kinds, sentence, place)
        return None if doer is not None and named == doer else named

    def _home(self) -> str | None:
        return self.discourse.narrator.country if self.discourse.narrator else None

    def _short_form(self, parsed: Parsed, token: Token) -> Referent | None:
        long = self.discourse.spelled_out(token.text)
        if long:
            entity = self.base.resolve(long, self.date, self.discourse.context)
            return self.of_entity(entity) if entity else Referent(long, "organisation", role=None)
        if token.pos_ != "PROPN" or any(c.dep_ == "compound" and c.lower_ not in TITLES for c in token.lefts):
            return None
        known = self.discourse.surnamed(token.text)
        title = title_of(token)
        return replace(known, gender=title or known.gender) if known else None

    def _people(self, parsed: Parsed, token: Token) -> Referent | None:
        """ "The Chinese", "Turks", "the Houthis"."""
        country = self.base.demonym(token.text)
        if country is None:
            return None
        plural = token.tag_ in ("NNS", "NNPS") or any(c.lower_ == "the" for c in token.lefts)
        return Referent(token.text, "people", None, country, "CVL", None, plural)

    def _unknown_name(self, parsed: Parsed, token: Token) -> Referent | None:
        if token.pos_ != "PROPN" and not (token.text[:1].isupper() and token.i > 0):
            return None
        start, end = edges(token)
        words = [t for t in parsed.doc[start : end + 1] if not t.is_punct]
        if not words:
            return None
        name, titles = split_title(words, self.base)
        role = self.base.role(titles) if titles else None
        country = self.country(parsed, token)
        person = looks_like_person(token, role)
        kind = "person" if person else ("organisation" if len(words) > 1 or name.isupper() else "thing")
        sector = role.sector if role else None
        return Referent(name, kind, None, country, sector, role.noun if role else None, gender=gender_of(token, name))

    def _explained(self, parsed: Parsed, token: Token, found: Referent) -> Referent:
        """Fill what is unknown of a person or group from what is set beside the name."""
        if found.entity or found.kind == "people" or (found.sector and found.country):
            return found
        for beside in appositions(token):
            role = self.role_of(beside)
            country = self.country(parsed, beside) or self._role_country(parsed, beside, role)
            if role or country:
                sector = found.sector or (role.sector if role else None)
                return replace(found, country=found.country or country, sector=sector, role=found.role or noun_of(role))
        return found

    def _role_country(self, parsed: Parsed, token: Token, role: Role | None) -> str | None:
        if role is None:
            return None
        body = self._body(parsed, token)
        return body.country if body else None
