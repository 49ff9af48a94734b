"""Who acts towards whom, as a graph for Gephi, Cytoscape and networkx; and events on the map as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from redshank.model import HAPPENED, Event, Report
from redshank.record.question import QUADS, Question

if TYPE_CHECKING:
    import networkx as nx

    from redshank.record import KeptReport, Record


def graph(record: Record, question: Question | None = None) -> nx.DiGraph:
    """A directed graph: entities with name, country and sector, edges with counts of events, reports and quads.

    ``weight`` is the number of events; ``sign`` and ``balance`` say whether they are cooperation or conflict, ``first``
    and ``last`` from when until when; ``x`` and ``y`` are where the node stands on the network's page too.
    """
    import dataclasses

    import networkx as nx

    from redshank.exchange import drawing, ties

    asked = question or Question()
    made = nx.DiGraph()
    places = drawing.positions(record)
    about = {one.id: one for one in record.entities(asked)}
    for dyad in record.dyads(asked):
        for key, name in ((dyad.actor, dyad.actor_name), (dyad.recipient, dyad.recipient_name)):
            one = about.get(key)
            country, sector = (one.country or "", one.sector or "") if one else ("", "")
            x, y = places.get(key, (0.0, 0.0))
            made.add_node(_plain(key), label=_plain(name), country=country, sector=sector, x=x, y=y)
        quads = {ties.key(quad): 0 for quad in QUADS}
        ends = _plain(dyad.actor), _plain(dyad.recipient)
        made.add_edge(*ends, weight=dyad.events, events=dyad.events, reports=dyad.reports, **quads)
    for quad in QUADS if not asked.quads else asked.quads:
        for dyad in record.dyads(dataclasses.replace(asked, quads=(quad,))):
            made.edges[_plain(dyad.actor), _plain(dyad.recipient)][ties.key(quad)] = dyad.events
    for (actor, recipient), days in ties.days(record, asked).items():
        made.edges[_plain(actor), _plain(recipient)].update(days)
    for _, _, edge in made.edges(data=True):
        edge.update(ties.sign(edge))
    return made


def _plain(text: str) -> str:
    """Text without characters that XML cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n").replace("\ufffe", "").replace("\uffff", "")


def graphml_lines(record: Record, question: Question | None = None) -> Iterator[str]:
    """The graph as GraphML."""
    import networkx as nx

    return (line + "\n" for line in nx.generate_graphml(graph(record, question)))


def gexf_lines(record: Record, question: Question | None = None) -> Iterator[str]:
    """The graph as GEXF 1.2 with positions, and edges that last from their first to their last day; without today's
    date, so that the same record gives the same bytes."""
    import re

    import networkx as nx

    made = graph(record, question)
    for _, about in made.nodes(data=True):
        about["viz"] = {"position": {"x": about.pop("x"), "y": about.pop("y"), "z": 0.0}}
    for _, _, edge in made.edges(data=True):  # what Gephi's timeline reads
        edge.update({name: edge[day] for name, day in (("start", "first"), ("end", "last")) if day in edge})
    lines = nx.generate_gexf(made, version="1.2draft")
    return (re.sub(r' lastmodifieddate="[^"]*"', "", line) + "\n" for line in lines)


def geojson_lines(items: Iterable[Event | KeptReport]) -> Iterator[str]:
    """What has a place with a position, as one FeatureCollection with a feature a line (RFC 7946)."""
    yield '{"type": "FeatureCollection", "features": ['
    comma = "\n"
    for item in items:
        one = item if isinstance(item, Event) else item.report
        if one.where and one.where.latitude is not None and one.where.longitude is not None:
            yield comma + json.dumps(_feature(item.id, item, one), ensure_ascii=False)
            comma = ",\n"
    yield "\n]}\n"


def _feature(key: str, item: Event | KeptReport, one: Event | Report) -> dict[str, Any]:
    from redshank.exchange import flat

    row = flat.flat_event(item) if isinstance(item, Event) else flat.flat_report(item)
    for name in ("latitude", "longitude", "id"):
        row.pop(name)
    assert one.where is not None
    point = {"type": "Point", "coordinates": [one.where.longitude, one.where.latitude]}
    return {"type": "Feature", "id": key, "geometry": point, "properties": row}


def tkg_lines(events: Iterable[Event]) -> Iterator[str]:
    """A temporal knowledge graph: a line for each pair, as the forecaster reads it. What was denied is left out."""
    yield "actor\ttype\trecipient\tdate\tactor_name\trecipient_name\n"
    for event in events:
        if event.status not in HAPPENED or event.when is None:
            continue
        for actor in event.actor:
            for recipient in event.recipient or (None,):
                ids = (
                    _cell(actor.entity or actor.name),
                    _cell((recipient.entity or recipient.name) if recipient else ""),
                )
                names = _cell(actor.name), _cell(recipient.name if recipient else "")
                yield "\t".join((ids[0], event.type, ids[1], event.when.start, *names)) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split())
