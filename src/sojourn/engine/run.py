"""One stage's run: its limits, seed, executor, cancelling and progress.

The clock is read here and nowhere else in the engine, and only to limit the search; what a
stage decides within its iterations never depends on it.
"""

from __future__ import annotations

import math
import time
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from threading import Event as Signal
from typing import Any, ParamSpec, TypeVar

from sojourn.engine.progress import Listener, Progress

P = ParamSpec("P")
T = TypeVar("T")


class CancelledError(Exception):
    """What is under way is not wanted any more: the whole run is cancelled."""


class InProcess(Executor):
    """An executor that runs each task at once, in the caller's thread."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run ``fn(*args, **kwargs)`` now and return it as a finished future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class StageRun:
    """What a stage needs to know about its run; made by `sojourn.engine.plan`.

    Args:
        stage: name of the stage, one of `sojourn.engine.progress.STAGES`.
        seed: seed of the whole run; `seed` of the stage is derived from it and the name.
        iterations: iterations of search, or None when the stage is limited by time.
        seconds: seconds for the stage, or None when it is limited by iterations.
        executor: where independent tasks run.
        cancel: set by whoever wants the run to end early.
        listener: hears progress.
        began: `time.perf_counter` at the start of the whole run.
        share: the part of the whole run (from, to) that this stage stands for.

    """

    def __init__(
        self,
        stage: str,
        seed: int = 1,
        iterations: int | None = None,
        seconds: float | None = None,
        executor: Executor | None = None,
        cancel: Signal | None = None,
        listener: Listener | None = None,
        began: float | None = None,
        share: tuple[float, float] = (0.0, 1.0),
    ) -> None:
        self.stage = stage
        self.seed = zlib.crc32(f"{seed}:{stage}".encode()) & 0x7FFFFFFF
        self.iterations = iterations
        self.executor = executor or InProcess()
        self._seconds = seconds
        self._cancel = cancel
        self._listener = listener
        self._started = time.perf_counter()
        self._began = self._started if began is None else began
        self._share = share
        self._best = -math.inf
        self._bound: float | None = None

    @property
    def cancelled(self) -> bool:
        """Whether somebody wants the whole run to end."""
        return self._cancel is not None and self._cancel.is_set()

    @property
    def workers(self) -> int:
        """Tasks that run at the same time, as far as the executor tells."""
        return int(getattr(self.executor, "_max_workers", 1))

    @property
    def elapsed(self) -> float:
        """Seconds since the stage began; 0 in runs limited by iterations."""
        return 0.0 if self.iterations is not None else time.perf_counter() - self._started

    def seconds_left(self) -> float:
        """Seconds until the stage must end; infinite when it is limited by iterations."""
        if self.cancelled:
            return 0.0
        if self.iterations is not None or self._seconds is None:
            return math.inf
        return max(0.0, self._seconds - (time.perf_counter() - self._started))

    def stopped(self) -> bool:
        """Whether the stage must end now with the best that it has."""
        return self.cancelled or self.seconds_left() <= 0.0

    def heed(self) -> None:
        """Raise `CancelledError` when somebody wants the whole run to end."""
        if self.cancelled:
            raise CancelledError

    def part(self, iterations: int) -> StageRun:
        """A run of so many iterations within this one, of which nothing is told."""
        found = StageRun(self.stage, 1, iterations, executor=self.executor, cancel=self._cancel)
        found.seed = self.seed
        return found

    def report(self, value: float, bound: float | None = None, done: bool = False) -> None:
        """Tell the current `value` and, if there is one, a proven upper `bound` of it."""
        self._best = max(self._best, value)
        if bound is not None:
            self._bound = bound if self._bound is None else min(self._bound, bound)
        if self._listener is None:
            return
        first, last = self._share
        part = 1.0 if done or not self._seconds else min(1.0, self.elapsed / self._seconds)
        self._listener(
            Progress(
                stage=self.stage,
                value=value,
                bound=self._bound,
                seconds=0.0 if self.iterations is not None else time.perf_counter() - self._began,
                best=self._best,
                share=first + (last - first) * part,
                done=done,
            )
        )

    def map(self, task: Callable[[Any], T], arguments: Iterable[Any]) -> list[T]:
        """Run the top-level function `task` on each picklable argument, results in their order."""
        futures = [self.executor.submit(task, argument) for argument in arguments]
        return [future.result() for future in futures]
