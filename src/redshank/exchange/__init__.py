"""Formats out and in."""
