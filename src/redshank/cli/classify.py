"""``redshank classify``: type and factuality of pairs whose spans are known already."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from redshank.errors import InputError

if TYPE_CHECKING:
    from redshank.coding.relation import Judgement, RelationModel

MAX_LINE = 16 * 1024 * 1024
"""Bytes of one line; a pair with the sentence around it has less than a thousand."""
FORM = '{"id": ..., "text": ..., "actor": [start, end], "recipient": [start, end], "trigger": [start, end]}'


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the input: a text with the spans of actor, recipient and trigger (None where there is none)."""

    id: str | int | None
    text: str
    actor: tuple[int, int] | None
    recipient: tuple[int, int] | None
    trigger: tuple[int, int] | None = None


def classify(
    source: Annotated[str, typer.Argument(metavar="INPUT", help=f"JSON lines {FORM}; - is standard input.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here instead of standard output.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")] = False,
) -> None:
    """Tell what the actor does to the recipient: scores of the 16 PLOVER types, and factuality.

    For people who have their own spans. Offsets count characters of the text; the recipient may be null. The trigger,
    the word that tells the event, may be left out; given, it says which of several events of a pair is meant. The
    scores sum to 1 and say which type, should there be an event; "none" is the probability that there is none between
    the two in this direction; "mode" is the likeliest mode of the type.
    """
    from redshank.cli.io import Run, refuse_overwriting, text_output
    from redshank.coding.relation import RelationModel

    refuse_overwriting([source], output)
    with Run(quiet=quiet) as run, text_output(output) as out:
        model = RelationModel.default()
        for line in run.progress(run.good(_answers(source, model)), "pairs"):
            out.write(line + "\n")


def _answers(source: str, model: RelationModel) -> Iterator[str | InputError]:
    """The output line of every input line, or what was wrong with it."""
    from redshank.sources.folders import open_file

    if source == "-":
        yield from _lines(sys.stdin.buffer, "standard input", model)
        return
    try:
        stream = open_file(Path(source))
    except InputError as error:
        yield error
        return
    with stream:
        yield from _lines(stream, source, model)


def _lines(stream: IO[bytes], where: str, model: RelationModel) -> Iterator[str | InputError]:
    """As ``_answers``, for an open stream; a line that is too long is passed over piece by piece."""
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        place = f"{where}, line {number}"
        if len(line) == MAX_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield InputError(f"is longer than {MAX_LINE:,} bytes", where=place)
        elif line.strip():
            yield _attempt(line, place, model)


def _attempt(line: bytes, place: str, model: RelationModel) -> str | InputError:
    """One line answered, or its error."""
    from redshank.sources.decoding import decode
    from redshank.sources.records import parse_json

    try:
        pair = to_pair(parse_json(decode(line, place), place))
        (judgement,) = model.score([(pair.text, pair.actor, pair.recipient, pair.trigger)])
    except InputError as error:
        return error if error.where else InputError(error.what, where=place, do=error.do or f"write {FORM}")
    return json.dumps(to_json(pair, judgement), ensure_ascii=False)


def to_pair(fields: Any) -> Pair:
    """The pair in a JSON object. Raises InputError if a field is missing or of the wrong kind."""
    if not isinstance(fields, dict):
        raise InputError("is not a JSON object")
    text, name = fields.get("text"), fields.get("id")
    if not isinstance(text, str):
        raise InputError('has no "text"')
    if isinstance(name, bool) or not isinstance(name, str | int | None):
        raise InputError('"id" is not a string or a number')
    return Pair(name, text, *(_span(fields, role) for role in ("actor", "recipient", "trigger")))


def _span(fields: dict[str, Any], role: str) -> tuple[int, int] | None:
    """The offsets of a role; None where they are null or left out."""
    value = fields.get(role)
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or any(type(part) is not int for part in value):
        raise InputError(f'"{role}" is not [start, end]')
    return value[0], value[1]


def to_json(pair: Pair, judgement: Judgement) -> dict[str, Any]:
    """The answer as it is printed."""
    return {
        "id": pair.id,
        "type": judgement.type,
        "mode": judgement.modes.get(judgement.type),
        "scores": judgement.scores,
        "none": judgement.none,
        "factuality": judgement.factuality,
        "factualities": judgement.factualities,
    }
