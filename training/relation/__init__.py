"""Training of the relation model: ``python -m training.relation.train``."""
