"""PETRARCH's XML of sentences as JSON lines that redshank reads: one article a story, its sentences in order.

python docs/petrarch/to_jsonl.py stories.xml > stories.jsonl
"""

import json
import sys
import xml.etree.ElementTree as ElementTree

stories: dict[str, dict[str, str]] = {}
for path in sys.argv[1:]:
    for _, element in ElementTree.iterparse(path):
        if element.tag != "Sentence":
            continue
        key, date = element.get("id", "").rpartition("_")[0], element.get("date", "")
        about = {"date": f"{date[:4]}-{date[4:6]}-{date[6:8]}", "publisher": element.get("source", "")}
        story = stories.setdefault(key, {"id": key, **about, "text": ""})
        story["text"] = f"{story['text']} {' '.join(element.findtext('Text', '').split())}".strip()
        element.clear()
for story in stories.values():
    print(json.dumps(story, ensure_ascii=False))
