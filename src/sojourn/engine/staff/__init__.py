"""Staff: interpreters and liaisons for the groups of every phase."""

from sojourn.engine.staff.account import account
from sojourn.engine.staff.assign import Shortage, Staffed, assign
from sojourn.engine.staff.together import together_group
from sojourn.engine.staff.with_groups import solve_with_staff

__all__ = ["Shortage", "Staffed", "account", "assign", "solve_with_staff", "together_group"]
