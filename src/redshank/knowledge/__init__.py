"""Entities and their names, codes, offices over time and memberships; the gazetteer; their resolvers."""
