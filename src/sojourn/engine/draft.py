"""A plan in the making: what the stages decided, drawn together and scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sojourn.engine.assemble import assemble
from sojourn.engine.fillers import fillers
from sojourn.engine.journeys import journeys
from sojourn.model import Event, Group, Plan, Programme
from sojourn.rules import scored


@dataclass(frozen=True)
class Draft:
    """What the stages decided, and the plan of it with the word of the rules.

    Attributes:
        groups: the groups of every phase with their staff.
        together: sessions and meetings.
        days: visits to offers.
        plan: everything, journeys and fillers too, scored.

    """

    groups: tuple[Group, ...]
    together: tuple[Event, ...]
    days: tuple[Event, ...]
    plan: Plan

    def better_than(self, other: Draft) -> bool:
        """Whether the rules say so: fewer hard findings first, then the higher score."""
        own, others = self.plan.score, other.plan.score
        return (-own.hard, own.soft) > (-others.hard, others.soft)


def draft(
    programme: Programme,
    groups: Iterable[Group],
    together: Iterable[Event],
    days: Iterable[Event],
    travels: tuple[Event, ...] | None = None,
    heed: Callable[[], None] = lambda: None,
) -> Draft:
    """Draw the decisions together, with the journeys and fillers that follow from them.

    Args:
        programme: what is given.
        groups: the groups of all phases.
        together: sessions and meetings.
        days: visits to offers.
        travels: the journeys of `groups` where they are known already.
        heed: called between the steps; what it raises ends the work.

    """
    decided = tuple(groups), tuple(together), tuple(days)
    travels = journeys(programme, decided[0]) if travels is None else travels
    placed = [*travels, *decided[1], *decided[2]]
    heed()
    placed += fillers(programme, decided[0], tuple(placed))
    heed()
    drawn = assemble(programme, decided[0], placed)
    return Draft(*decided, scored(programme, drawn, heed=heed))


def draft_of(plan: Plan) -> Draft:
    """The decisions behind a plan that is already scored."""
    together = tuple(e for e in plan.events if e.kind in ("session", "meeting"))
    others = ("session", "meeting", "travel")
    days = tuple(e for e in plan.events if not e.filler and e.kind not in others)
    return Draft(plan.groups, together, days, plan)
