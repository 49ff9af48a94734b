"""Blocs as one party: the members of an organisation on the day, taken together."""

from __future__ import annotations

import dataclasses
import datetime

from redshank.analysis.dealings import Dealings, Party
from redshank.errors import UsageError


def as_one(known: Dealings, organisation: str) -> Dealings:
    """The dealings with the members of an organisation on each day as one party, under the organisation's id.

    What members do to each other is left out. Raises UsageError for an organisation without members that we know.
    """
    import numpy as np

    from redshank.knowledge import default

    base = default()
    about = base.entity(organisation)
    if about is None:
        raise UsageError(f"{organisation[:60]!r} is no entity that we know", do="any:org:nato, any:org:european-union")
    months = {int(day): datetime.date.fromordinal(int(day)).isoformat()[:7] for day in np.unique(known.day)}
    members = {month: frozenset(base.members(organisation, f"{month}-15")) for month in set(months.values())}
    if known.day.size and not any(members.values()):
        raise UsageError(f"{organisation[:60]!r} has no members that we know")
    names = [
        {party.id, *((party.country,) if party.id.startswith("state:") and party.country else ())}
        for party in known.parties
    ]
    bloc = len(known.parties)
    ends = []
    for side in (known.actor, known.recipient):
        inside = [bool(names[n] & members[months[int(day)]]) for n, day in zip(side, known.day, strict=True)]
        ends.append(np.where(np.array(inside, dtype=bool), bloc, side))
    party = Party(organisation, about.name, None, about.sector)
    parties = (
        *(dataclasses.replace(p, id=f"{p.id} itself") if p.id == organisation else p for p in known.parties),
        party,
    )
    made = dataclasses.replace(known, parties=parties, actor=ends[0], recipient=ends[1])
    return made.chosen(made.actor != made.recipient)
