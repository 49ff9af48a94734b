"""Which type an event is of, how probable it is that it is one at all, and which are kept.

The trigger word gives a prior over types (its own, mostly); the relation model gives the probabilities of the types and
of no event for the marked pair. Both are combined in log space; weights were chosen on development data.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from redshank.coding import certainty
from redshank.coding.candidates import Candidate
from redshank.coding.factuality import is_mere_purpose
from redshank.coding.relation import SHOWN_TOKENS, Item, Judgement, RelationModel
from redshank.coding.topic import is_public
from redshank.model import TYPES, Mention
from redshank.reading.syntax import is_passive

OWN = 0.6
"""Share of the prior that a trigger's own type has; the other types have the rest between them."""
MODEL_WEIGHT = 1.0
NONE_CEILING = 0.6
"""A pair that the model holds for no event with more than this is dropped, whatever the trigger says."""
WEAK_CEILING = 0.4
"""The same for triggers that have many other uses."""
UNLISTED_CEILING = 0.3
"""The same for verbs that are no triggers at all."""
UNLISTED_FLOOR = 0.5
"""What such a verb needs of confidence besides."""
NEEDS_RECIPIENT = frozenset({"SANCTION", "AID", "COOPERATE", "SUPPORT", "CONSULT"})
"""Types that are nothing without a recipient (manual 0.8: SANCTION, AID, COOPERATE; the others by reading)."""
YIELDING = frozenset({"CONCEDE", "RETREAT"})
"""Types that the model's training data tells apart least; between them the trigger decides."""
PROMISABLE = frozenset({"RETREAT", "CONCEDE", "AID", "COOPERATE", "SUPPORT", "CONSULT"})
"""Types of deeds of which a promise is an AGREE (manual 0.8, section AGREE)."""
ARMED = frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "LEG"})
"""Sectors that do not protest."""
ADDRESSED = frozenset({"ACCUSE", "AGREE", "SUPPORT", "REQUEST", "THREATEN", "REJECT", "CONCEDE"})
"""Types whose nouns ("complaints", "a pledge") tell an event only where they say to whom."""
ALONE_FLOOR = 0.04
"""Probability of its type below which an event without recipient is dropped."""
UNASKED = 0.4
"""Confidence of an event whose doer is not told, of which the model cannot be asked; about as many are right."""
SOUGHT_CEILING = 0.55
SOUGHT_FLOOR = 0.3
"""How sure the model must be that there is an event, and of the trigger's type, to give it a recipient from afar."""
ACTOR_OPTIONAL = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE"})
"""Types that are told without their doer often enough to be kept so: "was arrested", "faced criticism"."""
BECOME_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
"""Types whose planned events PLOVER codes as AGREE (manual 0.8, section AGREE)."""


def choose(candidates: Sequence[Candidate], *, thorough: bool = False) -> tuple[Candidate, ...]:
    """The candidates with the type, the scores and the confidence that trigger and model give together.

    The model is the dearest part of coding: unless ``thorough``, it is not asked about what cannot be kept anyway, and
    never twice about the same pair and trigger.
    """
    known: dict[Item, Judgement] = {}
    candidates = [_sought(c, known) for c in candidates]
    items = {n: _item(c) for n, c in enumerate(candidates) if c.actor and (thorough or not _idle(c))}
    judged = dict(zip(items, _ask(list(items.values()), known), strict=True))
    return tuple(_decided(c, judged.get(n)) for n, c in enumerate(candidates))


def _ask(items: Sequence[Item], known: dict[Item, Judgement]) -> list[Judgement]:
    """What the relation model makes of pairs; those asked before are not asked again."""
    model = RelationModel.default()
    seen = [model.seen(item) for item in items]
    new = [item for item in dict.fromkeys(seen) if item not in known]
    if new:
        known |= zip(new, model.score(new, SHOWN_TOKENS), strict=True)
    return [known[item] for item in seen]


def _sought(candidate: Candidate, known: dict[Item, Judgement]) -> Candidate:
    """A candidate whose slots name no recipient, with the entity of its sentence that the model takes for it, if
    any."""
    kind = candidate.type
    if not candidate.others or not candidate.actor or kind in ("", "CONSULT") or _unheld(candidate):
        return candidate
    options = [replace(candidate, recipient=(other,)) for other in candidate.others]
    judged = _ask([_item(option) for option in options], known)
    ranked = [(j.scores[kind] * (1 - j.none), -n) for n, j in enumerate(judged) if j.none < SOUGHT_CEILING]
    if not ranked or max(ranked)[0] < SOUGHT_FLOOR:
        return candidate
    return options[-max(ranked)[1]]


def _idle(candidate: Candidate) -> bool:
    """Whether ``holds`` drops the candidate whatever the model says, or nearly always."""
    if _unheld(candidate) or "own" in candidate.trigger.flags:
        return True
    flags, noun = candidate.trigger.flags, candidate.trigger.pos == "noun"
    if "unlisted" in flags:
        return not (any(map(is_public, candidate.actor)) and any(map(is_public, candidate.recipient)))
    if candidate.recipient:
        return False
    if "weak" in flags or (noun and candidate.trigger.type in ADDRESSED):
        return True
    return promised(candidate).type in NEEDS_RECIPIENT and not _gathering(candidate)


def _item(candidate: Candidate) -> Item:
    start = candidate.parsed.sentence.start
    text = candidate.parsed.doc.text
    actor, recipient = (_extent(role, start, len(text)) for role in (candidate.actor, candidate.recipient))
    trigger = (candidate.token.idx, candidate.token.idx + len(candidate.token.text))
    return text, actor, recipient, trigger


def _extent(mentions: tuple[Mention, ...], start: int, length: int) -> tuple[int, int] | None:
    """The first mention of a role that stands in the sentence, counted from its start."""
    extents = ((m.start - start, m.end - start) for m in mentions)
    return next((e for e in extents if 0 <= e[0] < e[1] <= length), None)


def _decided(candidate: Candidate, judgement: Judgement | None) -> Candidate:
    if judgement is None:
        return promised(replace(candidate, confidence=UNASKED))
    posterior = _posterior(candidate.type, judgement)
    chosen = max(TYPES, key=posterior.__getitem__)
    if {chosen, candidate.type} == YIELDING or (_agrees(candidate) and chosen in PROMISABLE):
        chosen = candidate.type
    mode = candidate.mode if chosen == candidate.type else None
    if mode is None and chosen != "CONSULT":  # most talks have no mode, which the model does not say
        mode = judgement.modes.get(chosen)
    told = replace(
        candidate,
        type=chosen,
        mode=mode,
        scores=judgement.scores,
        none=judgement.none,
        confidence=round((1 - judgement.none) * posterior[chosen], 3),
    )
    decided = promised(told)
    if decided is not told and candidate.trigger.recipient[:1] == ("subj",):
        return replace(decided, actor=told.recipient, recipient=told.actor)
    return decided


def _agrees(candidate: Candidate) -> bool:
    """Whether the trigger says that its subject is willing, whatever to: "agreed to", "is ready to"."""
    return candidate.type == "AGREE" and "aim" in candidate.trigger.flags


def _posterior(own: str, judgement: Judgement) -> dict[str, float]:
    if not own:
        return judgement.scores
    rest = (1 - OWN) / (len(TYPES) - 1)
    logs = {t: math.log(OWN if t == own else rest) + MODEL_WEIGHT * math.log(judgement.scores[t] + 1e-6) for t in TYPES}
    top = max(logs.values())
    raised = {t: math.exp(value - top) for t, value in logs.items()}
    total = sum(raised.values())
    return {t: value / total for t, value in raised.items()}


def promised(candidate: Candidate) -> Candidate:
    """The candidate as an AGREE, without a mode, where it tells what is planned of a type that becomes one."""
    if candidate.factuality != "planned" or candidate.type not in BECOME_AGREE:
        return candidate
    return replace(candidate, type="AGREE", mode=None)


def holds(candidate: Candidate) -> bool:
    """Whether a candidate is kept as a report."""
    if _unheld(candidate):
        return False
    weak = "weak" in candidate.trigger.flags
    if candidate.type == "PROTEST" and (not candidate.actor or _official(candidate.actor[0])):
        return False
    if candidate.mode == "release" and not candidate.recipient:
        return False
    if candidate.type == "CONSULT" and candidate.recipient and all(map(_reports, candidate.recipient)):
        return False
    alone = candidate.type in NEEDS_RECIPIENT and not _gathering(candidate)
    if not candidate.recipient and (alone or weak):
        return False
    if not candidate.recipient and _unlikely_alone(candidate):
        return False
    if not candidate.actor and (candidate.type not in ACTOR_OPTIONAL or weak):
        return False
    if not candidate.actor and candidate.type == "ACCUSE" and not is_passive(candidate.token):
        return False
    unlisted = "unlisted" in candidate.trigger.flags
    if "own" in candidate.trigger.flags:
        return True
    if candidate.none is None:
        return not candidate.actor and candidate.trigger.pos == "verb" and not weak and not unlisted
    if certainty.calibrated(candidate.type, candidate.confidence) < certainty.threshold(candidate.type):
        return False
    ceiling = UNLISTED_CEILING if unlisted else WEAK_CEILING if weak else NONE_CEILING
    return candidate.none <= ceiling and candidate.confidence >= (UNLISTED_FLOOR if unlisted else 0)


def _unheld(candidate: Candidate) -> bool:
    """Whether a candidate is dropped for what stands in the sentence alone: no parties, a mere purpose, mere talk."""
    if not _somebody(candidate) and not (candidate.actor and candidate.recipient):
        return True
    if candidate.token.pos_ == "VERB" and is_mere_purpose(candidate.token):
        return True
    return candidate.factuality in ("possible", "negated") and not _anybody(candidate)


def _somebody(candidate: Candidate) -> bool:
    """Whether at least one participant is known to be somebody: an entity, of a country, or with a sector."""
    return any(m.entity or m.country or m.sector for m in (*candidate.actor, *candidate.recipient))


def _gathering(candidate: Candidate) -> bool:
    """Whether several meet without being told apart: "the leaders of the seven parties met"."""
    if "mutual" not in candidate.trigger.flags or candidate.trigger.type != "CONSULT":
        return False
    return any(m.text.split()[-1].endswith("s") or " of " in m.text for m in candidate.actor)


def _unlikely_alone(candidate: Candidate) -> bool:
    """Whether an event without a recipient is too doubtful: a noun of speech, or a type that the model hardly sees."""
    if candidate.trigger.pos == "noun" and candidate.trigger.type in ADDRESSED:
        return True
    return bool(candidate.scores) and candidate.scores.get(candidate.type, 0) < ALONE_FLOOR


def _anybody(candidate: Candidate) -> bool:
    """Whether any participant is known by name or country: what might happen to nobody is no event."""
    return any(m.entity or m.country for m in (*candidate.actor, *candidate.recipient))


def _reports(mention: Mention) -> bool:
    """Whether a mention is of journalists by their trade: who speaks to them speaks to the public."""
    return mention.sector == "JRN" and mention.entity is None


def _official(mention: Mention) -> bool:
    return mention.sector in ARMED or bool(mention.entity and mention.entity.startswith(("state:", "gov:", "mil:")))
