"""Quotations: who says what, in which words, and by which cue."""

from redshank.reading.quotations.attribution import quotations
from redshank.reading.quotations.quotation import Quotation

__all__ = ["Quotation", "quotations"]
