"""How reports, events and texts lie in the record: deflated, and back again exactly."""

from __future__ import annotations

import json
import zlib
from typing import Any

from redshank.model import Event, Report

_COMMON = (
    b'{"article":"","contexts":["diplomatic","military","territory","election","economic","human rights"],'
    b'"entity":"person:","entity":"gov:","entity":"org:","entity":null,"sector":"GOV","sector":"MIL","country":"USA",'
    b'"sector":null,"country":null,"quantities":[{"kind":"dead","unit":"persons","value":0.0,"mention":{"start":'
    b'"where":{"name":"","country":"UKR","latitude":50.4,"longitude":30.5,"geonames":703448,"precision":"city",'
    b'"attribution":{"speaker":{"start":0,"end":0,"text":"","cue":"said","quoted":false},"planned","possible","negated"'
    b'"when":{"start":"2023-03-07","end":"2023-03-07","precision":"inferred","mention":null},"precision":"day",'
    b'"mention":{"start":0,"end":0,"text":"on Tuesday"}},"where":null,"attribution":null,"quantities":[],'
    b'"trigger":{"start":0,"end":0,"text":"met"},"type":"CONSULT","mode":null,"cameo":"040","goldstein":1.0,'
    b'"quad":"verbal cooperation","quad":"material conflict","quad":"verbal conflict","quad":"material cooperation",'
    b'"score":2.5,"factuality":"asserted","confidence":0.886,"coder":"redshank 0.1.0; relation-en 1",'
    b'"actor":[{"start":0,"end":0,"text":"","entity":"state:","name":"","country":"RUS","sector":"GOV"}],"recipient":['
)
"""What most reports have in common, which makes each of them half as long. It is part of the format: never change it."""


def deflate(raw: bytes) -> bytes:
    """Fewer bytes."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15, zdict=_COMMON)
    return packer.compress(raw) + packer.flush()


def inflate(packed: bytes) -> bytes:
    """The bytes that ``deflate`` was given."""
    return zlib.decompressobj(-15, zdict=_COMMON).decompress(packed)


def _dumps(fields: Any) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def pack_report(report: Report) -> bytes:
    """A report without what stands beside it in the record: its id, its article's, and the words of its sentence."""
    fields = report.to_json()
    fields["sentence"] = [report.sentence.start, report.sentence.end]
    del fields["id"], fields["article"]
    return deflate(_dumps(fields))


def unpack_report(packed: bytes, article: str, sentence: str) -> Report:
    """The report that was packed."""
    fields = json.loads(inflate(packed).decode("utf-8", "surrogatepass"))
    start, end = fields["sentence"]
    return Report.from_json(fields | {"article": article, "sentence": {"start": start, "end": end, "text": sentence}})


def pack_event(event: Event) -> bytes:
    """An event without its status and its links to others, which change without it."""
    fields = event.to_json()
    del fields["status"], fields["fulfils"], fields["fulfilled_by"]
    return deflate(_dumps(fields))


def unpack_event(packed: bytes, status: str, fulfils: list[str], fulfilled_by: list[str]) -> Event:
    """The event that was packed, with its status and links."""
    fields = json.loads(inflate(packed).decode("utf-8", "surrogatepass"))
    return Event.from_json(fields | {"status": status, "fulfils": fulfils, "fulfilled_by": fulfilled_by})


def pack_text(text: str) -> bytes:
    """The words of an article, lone surrogates included."""
    return deflate(text.encode("utf-8", "surrogatepass"))


def unpack_text(packed: bytes) -> str:
    """The words that were packed."""
    return inflate(packed).decode("utf-8", "surrogatepass")


_UNSTORABLE = {0: "�", **dict.fromkeys(range(0xD800, 0xE000), "�")}


def storable(text: str) -> str:
    """A text that both databases can hold, of the same length: NUL and lone surrogates are replaced."""
    return text.translate(_UNSTORABLE) if not text.isprintable() else text
