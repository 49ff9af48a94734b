"""Entities and their names, codes, offices over time and memberships; the gazetteer; their resolvers."""

from redshank.knowledge.base import KnowledgeBase, default
from redshank.knowledge.names import NameMatch
from redshank.knowledge.offices import Office
from redshank.knowledge.roles import Role
from redshank.knowledge.states import State

__all__ = ["KnowledgeBase", "NameMatch", "Office", "Role", "State", "default"]
