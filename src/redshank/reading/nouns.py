"""Closed sets of words that reading who is who relies on: pronouns, titles, and nouns that refer back."""

from __future__ import annotations

import functools
from importlib import resources

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "we", "us", "me", "our", "my", "ours", "mine", "ourselves", "myself"})
SINGULAR_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "whose"})
PRONOUNS = MALE | FEMALE | PLURAL | NEUTER | FIRST | {"who", "you", "your"}
TITLES = {"mr.": "male", "mr": "male", "mrs.": "female", "ms.": "female", "ms": "female", "mrs": "female"}
TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september
    october november december today yesterday tomorrow tonight week month year day decade weekend hour morning evening
    night afternoon jan jan. feb feb. aug aug. sept sept. oct oct. nov nov. dec dec. spring summer autumn winter
    century minute time""".split()
)
"""Words of time, which name nobody however they are written."""

PARTY_NOUNS = frozenset(
    "leader side president minister country nation party government two both pair counterpart".split()
)
"""Plural nouns that mean the parties of a meeting told before."""
THEY_REACH = 4
"""Sentences after a meeting within which "they" are its parties."""
PARTIES_REACH = 30
"""The same for "the two leaders", which mean nobody else."""

NO_ROLES = frozenset("right campaign alliance industry lead base wing line side end head part life hand".split())
"""Nouns that stand in the table of roles and mostly name things."""

GROUP_NOUNS = frozenset({"group", "movement", "organization", "organisation", "party", "militia", "alliance", "bloc"})
STATE_NOUNS = frozenset({"country", "nation", "state", "government", "administration", "regime", "republic"})
HOME_ROLES = frozenset(
    """president vice-president administration government congress senate vice president house supreme court secretary
    of
    state pentagon military""".split()
)
"""Roles that without a country are those of the narrator's own state."""
RELATIVES = frozenset("counterpart ally partner neighbor neighbour rival enemy foe friend opponent adversary".split())
"""Nouns whose possessor is another party: "his counterpart" is not of his country."""
PLACING = frozenset({"in", "at", "near", "outside", "around", "across", "inside"})
"""Prepositions after which a capital is a place, not a government."""
COUNTED = frozenset({"thousand", "hundred", "dozen", "million", "ten", "score", "number", "crowd", "group", "member"})
STATE_KINDS = frozenset({"state", "government"})
GROUP_KINDS = frozenset({"armed-group", "party", "movement", "organisation", "bloc", "group", "company", "ngo"})


@functools.cache
def female_names() -> frozenset[str]:
    """Given names of women often named in political news."""
    text = resources.files("redshank.reading").joinpath("data/female_names.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
