"""Tables that ship with a package: tab-separated files with a header line, read once on first use."""

import functools
from importlib import resources


@functools.cache
def rows(name: str, package: str = "redshank.ontology") -> tuple[dict[str, str], ...]:
    """The rows of a package's ``data/{name}.tsv`` by column name; lines that start with ``#`` are comments."""
    text = resources.files(package).joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    header, *lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    columns = header.split("\t")
    return tuple(dict(zip(columns, line.split("\t"), strict=True)) for line in lines)


@functools.cache
def by(name: str, column: str, package: str = "redshank.ontology") -> dict[str, dict[str, str]]:
    """The rows of a table under the value of one column, which is theirs alone."""
    return {row[column]: row for row in rows(name, package)}
