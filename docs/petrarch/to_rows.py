"""Reports of ``redshank code --format jsonl`` as the rows that PETRARCH2 writes: date, actor, recipient, CAMEO code,
contexts in place of issues, id of the story and sentence, publisher's story. What is only planned, possible or denied
is left out, as PETRARCH2 cannot say it.

    redshank code stories.jsonl --format jsonl | python docs/petrarch/to_rows.py > events.txt
"""

import itertools
import json
import sys


def code(mention: dict[str, str]) -> str:
    """Country and sector in one word, as FRAGOV; --- for somebody of neither."""
    return f"{mention['country'] or ''}{mention['sector'] or ''}" or "---"


for line in sys.stdin:
    report = json.loads(line)
    if report["factuality"] != "asserted" or not report["when"]:
        continue
    date = report["when"]["start"].replace("-", "")
    for actor, recipient in itertools.product(report["actor"], report["recipient"]):
        issues = ";".join(report["contexts"])
        print(date, code(actor), code(recipient), report["cameo"], issues, report["article"], sep="\t")
