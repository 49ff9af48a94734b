"""What can go wrong, as one family of exceptions.

Every error carries its facts as attributes, so that a caller (the command line, the API) can word them in its own way:
``what`` went wrong, ``where`` (a path, a URL, a line), and what to ``do`` about it.
"""


class RedshankError(Exception):
    """Root of all errors raised on purpose by Redshank."""

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        self.what = what
        self.where = where
        self.do = do
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.do})" if self.do else ""
        return f"{place}{self.what}{advice}"


class InputError(RedshankError):
    """One input could not be read; the others go on (exit code 1)."""


class UsageError(RedshankError):
    """The call itself was wrong (exit code 2)."""


class KnowledgeError(RedshankError):
    """A file of entities, actors or verbs is not in a format we know."""


class RecordError(RedshankError):
    """The record could not be opened, is of another version, or is damaged."""
