"""How the web application is set: where it listens, who may come in, and how much it takes."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from redshank.errors import UsageError

SHORTEST_TOKEN = 16
"""Characters of the shortest token that is taken; at ten guesses a second it stands for longer than the universe."""

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Settings of one server; the defaults are those of a person at their own machine.

    ``token`` is what a visitor must show, None for nobody; ``read_only`` refuses all that changes the record.
    ``upload_bytes`` bounds one request in all, ``upload_seconds`` how long it may take to come in, ``pasted`` the
    characters of one article, ``files`` how many files come at once, ``articles`` how many articles these may hold,
    ``jobs`` how many such lots wait to be coded, ``coding_seconds`` how long one article may take, ``lot_seconds``
    all that were given at once. ``allow_private`` lets URLs that people give lead to addresses that are not public.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    read_only: bool = False
    upload_bytes: int = 20 * MEGABYTE
    upload_seconds: float = 60.0
    pasted: int = 500_000
    files: int = 20
    jobs: int = 20
    articles: int = 200
    coding_seconds: float = 300.0
    lot_seconds: float = 1800.0
    allow_private: bool = False

    def __post_init__(self) -> None:
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise UsageError(f"the token is shorter than {SHORTEST_TOKEN} characters", do="give a longer one")
        if not self.is_local and self.token is None and not self.read_only:
            raise UsageError(
                f"{self.host} can be reached by others",
                do="set REDSHANK_TOKEN so that only who has it may come in, or give --read-only",
            )

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False
