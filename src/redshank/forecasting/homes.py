"""Where entities belong and what part they play: country and role, read from their names or from their dealings.

In event data many entities are called "Police (India)" or "India": the word in brackets is a country, the rest a role.
Entities without (a person, a city) get the country they deal with most. Where no names are known, groups of entities
with like partners stand in for countries and groups with like habits for roles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

BRACKETED = re.compile(r"^(?P<role>[^()]{1,200})\((?P<country>[^()]{1,100})\)$")
ENOUGH_BRACKETS = 0.2
"""Share of names with a country in brackets from which on names are used."""


@dataclass(frozen=True, slots=True)
class Homes:
    """``country`` and ``role`` of every entity, as small integers; ``countries`` and ``roles`` say how many there are.

    Country 0 and role 0 are unknown.
    """

    country: NDArray[Any]
    role: NDArray[Any]
    countries: int
    roles: int


def homes_by_name(names: tuple[str, ...], entities: int) -> Homes | None:
    """Country and role as far as names tell, or None where too few do."""
    import numpy as np

    matches = [BRACKETED.match(name) for name in names]
    if sum(match is not None for match in matches) < ENOUGH_BRACKETS * max(entities, 1):
        return None
    countries: dict[str, int] = {}
    roles: dict[str, int] = {}
    country, role = np.zeros(entities, dtype=np.int64), np.zeros(entities, dtype=np.int64)
    for entity, match in enumerate(matches):
        if match:
            country[entity] = countries.setdefault(match["country"].strip(), len(countries) + 1)
            role[entity] = roles.setdefault(match["role"].strip(), len(roles) + 2)
    for entity, name in enumerate(names):
        if name in countries:
            country[entity], role[entity] = countries[name], 1
    return Homes(country, role, len(countries) + 1, len(roles) + 2)


def settle(homes: Homes, subject: NDArray[Any], other: NDArray[Any], weight: NDArray[Any]) -> Homes:
    """Homes where entities of unknown country get that of most of their dealings (told from both sides)."""
    import numpy as np
    from scipy import sparse

    known = (homes.country[subject] == 0) & (homes.country[other] > 0)
    shape = (len(homes.country), homes.countries)
    votes = sparse.csr_matrix((weight[known], (subject[known], homes.country[other[known]])), shape=shape)
    best = np.asarray(votes.argmax(axis=1)).ravel()
    return Homes(np.where(homes.country > 0, homes.country, best), homes.role, homes.countries, homes.roles)


def homes_by_dealings(partners: NDArray[Any], habits: NDArray[Any], countries: int = 60, roles: int = 24) -> Homes:
    """Homes from groups: ``partners`` and ``habits`` are vectors per entity (zero where nothing is known)."""
    return Homes(_groups(partners, countries), _groups(habits, roles), countries + 1, roles + 1)


def _groups(vectors: NDArray[Any], number: int) -> NDArray[Any]:
    import numpy as np
    from sklearn.cluster import MiniBatchKMeans

    known = np.flatnonzero(np.abs(vectors).sum(axis=1) > 0)
    groups = np.zeros(len(vectors), dtype=np.int64)
    if len(known):
        means = MiniBatchKMeans(min(number, len(known)), random_state=0, n_init=1, batch_size=2048)
        groups[known] = means.fit_predict(vectors[known]) + 1
    return groups
