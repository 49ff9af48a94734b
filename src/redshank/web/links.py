"""The addresses of the application's pages: every view is a URL, and each is written here alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from redshank.model import Mention


def with_query(path: str, parameters: Mapping[str, object] | Iterable[tuple[str, object]] = ()) -> str:
    """A path with its query; parameters that are None or empty are left out, lists stand once for each value."""
    pairs = parameters.items() if isinstance(parameters, Mapping) else parameters
    written: list[tuple[str, str]] = []
    for name, value in pairs:
        values = value if isinstance(value, list | tuple) else (value,)
        written += [(name, str(one)) for one in values if one not in (None, "", False)]
    return f"{path}?{urlencode(written)}" if written else path


def list_urls(
    path: str, parameters: Iterable[tuple[str, object]], after: str | None, later: str | None
) -> dict[str, str | None]:
    """The addresses of a page of a list that begins after a place (None: at the start), as the templates of lists take
    them: ``here``, without the place; ``first``, the start, where this is not it; ``later``, the next page if any."""
    parameters = list(parameters)
    here = with_query(path, parameters)
    return {
        "here": here,
        "first": here if after else None,
        "later": with_query(path, [*parameters, ("after", later)]) if later else None,
    }


def article_url(key: str, report: str | None = None, version: int | None = None) -> str:
    """The reader, at a report of the article if one is named. Ids of articles are URLs and paths, hence the query."""
    address = with_query("/article", {"id": key, "version": version, "report": report})
    return f"{address}#report-{report}" if report else address


def event_url(key: str) -> str:
    """The page of an event; the id of any of its reports leads there."""
    return f"/events/{quote(key, safe='')}"


def entity_url(key: str) -> str:
    """The page of an entity."""
    return f"/entities/{quote(key, safe=':')}"


def mention_url(mention: Mention) -> str:
    """The page of the entity that a mention names; names that the knowledge base does not have have ids as well."""
    from redshank.record.traits import entity_id

    return entity_url(entity_id(mention))


def dyad_url(actor: str, recipient: str) -> str:
    """The page of an ordered pair of entities."""
    return with_query("/dyad", {"actor": actor, "recipient": recipient})
