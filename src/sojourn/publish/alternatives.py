"""Alternatives on the disk: a directory for each, and one page that compares them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from sojourn.engine.alternatives import NEAR, REALLY
from sojourn.files.atomic import write_atomically
from sojourn.model import Programme
from sojourn.publish.comparison import Contender
from sojourn.publish.pages import environment, policy, source
from sojourn.publish.publish import make_private, publish

FOLDER, PAGE = "alternatives", "alternatives.html"
OWN = ("plan.json", "index.html", "plan.xlsx")
"""Files by which a directory is known as one of ours."""


def publish_alternatives(
    programme: Programme, plans: Sequence[Contender], directory: str | Path
) -> Path | None:
    """Write each alternative as a plan of its own, and the page that compares all with the best.

    Alternative n lies in ``alternatives/n``, n from 2; the best plan stays where it is. What an
    earlier run has left of alternatives is removed. The path of the page, or None without any.
    """
    target = Path(directory)
    numbers = {plan.number for plan in plans if plan.number > 1}
    remove_alternatives(target, numbers)
    if not numbers:
        return None
    make_private(target / FOLDER)
    for plan in plans:
        if plan.number > 1:
            publish(programme, plan.plan, target / FOLDER / str(plan.number))
    (target / PAGE).touch(mode=0o600)
    write_atomically(target / PAGE, comparison(programme, plans))
    return target / PAGE


def remove_alternatives(directory: Path, keep: set[int] | frozenset[int] = frozenset()) -> None:
    """Remove the alternatives that earlier runs have written, but for those numbers."""
    for number in range(2, 11):
        old = directory / FOLDER / str(number)
        if number in keep or not (old / "plan.json").is_file():
            continue
        for name in OWN:
            (old / name).unlink(missing_ok=True)
        shutil.rmtree(old / "calendars", ignore_errors=True)
        if not any(old.iterdir()):
            old.rmdir()
    if not keep:
        (directory / PAGE).unlink(missing_ok=True)
        if (directory / FOLDER).is_dir() and not any((directory / FOLDER).iterdir()):
            (directory / FOLDER).rmdir()


def comparison(programme: Programme, plans: Sequence[Contender]) -> str:
    """The page as HTML."""
    best = plans[0]
    return (
        environment()
        .get_template("alternatives.html.j2")
        .render(
            programme=programme,
            plans=plans,
            best=best,
            others=plans[1:],
            words=explanation(),
            link=lambda n: "index.html" if n == 1 else f"{FOLDER}/{n}/index.html",
            name=best.figures.agenda.name,
            where=_where,
            style=Markup(source("page.css")),
            policy=policy(""),
        )
    )


def explanation() -> str:
    """What makes a plan an alternative."""
    return (
        f"Each has no more hard findings than the best plan and a score at most {NEAR:.0%} of the "
        "best plan's rewards below, and differs from every other by a city, or by at least "
        f"{REALLY:.0%} of the participants who are elsewhere or mostly with other people."
    )


def _where(plan: Contender, person: str) -> str:
    """The cities of a person's split phases, with the group."""
    agenda = plan.figures.agenda
    stays = [
        f"{' → '.join(agenda.city(stop.host) for stop in group.stops)} ({group.id})"
        for group in agenda.groups_of.get(person, ())
        if agenda.programme.phase[group.phase].split
    ]
    return ", ".join(stays)
