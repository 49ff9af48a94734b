"""From a candidate that has gone all its steps to a report."""

from __future__ import annotations

from redshank import ontology
from redshank.coding.candidates import Candidate
from redshank.coding.certainty import calibrated
from redshank.coding.relation import RELATION_VERSION
from redshank.model import Article, Report
from redshank.version import __version__

CODER = f"redshank {__version__}; {RELATION_VERSION}"
"""What stands in every report's ``coder``: the version of the rules and of the model."""


def to_report(article: Article, candidate: Candidate) -> Report:
    """The report of a candidate, with the codes and scores of older systems beside it."""
    kind, mode = candidate.type, candidate.mode
    claimed = candidate.confidence
    sure = claimed if candidate.none is None else calibrated(kind, claimed)
    cameo = ontology.cameo(kind, mode, candidate.contexts, candidate.factuality)
    return Report(
        article=article.id,
        sentence=candidate.parsed.sentence,
        trigger=candidate.parsed.span(candidate.token, candidate.token),
        type=kind,
        mode=mode,
        contexts=candidate.contexts,
        cameo=cameo,
        quad=ontology.quad(kind),
        goldstein=ontology.goldstein(cameo),
        score=ontology.score(kind, mode),
        actor=candidate.actor,
        recipient=candidate.recipient,
        when=candidate.when,
        where=candidate.where,
        factuality=candidate.factuality,
        attribution=candidate.attribution,
        confidence=sure,
        coder=CODER,
        quantities=candidate.quantities,
    )
