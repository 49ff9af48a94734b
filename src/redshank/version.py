"""The version of the package; it stands in every report's ``coder`` field."""

__version__ = "0.1.0"
