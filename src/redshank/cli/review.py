"""``redshank review``: a person goes through the least certain reports and judges them."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from redshank.cli.ingest import RecordOption

if TYPE_CHECKING:
    from rich.console import Console

    from redshank.model import Entity, Event
    from redshank.record import KeptReport, Record

KEYS = "[r]ight [w]rong [t]ype [f]actuality [c]orrect [m]erge [p]art [l]ink [e]ntity [h]istory [u]ndo [s]kip [?] [q]uit"

HELP = """\
  r          the report is right           w          it is wrong, and counts no more
  t  f       its type, or its factuality, is another; the next report follows
  c          correct any field; the report stays before you, as it does with all that follows
  m          its event is one with another event
  p          some reports of its event are about another event
  l          a name means an entity, here and from now on
  e          add an entity that the knowledge base does not have
  v          the other reports of its event, and the evidence that they are one
  h          what people judged about this report, its event and its parties
  u, u 7     take back your last judgement, or judgement 7; the row stays, with another beside it
  s, Enter   skip it                       q          stop
What follows a key is kept as the reason: 'w they met in 2022'."""


def review(
    record: RecordOption,
    who: Annotated[str | None, typer.Option(help="Your name, kept with each judgement; by default your login.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many reports to go through.")] = 20,
    report: Annotated[
        list[str] | None,
        typer.Option(help="Look at this report, or the one that leads this event, instead (repeatable)."),
    ] = None,
) -> None:
    """Judge the reports that the coder is least sure of, one after the other.

    A report can be marked right or wrong, any of its fields corrected, its event merged with another or split, a name
    linked to an entity, an entity added. Each answer is kept as a row with your name, the time and your reason; nothing
    is overwritten, 'h' shows the rows, and 'u' takes the last one back. '?' tells all the keys.

    Examples:
      redshank review --record news.db --who ana
      redshank review --record news.db --report 11c857560afc0e5bb861
    """
    from rich.console import Console

    from redshank.record import open_record

    console = Console(stderr=True, highlight=False)
    with open_record(record) as kept:
        reviewer = Reviewer(kept, who or getpass.getuser(), console)
        for one in _named(kept, report) if report else kept.uncertain(limit=limit):
            if not reviewer.ask(one):
                break
        console.print(f"{reviewer.count} judgements")


def _named(record: Record, ids: Iterable[str]) -> Iterator[KeptReport]:
    from redshank.errors import UsageError

    for key in ids:
        found = record.report(key)
        if found is None:
            raise UsageError(f"there is no report or event {key[:40]!r}", where="--report")
        yield found


class Reviewer:
    """One person at a terminal."""

    def __init__(self, record: Record, who: str, console: Console) -> None:
        self.record, self.who, self.console = record, who, console
        self.count = 0
        self._mine: list[int] = []

    def ask(self, kept: KeptReport) -> bool:
        """Show a report and take answers until one settles it; False to stop."""
        from redshank.errors import UsageError

        self._show(kept)
        while True:
            try:
                word, _, reason = _prompt(KEYS, "s").partition(" ")
            except typer.Abort:
                return False
            key = word[:1].lower()
            if key in ("q", "s"):
                return key == "s"
            try:
                if self._answer(key, kept, reason.strip()):
                    return True
            except UsageError as error:
                self._say(str(error))
            kept = self.record.report(kept.id) or kept

    def _answer(self, key: str, kept: KeptReport, reason: str) -> bool:
        """Take one answer; whether the report is settled."""
        if key in ("r", "w"):
            self._note(self.record.mark(kept.id, right=key == "r", who=self.who, why=reason))
        elif key in ("t", "f"):
            self._correct(kept, "type" if key == "t" else "factuality", reason)
        elif key == "u":
            self._undo(reason)
        elif key in (others := self._others()):
            others[key](kept, reason)
        else:
            self._say(HELP)
        return key in ("r", "w", "t", "f")

    def _others(self) -> dict[str, Callable[[KeptReport, str], None]]:
        return {
            "c": self._correct_any, "m": self._merge, "p": self._part, "l": self._link, "e": self._add,
            "v": self._why, "h": self._history,
        }  # fmt: skip

    def _show(self, kept: KeptReport) -> None:
        from redshank.cli.table import print_reports

        article = next(iter(self.record.articles(ids=[kept.report.article])), None)
        if article is not None:
            print_reports(self.console, article.article, [kept.report])
        if kept.judged or not kept.current:
            words = "judged by a person" if kept.judged else "does not count: an older version or coder"
            self._say(f"({words}; 'h' tells more)")

    def _note(self, judgement: int) -> None:
        self._mine.append(judgement)
        self.count += 1

    def _say(self, words: str) -> None:
        self.console.print(words, markup=False, soft_wrap=True)

    def _reason(self, given: str) -> str:
        return given or _prompt("why (Enter for no reason)", "")

    # Corrections

    def _correct_any(self, kept: KeptReport, reason: str) -> None:
        from redshank.cli.answers import FIELDS

        self._say("\n".join(f"  {name:12} {how}" for name, how in FIELDS.items()))
        self._correct(kept, _prompt("field"), reason, ask=True)
        self._show(self.record.report(kept.id) or kept)

    def _correct(self, kept: KeptReport, field: str, reason: str, *, ask: bool = False) -> None:
        from redshank.cli.answers import value_of

        value = value_of(field, _prompt(field, ""), kept.report, self._added())
        self._note(
            self.record.correct(kept.id, field, value, who=self.who, why=self._reason(reason) if ask else reason)
        )

    def _added(self) -> dict[str, Entity]:
        return {one.id: one for one in self.record.added_entities()}

    # Events

    def _merge(self, kept: KeptReport, reason: str) -> None:
        mine = self._event(kept)
        others = self._like(mine)
        self._say("\n".join(f"  {n}  {_line(one)}" for n, one in enumerate(others, 1)) or "no other event is near")
        typed = _prompt("number, or id of an event")
        other = others[int(typed) - 1].id if typed.isdecimal() and 1 <= int(typed) <= len(others) else typed
        self._note(self.record.merge(mine.id, other, who=self.who, why=self._reason(reason)))
        self._tell_event(kept)

    def _event(self, kept: KeptReport) -> Event:
        from redshank.errors import UsageError

        found = self.record.event(kept.id)
        if found is None:
            raise UsageError("the report counts for no event", where=kept.id)
        return found

    def _like(self, mine: Event) -> list[Event]:
        """Other events of the same parties in the days around."""
        import datetime

        from redshank.record import Question
        from redshank.record.traits import entity_id

        parties = tuple(entity_id(one) for one in (*mine.actor, *mine.recipient))[:6]
        question = Question(either=parties)
        if mine.when:
            first, last = (datetime.date.fromisoformat(day) for day in (mine.when.start, mine.when.end))
            around = datetime.timedelta(days=5)
            days = (first - around).isoformat(), (last + around).isoformat()
            question = Question(either=parties, since=days[0], until=days[1])
        found = self.record.events(question, limit=10)
        return [one for one in found if one.id != mine.id]

    def _part(self, kept: KeptReport, reason: str) -> None:
        from redshank.cli.answers import numbers

        mine = self._event(kept)
        reports = self.record.event_reports(mine.id)
        here = next((n for n, one in enumerate(reports, 1) if one.id == kept.id), 1)
        self._say("\n".join(f"  {n}  {_words(one)}" for n, one in enumerate(reports, 1)))
        leaving = numbers(_prompt("which are about another event", str(here)), len(reports))
        ids = [reports[n - 1].id for n in leaving]
        self._note(self.record.split(mine.id, ids, who=self.who, why=self._reason(reason)))
        self._tell_event(kept)

    def _tell_event(self, kept: KeptReport) -> None:
        self._say(f"now: {_line(self._event(kept))}")

    def _why(self, kept: KeptReport, _: str) -> None:
        for one, evidence in self.record.why(self._event(kept).id):
            told = ", ".join(f"{part.words} {part.weight:+}" for part in evidence) or "tells the event best"
            self._say(f"  {_words(one)}\n      {told}")

    # Entities

    def _link(self, kept: KeptReport, reason: str) -> None:
        from redshank.cli.answers import entity
        from redshank.errors import UsageError

        parties = [*kept.report.actor, *kept.report.recipient]
        self._say("\n".join(f"  {n}  {one.text or one.name}" for n, one in enumerate(parties, 1)))
        typed = _prompt("number, or a name", "1" if parties else "")
        name = typed
        if typed.isdecimal() and 1 <= int(typed) <= len(parties):
            name = parties[int(typed) - 1].text or parties[int(typed) - 1].name
        meant = _prompt(f"who is {name!r}: id or full name")
        found = entity(meant, kept.report.when.start if kept.report.when else "", self._added())
        if found is None:
            raise UsageError(f"nobody is known as {meant[:60]!r}", do="add the entity first with 'e'")
        self._note(self.record.link(name, found, who=self.who, why=self._reason(reason)))
        self._say(f"{name!r} means {found.name} ({found.id}) from now on")

    def _add(self, _: KeptReport, reason: str) -> None:
        from redshank.knowledge.base import slug
        from redshank.model import Entity

        name = _prompt("full name")
        kind = _prompt("kind (person, party, armed-group, organisation, company, movement, ...)", "organisation")
        key = _prompt("id", f"{kind}:{slug(name)}")
        country, sector = _prompt("country (as PER)", "").upper(), _prompt("sector (as GOV, REB, CVL)", "").upper()
        aliases = tuple(part.strip() for part in _prompt("other names, parted by ';'", "").split(";") if part.strip())
        added = Entity(key, name, kind, country or None, sector or None, aliases)
        self._note(self.record.add_entity(added, who=self.who, why=self._reason(reason)))
        self._say(f"{key} is known when articles are ingested or recoded; 'l' links a name here and now")

    # What was judged

    def _history(self, kept: KeptReport, _: str) -> None:
        from redshank.record.judgements import in_words

        parties = (*kept.report.actor, *kept.report.recipient)
        about = {kept.id, kept.event, *(one.text for one in parties), *(one.entity for one in parties)} - {None, ""}
        standing = self.record.standing()
        for one in self.record.judgements(about=[one for one in about if one]):
            taken_back = "" if one.n in standing else " (taken back)"
            because = f", because {one.why}" if one.why else ""
            self._say(f"  {one.n}  {one.at}  {one.who}: {in_words(one)}{because}{taken_back}")

    def _undo(self, typed: str) -> None:
        from redshank.errors import UsageError

        number, _, reason = typed.partition(" ")
        if not number.isdecimal():
            number, reason = str(self._mine[-1]) if self._mine else "", typed
        if not number:
            raise UsageError("you have judged nothing yet", do="'h' shows numbers; 'u 7' takes back judgement 7")
        taken = int(number)
        row = self.record.undo(taken, who=self.who, why=reason)
        self._mine = [one for one in self._mine if one != taken]
        self.count += 1
        self._say(f"judgement {taken} is taken back by judgement {row}; 'u {row}' would take that back")


def _prompt(words: str, default: str | None = None) -> str:
    return str(typer.prompt(words, default=default, show_default=bool(default), err=True)).strip()


def _line(event: Event) -> str:
    """An event in one line."""
    whom = f" → {', '.join(one.name for one in event.recipient)}" if event.recipient else ""
    who = ", ".join(one.name for one in event.actor) or "somebody"
    told = f"{event.reports} report{'s' if event.reports > 1 else ''}"
    when, where = event.when.start if event.when else "no date", f" in {event.where.name}" if event.where else ""
    return f"{when}  {event.type}: {who}{whom}{where}; {event.status}, {told}  {event.id}"


def _words(kept: KeptReport) -> str:
    """A report in one line."""
    sentence = " ".join(kept.report.sentence.text.split())
    return f"{kept.publisher or 'unnamed publisher'}, {kept.date or 'no date'}: “{sentence[:200]}”  {kept.id}"
