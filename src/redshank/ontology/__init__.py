"""PLOVER, CAMEO, quad classes, Goldstein and PLOVER scores, as data files, and what each code means."""

from redshank.ontology.codebook import Explanation, explain, explanations
from redshank.ontology.context_words import contexts_of
from redshank.ontology.conversion import cameo, goldstein, plover_of
from redshank.ontology.plover import EventType, Mode, contexts, event_type, event_types, mode, modes, quad, score

__all__ = [
    "EventType",
    "Explanation",
    "Mode",
    "cameo",
    "contexts",
    "contexts_of",
    "event_type",
    "event_types",
    "explain",
    "explanations",
    "goldstein",
    "mode",
    "modes",
    "plover_of",
    "quad",
    "score",
]
