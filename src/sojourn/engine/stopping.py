"""Ending a solver that runs in compiled code when the whole run is cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sojourn.engine.run import StageRun

LOOK = 0.1
"""Seconds between two looks at whether the run is cancelled."""


@contextmanager
def stopped_by(run: StageRun, stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` from a thread again and again, once `run` is cancelled, until the block ends."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(LOOK):
            if run.cancelled:
                stop()

    watcher = threading.Thread(target=watch, name="watcher", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
