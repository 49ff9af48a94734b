"""How much is read of one input, so that no input can exhaust the machine that reads it.

The limits that a user may have reason to raise are in :mod:`redshank.environment`.
"""

MAX_PAGE_ELEMENTS = 100_000
"""Opening and closing tags of one page; live blogs, the longest of news, have 30,000; 100,000 can take 6 seconds."""

MAX_EXPANSION = 200
"""Unpacked bytes per packed byte beyond which a gzip file is a bomb; text has 3 to 10, a bomb about 1,000."""

EXPANSION_GRACE = 2 * 1024 * 1024
"""Unpacked bytes before ``MAX_EXPANSION`` is looked at: a short run of blanks is harmless."""

MAX_REDIRECTS = 10
"""Hops that a URL may send us on; browsers give up at 20, news sites need 1 to 4."""

FETCH_ATTEMPTS = 3
"""Tries of one URL, where the failure is of a kind that passes (no connection, 429, 502, 503, 504)."""

MAX_REMEMBERED = 1_000_000
"""Article ids remembered to notice the same id twice in one run (some 150 MB at most)."""

MIN_FOR_LANGUAGE = 80
"""Characters below which a text's language is only believed if it is clear: short texts are mostly names."""

MIN_PAGE_LINE = 60
"""Characters that the longest paragraph of a page must have; below are menus and notices, news flashes have 80."""

MAX_TITLE = 1_000
"""Characters of a page's title that are kept; the longest headlines have 250."""
