"""``sojourn plan``: from a folder to a plan and everything readable of it."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sojourn.cli.inputs import read_programme
from sojourn.cli.interrupts import leave_signals, listening, uninterrupted
from sojourn.cli.terminal import DONE, HARD_FINDINGS, Failure, reason, say

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

    from sojourn.engine.alternatives import Alternative
    from sojourn.engine.limits import Limits
    from sojourn.engine.progress import Progress
    from sojourn.model import Plan, Programme
    from sojourn.publish import Published

MOST_ALTERNATIVES = 9
SOON = 0.02
"""Seconds between two looks at whether the processes are ready."""
ENGINE = "sojourn.engine.ready"
"""What each process of the search needs."""
T = TypeVar("T")
Planned = tuple["Plan", tuple["Alternative", ...]]


def plan(
    folder: Path,
    out: Path,
    seconds: float | None,
    iterations: int | None,
    seed: int,
    workers: int | None,
    alternatives: int | None = None,
) -> int:
    """Plan the programme of `folder` into `out`; 3 when hard findings are left."""
    from sojourn.cli.comparing import compare, told
    from sojourn.cli.summary import summarise

    limits = _limits(seconds, iterations)
    count = _workers(workers)
    wanted = _alternatives(alternatives)
    if count > 1:
        _begin_processes()
    programme = read_programme(folder)
    _must_be_writable(out)
    made, others = _planned(programme, limits, seed, count, wanted)
    with uninterrupted():
        published = _published(programme, made, out)
        page = compare(programme, made, others, out)
    summarise(programme, made)
    if wanted:
        told(programme, made, others, wanted)
    say(f"plan: {published.plan}")
    say(f"open: {published.page}")
    if page is not None:
        say(f"compare: {page}")
    return DONE if made.valid else HARD_FINDINGS


def _alternatives(asked: int | None) -> int:
    """How many alternatives are wanted; 0 when none are."""
    if asked is not None and not 1 <= asked <= MOST_ALTERNATIVES:
        raise Failure(f"alternatives must be 1 to {MOST_ALTERNATIVES}, not {asked}")
    return asked or 0


def _published(programme: Programme, made: Plan, out: Path) -> Published:
    """Write everything into `out`; where that fails, the plan alone, so that it is not lost."""
    from sojourn import files
    from sojourn.publish import publish

    try:
        return publish(programme, made, out)
    except OSError as error:
        try:
            files.write_plan(made, out / "plan.json")
            (out / "plan.json").chmod(0o600)
        except OSError:
            raise Failure(f"nothing could be written to {out}: {reason(error)}") from error
        raise Failure(f"only {out / 'plan.json'} could be written: {reason(error)}") from error


def _limits(seconds: float | None, iterations: int | None) -> Limits:
    from sojourn.engine.limits import Limits

    try:
        return Limits(seconds=seconds, iterations=iterations)
    except ValueError as error:
        raise Failure(str(error)) from error


def _workers(asked: int | None) -> int:
    """How many processes to use: those asked for, or one for each core that we may use."""
    if asked is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if asked < 1:
        raise Failure(f"workers must be 1 or more, not {asked}")
    return asked


def _must_be_writable(out: Path) -> None:
    """Fail before the search, not after it, when nothing can be written to `out`."""
    from sojourn.publish.publish import make_private

    make_private(out)
    with tempfile.TemporaryFile(dir=out):
        pass


def _planned(
    programme: Programme, limits: Limits, seed: int, workers: int, alternatives: int
) -> Planned:
    """Run the engine in a thread of its own, so that a signal is heard at any time."""
    from sojourn.cli.progress import listener

    cancel = threading.Event()
    try:
        with _executor(workers) as executor, listener() as heard, listening(cancel) as wait:
            _in_thread(lambda: _made_ready(executor, workers, cancel), wait)
            return _in_thread(
                lambda: _run(programme, alternatives, limits, seed, heard, executor, cancel), wait
            )
    except BrokenExecutor:
        raise Failure(
            "a process of the search was ended from outside, perhaps for want of memory; nothing "
            "was written; --workers 1 needs least"
        ) from None


def _made_ready(executor: Executor | None, workers: int, cancel: threading.Event) -> None:
    """Make all processes ready, so that the seconds of the search are for searching."""
    from sojourn.engine.ready import ready

    asked = [] if executor is None else [executor.submit(ready) for _ in range(workers)]
    if not cancel.is_set():
        ready()
    for future in asked:
        while not future.done() and not cancel.is_set():
            cancel.wait(SOON)


def _run(
    programme: Programme,
    alternatives: int,
    limits: Limits,
    seed: int,
    heard: Callable[[Progress], None],
    executor: Executor | None,
    cancel: threading.Event,
) -> Planned:
    from sojourn.engine.alternatives import plan_with_alternatives

    return plan_with_alternatives(
        programme, alternatives, limits, seed, heard, executor=executor, cancel=cancel
    )


def _in_thread(work: Callable[[], T], wait: Callable[[], None]) -> T:
    """The result of `work`, or the error that it raised; meanwhile `wait` is called."""
    made: list[T] = []
    failed: list[BaseException] = []

    def attempt() -> None:
        try:
            made.append(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=attempt, name="engine", daemon=True)
    thread.start()
    while thread.is_alive():
        wait()
    if failed:
        raise failed[0]
    return made[0]


@contextmanager
def _executor(workers: int) -> Iterator[Executor | None]:
    """A pool of processes that leave Ctrl-C to us, or None for one worker."""
    if workers == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(workers, _deaf_context(), leave_signals)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _deaf_context() -> BaseContext:
    """A way to start processes; a fork server begun while signals are ignored passes that on."""
    import multiprocessing

    _begin_processes()
    way = "forkserver" if _forking() else "spawn"
    return multiprocessing.get_context(way)


def _forking() -> bool:
    """Whether this system has fork servers."""
    import multiprocessing

    return "forkserver" in multiprocessing.get_all_start_methods()


def _begin_processes() -> None:
    """Start what processes are forked from, which imports the engine once for all of them."""
    if not _forking():
        return
    from multiprocessing import forkserver

    with uninterrupted():
        forkserver.set_forkserver_preload([ENGINE])
        forkserver.ensure_running()
