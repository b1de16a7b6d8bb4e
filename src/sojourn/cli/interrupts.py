"""Ctrl-C and polite kills while the engine runs: the first one keeps the best plan.

Signals are blocked and waited for, rather than handled: a solver that puts its own handler in
the place of ours (and leaves none behind) can then neither lose the plan nor end the program.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sojourn.cli.terminal import INTERRUPTED, say

HEARD = (signal.SIGINT, signal.SIGTERM)
TICK = 0.1
"""Seconds between two looks at whether the engine has ended."""
GRACE = 20.0
"""Seconds for which a worker outlives a polite kill, in which its parent ends the search."""


@contextmanager
def listening(cancel: threading.Event) -> Iterator[Callable[[], None]]:
    """Gives a function that waits a tick; the first signal sets `cancel`, the second ends all."""

    def heard() -> None:
        if cancel.is_set():
            _end_at_once()
        cancel.set()
        say("stopping; the best plan so far is kept (once more to drop it)", error=True)

    before = {number: signal.getsignal(number) for number in HEARD}
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
    try:
        yield lambda: heard() if signal.sigtimedwait(HEARD, TICK) else None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        while signal.sigtimedwait(HEARD, 0):
            pass
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ignore Ctrl-C and polite kills, such as while the plan is written."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in HEARD}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def leave_signals() -> None:
    """In a worker: signals are for the parent, which ends us in order; without it we end too.

    A polite kill often goes to all processes of a command at once. Workers that ended with it
    would take the best plan with them, so they give their parent a while to keep it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: _end_later())
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()


def _end_later() -> None:
    timer = threading.Timer(GRACE, os._exit, (INTERRUPTED,))
    timer.daemon = True
    timer.start()


def _end_with_parent() -> None:
    """Wait for the parent process to end, however it does, and end with it."""
    from multiprocessing import parent_process

    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(INTERRUPTED)


def _end_at_once() -> None:
    """End this process and its workers; nothing is being written while the engine runs."""
    import multiprocessing

    for child in multiprocessing.active_children():
        child.kill()
    os._exit(INTERRUPTED)
