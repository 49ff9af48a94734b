"""The API: the verbs of the record under ``/api/v1``."""
