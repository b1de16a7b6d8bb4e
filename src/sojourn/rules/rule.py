"""What a rule is: one id, one sentence, one check, one price."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sojourn.model import Finding, FindingLevel, RuleLevel

if TYPE_CHECKING:
    from sojourn.rules.scene import Scene

Family = Literal["groups", "days", "together", "staff", "replanning"]


@dataclass(frozen=True)
class RuleSetting:
    """How a programme wants one rule kept: its level, its weight per unit and its settings."""

    level: RuleLevel
    weight: float
    settings: Mapping[str, Any] = field(default_factory=dict)
    rule: str = ""

    def finding(
        self,
        who: Sequence[str],
        amount: float,
        text: str,
        event: str | None = None,
        level: FindingLevel | None = None,
    ) -> Finding:
        """A finding of this rule, at its level unless another is given."""
        own: FindingLevel = "hard" if self.level == "hard" else "soft"
        rounded = round(amount, 4)
        whole = int(rounded)
        measured = whole if whole == rounded else rounded
        return Finding(self.rule, level or own, tuple(who), event, measured, text)

    def number(self, name: str) -> float:
        """The setting `name` as a number; what is no number counts as 0."""
        value = self.settings.get(name, 0)
        return float(value) if isinstance(value, int | float) else 0.0

    def text(self, name: str) -> str:
        """The setting `name` as a lower-case word."""
        return str(self.settings.get(name, "")).strip().lower()


Check = Callable[["Scene", RuleSetting], Iterable[Finding]]
Reward = Callable[["Scene", RuleSetting], float]


def nothing(scene: Scene, setting: RuleSetting) -> Iterable[Finding]:
    """Find nothing: the check of a rule that only has a price."""
    return ()


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue.

    Attributes:
        id: its name in ``[rules]`` and in findings.
        family: the part of the catalogue that it belongs to.
        sentence: what it asks for, for people.
        level: ``hard``, ``soft`` or ``off`` unless the programme says otherwise.
        weight: points per unit of amount that a soft finding costs, or that a reward gives.
        unit: what `Finding.amount` measures.
        check: finds what breaks the rule; knows nothing of how the plan was made.
        reward: the points that a plan earns, `weight` included; None where the rule gives weight
            times the amounts of its soft findings, as a price.
        settings: further settings with their defaults.

    """

    id: str
    family: Family
    sentence: str
    level: RuleLevel
    weight: float
    unit: str
    check: Check = nothing
    reward: Reward | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
