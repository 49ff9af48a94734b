"""A record that assistants can ask, over the Model Context Protocol. Every answer carries the sentences it rests on.

All tools only read. What they answer with is what the pages and the API tell.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Literal, ParamSpec

from pydantic import Field

from redshank.errors import RedshankError
from redshank.model import STATUSES, TYPES
from redshank.record import Question, Record
from redshank.record.question import QUADS
from redshank.version import __version__
from redshank.web.problems import AbsentError, problem_of
from redshank.web.views import alignment, citing, dyad, entity, event, foresight, listing, search, viewpoints
from redshank.web.views.dyad import events_of

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

Parameters = ParamSpec("Parameters")
Answer = dict[str, Any]

INSTRUCTIONS = """\
A record of political events read from news: who did what to whom, when and where, who says so, and how sure.
A report is one coded sentence of one article; an event is what one or more reports are about. Never add up the two.
Every answer has `evidence`: sentences as they were printed, with publisher, date and the speaker who says so. Quote
them, and name the publisher and the speaker: a report is what somebody says, not what is known to be true.
`status` says how an event stands: single source, corroborated, disputed, denied, unconfirmed, or announced.
`factuality` says how a sentence tells it: asserted, planned, possible or negated.
Entities are named by ids (state:fra, person:emmanuel-macron), countries (FRA), a country's sector (FRA/GOV) or blocs
(any:org:nato); `find_entity` tells the ids that a name may mean.
Types of events are PLOVER's: {types}. `explain` tells what a code means.
The coder errs; `confidence` is the probability that type, actor and recipient of a report are right.""".format(
    types=", ".join(TYPES)
)

MOST = 50
WAIT_SECONDS = 50.0
"""How long a forecast may take to be learnt before the assistant is told to ask again."""

Who = Annotated[
    list[str] | None, Field(description="Ids of entities, countries (FRA), sectors (FRA/GOV) or blocs (any:org:nato).")
]
Types = Annotated[list[str] | None, Field(description="Event types, as ASSAULT.")]
Quads = Annotated[list[str] | None, Field(description=f"Of {', '.join(QUADS)}.")]
Date = Annotated[str | None, Field(description="A day, month or year: 2023-03-13, 2023-03, 2023.")]
Words = Annotated[str | None, Field(description='Words of the sentences; "exact phrase", begin*.')]
Limit = Annotated[int, Field(ge=1, le=MOST, description="At most so many.")]
After = Annotated[str | None, Field(description="`after` of the answer before, for the next ones.")]
Statuses = Annotated[list[str] | None, Field(description=f"Of {'; '.join(STATUSES)}.")]


def _worded(tool: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """A tool whose errors say what to do, and name no path of this machine."""
    from mcp.server.mcpserver.exceptions import ToolError

    @functools.wraps(tool)
    def worded(*args: Parameters.args, **more: Parameters.kwargs) -> Answer:
        try:
            return tool(*args, **more)
        except RedshankError as error:
            problem = problem_of(error)
            raise ToolError(f"{problem.detail} ({problem.do})" if problem.do else problem.detail) from None

    return worded


class Tools:
    """What can be asked of a record. Each method is a tool; its docstring is what the assistant reads."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.desk = foresight.Desk(record)
        self.publishers = viewpoints.Desk(record)

    def search_events(
        self,
        actor: Who = None,
        recipient: Who = None,
        either: Who = None,
        types: Types = None,
        quads: Quads = None,
        since: Date = None,
        until: Date = None,
        places: Annotated[list[str] | None, Field(description="Names of places, or countries (FRA).")] = None,
        publishers: Annotated[list[str] | None, Field(description="Who published it.")] = None,
        statuses: Statuses = None,
        text: Words = None,
        limit: Limit = 10,
        after: After = None,
    ) -> Answer:
        """Events that answer all filters given, the latest first, each with the sentence that tells it best.

        Several values of one filter: any of them. `counts` are of all that answer, not only of those shown.
        """
        asked = Question(
            actor=_several(actor), recipient=_several(recipient), either=_several(either), types=_several(types),
            quads=_several(quads), since=since, until=until, places=_several(places), publishers=_several(publishers),
            statuses=_several(statuses), text=text,
        )  # fmt: skip
        found = listing.events(self.record, asked, limit, after)
        events = citing.events(self.record, found.items)
        return {"counts": asdict(self.record.count(asked)), "events": events, "after": found.after}

    def search_reports(
        self,
        actor: Who = None,
        recipient: Who = None,
        either: Who = None,
        speaker: Annotated[list[str] | None, Field(description="Who says so, named like actors.")] = None,
        types: Types = None,
        since: Date = None,
        until: Date = None,
        publishers: Annotated[list[str] | None, Field(description="Who published it.")] = None,
        factuality: Annotated[list[str] | None, Field(description="Of asserted, planned, possible, negated.")] = None,
        text: Words = None,
        limit: Limit = 10,
        after: After = None,
    ) -> Answer:
        """Reports (single coded sentences) that answer all filters given, the latest first.

        Use it for what somebody says (`speaker`), for what one publisher wrote, or for words of sentences.
        """
        asked = Question(
            actor=_several(actor), recipient=_several(recipient), either=_several(either), speaker=_several(speaker),
            types=_several(types), since=since, until=until, publishers=_several(publishers),
            factuality=_several(factuality), text=text,
        )  # fmt: skip
        found = listing.reports(self.record, asked, limit, after)
        evidence = [citing.cited(kept) for kept in found.items]
        return {"counts": asdict(self.record.count(asked)), "evidence": evidence, "after": found.after}

    def event(self, event: Annotated[str, Field(description="Id of an event or of any of its reports.")]) -> Answer:
        """One event: all its sentences by publisher, who asserts and who denies, why its reports are one event."""
        found = _event(self.record, event)
        kept = [telling.kept for _, some in found.publishers for telling in some]
        stances = {stance: [asdict(voice) for voice in voices] for stance, voices in found.stances}
        why = [
            {"report": telling.kept.id, "evidence": [asdict(one) for one in telling.evidence]}
            for telling in found.joined
        ]
        came = citing.events(self.record, [*found.promises, *found.fulfilments])
        return citing.told(found.event, kept) | {
            "stances": stances,
            "why_one_event": why,
            "announced_or_fulfilled": came,
        }

    def find_entity(self, name: Annotated[str, Field(description="A name, or a part of one.")]) -> Answer:
        """Entities of the record that a name may mean, the most frequent first, each with a sentence about it."""
        found = search.called(self.record, name)
        return {"entities": [asdict(one) | {"evidence": self._latest(one.id, 1)} for one in found]}

    def entity(self, entity: Annotated[str, Field(description="Id of an entity, or its name.")]) -> Answer:
        """One entity: who it is, its offices, what it did and what was done to it, with whom, said by whom."""
        view = _entity(self.record, entity)
        known = view.known
        about = {name: getattr(view, name) for name in ("id", "name", "country", "sector", "as_actor", "as_recipient")}
        about["counts"] = asdict(view.counts)
        if known is not None:
            about |= {"kind": known.entity.kind, "description": known.entity.description}
            about |= {"offices": [asdict(one) for one in known.offices], "members": len(known.members)}
            about["memberships"] = [asdict(one) for one in known.memberships]
            about["led_by"] = [asdict(one) for one in known.led_by if not one.end]
        about["deeds"] = [asdict(one) for one in view.deeds]
        about["partners"] = [asdict(one) for one in view.partners[:MOST]]
        about["told_by"] = [asdict(one) for one in view.tellers[:MOST]]
        return about | {"evidence": citing.events(self.record, view.latest)}

    def dyad(
        self,
        one: Annotated[str, Field(description="Id, country, sector, bloc or name of one of the two.")],
        other: Annotated[str, Field(description="The other, named in the same ways.")],
        since: Date = None,
        until: Date = None,
    ) -> Answer:
        """Two who deal with each other: what each does to the other, month by month, and the turning points."""
        keys = [_id(self.record, name) for name in (one, other)]
        view = dyad.dyad_view(self.record, keys[0], keys[1], since=since, until=until)
        told: Answer = {"one": asdict(view.one), "other": asdict(view.other), "by": view.by}
        told |= {"one_to_other": asdict(view.forth), "other_to_one": asdict(view.back)}
        told["announced_hedged_or_denied"] = view.others
        told["series"] = [asdict(point) for point in view.points if point.events]
        told["address"] = [asdict(way) for way in view.address]
        told["turning_points"] = [
            {"words": turn.point.words, "earliest": turn.point.earliest, "latest": turn.point.latest,
             "evidence": citing.events(self.record, turn.events)}
            for turn in view.turns
        ]  # fmt: skip
        both = (*view.evidence_forth, *view.evidence_back)
        return told | {"evidence": [citing.cited(found.kept) for found in both]}

    def series(
        self,
        actor: Who = None,
        recipient: Who = None,
        either: Who = None,
        types: Types = None,
        quads: Quads = None,
        since: Date = None,
        until: Date = None,
        text: Words = None,
        by: Annotated[Literal["day", "week", "month"], Field(description="Step of time.")] = "month",
    ) -> Answer:
        """Reports and events over time; `share` is reports per 1,000 articles, for more news is not more events."""
        asked = Question(
            actor=_several(actor), recipient=_several(recipient), either=_several(either), types=_several(types),
            quads=_several(quads), since=since, until=until, text=text,
        )  # fmt: skip
        steps = [asdict(step) for step in self.record.series(asked, by=by)]
        latest = listing.reports(self.record, asked, 3).items
        counts = asdict(self.record.count(asked))
        return {"counts": counts, "series": steps, "evidence": [citing.cited(kept) for kept in latest]}

    def article(self, article: Annotated[str, Field(description="Id of an article, as evidence names it.")]) -> Answer:
        """An article with its text (the first 20,000 characters) and all its reports."""
        kept = next(self.record.articles(ids=(article,)), None)
        if kept is None:
            raise AbsentError("There is no such article in this record.")
        about = {name: getattr(kept.article, name) for name in ("id", "title", "date", "publisher", "url")}
        reports = self.record.reports(Question(articles=(article,)))
        return about | {"text": kept.article.text[:20_000], "evidence": [citing.cited(one) for one in reports]}

    def forecast(
        self,
        actor: Annotated[str, Field(description="Id of who acts; empty for anybody.")] = "",
        recipient: Annotated[str, Field(description="Id of who is acted on; empty for anybody.")] = "",
        days: Annotated[Literal[7, 14, 30], Field(description="Days to look ahead.")] = 7,
        limit: Limit = 10,
    ) -> Answer:
        """What is likely to be reported next, with odds, intervals, the usual odds, and the past events behind them."""
        deadline = time.monotonic() + WAIT_SECONDS
        known = self.desk.ask(days)
        while known.outlook is None and not known.done and time.monotonic() < deadline:
            time.sleep(0.2)
        if known.outlook is None:
            raise AbsentError("The odds are still being learnt.", do="Ask again in a minute.")
        keys = [_id(self.record, name) if name else "" for name in (actor, recipient)]
        found = known.forecasts(keys[0], keys[1], limit)
        latest = [event for one in found[:5] for event in self._last(one.actor, one.recipient, one.type)]
        return {"forecasts": [one.to_json() for one in found], "evidence": latest}

    def _last(self, actor: str, recipient: str, type_: str) -> list[Answer]:
        """The last event of a kind that is foretold, with its sentence."""
        if type_ not in TYPES:
            return []
        question = Question(actor=(actor,), recipient=(recipient,) if recipient else (), types=(type_,))
        return citing.events(self.record, listing.events(self.record, question, 1).items)

    def viewpoints(
        self,
        publisher: Annotated[str, Field(description="Only this publisher against the others; empty for all.")] = "",
        since: Date = None,
        until: Date = None,
    ) -> Answer:
        """How publishers tell the same events: who is made actor or recipient, whose voice, what is left out.

        Only differences beyond chance are told, with their counts; none means that nothing stands out.
        """
        found = self.publishers.ask(viewpoints.Asked(publisher, since, until), WAIT_SECONDS).found
        if found is None:
            raise AbsentError("The publishers are still being compared.", do="Ask again in a minute.")
        told = found.to_json()
        some = told["differences"][:MOST]
        wanted = [key for one in some for key in one["events"][:1]]
        events = citing.events(self.record, events_of(self.record, wanted))
        return told | {"differences": some, "evidence": events}

    def alignment(
        self,
        entity: Annotated[str, Field(description="Id, country or name of one party; empty for all pairs.")] = "",
        limit: Limit = 20,
    ) -> Answer:
        """Where powers stand towards each other, from -1 (against) to 1 (together), with 90 % intervals."""
        known = alignment.standings.of(self.record)
        key = known.known.parties[known.known.find(entity)].id if entity and len(known.known) else ""
        pairs = known.of(key) if key else [one for one in known.pairs if one.events >= alignment.LEAST]
        ends = alignment.ends(pairs, limit)
        evidence = [one for found in ends[:3] for one in self._between(found.a.id, found.b.id)]
        return {"pairs": [one.to_json() for one in ends], "evidence": evidence}

    def _between(self, one: str, other: str) -> list[Answer]:
        """The latest event between two, with its sentence."""
        question = Question(
            either=(_side(one),), actor=(_side(one), _side(other)), recipient=(_side(one), _side(other))
        )
        return citing.events(self.record, listing.events(self.record, question, 1).items)

    def explain(self, code: Annotated[str, Field(description='As CONSULT, visit, 042, "verbal conflict".')]) -> Answer:
        """What a code means, from the codebook: its sentence, an example, and what it is often confused with."""
        from redshank.ontology import explain

        return asdict(explain(code))

    def _latest(self, key: str, limit: int) -> list[Answer]:
        """The latest sentences about an entity."""
        found = listing.reports(self.record, Question(either=(key,)), limit)
        return [citing.cited(kept) for kept in found.items]


NAMES = (
    "search_events", "search_reports", "event", "find_entity", "entity", "dyad", "series", "article", "viewpoints",
    "alignment", "forecast", "explain",
)  # fmt: skip
"""The tools, in the order in which an assistant is told them."""


def create_server(record: Record, name: str = "record") -> MCPServer:
    """The server of a record, ready to be run on a transport."""
    from mcp.server.mcpserver import MCPServer
    from mcp.types import ToolAnnotations

    server = MCPServer(f"redshank: {name}", version=__version__, instructions=INSTRUCTIONS, log_level="ERROR")
    tools, reading = Tools(record), ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for called in NAMES:
        server.tool(name=called, annotations=reading)(_worded(getattr(tools, called)))
    return server


def _several(values: list[str] | None) -> tuple[str, ...]:
    return tuple(values or ())


def _event(record: Record, key: str) -> event.EventView:
    found = event.event_view(record, key)
    if found is None:
        raise AbsentError("There is no such event in this record.")
    return found


def _entity(record: Record, name: str) -> entity.EntityView:
    found = entity.entity_view(record, name) or entity.entity_view(record, _id(record, name))
    if found is None:
        raise AbsentError("Nobody of that name is in this record.", do="Use find_entity.")
    return found


def _side(key: str) -> str:
    """A party of an alignment as a question names it: a state stands for all of its country."""
    return key[6:].upper() if key.startswith("state:") else key


def _id(record: Record, name: str) -> str:
    """The id that a name means: itself if it is one, else the most frequent entity that is called so."""
    if ":" in name or "/" in name or (len(name) == 3 and name.isupper()):
        return name
    found = search.called(record, name)
    return found[0].id if found else name
