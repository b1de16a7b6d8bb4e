"""The best plan and its alternatives side by side: what each gains and loses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sojourn.engine.alternatives import Alternative, Difference
from sojourn.model import Money, Plan, Programme
from sojourn.publish.agenda import Agenda
from sojourn.publish.figures import Figures
from sojourn.rules import CATALOGUE

SMALLEST = 0.5
"""Points of a rule below which a plan neither gains nor loses by it."""


@dataclass(frozen=True)
class Change:
    """What a plan gains (or, below 0, loses) by a rule, in points of the score."""

    rule: str
    points: float

    @property
    def sentence(self) -> str:
        """What the rule says."""
        return CATALOGUE[self.rule].sentence if self.rule in CATALOGUE else ""


@dataclass(frozen=True)
class Contender:
    """One plan of a comparison.

    Attributes:
        number: 1 for the best plan, then the alternatives in their order.
        plan: the plan.
        figures: its figures.
        difference: how it differs from the best plan; None for the best itself.
        changes: what it gains and loses against the best, most first.

    """

    number: int
    plan: Plan
    figures: Figures
    difference: Difference | None
    changes: tuple[Change, ...]
    best: float

    @property
    def below(self) -> float:
        """How many points its score is below the best plan's (0 for the best)."""
        return self.best - self.plan.score.soft

    @property
    def gains(self) -> tuple[Change, ...]:
        """Rules by which it is better."""
        return tuple(change for change in self.changes if change.points > 0)

    @property
    def losses(self) -> tuple[Change, ...]:
        """Rules by which it is worse, the largest loss first."""
        return tuple(change for change in self.changes[::-1] if change.points < 0)

    @property
    def cost(self) -> Money:
        """What it costs in all."""
        return self.figures.cost

    @property
    def interpreted(self) -> int:
        """Languages interpreted in the groups of split phases, each group counted."""
        return sum(
            len(self.figures.interpreted(group))
            for group in self.plan.groups
            if self.figures.agenda.programme.phase[group.phase].split
        )

    @property
    def objectives_met(self) -> int:
        """Objectives that all participants meet as often as is wanted."""
        people = len(self.figures.participants)
        return sum(count == people for count in self.figures.objectives_met.values())

    @property
    def satisfaction(self) -> tuple[float, float] | None:
        """The mean and the least share of what interests could be given; None without any."""
        shares = list(self.figures.satisfaction.values())
        return (sum(shares) / len(shares), min(shares)) if shares else None

    @property
    def findings(self) -> tuple[int, int]:
        """Hard and soft findings."""
        hard = sum(finding.level == "hard" for finding in self.plan.findings)
        return hard, len(self.plan.findings) - hard

    def cities(self) -> str:
        """The cities of its split phases: all for the best plan, else what is swapped."""
        agenda, other = self.figures.agenda, self.difference
        if other is None:
            split = (g for g in self.plan.groups if agenda.programme.phase[g.phase].split)
            hosts = dict.fromkeys(stop.host for group in split for stop in group.stops)
            return _and(sorted(agenda.city(host) for host in hosts))
        added = _and(agenda.city(host) for host in other.added)
        dropped = _and(agenda.city(host) for host in other.dropped)
        if added and dropped:
            return f"{added} instead of {dropped}"
        return f"also {added}" if added else f"without {dropped}" if dropped else "the same cities"


def _and(names: Iterable[str]) -> str:
    """``Austin, TX and Reno, NV``."""
    *first, last = [*names] or [""]
    return f"{'; '.join(first)} and {last}" if first else last


def contenders(
    programme: Programme, best: Plan, others: Sequence[Alternative]
) -> tuple[Contender, ...]:
    """The best plan and its alternatives, ready to be compared."""
    top = best.score.soft
    first = Contender(1, best, Figures(Agenda(programme, best)), None, (), top)
    return (
        first,
        *(
            Contender(
                number,
                other.plan,
                Figures(Agenda(programme, other.plan)),
                other.difference,
                tuple(changes(best, other.plan)),
                top,
            )
            for number, other in enumerate(others, 2)
        ),
    )


def changes(best: Plan, other: Plan) -> Iterator[Change]:
    """What `other` gains and loses by each rule against `best`: the largest gain first."""
    old, new = best.score.by_rule, other.score.by_rule
    found = [
        Change(rule, round(new.get(rule, 0.0) - old.get(rule, 0.0), 4))
        for rule in sorted({*old, *new})
    ]
    yield from sorted(
        (change for change in found if abs(change.points) >= SMALLEST),
        key=lambda change: (-change.points, change.rule),
    )
