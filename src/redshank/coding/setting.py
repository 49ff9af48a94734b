"""When and where each event happened, and the numbers told with it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from redshank.coding.candidates import Candidate
from redshank.model import Period, Place, Quantity, Span
from redshank.reading.datelines import dateline
from redshank.reading.dates import dates, infer
from redshank.reading.nouns import TIMES
from redshank.reading.places import place_called, places_in
from redshank.reading.quantities import quantities
from redshank.reading.reader import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

LOCAL = frozenset(
    "in at near on outside inside around across throughout along off over within to into toward from".split()
)
ARRIVALS = frozenset({"to", "into", "toward", "from"})
PROMISED = frozenset({"AGREE", "CONCEDE", "THREATEN"})
"""Types whose planned events are words, spoken when the article tells of them."""
APART = frozenset({"although", "though", "because", "until", "before", "unless", "if"})
"""Words before a clause whose date is not that of the deed it belongs to."""
DEEDS = frozenset({"CONSULT", "COOPERATE", "AID", "ASSAULT", "MOBILIZE", "RETREAT", "COERCE", "SANCTION", "PROTEST"})
"""Types that are done on a day, and not by saying so."""
SEEN = frozenset({"ASSAULT", "PROTEST", "CONSULT", "COERCE"})
"""Types of which a report from the spot tells where it was filed."""
LEADS = 3
"""Sentences at the head of an article before which its dateline is sought."""
SIZES = {"building": 5, "city": 4, "district": 3, "region": 2, "country": 1}
"""Of places that fit as well, the smaller says more."""
SETTLEMENTS = frozenset(
    """city town village district port province region state island capital municipality county suburb area part portion
    side half north south east west outskirts""".split()
)
"""Nouns whose "of" tells their name."""
KINDS = {
    "ASSAULT": ("dead", "injured", "goods"),
    "PROTEST": ("size", "dead", "injured"),
    "COERCE": ("size", "money", "goods"),
    "AID": ("money", "goods", "size"),
    "AGREE": ("money", "goods"),
    "SUPPORT": ("money",),
    "COOPERATE": ("money", "goods"),
    "SANCTION": ("money", "goods", "size"),
    "MOBILIZE": ("size", "goods"),
    "RETREAT": ("size", "goods"),
    "THREATEN": ("goods", "money"),
    "REQUEST": ("money", "goods"),
}
"""Which kinds of numbers belong to which types."""


class Setting:
    """The dates, places and numbers of the sentences of one article that have candidates; found once per sentence."""

    def __init__(self, reading: Reading, candidates: Iterable[Candidate]) -> None:
        self.published = reading.article.date
        parsed = {c.parsed.sentence.start: c.parsed for c in candidates}
        self._places: dict[int, list[Place]] = {start: [] for start in parsed}
        for place in places_in(parsed.values(), reading.article.text):
            home = _home(parsed, place.mention)
            if home is not None:
                self._places[home].append(place)
        self._quantities: dict[int, list[Quantity]] = {
            start: quantities(p.sentence.text, start) for start, p in parsed.items()
        }
        self._anchor: Period | None = None
        self._reading = reading

    @functools.cached_property
    def _filed(self) -> tuple[Place | None, int]:
        """The place of the article's dateline, and where the sentence begins that it stands before."""
        text = self._reading.article.text
        for sentence in self._reading.sentences[:LEADS]:
            line = text.rfind("\n", 0, sentence.start) + 1
            head = dateline(Span(line, sentence.end, text[line : sentence.end]))
            if head is not None and head.place is not None:
                return place_called(head.place), sentence.start
        return None, -1

    def when(self, candidate: Candidate) -> Period | None:
        """The date told nearest to the trigger in the parse; the publication date, marked inferred, if none is told."""
        sentence = candidate.parsed.sentence
        planned = candidate.factuality == "planned"
        past = _is_past(candidate.token)
        future = not past if planned or (past and candidate.factuality == "asserted") else None
        told = dates(sentence.text, self.published, base_offset=sentence.start, anchor=self._anchor, future=future)
        told = [period for period in told if _is_of(candidate, period.mention)]
        if told:
            chosen = min(told, key=lambda period: _distance(candidate, period.mention))
            self._anchor = chosen
            return chosen
        return None if planned and candidate.type not in PROMISED else infer(self.published)

    def where(self, candidate: Candidate) -> Place | None:
        """The place told nearest to the trigger after a word of place; for force, also the place it was used on."""
        scored = [
            (score, p) for p in self._places[candidate.parsed.sentence.start] if (score := _local(candidate, p)) > 0
        ]
        if scored:
            return max(scored, key=lambda pair: (pair[0], SIZES.get(pair[1].precision, 0)))[1]
        if candidate.type not in SEEN or candidate.attribution or candidate.factuality != "asserted":
            return None
        filed, lead = self._filed
        return filed if candidate.parsed.sentence.start <= lead else None

    def is_to_come(self, candidate: Candidate) -> bool:
        """Whether a deed told as done has a day, by words of the sentence, that is after the article's."""
        when, published = candidate.when, self.published or ""
        if when is None or when.mention is None or when.precision != "day" or len(published) < 10:
            return False
        if candidate.token.pos_ == "VERB" and _is_past(candidate.token):
            return False  # told as past: then it is the article's own date that is wrong
        return candidate.factuality == "asserted" and candidate.type in DEEDS and when.start > published[:10]

    def numbers(self, candidate: Candidate) -> tuple[Quantity, ...]:
        """The numbers of the sentence that belong to an event of this type."""
        kinds = KINDS.get(candidate.type, ())
        return tuple(q for q in self._quantities[candidate.parsed.sentence.start] if q.kind in kinds)


def _is_of(candidate: Candidate, mention: Span | None) -> bool:
    """Whether a date can be that of the event: it dates neither another noun nor a clause below or beside it."""
    token = _token(candidate, mention)
    if token is None:
        return True
    trigger = candidate.token
    clause = next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), None)
    noun = next((t for t in (token, *token.ancestors) if t.dep_ not in ("compound", "nmod", "amod", "poss")), token)
    above = [trigger, *trigger.ancestors]
    if noun.i != token.i and noun not in above and not any(c in above for c in noun.children):
        scene = noun.dep_ == "pobj" and noun.head.lower_ in ("during", "at", "in") and noun.head.head in above
        return scene or noun.dep_ == "npadvmod" or noun.lower_ in TIMES
    if clause is None or clause in above or clause.dep_ == "ROOT":
        return True
    if any(c.dep_ == "mark" and c.lower_ in APART for c in clause.children):
        return False
    return clause.dep_ in ("xcomp", "conj", "acl") or any(t.i == clause.i for t in trigger.subtree)


def _is_past(token: Token) -> bool:
    """Whether the trigger itself is told as past, so that its own day lies behind: "on Friday Iran promised to"."""
    return token.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for c in token.children)


def _home(parsed: Mapping[int, object], mention: Span | None) -> int | None:
    return max((start for start in parsed if mention is not None and start <= mention.start), default=None)


def _token(candidate: Candidate, span: Span | None) -> Token | None:
    """The token that heads the words of a span."""
    if span is None:
        return None
    start = candidate.parsed.sentence.start
    piece = candidate.parsed.doc.char_span(span.start - start, span.end - start, alignment_mode="expand")
    return piece.root if piece is not None else None


def _path(token: Token) -> list[int]:
    return [token.i, *(above.i for above in token.ancestors)]


def _distance(candidate: Candidate, span: Span | None) -> float:
    """Steps in the parse between the trigger and words; ties by distance in the text."""
    token = _token(candidate, span)
    if token is None:
        return 99.0
    mine, theirs = _path(candidate.token), _path(token)
    common = next((step for step, i in enumerate(mine) if i in theirs), len(mine))
    steps = common + (theirs.index(mine[common]) if common < len(mine) else len(theirs))
    return steps + abs(token.i - candidate.token.i) / 1000


def _names_its(token: Token, head: Token) -> bool:
    """Whether a name stands behind "the city of", so that the noun's place in the sentence is its own."""
    return token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in SETTLEMENTS


def _local(candidate: Candidate, place: Place) -> float:
    """How well a place fits as that of the event; 0 or less where it does not."""
    token = _token(candidate, place.mention)
    if token is None or token.dep_ not in ("pobj", "conj", "appos", "npadvmod", "dobj", "nsubj", "compound", "poss"):
        return 0.0
    head = token.head
    near = 1 / (1 + _distance(candidate, place.mention))
    while head is not token and (token.dep_ in ("conj", "appos", "compound", "poss") or _names_its(token, head)):
        token = head if token.dep_ != "pobj" else head.head
        head = token.head
        if token.i == candidate.token.i:
            return 1 + near
    if token.dep_ == "pobj" and head.lower_ in LOCAL:
        arrives = head.lower_ in ARRIVALS and candidate.type not in ("CONSULT", "AGREE", "RETREAT", "MOBILIZE")
        return 0.0 if arrives else 1 + near
    target = any(m.start <= place.mention.start < m.end for m in candidate.recipient) if place.mention else False
    hit = candidate.type in ("ASSAULT", "COERCE", "MOBILIZE") or candidate.mode == "visit"
    struck = place.precision in ("city", "building", "district")
    return near + struck * 1.5 if target and hit else 0.0
