"""Notices: what a reader of articles should be told although the article could be read.

They go to the standard logger ``redshank.sources`` as events with facts, so that a program decides where they show;
without any set-up Python writes them to standard error.
"""

import functools
import logging
from typing import Any

LOGGER = "redshank.sources"


@functools.cache
def _logger() -> Any:
    import structlog

    return structlog.wrap_logger(
        logging.getLogger(LOGGER),
        processors=[structlog.stdlib.filter_by_level, structlog.processors.KeyValueRenderer(key_order=["event"])],
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def notice(event: str, *, where: str, **facts: Any) -> None:
    """Tell that ``event`` was met at ``where`` (a path, a URL, a line)."""
    _logger().warning(event, where=where, **facts)
