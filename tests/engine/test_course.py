"""How the time of a run is divided."""

from __future__ import annotations

import math
from threading import Event

from sojourn.engine.course import Course
from sojourn.engine.limits import Limits


def test_stages_share_the_seconds_that_are_left() -> None:
    """A stage of half the course has half of its time, the next of a quarter half of the rest."""
    course = Course(Limits(seconds=100.0))
    assert 49.0 < course.stage("groups", 0.5).seconds_left() <= 50.0
    assert 49.0 < course.stage("days", 0.25).seconds_left() <= 50.0


def test_a_run_aside_is_never_longer_than_the_course() -> None:
    """Asked for more than is left, it has what is left; by iterations there is no limit of time."""
    assert Course(Limits(seconds=3.0)).aside("days 1", 60.0).seconds_left() <= 3.0
    assert math.isinf(Course(Limits(iterations=1)).aside("days 1", 60.0).seconds_left())


def test_runs_aside_have_seeds_of_their_own() -> None:
    """The name of a run aside makes its seed, the same whenever it is asked for."""
    course = Course(Limits(iterations=1))
    first, second = (course.aside(f"groups {n}", 1.0).seed for n in (1, 2))
    assert first != second
    assert first == Course(Limits(iterations=1)).aside("groups 1", 1.0).seed


def test_cancelling_ends_every_run() -> None:
    """Once cancelled, the course and its runs have no time left."""
    cancel = Event()
    course = Course(Limits(iterations=5), cancel=cancel)
    run = course.aside("days 1", 1.0)
    cancel.set()
    assert course.stopped()
    assert run.stopped()
