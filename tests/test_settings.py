"""Settings from the environment."""

import pytest

from redshank import settings as of_settings
from redshank.errors import UsageError


def test_settings_are_read_from_the_environment_once(monkeypatch: pytest.MonkeyPatch) -> None:
    of_settings.settings.cache_clear()
    monkeypatch.setenv("REDSHANK_MAX_TEXT", "2000")
    assert of_settings.settings().max_text == 2000
    monkeypatch.setenv("REDSHANK_MAX_TEXT", "3000")
    assert of_settings.settings().max_text == 2000
    of_settings.settings.cache_clear()


@pytest.mark.parametrize("value", ["many", "-5"])
def test_a_setting_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    of_settings.settings.cache_clear()
    monkeypatch.setenv("REDSHANK_MAX_TEXT", value)
    with pytest.raises(UsageError, match="REDSHANK_MAX_TEXT"):
        of_settings.settings()
    of_settings.settings.cache_clear()
