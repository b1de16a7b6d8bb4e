"""What is said of a plan's alternatives: a table, and what each gains and loses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sojourn.cli.terminal import Failure, console, one_line, reason, say
from sojourn.model import Plan, Programme

if TYPE_CHECKING:
    from sojourn.engine.alternatives import Alternative
    from sojourn.publish.comparison import Change, Contender

MOST_CHANGES = 4
"""Rules that a line names before it counts."""


def compare(
    programme: Programme, best: Plan, others: Sequence[Alternative], out: Path
) -> Path | None:
    """Write the alternatives beside the best plan; the page that compares them, or None."""
    from sojourn.publish.alternatives import publish_alternatives
    from sojourn.publish.comparison import contenders

    try:
        return publish_alternatives(programme, contenders(programme, best, others), out)
    except OSError as error:
        raise Failure(f"the alternatives could not be written: {reason(error)}") from error


def told(programme: Programme, best: Plan, others: Sequence[Alternative], wanted: int) -> None:
    """Print the comparison, and why there are fewer than wanted."""
    from sojourn.publish.comparison import contenders

    if others:
        plans = contenders(programme, best, others)
        _table(programme, plans)
        for plan in plans[1:]:
            say(
                f"plan {plan.number}: {plan.cities()}; gains {_listed(plan.gains)}; "
                f"loses {_listed(plan.losses)}"
            )
    if len(others) < wanted:
        say(_fewer(programme, len(others), wanted))


def _fewer(programme: Programme, found: int, wanted: int) -> str:
    """Why there are only so many alternatives, as far as we know."""
    from sojourn.publish.alternatives import explanation

    split = [phase for phase in programme.phases if phase.split]
    if not split:
        return "no alternatives: all are together all the time, so nobody could be elsewhere"
    if all(phase.groups < 2 and len(phase.hosts) <= len(phase.route) for phase in split):
        return "no alternatives: one group has no other city to go to"
    return f"{found} of {wanted} alternatives were found within the limit. {explanation()}"


def _table(programme: Programme, plans: Sequence[Contender]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=0, collapse_padding=True)
    for title, justify in (
        ("plan", "left"),
        ("score", "right"),
        ("below", "right"),
        ("gap", "right"),
        ("other cities", "right"),
        ("elsewhere", "right"),
        ("other company", "right"),
        ("cost", "right"),
        ("interpreted", "right"),
        ("objectives", "right"),
        ("worst off", "right"),
        ("findings", "right"),
    ):
        table.add_column(title, justify="right" if justify == "right" else "left")
    for plan in plans:
        table.add_row(*(Text(one_line(cell)) for cell in _cells(programme, plan)))
    console().print(table)


def _cells(programme: Programme, plan: Contender) -> tuple[str, ...]:
    gap, other, share = plan.plan.score.gap, plan.difference, plan.satisfaction
    return (
        str(plan.number),
        f"{plan.plan.score.soft:,.1f}",
        "" if other is None else f"{plan.below:,.1f}",
        "not proved" if gap is None else f"{100 * gap:.2f} %",
        "" if other is None else str(len(other.added)),
        "" if other is None else str(len(other.elsewhere)),
        "" if other is None else str(len(other.parted)),
        f"{plan.cost.units:,.0f}",
        str(plan.interpreted),
        f"{plan.objectives_met}/{len(programme.objectives)}",
        "" if share is None else f"{100 * share[1]:.0f} %",
        f"{plan.findings[0]}+{plan.findings[1]}",
    )


def _listed(changes: Sequence[Change]) -> str:
    """``theme_fit +30.2, cost +12.0 and 2 more``; ``nothing``."""
    if not changes:
        return "nothing"
    words = ", ".join(f"{c.rule} {c.points:+,.1f}" for c in changes[:MOST_CHANGES])
    more = len(changes) - MOST_CHANGES
    return words + (f" and {more} more" if more > 0 else "")
