"""How reports, events and texts lie in the record: deflated, and back again exactly."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any, TypeVar

from redshank.errors import RecordError
from redshank.model import Event, Report

Thing = TypeVar("Thing")

_COMMON = (
    b'{"id":"","type":"AGREE","type":"SUPPORT","type":"COOPERATE","type":"AID","type":"RETREAT","type":"REQUEST",'
    b'"type":"ACCUSE","type":"REJECT","type":"THREATEN","type":"PROTEST","type":"SANCTION","type":"MOBILIZE",'
    b'"mode":"visit","mode":"demo","mode":"aerial","contexts":["military","election","economic","human_rights"],'
    b'"quad":"material cooperation","quad":"verbal conflict","factuality":"planned","possible","negated",'
    b'"attribution":{"speaker":{"start":1,"end":2,"text":"","entity":"person:","name":"","country":"USA","sector":"GOV"'
    b'},"cue":"said","quoted":false},"quantities":[{"kind":"dead","value":1.0,"unit":"persons","mention":{"start":'
    b'"status":"single source","reports":2,"articles":2,"publishers":["Reuters"],"independent":2,"first_seen":"2023-'
    b'"asserted_by":[""],"denied_by":[],"fulfils":[],"fulfilled_by":[],"planned":false,"planned":true,'
    b'{"entity":"person:","name":"","country":null,"sector":"MIL"},"recipient":[{"entity":"gov:","name":"Government of '
    b'{"sentence":[0,100],"trigger":{"start":100,"end":103,"text":"met"},"type":"ASSAULT","mode":null,'
    b'"contexts":["diplomatic"],"cameo":"190","quad":"material conflict","goldstein":-10.0,"score":-9.0,"actor":[],'
    b'{"sentence":[0,100],"trigger":{"start":100,"end":103,"text":"met"},"type":"CONSULT","mode":null,'
    b'"contexts":["diplomatic"],"cameo":"040","quad":"verbal cooperation","goldstein":1.0,"score":2.5,'
    b'"actor":[{"start":1,"end":2,"text":"","entity":"person:","name":"","country":"RUS","sector":"GOV"}],'
    b'"recipient":[{"start":1,"end":2,"text":"","entity":null,"name":"","country":null,"sector":null}],'
    b'"recipient":[],"when":{"start":"2023-03-07","end":"2023-03-07","precision":"day","mention":{"start":1,"end":2,'
    b'"text":"on Tuesday"}},"when":{"start":"2024-0","end":"2024-0","precision":"inferred","mention":null},'
    b'"where":{"name":"","country":"UKR","latitude":5,"longitude":3,"geonames":70,"precision":"city","mention":{'
    b'"start":1,"end":2,"text":""}},"where":null,"factuality":"asserted","attribution":null,"quantities":[],'
    b'"confidence":0.8,"coder":"redshank 0.1.0; relation-en 1"}'
)
"""What most reports have in common, which makes each half as long. It is part of the format: never change it."""


def deflate(raw: bytes) -> bytes:
    """Fewer bytes."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15, zdict=_COMMON)
    return packer.compress(raw) + packer.flush()


def inflate(packed: bytes) -> str:
    """The words of the bytes that ``deflate`` was given; raises RecordError if they are damaged."""
    try:
        return zlib.decompressobj(-15, zdict=_COMMON).decompress(packed).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise damaged() from error


def damaged() -> RecordError:
    """The error for a row that is not what was written, or is gone."""
    return RecordError("a row of the record is damaged", do="restore a backup; 'redshank record check' tells more")


def _unpacked(packed: bytes, read: Callable[[Any], Thing]) -> Thing:
    """What is read of the JSON that was packed."""
    words = inflate(packed)
    try:
        return read(json.loads(words))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged() from error


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

    def read(fields: Any) -> Report:
        start, end = fields["sentence"]
        words = {"start": start, "end": end, "text": sentence}
        return Report.from_json(fields | {"article": article, "sentence": words})

    return _unpacked(packed, read)


def pack_event(event: Event) -> bytes:
    """An event without its status and its links to others, which change without it."""
    fields = event.to_json()
    del fields["status"], fields["fulfils"], fields["fulfilled_by"]
    return deflate(_dumps(fields))


def unpack_event(packed: bytes, status: str, fulfils: list[str], fulfilled_by: list[str]) -> Event:
    """The event that was packed, with its status and links."""
    about = {"status": status, "fulfils": fulfils, "fulfilled_by": fulfilled_by}
    return _unpacked(packed, lambda fields: Event.from_json(fields | about))


def pack_text(text: str) -> bytes:
    """The words of an article, lone surrogates included."""
    return deflate(text.encode("utf-8", "surrogatepass"))


def unpack_text(packed: bytes) -> str:
    """The words that were packed."""
    return inflate(packed)


_UNSTORABLE = {0: "�", **dict.fromkeys(range(0xD800, 0xE000), "�")}


def storable(text: str) -> str:
    """A text that both databases can hold, of the same length: NUL and lone surrogates are replaced."""
    return text.translate(_UNSTORABLE) if not text.isprintable() else text
