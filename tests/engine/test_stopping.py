"""A solver is stopped when its run is cancelled, and only then."""

from __future__ import annotations

import threading
from threading import Event as Signal

from sojourn.engine.run import StageRun
from sojourn.engine.stopping import stopped_by


def test_cancelled_run_stops_the_solver_within_a_second() -> None:
    """What would wait for ever ends soon after somebody cancels the run."""
    cancel, stopped = Signal(), Signal()
    threading.Timer(0.05, cancel.set).start()
    with stopped_by(StageRun("groups", iterations=1, cancel=cancel), stopped.set):
        assert stopped.wait(timeout=1.0)


def test_ordinary_run_is_left_alone() -> None:
    """Without cancelling nothing is stopped, and no thread is left behind."""
    stopped = Signal()
    before = threading.active_count()
    with stopped_by(StageRun("groups", iterations=1, cancel=Signal()), stopped.set):
        assert not stopped.wait(timeout=0.25)
    assert threading.active_count() == before
