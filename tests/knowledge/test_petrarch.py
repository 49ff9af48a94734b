"""Dictionaries in PETRARCH's format."""

from pathlib import Path

import pytest

from redshank.errors import KnowledgeError
from redshank.knowledge import petrarch

ACTORS = """# a comment
<!-- a comment
 over two lines -->
BIRDLAND_ ; the country
+KINGDOM_OF_BIRDS_
\t[BRD]
JOHN_PLOVER_
\t[BRDOPP <19951231]
\t[BRDGOV 960101-041231]
\t[BRDELI >20050101]
SHORE_UNION [IGOSHR]
"""

AGENTS = """SOLDIER {SOLDIERS} [~MIL]
MAN {MEN} [~CVL]
REBEL [~REB]
FORMER [ELI~]
"""

VERBS = """&PLEDGE
+AID
+MONEY

--- GIVE [070] ---
GIVE {GIVES GAVE GIVEN GIVING}
HAND_OVER
- * &PLEDGE [071] # money
- $ * TROOPS TO
--- MOVE [---] ---
MOVE
- + * OUT [087]
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_actors_have_synonyms_and_codes_over_time(tmp_path: Path) -> None:
    birdland, plover, union = petrarch.actors(written(tmp_path / "actors.txt", ACTORS))
    assert (birdland.name, birdland.synonyms, birdland.code("2000-01-01")) == ("BIRDLAND", ("KINGDOM OF BIRDS",), "BRD")
    days = ("1990-01-01", "2000-01-01", "2010-01-01")
    assert [plover.code(day) for day in days] == ["BRDOPP", "BRDGOV", "BRDELI"]
    assert union.code("2000-01-01") == "IGOSHR"


def test_agents_have_plurals(tmp_path: Path) -> None:
    soldier, man, rebel, former = petrarch.agents(written(tmp_path / "agents.txt", AGENTS))
    assert (soldier.plural, soldier.code, soldier.before) == ("SOLDIERS", "MIL", False)
    assert man.plural == "MEN"
    assert rebel.plural == "REBELS"
    assert (former.code, former.before) == ("ELI", True)


def test_verbs_have_forms_and_patterns(tmp_path: Path) -> None:
    read = petrarch.verbs(written(tmp_path / "verbs.txt", VERBS))
    give, move = read.verbs
    assert read.synonyms == {"PLEDGE": ("AID", "MONEY")}
    assert give.verbs == (("GIVE", "GIVES", "GAVE", "GIVEN", "GIVING"), ("HAND OVER",))
    assert give.patterns[0] == petrarch.Pattern("", "&PLEDGE", "071")
    assert give.patterns[1] == petrarch.Pattern("$", "TROOPS TO", "070")
    assert move.code is None
    assert move.patterns[0].code == "087"


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (petrarch.actors, "+SYNONYM\n", "line 1"),
        (petrarch.actors, "A_\n\t[X <soon]\n", "line 2"),
        (petrarch.actors, "A_\n\tX\n", "line 2"),
        (petrarch.agents, "SOLDIER\n", "line 1"),
        (petrarch.verbs, "- * X [1]\n", "line 1"),
        (petrarch.verbs, "--- A [1] ---\n- X [1]\n", "line 2"),
    ],
)
def test_errors_name_the_line(tmp_path: Path, read: object, text: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said):
        read(written(tmp_path / "some.txt", text))  # type: ignore[operator]
