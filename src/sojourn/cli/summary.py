"""What is said when a plan is made: groups, objectives, satisfaction, cost, findings."""

from __future__ import annotations

from collections.abc import Iterator

from sojourn.cli.checking import by_rule, verdict
from sojourn.cli.terminal import console, one_line, say
from sojourn.model import Plan, Programme


def summarise(programme: Programme, plan: Plan) -> None:
    """Print the summary of a plan to standard output."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from sojourn.publish.agenda import Agenda
    from sojourn.publish.figures import Figures
    from sojourn.reference import languages

    figures = Figures(Agenda(programme, plan))
    table = Table(box=box.SIMPLE_HEAD, title=Text(one_line(programme.title)), title_justify="left")
    for title, justify in (
        ("group", "left"),
        ("hosts", "left"),
        ("people", "right"),
        ("staff", "right"),
        ("interpreted", "left"),
        ("events", "right"),
    ):
        table.add_column(title, justify="right" if justify == "right" else "left")
    for group in plan.groups:
        cells = (
            group.id,
            " → ".join(figures.agenda.city(stop.host) for stop in group.stops),
            str(len(group.participants)),
            str(len(group.staff)),
            ", ".join(languages.language_name(tag) for tag in figures.interpreted(group)),
            str(len([e for e in figures.agenda.events_around(group) if not e.filler])),
        )
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    console().print(table)
    for label, value in _facts(programme, plan, figures):
        say(f"{label:<13}{value}")
    for (level, rule), found in by_rule(plan.findings).items():
        if level == "hard":
            say(f"{'':<13}{rule}: {len(found)}, such as: {found[0].text}", style="red")


def _facts(programme: Programme, plan: Plan, figures: object) -> Iterator[tuple[str, str]]:
    from sojourn.publish.figures import Figures

    assert isinstance(figures, Figures)
    met = figures.objectives_met
    if met:
        people = len(figures.participants)
        whole = sum(count == people for count in met.values())
        worst = min(met, key=lambda objective: met[objective])
        yield (
            "objectives",
            f"{whole} of {len(met)} met by all {people} participants"
            + ("" if whole == len(met) else f"; {worst} by {met[worst]}"),
        )
    if figures.satisfaction:
        shares = list(figures.satisfaction.values())
        yield (
            "satisfaction",
            f"{100 * sum(shares) / len(shares):.0f} % of what interests could give on average, "
            f"{100 * min(shares):.0f} % for the participant who fares worst",
        )
    budget = "" if programme.budget is None else f" of {programme.budget.units:,.2f}"
    yield "cost", f"{programme.currency} {figures.cost.units:,.2f}{budget}"
    gap = (
        "" if plan.score.gap is None else f", gap to the proven bound {100 * plan.score.gap:.2f} %"
    )
    yield "score", f"{plan.score.soft:,.1f}{gap}"
    hard = sum(finding.level == "hard" for finding in plan.findings)
    yield "findings", verdict(hard, len(plan.findings) - hard)
