"""Time per sentence to find dates and quantities: ours, and dateparser's search on the same sentences.

Run: ``python benchmarks/dates_speed.py``. Reads ../shared/data/articles (or $REDSHANK_SHARED/data/articles).
"""

import time
from collections.abc import Callable

from shared import jsonl, needed

from redshank.reading.dates import dates
from redshank.reading.quantities import quantities
from redshank.reading.sentences import sentences


def microseconds(work: Callable[[str], object], texts: list[str], rounds: int = 3) -> float:
    """Processor time per text, the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - begun)
    return best / len(texts) * 1e6


def main() -> None:
    """Print the figures, a line each."""
    articles = list(jsonl(needed("data", "articles", "whitehouse.jsonl")))[:150]
    texts = [sentence.text for article in articles for sentence in sentences(article["text"])]
    dated = [text for text in texts if dates(text, "2023-03-16")]
    undated = [text for text in texts if not dates(text, "2023-03-16")]
    print(f"{len(texts)} sentences, {len(dated)} with a date")
    print(f"dates, sentences without one: {microseconds(lambda t: dates(t, '2023-03-16'), undated):.0f} us")
    print(f"dates, sentences with one:    {microseconds(lambda t: dates(t, '2023-03-16'), dated):.0f} us")
    print(f"quantities, all sentences:    {microseconds(quantities, texts):.0f} us")
    from dateparser.search import search_dates

    some = texts[:: max(1, len(texts) // 60)]
    found = sum(bool(search_dates(text, languages=["en"])) for text in some)
    ours = sum(bool(dates(text, "2023-03-16")) for text in some)
    spent = microseconds(lambda t: search_dates(t, languages=["en"]), some, 1)
    print(f"dateparser's search: {spent:.0f} us; of {len(some)} sentences it sees dates in {found}, we in {ours}")


if __name__ == "__main__":
    main()
