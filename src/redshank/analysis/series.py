"""Dyads over time: events and reports apart, signed, against what was published, and their turning points."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from redshank.analysis.background import SYSTEMS, own
from redshank.errors import UsageError
from redshank.model import HAPPENED

if TYPE_CHECKING:
    from redshank.analysis.turning import Turn
    from redshank.record import Question, Record

MOST_STEPS = 20_000
"""Longer series are refused: 50 years of days."""
SHOWN = 5
"""Events shown for a turning point."""
AROUND = 4
"""Steps at a turning point in which the events behind it are looked for."""


@dataclass(frozen=True, slots=True)
class Point:
    """One step: ``start`` is its first day (its month, for months).

    ``events`` are those that began in it, ``cooperative`` and ``hostile`` the ones whose PLOVER score is above or below
    0; ``score`` and ``goldstein`` are means over the events (-10 to 10), None without any. ``articles`` were published
    in the step in all; ``per_1000`` are events per 1,000 of them, None where there are none.
    """

    start: str
    events: int
    reports: int
    cooperative: int
    hostile: int
    score: float | None
    goldstein: float | None
    articles: int
    per_1000: float | None


@dataclass(frozen=True, slots=True)
class Incident:
    """An event in short, for pointing at: ``score`` is PLOVER's."""

    event: str
    date: str
    type: str
    mode: str | None
    score: float
    reports: int


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A lasting change of how many friendly or hostile events there are.

    It began with the step ``start``, at a likelihood not much worse between ``earliest`` and ``latest``. ``kind`` is
    "hostile" or "cooperative", whichever changed more; ``before`` and ``after`` are events of that kind per step;
    ``gain`` is the log likelihood it explains beyond the penalty. ``incidents`` are the events behind it: the first
    ones of more to come, or the last ones of what ended. ``words`` says it in a line.
    """

    start: str
    earliest: str
    latest: str
    kind: str
    before: float
    after: float
    score_before: float | None
    score_after: float | None
    gain: float
    words: str
    incidents: tuple[Incident, ...] = ()


@dataclass(frozen=True, slots=True)
class DyadSeries:
    """What is told between two (or of one), step by step. ``mutual`` counts both directions."""

    actor: str
    recipient: str
    mutual: bool
    by: str
    points: tuple[Point, ...] = ()
    turns: tuple[TurningPoint, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """The series as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Row:
    step: int
    event: str
    date: str
    type: str
    mode: str | None
    score: float
    goldstein: float
    reports: int


def dyad_series(
    record: Record,
    actor: str = "",
    recipient: str = "",
    *,
    by: str = "week",
    since: str | None = None,
    until: str | None = None,
    mutual: bool = False,
    background: bool = True,
) -> DyadSeries:
    """The series of a dyad: what ``actor`` does to ``recipient``, with ``mutual`` the other way too.

    Both are named as in questions (an id, ``FRA``, ``FRA/GOV``, ``any:org:nato``); an empty one is anybody. Only events
    that were told as having happened count; ``background`` False leaves out imported ones. Raises UsageError for a step
    or a date that is none.
    """
    from redshank.record import Question

    sides = [(actor, recipient), *([(recipient, actor)] if mutual and actor != recipient else [])]
    questions = [
        Question(actor=(a,) if a else (), recipient=(r,) if r else (), since=since, until=until) for a, r in sides
    ]
    points, turns = signed_series(record, questions, by=by, background=background)
    return DyadSeries(actor, recipient, mutual, by, points, turns)


def signed_series(
    record: Record, questions: Sequence[Question], *, by: str = "week", background: bool = True
) -> tuple[tuple[Point, ...], tuple[TurningPoint, ...]]:
    """Points and turning points of the events that answer any of some questions."""
    from redshank.record.counting import STEPS, step_of
    from redshank.record.database import reading

    if by not in STEPS:
        raise UsageError(f"{by[:20]!r} is no step of time", do="day, week or month")
    with reading(record.engine) as connection:
        found = {row[0]: row for question in questions for row in _asked(connection, question, background)}
        if not found:
            return (), ()
        published = _published(connection, background)
    first, last = (edge(row[1] for row in found.values()) for edge in (min, max))
    starts = _grid(first[:10], last[:10], by)
    place = {start: i for i, start in enumerate(starts)}
    rows = [_row(row, place[step_of(row[1], by)]) for row in found.values()]
    articles = [0] * len(starts)
    for day, times in published:
        step = place.get(step_of(day, by))
        if step is not None:
            articles[step] += times
    return _points(rows, starts, articles), _turning(rows, starts, articles, by)


def _asked(connection: Any, question: Question, background: bool) -> list[Any]:
    """Rows of event's id, day, type, mode, and its number of reports that answer the question."""
    from sqlalchemy import func, select

    from redshank.record.filters import condition
    from redshank.record.tables import event, report

    lead = report.alias()
    found = (
        select(lead.c.id, event.c.start, event.c.type, lead.c.mode, func.count())
        .select_from(report)
        .join(event, event.c.n == report.c.event)
        .join(lead, lead.c.n == event.c.n)
        .where(condition(connection, question), event.c.start.is_not(None), event.c.status.in_(HAPPENED))
        .group_by(lead.c.id, event.c.start, event.c.type, lead.c.mode)
        .order_by(event.c.start, lead.c.id)
    )
    return list(connection.execute(found if background else found.where(own())))


def _published(connection: Any, background: bool) -> list[Any]:
    """How many articles were published each day; an imported event is an article of its own."""
    from sqlalchemy import func, select

    from redshank.record.tables import article, coder

    found = select(article.c.day, func.count()).where(article.c.current, article.c.day.is_not(None))
    if not background:
        found = found.join(coder, coder.c.n == article.c.coder).where(coder.c.name.not_in(SYSTEMS))
    return list(connection.execute(found.group_by(article.c.day)))


def _row(row: Any, step: int) -> _Row:
    from redshank.ontology.conversion import cameo, goldstein
    from redshank.ontology.plover import score

    key, day, kind, mode, reports = row
    return _Row(step, key, day, kind, mode, score(kind, mode), goldstein(cameo(kind, mode)), reports)


def _grid(first: str, last: str, by: str) -> list[str]:
    """All steps from the first to the last, those without events too."""
    date, end = (datetime.date.fromisoformat(day) for day in (first, last))
    if (end - date).days > MOST_STEPS * {"day": 1, "week": 7, "month": 30}[by]:
        raise UsageError("the series is too long", do="ask for a shorter time or longer steps")
    if by == "month":
        return [f"{m // 12:04}-{m % 12 + 1:02}" for m in range(_month(date), _month(end) + 1)]
    width = 7 if by == "week" else 1
    date -= datetime.timedelta(days=date.weekday() if by == "week" else 0)
    return [(date + datetime.timedelta(days=i)).isoformat() for i in range(0, (end - date).days + 1, width)]


def _month(date: datetime.date) -> int:
    return date.year * 12 + date.month - 1


def _points(rows: Iterable[_Row], starts: Sequence[str], articles: Sequence[int]) -> tuple[Point, ...]:
    steps: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        steps[row.step].append(row)
    return tuple(_point(steps[i], start, articles[i]) for i, start in enumerate(starts))


def _point(rows: Sequence[_Row], start: str, articles: int) -> Point:
    return Point(
        start=start,
        events=len(rows),
        reports=sum(row.reports for row in rows),
        cooperative=sum(row.score > 0 for row in rows),
        hostile=sum(row.score < 0 for row in rows),
        score=_mean([row.score for row in rows]),
        goldstein=_mean([row.goldstein for row in rows]),
        articles=articles,
        per_1000=round(1000 * len(rows) / articles, 2) if articles else None,
    )


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 2) if values else None


def _turning(rows: Sequence[_Row], starts: Sequence[str], articles: Sequence[int], by: str) -> tuple[TurningPoint, ...]:
    import numpy as np

    from redshank.analysis.turning import turns

    counts = np.zeros((2, len(starts)))
    for row in rows:
        counts[int(row.score < 0), row.step] += row.score != 0
    found = turns(counts, exposure(np.array(articles, dtype=np.float64)))
    return tuple(_told(turn, rows, counts, starts, by) for turn in found)


def exposure(articles: Any) -> Any:
    """How much was published around each step, in relation to the mean: events are told some days after they happen."""
    import numpy as np

    if not articles.sum():
        return np.ones(len(articles))
    around = np.convolve(articles, np.ones(3), mode="same") / np.convolve(np.ones(len(articles)), np.ones(3), "same")
    return np.maximum(around / articles.mean(), 0.1)


def _told(turn: Turn, rows: Sequence[_Row], counts: Any, starts: Sequence[str], by: str) -> TurningPoint:
    """The turning point in words, with the events behind it."""
    import numpy as np

    before, after = (counts[:, a:b].mean(axis=1) for a, b in ((turn.begin, turn.at), (turn.at, turn.end)))
    kind = int(np.argmax(np.abs(np.sqrt(after) - np.sqrt(before))))
    name, rise = ("cooperative", "hostile")[kind], bool(after[kind] > before[kind])
    first, then = round(float(before[kind]), 2), round(float(after[kind]), 2)
    verb = "rose" if rise else "fell"
    return TurningPoint(
        start=starts[turn.at],
        earliest=starts[turn.earliest],
        latest=starts[min(turn.latest, len(starts) - 1)],
        kind=name,
        before=first,
        after=then,
        score_before=_mean([row.score for row in rows if turn.begin <= row.step < turn.at]),
        score_after=_mean([row.score for row in rows if turn.at <= row.step < turn.end]),
        gain=round(turn.gain, 2),
        words=f"from {starts[turn.at]} on {name} events {verb} from {first:g} to {then:g} a {by}",
        incidents=_behind(turn, rows, kind, rise),
    )


def _behind(turn: Turn, rows: Sequence[_Row], kind: int, rise: bool) -> tuple[Incident, ...]:
    """The weightiest events at a turn: the first of more to come, or the last of what ended."""
    import math

    begin, end = (turn.earliest, turn.at + AROUND) if rise else (turn.at - AROUND, turn.at)
    behind = [row for row in rows if begin <= row.step < end and row.score * (1, -1)[kind] > 0]
    behind.sort(key=lambda row: (-abs(row.score) * math.log2(1 + row.reports), row.date, row.event))
    shown = sorted(behind[:SHOWN], key=lambda row: (row.date, row.event))
    return tuple(Incident(row.event, row.date, row.type, row.mode, row.score, row.reports) for row in shown)
