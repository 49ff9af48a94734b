"""Candidates: trigger words of a parsed sentence with the participants that stand around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from redshank.coding.frames import beside, carrier, received, slot_words
from redshank.coding.lexicon import Lexicon, Trigger
from redshank.model import Attribution, Mention, Period, Place, Quantity
from redshank.reading.discourse import Referent
from redshank.reading.mentions import Mentions
from redshank.reading.nouns import TIMES
from redshank.reading.parse import Parsed
from redshank.reading.parties import named_inside, party
from redshank.reading.phrases import of_whom, owner
from redshank.reading.referring import as_mention
from redshank.reading.syntax import chained_after, child, doers, grammatical_objects, grammatical_subjects, hyphenated
from redshank.reading.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONAL_SLOTS = frozenset({"on", "upon", "with", "iobj", "between"})
"""Slots in which only a recipient stands: what is there and names nobody known is not made up for by other words."""

BODILY_TYPES = frozenset({"ASSAULT", "COERCE", "RETREAT", "SANCTION"})
"""Types done to whoever is the object, whatever they are called: "tortured an inmate", "banned all newspapers"."""

PLACED_TYPES = BODILY_TYPES | {"AID", "AGREE", "MOBILIZE", "PROTEST"}
"""Types done in a place, which stands for whoever lives there: "build hospitals in Haiti"."""

STRUCK_TYPES = frozenset({"ASSAULT", "COERCE"})
"""Types whose object is the recipient even where it names nobody known: "tortured an inmate"."""
THING_TYPES = STRUCK_TYPES | {"ACCUSE", "REJECT", "SUPPORT", "PROTEST"}
"""Types whose object is kept in the words of the text where no recipient is found: "rejected the plan"."""

HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
"""Types that are no cooperation even when promised."""

NAMING = frozenset({"pobj", "dobj", "nsubj", "conj", "poss", "appos"})
"""Places in a sentence where a noun names a participant."""

TOLD = frozenset({"ROOT", "nsubj", "nsubjpass", "dobj", "appos", "attr", "conj", "pobj"})
"""Places in a sentence where a noun can tell an event by itself."""

MAX_PARTICIPANTS = 12
MAX_OTHERS = 3
"""Entities of which the relation model is asked whether they are the recipient that no slot names."""
SAYING = frozenset(
    "say tell state declare insist stress add note emphasize emphasise argue reiterate announce underline".split()
)
"""Verbs of saying whose clause can be a demand."""

EMPTY = frozenset(
    """pose constitute represent be have do go come become remain seem appear get make let know think see hear face
    receive suffer undergo draw sustain""".split()
)
"""Verbs that never tell an event of politics by themselves."""

DEMAND = Trigger("must", "verb", "REQUEST", None, frozenset(), ("subj",), ("subj",), frozenset({"both"}))
UNLISTED = Trigger(
    "", "verb", "", None, frozenset(), ("subj",),
    ("dobj", "iobj", "to", "with", "against", "on", "from", "for", "into", "over", "at"),
    frozenset({"both", "unlisted"}),
)  # fmt: skip

AROUND = ("of", "to", "with", "against", "on", "from", "for", "into", "over", "between", "at", "in", "near")
"""Prepositions after which a recipient may stand where the trigger's own slots are empty, in the order of trust."""

TO_THE_PRESS = frozenset({"press", "news", "media"})
"""Words before a noun that make it no meeting of parties: "a press briefing"."""

BESIDE = ("with", "to", "between")
"""Where those stand with whom several together do what they do; others behind the verb are a matter of theirs."""

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report in the making; each step of coding fills or changes some fields and gives a new one.

    ``thing`` is true where the recipient is a thing that names nobody; ``others`` are entities named after the trigger
    where its slots name no recipient. ``scores`` are the relation model's probabilities of the 16 types, ``none`` that
    of no event (empty and None until it was asked).
    """

    parsed: Parsed
    token: Token
    trigger: Trigger
    type: str
    mode: str | None
    actor: tuple[Mention, ...]
    recipient: tuple[Mention, ...]
    thing: bool = False
    others: tuple[Mention, ...] = ()
    factuality: str = "asserted"
    attribution: Attribution | None = None
    when: Period | None = None
    where: Place | None = None
    contexts: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    confidence: float = 0.5
    scores: dict[str, float] = field(default_factory=dict)
    none: float | None = None


@dataclass(frozen=True, slots=True)
class _Filled:
    """Participants found for one reading of a trigger."""

    trigger: Trigger
    actor: tuple[Mention, ...]
    recipient: tuple[Mention, ...]
    thing: bool
    needed: bool

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Sort key: readings with the word they need, then by how many roles are filled by entities."""
        named = bool(self.actor) + bool(self.recipient and not self.thing)
        return self.needed, named, -len(self.trigger.recipient)


class Finder:
    """Finds the candidates of parsed sentences."""

    def __init__(self, lexicon: Lexicon, mentions: Mentions, voices: Voices) -> None:
        self.lexicon = lexicon
        self.mentions = mentions
        self.voices = voices

    def candidates(self, parsed: Parsed) -> Iterator[Candidate]:
        """All candidates of one sentence, in the order of its words."""
        for token in parsed.doc:
            pos = _POS.get(token.pos_)
            if pos == "adj" and token.dep_ not in ("acomp", "oprd", "amod", "ROOT"):
                continue
            readings = self._readings(token, pos) if pos else ()
            best = self._demanded(parsed, token) if pos == "verb" else None
            best = best or (self._best(parsed, token, readings) if readings else None)
            if best is None and pos == "verb":
                best = self._unlisted(parsed, token)
            if best is not None:
                yield self._candidate(parsed, token, best)

    def _candidate(self, parsed: Parsed, token: Token, found: _Filled) -> Candidate:
        trigger = found.trigger
        others = (
            ()
            if found.recipient or trigger.pos != "verb" or "near" in trigger.flags
            else self._others(parsed, token, found.actor)
        )
        return Candidate(
            parsed, token, trigger, trigger.type, trigger.mode, found.actor, found.recipient, found.thing, others
        )

    def _others(self, parsed: Parsed, token: Token, actor: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Known entities that the sentence names after the trigger, for an event whose slots name no recipient."""
        found: list[Mention] = []
        for word in parsed.doc[token.i + 1 :]:
            if word.pos_ not in ("NOUN", "PROPN") or word.dep_ not in NAMING:
                continue
            mention = self.mentions.mention(parsed, word)
            if mention is None or not _known((mention,)):
                continue
            if not any(same(mention, a) or _owned(mention, a) for a in actor):
                found.append(mention)
            if len(found) == MAX_OTHERS:
                break
        return tuple(found)

    def _demanded(self, parsed: Parsed, token: Token) -> _Filled | None:
        """ "Russia says Israel must end attacks": a demand made by saying what another must do."""
        if not any(c.dep_ == "aux" and c.lower_ in ("must", "should") for c in token.children):
            return None
        verb = token.head
        if token.dep_ == "ccomp" and verb.lemma_.lower() in SAYING:
            actor = self._people(parsed, doers(verb), thing_of=True)
        else:
            voice = self.voices.at(parsed.sentence.start + token.idx)
            actor = (voice.mention,) if voice is not None and voice.mention is not None and voice.referent else ()
        recipient = self._people(parsed, grammatical_subjects(token), thing_of=False)
        if not actor or not _known(recipient) or any(same(actor[0], r) for r in recipient):
            return None
        return _Filled(DEMAND, actor, recipient, False, True)

    def _unlisted(self, parsed: Parsed, token: Token) -> _Filled | None:
        """A verb that is no trigger, between two known parties: the relation model decides what it tells, if
        anything."""
        if token.lemma_.lower() in SAYING or token.lemma_.lower() in EMPTY or token.dep_ in ("amod", "compound", "aux"):
            return None
        found = self._fill(parsed, token, UNLISTED, None)
        if found is None or found.thing or not (_known(found.actor) and _known(found.recipient)):
            return None
        return found

    def _readings(self, token: Token, pos: str) -> Iterable[Trigger]:
        if pos == "noun" and (token.dep_ == "compound" or any(c.lower_ in TO_THE_PRESS for c in token.lefts)):
            return ()
        if pos == "verb" and token.dep_ in ("amod", "compound"):
            return ()
        names = (hyphenated(token), token.lemma_.lower(), token.lower_)
        return next((found for name in names if name and (found := self.lexicon.readings(pos, name))), ())

    def _best(self, parsed: Parsed, token: Token, readings: Iterable[Trigger]) -> _Filled | None:
        filled = []
        for trigger in readings:
            needed = beside(token, trigger) if trigger.beside else None
            if trigger.beside and needed is None:
                continue
            found = self._fill(parsed, token, trigger, needed)
            if found is not None:
                filled.append(found)
        return max(filled, key=lambda f: f.rank) if filled else None

    def _fill(self, parsed: Parsed, token: Token, trigger: Trigger, needed: Token | None) -> _Filled | None:
        if trigger.pos == "noun" and "light" in trigger.flags and not _eventful(token):
            return None
        if trigger.type == "AGREE" and "aim" in trigger.flags and self._is_hostile_aim(token):
            return None
        actor, rest = self._actor(parsed, token, trigger, needed)
        together = "mutual" in trigger.flags and len(actor) > 1
        sought = replace(trigger, recipient=BESIDE, flags=trigger.flags | {"near"}) if together else trigger
        recipient, thing = self._recipient(parsed, token, sought, needed, actor)
        if rest:
            recipient, thing = rest, False
        if "mutual" in trigger.flags and len(actor) > 1 and not recipient:
            actor, recipient = actor[:1], actor[1:]
        if (not actor and not recipient) or (not recipient and "both" in trigger.flags):
            return None
        if "whom" in trigger.flags and not recipient and needed is None and grammatical_objects(token):
            return None
        return _Filled(trigger, actor, recipient, thing, needed is not None)

    def _actor(
        self, parsed: Parsed, token: Token, trigger: Trigger, needed: Token | None
    ) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        for slot in trigger.actor:
            words = slot_words(token, trigger, slot, "actor", needed)
            found = self._people(parsed, words, thing_of=slot not in ("adj", "between"))
            if slot == "adj":
                found = tuple(m for m in found if _known((m,)))
            if slot == "between" and len(found) > 1:
                return found[:1], found[1:]
            if slot == "adj" and len(found) > 1 and "mutual" in trigger.flags:
                return found[:1], found[1:]
            if found:
                return found, ()
        return (), ()

    def _recipient(
        self, parsed: Parsed, token: Token, trigger: Trigger, needed: Token | None, actor: tuple[Mention, ...]
    ) -> tuple[tuple[Mention, ...], bool]:
        things: list[Token] = []
        closed = trigger.type == "CONSULT" or "near" in trigger.flags
        reverse = received(token) if trigger.pos == "noun" else []
        for slot in ("reverse", *trigger.recipient) if reverse else trigger.recipient:
            words = reverse if slot == "reverse" else slot_words(token, trigger, slot, "recipient", needed)
            words = [w for w in words if w.lower_ not in TIMES]
            found = self._people(parsed, words, thing_of=True)
            if slot == "dobj" and needed is not None and not words:
                arms = trigger.type == "AID"  # what is sent is no recipient, though jets and troops are somebody
                found = tuple(
                    m for m in self._people(parsed, [needed], thing_of=True)
                    if _known((m,)) and not (arms and m.sector == "MIL")
                )  # fmt: skip
            found = tuple(m for m in found if not any(same(m, a) or _owned(m, a) for a in actor))
            if found:
                return found, False
            if words and slot in PERSONAL_SLOTS:
                closed = True
                break
            if slot == "dobj" or (
                slot in ("on", "against", "of") and actor and trigger.pos == "noun" and _strikes(trigger)
            ):
                things += [w for w in words if w.pos_ in ("NOUN", "PROPN")]
        struck = [w for w in things if _strikes(trigger)]
        found = () if struck or closed else self._around(parsed, token, trigger, needed, actor)
        if found:
            return found, False
        if things and (_strikes(trigger) or (trigger.type in THING_TYPES and trigger.pos == "verb")):
            span = self.mentions.span(parsed, things[0])
            return (Mention(span.start, span.end, span.text, None, span.text),), True
        return (), False

    def _around(
        self, parsed: Parsed, token: Token, trigger: Trigger, needed: Token | None, actor: tuple[Mention, ...]
    ) -> tuple[Mention, ...]:
        """Known entities farther from the trigger, where its own slots name none: in its object, then after its
        prepositions, then the place it is set in."""
        seats = [needed] if needed is not None else []
        clause = child(token, "xcomp", "advcl") if trigger.type in PLACED_TYPES else child(token, "xcomp")
        seats += [c for verb in (token, clause) if verb is not None for c in verb.children if c.dep_ == "dobj"]
        seats += [clause] if clause is not None else []
        harmful = trigger.type == "ACCUSE" or any(self._is_harm(seat) for seat in seats)
        where = AROUND if trigger.type in PLACED_TYPES else AROUND[:-3]
        for seat in [*seats, token]:
            for preposition in ("of", "by", "from") if harmful else where:
                for word in chained_after(seat, preposition):
                    for mention in self._people(parsed, [word], thing_of=True):
                        if _known((mention,)) and not any(same(mention, a) for a in actor):
                            return (mention,)
        return ()

    def _is_hostile_aim(self, token: Token) -> bool:
        """Whether what is promised is hostile: "committed to carrying out attacks" is no agreement."""
        clause = child(token, "xcomp") or next(
            (c for p in token.children for c in p.children if c.dep_ == "pcomp"), None
        )
        if clause is None:
            return False
        inner = [clause, *(c for c in clause.children if c.dep_ == "dobj")]
        readings = (r for t in inner for r in self.lexicon.readings(_POS.get(t.pos_, ""), t.lemma_.lower()))
        return any(r.type in HOSTILE and not r.beside and "weak" not in r.flags for r in readings)

    def _is_harm(self, noun: Token) -> bool:
        """Whether a noun names a deed of force or coercion, so that what stands after its "on" is the victim."""
        return any(t.type in STRUCK_TYPES for t in self.lexicon.readings("noun", noun.lemma_.lower()))

    def _people(self, parsed: Parsed, words: list[Token], thing_of: bool) -> tuple[Mention, ...]:
        found: dict[tuple[int, int, str], Mention] = {}
        for word in words[:MAX_PARTICIPANTS]:
            speaker = self.voices.speaker_at(parsed.sentence.start + word.idx)
            mention = self.mentions.mention(parsed, word, speaker)
            if mention is None and thing_of:
                mention = self._inside(parsed, word, speaker)
            for one in party(self.mentions, parsed, word) or ([mention] if mention is not None else []):
                found.setdefault((one.start, one.end, one.name), one)
        return tuple(found.values())

    def _inside(self, parsed: Parsed, thing: Token, speaker: Referent | None) -> Mention | None:
        """Whoever a thing belongs to or is done by: "Russia's attack", "the decision of the court"."""
        if thing.pos_ not in ("NOUN", "PROPN", "VERB"):
            return None
        possessor = owner(thing)
        inner = [possessor] if possessor is not None else []
        inner += [t for p in thing.rights if p.dep_ in ("prep", "agent") and p.lower_ == "by" for t in p.children]
        inner += [c for c in thing.lefts if c.dep_ in ("amod", "compound", "nmod") and c.text[:1].isupper()]
        inner += of_whom(thing)
        for token in inner:
            if token is None:
                continue
            referent = self.mentions.referent(parsed, token, speaker)
            setting = token.dep_ == "pobj" and token.head.lower_ == "in" and (referent is None or not referent.known)
            if referent is not None and not setting:
                return as_mention(referent, self.mentions.span(parsed, token))
            code = self.mentions.base.demonym(token.text)
            if code:
                return self._demonym(parsed, token, code)
        named = named_inside(self.mentions, parsed, thing)
        return as_mention(named, self.mentions.span(parsed, thing)) if named is not None else None

    def _demonym(self, parsed: Parsed, token: Token, code: str) -> Mention:
        state = self.mentions.base.states.get(code)
        entity = self.mentions.base.government(code)
        name = entity.name if entity else (state.name if state else token.text)
        span = parsed.span(token, token)
        return Mention(span.start, span.end, span.text, entity.id if entity else None, name, code, "GOV")


def _strikes(trigger: Trigger) -> bool:
    """Whether whatever a trigger's object is called is its recipient: whoever or whatever force is used on."""
    return trigger.type in STRUCK_TYPES or trigger.mode in ("convict", "expel")


def _eventful(noun: Token) -> bool:
    """Whether a noun is told as an event: carried by a verb, or with participants of its own."""
    if carrier(noun) is not None or noun.dep_ in TOLD:
        return noun.dep_ != "pobj" or any(c.dep_ in ("prep", "poss", "amod", "compound", "acl") for c in noun.children)
    return False


def same(one: Mention, other: Mention) -> bool:
    """Whether two mentions name the same entity, as far as is known."""
    if one.entity and other.entity:
        return one.entity == other.entity
    if (one.start, one.end) == (other.start, other.end):
        return True
    return one.name == other.name and one.country == other.country


def _known(mentions: tuple[Mention, ...]) -> bool:
    """Whether somebody among the mentions is known: an entity, of a country, or with a sector."""
    return any(m.entity or m.country or m.sector for m in mentions)


def _owned(mention: Mention, actor: Mention) -> bool:
    """Whether a mention is the actor's own: "Egypt will withdraw its troops", "Macron warned that France would"."""
    if mention.entity and mention.entity.startswith(("state:", "gov:")) and actor.sector in ("GOV", "MIL"):
        return mention.country == actor.country
    own = mention.text.split()[0].lower() in ("its", "their", "his", "her", "our", "my")
    return own and mention.country == actor.country and not mention.entity
