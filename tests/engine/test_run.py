"""A stage's run and its limits."""

from __future__ import annotations

from datetime import date
from threading import Event as Signal

import pytest

from sojourn.engine.limits import Limits
from sojourn.engine.progress import Progress
from sojourn.engine.run import InProcess, StageRun
from sojourn.model import Programme

EMPTY = Programme("p", "P", date(2020, 4, 1), date(2020, 4, 2))


def test_limits_are_one_kind() -> None:
    """Seconds and iterations exclude each other, and neither is negative."""
    with pytest.raises(ValueError, match="not by both"):
        Limits(seconds=1, iterations=1)
    with pytest.raises(ValueError, match="0 or more"):
        Limits(seconds=-1)
    with pytest.raises(ValueError, match="0 or more"):
        Limits(seconds=float("nan"))


def test_limits_settle_by_size() -> None:
    """Without limits a small programme gets seconds; given limits stay as they are."""
    assert Limits().settled(EMPTY) == Limits(seconds=10.0)
    assert Limits(iterations=3).settled(EMPTY) == Limits(iterations=3)


def test_cancelled_run_stops_whatever_its_limit() -> None:
    """Cancelling ends a run that is limited by iterations too."""
    cancel = Signal()
    run = StageRun("groups", iterations=10, cancel=cancel)
    assert not run.stopped()
    cancel.set()
    assert run.stopped() and run.seconds_left() == 0


def test_no_seconds_means_stopped_at_once() -> None:
    """A limit of 0 s stops before the first search step."""
    assert StageRun("days", seconds=0.0).stopped()


def test_stage_seeds_differ_but_repeat() -> None:
    """Stages draw different numbers from one seed, the same ones every time."""
    seeds = {stage: StageRun(stage, seed=7, iterations=1).seed for stage in ("groups", "days")}
    assert seeds["groups"] != seeds["days"]
    assert seeds["days"] == StageRun("days", seed=7, iterations=1).seed


def test_progress_keeps_the_best_value_and_the_least_bound() -> None:
    """A worse value or a looser bound later does not take back what was told."""
    heard: list[Progress] = []
    run = StageRun("groups", iterations=1, listener=heard.append)
    run.report(10.0, 30.0)
    run.report(8.0, 40.0)
    assert (heard[-1].best, heard[-1].bound) == (10.0, 30.0)
    assert heard[-1].gap == pytest.approx(2 / 3)


def test_in_process_executor_carries_errors() -> None:
    """What a task raises reaches whoever asks for its result."""
    future = InProcess().submit(int, "no number")
    with pytest.raises(ValueError, match="no number"):
        future.result()


def test_map_keeps_the_order_of_its_arguments() -> None:
    """Results come back in the order in which tasks were given."""
    assert StageRun("days", iterations=1).map(abs, [-3, 2, -1]) == [3, 2, 1]
