"""Who accuses whom in the samples, most often accused first."""

from collections import Counter

from redshank import Coder
from redshank.sources import read_articles

accused: Counter[str] = Counter()
for report in Coder().code_many(read_articles(["samples/articles.jsonl"])):
    if report.type == "ACCUSE" and report.factuality == "asserted":
        for actor in report.actor:
            accused.update(f"{actor.name} accuses {recipient.name}" for recipient in report.recipient)
for pair, count in sorted(accused.items(), key=lambda item: (-item[1], item[0]))[:8]:
    print(count, pair)
