"""Names of places and who bears them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redshank.errors import KnowledgeError
from redshank.knowledge.gazetteer import Bearer, bearers, country, key, largest
from redshank.knowledge.gazetteer.table import Table, write


def first(name: str, kind: str) -> Bearer:
    return next(b for b in bearers(name) if b.kind == kind)


@pytest.mark.parametrize(
    ("name", "kind", "state", "latitude", "longitude"),
    [
        ("Paris", "city", "FRA", 48.9, 2.4),
        ("Kharkov", "city", "UKR", 50.0, 36.2),
        ("Donetsk Oblast", "region", "UKR", 48.0, 37.5),
        ("Bavaria", "region", "DEU", 49.0, 11.5),
        ("Texas", "region", "USA", 31.2, -99.3),
        ("Rapides Parish", "district", "USA", 31.2, -92.5),
        ("Sinai", "area", "EGY", 29.5, 33.8),
        ("Pristina", "city", "XKX", 42.7, 21.2),
        ("Burma", "country", "MMR", 21.0, 96.0),
        ("Fla.", "region", "USA", 28.7, -82.5),
    ],
)
def test_names_lead_to_their_places(name: str, kind: str, state: str, latitude: float, longitude: float) -> None:
    place = first(name, kind)
    assert place.country == state
    assert place.kilometres(latitude, longitude) < 160


def test_spelling_does_not_count() -> None:
    assert key("U.S.") == key("US")
    assert key("Saint Pölten") == key("St. Polten") == key("ST. PÖLTEN")
    assert key("Miss.") != key("Miss")
    assert bearers("deir al-zour") == bearers("Deir al Zour")


def test_a_famous_name_is_not_an_alias() -> None:
    assert {b.country for b in bearers("Islamabad") if b.population > 100_000} == {"PAK"}


def test_peoples_are_told_from_names() -> None:
    assert [(b.country, b.form) for b in bearers("Russians")] == [("RUS", "people")]
    assert country("Russian") is None
    assert country("Russia") is not None


def test_an_unknown_name_has_no_bearer() -> None:
    assert bearers("Nowhere at all") == ()
    assert bearers("") == ()


def test_the_largest_cities_start_with_the_capital() -> None:
    names = [b.name for b in largest("USA")]
    assert names[:2] == ["Washington", "New York"]
    assert largest("ZZZ") == ()


def test_a_place_contested_by_two_states_has_no_country() -> None:
    assert first("Kashmir", "region").country == ""


@settings(max_examples=25)
@given(st.dictionaries(st.text("abcdefgh ", min_size=1, max_size=5), st.lists(st.text("xyz|", min_size=1), min_size=1)))
def test_a_table_gives_back_what_was_written(lines: dict[str, list[str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.bin"
        if not lines:
            return
        write(path, lines.items(), "credit")
        table = Table(path)
        assert dict(table) == lines
        assert all(table.get(name) == records for name, records in lines.items())
        assert table.get("zzzz") == []


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"something else\n")
    with pytest.raises(KnowledgeError):
        Table(path)


@given(
    st.builds(
        Bearer,
        name=st.text("Abc é-'", min_size=1),
        kind=st.sampled_from(["country", "region", "district", "city", "area", "building"]),
        country=st.sampled_from(["USA", ""]),
        region=st.just("US.TX"),
        district=st.sampled_from(["", "US.TX.277"]),
        latitude=st.integers(-90_000, 90_000).map(lambda n: n / 1000),
        longitude=st.integers(-180_000, 180_000).map(lambda n: n / 1000),
        population=st.integers(0, 10**9),
        geonames=st.integers(0, 10**8),
        form=st.sampled_from(["name", "alias", "people", "short", "postal"]),
        capital=st.booleans(),
    )
)
def test_a_bearer_survives_packing(bearer: Bearer) -> None:
    assert Bearer.unpack(bearer.pack()) == bearer


def test_the_file_credits_geonames() -> None:
    from importlib import resources

    file = resources.files("redshank.knowledge") / "data" / "gazetteer.bin"
    data = file.read_bytes()
    assert b"GeoNames" in data[:200]
    assert b"CC BY 4.0" in data[:200]
    assert len(data) < 15_000_000
