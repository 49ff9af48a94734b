"""The settings of this run, read once from the environment, on first use.

The fields and their defaults are in :mod:`redshank.environment`, which is imported only then, as pydantic takes longer
to load than many commands to run.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from redshank.errors import UsageError

if TYPE_CHECKING:
    from redshank.environment import Settings


@functools.cache
def settings() -> Settings:
    """What the user has set. Raises UsageError that names the variable if a value cannot be used."""
    from pydantic import ValidationError

    from redshank.environment import Settings

    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "REDSHANK_" + "_".join(str(part) for part in first["loc"]).upper()
        raise UsageError(f"{first['input']!r} cannot be used: {first['msg'].lower()}", where=name) from None
