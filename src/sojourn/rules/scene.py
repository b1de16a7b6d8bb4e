"""A plan beside its programme, with everything resolved once for all checks."""

from __future__ import annotations

from datetime import datetime

from sojourn.model import Finding, Plan, Programme
from sojourn.rules.rule import RuleSetting


class Scene:
    """A programme, a plan of it, and optionally the plan before and the moment of the change."""

    def __init__(
        self,
        programme: Programme,
        plan: Plan,
        before: Plan | None = None,
        now: datetime | None = None,
    ) -> None:
        self.programme = programme
        self.plan = plan
        self.before = before
        self.now = now

    def weight_of(self, finding: Finding, setting: RuleSetting) -> float:
        """Points per unit that a soft `finding` costs."""
        return setting.weight
