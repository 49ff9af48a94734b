"""Events of other systems as background to one's own articles: with them, or without.

``redshank record import`` keeps events of ICEWS, GDELT, POLECAT and Phoenix as articles without text, under the name of
the system as their coder. An event that one's own articles tell too is one's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redshank.record import Record

SYSTEMS = ("icews", "gdelt", "polecat", "phoenix")
"""Names under which events of other systems are kept."""


def own() -> Any:
    """In SQL, that at least one article of one's own tells an event."""
    from sqlalchemy import select

    from redshank.record.tables import coder, event, report

    told = select(report.c.event).join(coder, coder.c.n == report.c.coder)
    return event.c.n.in_(told.where(report.c.current, report.c.event.is_not(None), coder.c.name.not_in(SYSTEMS)))


def history(record: Record, background: bool = True) -> Iterator[tuple[str, str, str, str]]:
    """Rows of actor, type, recipient ("" for none) and ISO day of what happened, by day, as ``record.history`` gives.

    ``background`` False leaves out events that only other systems tell.
    """
    from redshank.record import history as whole

    return whole(record) if background else whole(record, own())


def counts(record: Record) -> dict[str, int]:
    """How many events came from each system, and how many ("own") from one's own articles."""
    from sqlalchemy import func, select

    from redshank.record.database import reading
    from redshank.record.tables import article, coder, event

    named = select(coder.c.name, func.count()).join(article, article.c.coder == coder.c.n)
    with reading(record.engine) as connection:
        rows = connection.execute(named.where(coder.c.name.in_(SYSTEMS)).group_by(coder.c.name)).all()
        mine = connection.execute(select(func.count()).select_from(event).where(own())).scalar_one()
    return {"own": int(mine)} | {name: int(number) for name, number in sorted(rows)}
