"""One report per event told in a sentence.

Two candidates of a sentence tell the same event where one trigger governs the other ("launched an attack", "called for
talks" keeps both: a demand is not what it demands), or where they have the same type and the same two parties.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from redshank.coding.candidates import Candidate, same
from redshank.model import Mention

DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "AID", "RETREAT", "MOBILIZE"})
"""Types of which one deed may be told twice in a sentence, each time with others whom it befell."""


def unite(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates without repetitions, in the order of the text; the surest of equals stays."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: -_weight(c)):
        twin = next((n for n, other in enumerate(kept) if _same_event(candidate, other)), None)
        if twin is None:
            kept.append(candidate)
        elif _adds(candidate, kept[twin]):
            kept[twin] = replace(kept[twin], recipient=kept[twin].recipient + candidate.recipient)
    kept = [c for c in kept if not any(_demands(other, c) for other in kept)]
    return tuple(sorted(kept, key=lambda c: (c.parsed.sentence.start + c.token.idx, c.type)))


def _adds(twin: Candidate, kept: Candidate) -> bool:
    """Whether a twin names further recipients of the same deed: "attacked a convoy, killing two soldiers"."""
    if twin.type != kept.type or twin.type not in DEEDS or twin.factuality != kept.factuality:
        return False
    if not (twin.recipient and kept.recipient) or not _alike(twin.actor, kept.actor):
        return False
    known = (*kept.actor, *kept.recipient)
    return not any(same(new, old) or _overlap(new, old) for new in twin.recipient for old in known)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _demands(demand: Candidate, deed: Candidate) -> bool:
    """Whether a deed is only what another candidate asks for or promises: "called on Russia to withdraw" is none."""
    wanted = demand.type == "REQUEST" and deed.factuality == "possible"
    promised = demand.type == "AGREE" and deed.factuality == "planned" and _alike(demand.actor, deed.actor)
    if demand is deed or "aim" not in demand.trigger.flags or not (wanted or promised):
        return False
    if demand.parsed.sentence.start != deed.parsed.sentence.start:
        return False
    return demand.token.i in [above.i for above in list(deed.token.ancestors)[:4]]


def _weight(candidate: Candidate) -> float:
    named = sum(bool(m.entity) for m in (*candidate.actor[:1], *candidate.recipient[:1]))
    whole = bool(candidate.actor) + bool(candidate.recipient and not candidate.thing)
    return (
        candidate.confidence
        + 0.5 * whole
        + 0.2 * named
        + 0.1 * bool(candidate.trigger.beside)
        - 0.2 * candidate.thing
        - 0.3 * (candidate.type != candidate.trigger.type)
        - 0.2 * (candidate.factuality in ("possible", "negated"))
    )


def _same_event(one: Candidate, other: Candidate) -> bool:
    if one.parsed.sentence.start != other.parsed.sentence.start:
        return False
    parties = _parties(one), _parties(other)
    if one.type == other.type and (_within(*parties) or _within(*reversed(parties))):
        return True
    mirrored = _alike(one.actor, other.recipient) and _alike(one.recipient, other.actor)
    if mirrored and _near(one, other):
        return True
    if _alike(one.actor, other.actor) and _alike(one.recipient, other.recipient) and _governs(one, other):
        return True
    return one.type == other.type and _alike(one.actor, other.actor) and _chained(one, other)


def _parties(candidate: Candidate) -> tuple[Mention, ...]:
    return (*candidate.actor, *candidate.recipient)


def _within(few: tuple[Mention, ...], many: tuple[Mention, ...]) -> bool:
    return all(any(same(m, other) for other in many) for m in few)


def _alike(one: Iterable[Mention], other: tuple[Mention, ...]) -> bool:
    mine = tuple(one)
    return bool(mine) == bool(other) and _within(mine, other) and _within(other, mine)


def _governs(one: Candidate, other: Candidate) -> bool:
    """Whether one trigger stands right above the other: its object, or the object of its preposition."""
    pairs = ((one.token, other.token), (other.token, one.token))
    return any(low.head.i == high.i or low.head.head.i == high.i for high, low in pairs)


def _chained(one: Candidate, other: Candidate) -> bool:
    """Whether one trigger stands below the other within three steps: "reiterated their commitment to work"."""
    pairs = ((one.token, other.token), (other.token, one.token))
    return any(high.i in [a.i for a in list(low.ancestors)[:3]] for high, low in pairs)


def _near(one: Candidate, other: Candidate) -> bool:
    return _governs(one, other) or abs(one.token.i - other.token.i) <= 3
