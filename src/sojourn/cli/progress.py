"""How far a run is: bars on a terminal, one fixed-width line a stage elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sojourn.engine.progress import Progress

Heard = Callable[["Progress"], None]


@contextmanager
def listener() -> Iterator[Heard]:
    """What hears of progress and shows it on standard error."""
    if sys.stderr.isatty():
        with _bars() as heard:
            yield heard
    else:
        yield _line


def number(value: float | None) -> str:
    """A value or bound in ten columns; ``-`` where there is none."""
    return f"{'-' if value is None else f'{value:,.1f}':>10}"


def percentage(gap: float | None) -> str:
    """A gap in seven columns."""
    return f"{'-' if gap is None else f'{round(100 * gap, 2) + 0.0:.2f} %':>8}"


def line(event: Progress) -> str:
    """One fixed-width line that tells what a stage has reached."""
    return (
        f"{event.stage:<9} value {number(event.best)}  bound {number(event.bound)}  "
        f"gap {percentage(event.gap)}  {event.seconds:7.1f} s"
    )


def _line(event: Progress) -> None:
    """Tell of a stage when it has ended."""
    if event.done:
        print(line(event), file=sys.stderr, flush=True)


@contextmanager
def _bars() -> Iterator[Heard]:
    """A bar for the whole run and one for each stage."""
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    from sojourn.cli.terminal import console
    from sojourn.engine.progress import STAGES

    columns = (
        TextColumn("{task.description:<9}", style="bold"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[told]}"),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=console(error=True)) as bars:
        whole = bars.add_task("plan", total=1.0, told="")
        tasks = {
            stage: bars.add_task(stage, total=1.0, told="", start=False, visible=stage != "staff")
            for stage in STAGES
        }

        def heard(event: Progress) -> None:
            bars.update(whole, completed=event.share)
            if event.stage not in tasks:
                return
            task = tasks[event.stage]
            told = f"value {number(event.best)}  bound {number(event.bound)}"
            bars.start_task(task)
            bars.update(
                task,
                total=1.0 if event.done else None,
                completed=1.0 if event.done else 0.0,
                told=f"{told}  gap {percentage(event.gap)}",
            )

        yield heard
