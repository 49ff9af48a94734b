"""The kept record: articles, reports, events out of reports, search, and the judgements of people."""
