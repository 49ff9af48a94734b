"""The steps of coding: each takes an article's reading and its candidates, and gives the candidates changed or
fewer."""

from __future__ import annotations

from dataclasses import replace

from redshank.coding import decide, unique
from redshank.coding import factuality as sure
from redshank.coding.candidates import Candidate, same
from redshank.coding.setting import Setting
from redshank.coding.topic import is_public, topic_of
from redshank.model import Attribution, Mention
from redshank.ontology import contexts_of
from redshank.reading.quotations import Quotation
from redshank.reading.reader import Reading
from redshank.reading.voices import Voice, attribution

VERBAL = frozenset({"attack", "hit", "target", "assault"})
"""Verbs of force that, among persons known by name, are said of words."""
SPOKEN = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Types that are acts of speech, done by saying so."""
REFUSABLE = frozenset({"CONSULT", "SUPPORT", "AGREE", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
"""Types that, told as what the actor will not do, are a REJECT (manual 0.8, section REJECT)."""
PRIVATE_FLOOR = 0.8
"""Confidence from which an event among private people is kept in an article about politics."""


def attribute(reading: Reading, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Say whose voice tells each event, where it is not the article's own."""
    return tuple(replace(c, attribution=_attribution(reading, c)) for c in candidates)


def _attribution(reading: Reading, candidate: Candidate) -> Attribution | None:
    position = candidate.parsed.sentence.start + candidate.token.idx
    voice = reading.voices.at(position)
    if voice is None:
        return None
    if _speaks_for_itself(voice, candidate):
        return None
    return attribution(voice)


def _speaks_for_itself(voice: Voice, candidate: Candidate) -> bool:
    """Whether the speaker does the act by these very words: "We condemn the attack", said the minister."""
    speaker = voice.mention
    spoken = not candidate.type or candidate.type in SPOKEN or candidate.factuality == "planned"
    if speaker is None or not spoken or _is_told_back(candidate):
        return False
    if any(same(speaker, actor) or _speaks_for(speaker, actor) for actor in candidate.actor):
        return True
    first_person = any(m.text.lower() in ("i", "we") for m in candidate.actor)
    return first_person or _covers(voice.quotation, candidate.actor)


def _is_told_back(candidate: Candidate) -> bool:
    """Whether the speaker tells of an act of before: "said he had instructed", "said he ordered"."""
    verb = candidate.token if candidate.token.pos_ == "VERB" else candidate.token.head
    if any(c.dep_ == "aux" and c.lemma_.lower() in ("have", "'ve") for c in verb.children):
        return True
    return candidate.type == "REQUEST" and verb.tag_ == "VBD"


def _speaks_for(speaker: Mention, actor: Mention) -> bool:
    """Whether a speaker is of the government that acts: "China opposes", said a spokesman of its foreign ministry."""
    state = bool(actor.entity and actor.entity.startswith(("state:", "gov:"))) or actor.sector == "GOV"
    return state and bool(speaker.country) and speaker.country == actor.country and speaker.sector == "GOV"


def _covers(quotation: Quotation, actors: tuple[Mention, ...]) -> bool:
    speaker = quotation.speaker
    return speaker is not None and any(speaker.start <= a.start and a.end <= speaker.end for a in actors)


def judge_factuality(reading: Reading, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Say how sure each event is told."""
    del reading
    return tuple(_judged(c) for c in candidates)


def _judged(candidate: Candidate) -> Candidate:
    """A deed its doer will not do is a refusal that is asserted; one person "attacks" another with words."""
    if candidate.type == "ASSAULT" and candidate.trigger.lemma in VERBAL and _among_persons(candidate):
        candidate = replace(candidate, type="ACCUSE", mode="disapprove")
    if candidate.type in REFUSABLE and candidate.actor and sure.is_refusal(candidate.token):
        return replace(candidate, type="REJECT", mode=None, factuality="asserted")
    return replace(candidate, factuality=sure.factuality(candidate.token, candidate.type))


def _among_persons(candidate: Candidate) -> bool:
    parties = (*candidate.actor, *candidate.recipient)
    both = bool(candidate.actor) and bool(candidate.recipient)
    return both and all(m.entity is not None and m.entity.startswith("person:") for m in parties)


def choose_type(reading: Reading, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Weigh what the trigger word says of the type against what the relation model reads in the sentence."""
    del reading
    return decide.choose(candidates)


def drop_doubtful(reading: Reading, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Leave out what is probably no event of politics (not done with high recall)."""
    del reading
    return tuple(c for c in candidates if decide.holds(c))


def keep_politics(reading: Reading, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Leave out what is no politics: dealings among private people, and all of sport, shows and markets."""
    topic = topic_of(reading.article.text)
    return tuple(c for c in candidates if _is_politics(c, topic))


def _is_politics(candidate: Candidate, topic: str) -> bool:
    actor, recipient = (any(map(is_public, role)) for role in (candidate.actor, candidate.recipient))
    if topic == "sport":
        return False
    if topic != "politics":
        return actor and recipient and not candidate.thing
    if not candidate.actor and candidate.trigger.pos == "verb" and candidate.type in ("COERCE", "RETREAT", "SANCTION"):
        return True
    return actor or recipient or candidate.type == "PROTEST" or candidate.confidence >= PRIVATE_FLOOR


def unite(reading: Reading, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """One report per event told in a sentence: no mirror images, no two types for one act."""
    del reading
    return unique.unite(candidates)


def place_in_time_and_space(reading: Reading, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Give each event its date, its place and its numbers."""
    setting = Setting(reading, candidates)
    placed = (
        replace(c, when=setting.when(c), where=setting.where(c), quantities=setting.numbers(c)) for c in candidates
    )
    return tuple(_to_come(c) if setting.is_to_come(c) else c for c in placed)


def _to_come(candidate: Candidate) -> Candidate:
    """A deed whose day is after the article's is planned, however it is told: "his visit later this week"."""
    return decide.promised(replace(candidate, factuality="planned"))


def tell_contexts(reading: Reading, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Give each event the contexts that its sentence speaks of."""
    del reading
    return tuple(replace(c, contexts=_contexts(c)) for c in candidates)


def _contexts(candidate: Candidate) -> tuple[str, ...]:
    state = any(m.sector in (None, "GOV") and m.country for m in candidate.actor) and any(
        m.sector in (None, "GOV") and m.country for m in candidate.recipient
    )
    return contexts_of(candidate.parsed.sentence.text, candidate.type, candidate.mode, between_states=state)
