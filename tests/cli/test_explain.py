import pytest
import typer
from typer.testing import CliRunner

from redshank.cli.explain import explain
from redshank.errors import UsageError

app = typer.Typer()
app.command()(explain)


def shown(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "100"})
    assert result.exit_code == 0, result.output
    return result.output


def test_a_type_is_explained_with_its_modes_and_confusions() -> None:
    text = shown("RETREAT")
    for words in ("RETREAT", "material cooperation", "+6.5", "ceasefire", "not to be confused with", "CONCEDE"):
        assert words in text


def test_a_code_is_explained_with_its_scores() -> None:
    text = shown("042")
    assert "CONSULT: visit" in text
    assert "+1.9" in text


def test_without_a_code_all_are_listed() -> None:
    text = shown()
    for code in ("ASSAULT", "ASSAULT: drone", "religion_ethnicity", "2042", "verbal conflict", "SOC", "negated"):
        assert code in text


def test_an_unknown_code_is_a_wrong_call() -> None:
    result = CliRunner().invoke(app, ["CONSLUT"])
    assert isinstance(result.exception, UsageError)


@pytest.mark.parametrize("arguments", [("visit",), ("CONSULT: visit",), ("cyber",)])
def test_modes_are_found_with_and_without_their_type(arguments: tuple[str, ...]) -> None:
    assert "PLOVER score" in shown(*arguments)
