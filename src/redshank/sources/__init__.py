"""Articles out of paths, URLs, feeds, web archives and JSON lines."""

from redshank.sources.articles import read_articles
from redshank.sources.dates import publication_date
from redshank.sources.languages import LanguageError, language_of

__all__ = ["LanguageError", "language_of", "publication_date", "read_articles"]
