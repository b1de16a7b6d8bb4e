"""Groups and cities: who is with whom, where, with which languages."""

from sojourn.engine.groups.solve import GroupsResult, solve
from sojourn.engine.groups.supply import Supply, supply

__all__ = ["GroupsResult", "Supply", "solve", "supply"]
