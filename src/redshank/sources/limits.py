"""How much is read of one input, so that no input can exhaust the machine that reads it."""

MAX_TEXT = 10_000_000
"""Characters of one article. War and Peace has 3.2 million; more than this is a dump of many articles in one file."""

MAX_LINE = 64 * 1024 * 1024
"""Bytes of one line of JSON lines: ten million characters, each as a six-byte ``\\u`` escape, and the other fields."""

MAX_JSON = 64 * 1024 * 1024
"""Bytes of one JSON file, which is held whole; JSON lines of any length are streamed."""

MAX_FEED = 16 * 1024 * 1024
"""Bytes of one feed; the largest of news agencies are below 5 MB."""

MAX_PAGE = 10 * 1024 * 1024
"""Bytes of one web page, unpacked; news pages have 0.1 to 2 MB, and parsing takes some 20 times the bytes in memory."""

MAX_PAGE_DEPTH = 1_000
"""Nesting of the elements of a page; real pages stay below 100, and deeper ones overflow the tree builder."""

MAX_RECORD = MAX_PAGE
"""Bytes of one record of a web archive that is read as a page."""

MAX_EXPANSION = 200
"""Unpacked bytes per packed byte beyond which a gzip file is a bomb; text has 3 to 10, a bomb about 1,000."""

EXPANSION_GRACE = 64 * 1024 * 1024
"""Unpacked bytes before ``MAX_EXPANSION`` is looked at: runs of blanks at the start of a file are harmless."""

MAX_REDIRECTS = 10
"""Hops that a URL may send us on; browsers give up at 20, news sites need 1 to 4."""

FETCH_SECONDS = 60.0
"""Seconds that one URL may take in all, tries and redirects included."""

CONNECT_SECONDS = 10.0
"""Seconds to wait for a connection, and for each next piece of an answer."""

FETCH_ATTEMPTS = 3
"""Tries of one URL, where the failure is of a kind that passes (no answer, 429, 502, 503, 504)."""

MAX_REMEMBERED = 1_000_000
"""Article ids remembered to notice the same id twice in one run (some 150 MB at most)."""

MIN_FOR_LANGUAGE = 80
"""Characters below which a text's language is only believed if it is clear: short texts are mostly names."""
