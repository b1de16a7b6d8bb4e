"""A small invented programme and a draft of it, for tests across stages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from benchmarks import generate

from sojourn.engine.course import Course
from sojourn.engine.draft import Draft, draft_of
from sojourn.engine.limits import Limits
from sojourn.engine.plan import travelled
from sojourn.model import Programme, RuleOverride


def course(iterations: int = 2, seed: int = 1) -> Course:
    """A course limited by iterations."""
    return Course(Limits(iterations=iterations), seed)


@cache
def programme() -> Programme:
    """Twelve people, three groups, five candidate cities.

    Without `fair_share`, which among twelve people would outweigh everything else.
    """
    made = generate.programme(
        4,
        participants=12,
        groups=3,
        hosts=5,
        offers=8,
        phases="together,split,together",
        languages=1,
        sessions=2,
        counterparts=0,
        pairs=0.0,
        pins=0.0,
        closed=0.0,
    )
    return replace(made, rules={"fair_share": RuleOverride(level="off")})


@cache
def draft() -> Draft:
    """A draft of it."""
    return draft_of(travelled(programme(), course(1)).plan)
