"""The run of the whole engine: its limits and clock, and the runs of its stages."""

from __future__ import annotations

import math
import time
from concurrent.futures import Executor
from threading import Event as Signal

from sojourn.engine.limits import Limits
from sojourn.engine.progress import Listener
from sojourn.engine.run import InProcess, StageRun


class Course:
    """Divides the limits of a run among its stages.

    Args:
        limits: settled limits of the whole run.
        seed: seed of every random choice.
        listener: hears progress.
        executor: where independent tasks run (default: in this process).
        cancel: set by whoever wants the run to end early.

    """

    def __init__(
        self,
        limits: Limits,
        seed: int = 1,
        listener: Listener | None = None,
        executor: Executor | None = None,
        cancel: Signal | None = None,
    ) -> None:
        self.limits = limits
        self.seed = seed
        self.executor = executor or InProcess()
        self._listener = listener
        self._cancel = cancel
        self._began = time.perf_counter()
        self._told = 0.0

    @property
    def seconds(self) -> float:
        """Seconds since the run began; 0 where iterations are the limit."""
        return 0.0 if self.limits.iterations is not None else time.perf_counter() - self._began

    def seconds_left(self) -> float:
        """Seconds until the run must end; infinite when iterations are the limit."""
        if self._cancel is not None and self._cancel.is_set():
            return 0.0
        if self.limits.seconds is None:
            return math.inf
        return max(0.0, self.limits.seconds - (time.perf_counter() - self._began))

    def stopped(self) -> bool:
        """Whether the run must end now."""
        return self.seconds_left() <= 0.0

    def stage(self, stage: str, share: float) -> StageRun:
        """The next stage, which stands for `share` of the whole and has its part of the time."""
        seconds = None
        if self.limits.seconds is not None:
            seconds = self.seconds_left() * share / max(share, 1.0 - self._told)
        first, self._told = self._told, min(1.0, self._told + share)
        return self._run(stage, seconds, self._listener, (first, self._told))

    def aside(self, stage: str, seconds: float) -> StageRun:
        """A run of which nothing is told, of at most `seconds`; its name makes its seed."""
        limit = None if self.limits.seconds is None else min(seconds, self.seconds_left())
        return self._run(stage, limit, None, (0.0, 1.0))

    def _run(
        self,
        stage: str,
        seconds: float | None,
        listener: Listener | None,
        share: tuple[float, float],
    ) -> StageRun:
        return StageRun(
            stage,
            self.seed,
            self.limits.iterations,
            seconds,
            self.executor,
            self._cancel,
            listener,
            self._began,
            share,
        )
