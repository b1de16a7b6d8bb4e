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
        f"{event.stage:<12} value {number(event.best)}  bound {number(event.bound)}  "
        f"gap {percentage(event.gap)}  {event.seconds:7.1f} s"
    )


def _line(event: Progress) -> None:
    """Tell of a stage when it has ended."""
    if event.done:
        print(line(event), file=sys.stderr, flush=True)


@contextmanager
def _bars() -> Iterator[Heard]:
    """A bar for the whole run, with its clock, and one for each stage that has begun."""
    from rich.progress import BarColumn, ProgressColumn, Task, TextColumn
    from rich.progress import Progress as Bars
    from rich.text import Text

    from sojourn.cli.terminal import console
    from sojourn.engine.progress import ACROSS, STAGES

    class Told(ProgressColumn):
        """What a stage has reached; of the whole run, how long it has taken."""

        max_refresh = 0.25

        def render(self, task: Task) -> Text:
            if task.fields["told"] is None:
                return Text(f"{task.percentage:5.0f} %  {task.elapsed or 0.0:7.1f} s")
            return Text(task.fields["told"])

    columns = (TextColumn("{task.description:<12}", style="bold"), BarColumn(bar_width=24), Told())
    with Bars(*columns, console=console(error=True)) as bars:
        whole = bars.add_task("plan", total=1.0, told=None)
        tasks = {
            stage: bars.add_task(stage, total=1.0, told="", start=False, visible=False)
            for stage in (*STAGES, *ACROSS)
        }

        def heard(event: Progress) -> None:
            bars.update(whole, completed=event.share)
            if event.stage not in tasks:
                return
            bars.start_task(tasks[event.stage])
            bars.update(
                tasks[event.stage],
                visible=True,
                total=1.0 if event.done else None,
                completed=1.0 if event.done else 0.0,
                told=line(event).removeprefix(f"{event.stage:<12} "),
            )

        yield heard
