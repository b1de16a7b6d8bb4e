"""Processes made ready before the clock runs."""

from __future__ import annotations

from sojourn.engine.limits import Limits
from sojourn.engine.plan import plan
from sojourn.engine.ready import ready, smallest


def test_the_smallest_programme_uses_every_stage_of_its_kind() -> None:
    """It has two groups at two hosts, and visits on their days."""
    made = plan(smallest(), Limits(iterations=1))
    assert len(made.groups) == 2 and len({g.stops[0].host for g in made.groups}) == 2
    assert any(event.kind == "appointment" for event in made.events)


def test_being_ready_takes_no_second_time() -> None:
    """A process that is ready does not plan again."""
    ready()
    before = ready.cache_info().misses
    ready()
    assert ready.cache_info().misses == before == 1
