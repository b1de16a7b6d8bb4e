"""The page of a plan: one file that needs no server, no network and no script to be read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sojourn.files import plan_text
from sojourn.model import Group, Money, total
from sojourn.publish.agenda import KIND_NAMES, Agenda
from sojourn.publish.budget_sheets import day_of, place_name
from sojourn.publish.cost_pictures import by_day, by_place
from sojourn.publish.costs import category_name
from sojourn.publish.figures import Figures
from sojourn.publish.itineraries import Itineraries
from sojourn.publish.maps import in_words, journey_map, routes
from sojourn.publish.portraits import bars, heat, portrait
from sojourn.publish.weeks import weeks
from sojourn.reference import languages
from sojourn.rules import CATALOGUE
from sojourn.rules.chart import KINDS, SECTION_NAMES
from sojourn.rules.cuts import cut

FEW = 12
"""Findings of a rule that are shown at once; the others are folded away."""


def page(agenda: Agenda, people_files: Mapping[str, str], group_files: Mapping[str, str]) -> str:
    """The whole page as HTML.

    Args:
        agenda: the plan and its programme.
        people_files: file name without ending of each person's calendar; also their anchor.
        group_files: the same for groups.

    """
    figures = Figures(agenda)
    script = source("page.js")
    ways = routes(agenda)
    colours = {way.group.id: way.colour for way in ways}
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            agenda=agenda,
            figures=figures,
            programme=agenda.programme,
            plan=agenda.plan,
            version=fingerprint(agenda),
            facts=tuple(_facts(figures)),
            map=journey_map(agenda, ways),
            ways=[(way, in_words(agenda, way)) for way in ways],
            groups=[_group_view(agenda, figures, group, colours) for group in agenda.plan.groups],
            people=[portrait(agenda, person) for person in agenda.people],
            itinerary=Itineraries(agenda).of,
            once=_once(),
            anchors=people_files,
            group_anchors=group_files,
            findings=_findings(agenda),
            costs=_costs(figures),
            style=Markup(source("page.css")),
            script=Markup(script),
            policy=policy(script),
        )
    )


def _once() -> Callable[[Any, Callable[[Any], Markup]], Markup]:
    """A function that renders each thing (which must outlive it) with a macro only once."""
    made: dict[int, Markup] = {}

    def show(thing: Any, macro: Callable[[Any], Markup]) -> Markup:
        if id(thing) not in made:
            made[id(thing)] = macro(thing)
        return made[id(thing)]

    return show


def fingerprint(agenda: Agenda) -> str:
    """Eight letters that tell this plan from any other: the version printed on every page."""
    return hashlib.sha256(plan_text(agenda.plan).encode()).hexdigest()[:8]


@cache
def environment() -> Environment:
    """The templates, and what all of them may use."""
    made = Environment(
        loader=PackageLoader("sojourn.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    made.globals.update(
        kind_name=lambda kind: KIND_NAMES.get(kind, kind),
        language_name=languages.language_name,
        heat=heat,
        url=lambda name: quote(name),
        money=lambda amount: f"{amount.units:,.2f}",
        short_date=lambda day: f"{day:%a} {day.day} {day:%b}",
        long_date=lambda day: f"{day.day} {day:%B %Y}",
        span=_span,
    )
    return made


def _span(first: date, last: date) -> str:
    """``5 to 11 April``, ``28 March to 1 April``."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B}"
    return f"{first.day} {first:%B} to {last.day} {last:%B}"


def _clean(value: Any) -> Any:
    """Text without the control characters that HTML may not hold."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    if value.isprintable():
        return value
    return "".join(c if c >= " " or c in "\n\t" else "\ufffd" for c in value)


def source(name: str) -> str:
    """A file that lies beside the templates."""
    return files("sojourn.publish").joinpath("templates", name).read_text("utf-8")


def policy(script: str) -> str:
    """A content security policy under which the page can ask nothing of any network."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def _facts(figures: Figures) -> Iterator[tuple[str, str, str]]:
    """The key figures: a number, what it counts, and the anchor that tells more."""
    agenda, plan = figures.agenda, figures.agenda.plan
    people = figures.participants
    countries = {person.country for person in people}
    cities = {stop.host for group in plan.groups for stop in group.stops}
    yield *_counted(len(people), "participant", "participants"), "people"
    yield *_counted(len(countries), "country", "countries"), "people"
    yield *_counted(len(cities), "city", "cities"), "journey"
    split = [g for g in plan.groups if g.phase in agenda.programme.phase]
    split = [g for g in split if agenda.programme.phase[g.phase].split]
    if split:
        yield *_counted(len(split), "group", "groups"), "groups"
    tongues = {tag for group in plan.groups for tag in figures.interpreted(group)}
    yield *_counted(len(tongues), "language interpreted", "languages interpreted"), "groups"
    held = [event for event in plan.events if not event.filler]
    yield *_counted(len(held), "event", "events"), "groups"
    met = figures.objectives_met
    if met:
        whole = sum(count == len(people) for count in met.values())
        yield f"{whole} of {len(met)}", "objectives met by all", "coverage"
    if figures.satisfaction:
        shares = list(figures.satisfaction.values())
        yield f"{100 * sum(shares) / len(shares):.0f} %", "of interests served", "coverage"
    yield f"{figures.cost.units:,.0f}", f"{agenda.programme.currency} in all", "cost"
    hard = sum(finding.level == "hard" for finding in plan.findings)
    yield str(hard) if hard else "No", "hard findings" if hard > 1 else "hard finding", "findings"


def _counted(number: int, one: str, many: str) -> tuple[str, str]:
    return f"{number:,}", one if number == 1 else many


def _group_view(
    agenda: Agenda, figures: Figures, group: Group, colours: Mapping[str, int]
) -> dict[str, Any]:
    """What the template tells of a group."""
    phase = agenda.programme.phase.get(group.phase)
    return {
        "group": group,
        "phase": phase.title or phase.id if phase else group.phase,
        "everyone": phase is not None and not phase.split,
        "colour": colours.get(group.id, 0),
        "cities": [agenda.city(stop.host) for stop in group.stops],
        "members": [portrait(agenda, person) for person in group.participants],
        "staff": [portrait(agenda, person) for person in group.staff],
        "interpreted": figures.interpreted(group),
        "weeks": weeks(agenda, group),
    }


def _findings(agenda: Agenda) -> list[dict[str, Any]]:
    """Findings by rule: hard ones first, then those with most findings."""
    found: dict[tuple[str, str], list[str]] = {}
    for finding in agenda.plan.findings:
        found.setdefault((finding.level, finding.rule), []).append(finding.text)
    ordered = sorted(found, key=lambda key: (key[0] != "hard", -len(found[key]), key[1]))
    return [
        {
            "level": level,
            "rule": rule,
            "sentence": CATALOGUE[rule].sentence if rule in CATALOGUE else "",
            "texts": found[level, rule],
            "few": FEW,
        }
        for level, rule in ordered
    ]


def _costs(figures: Figures) -> dict[str, Any]:
    """The budget: bars by category within its section, pictures, and the cuts in numbers."""
    agenda, lines = figures.agenda, figures.budget
    programme = agenda.programme
    places, days = cut(programme, lines, "place"), cut(programme, lines, "day")
    names = [(part.id, place_name(agenda, part.id)) for part in places]
    whole = {kind: total(part.kinds.get(kind, Money()) for part in places) for kind in KINDS}
    kinds = [kind for kind in KINDS if whole[kind].cents]
    categories = bars(lines, lambda line: (SECTION_NAMES[line.section], line.category))
    return {
        "category": [
            (section, [bar for bar in categories if bar.section == section])
            for section in SECTION_NAMES.values()
            if any(bar.section == section for bar in categories)
        ],
        "kinds": [
            (KINDS.index(kind) + 1, category_name(kind), kind, whole[kind]) for kind in kinds
        ],
        "pictures": (
            [by_place(programme, lines, names), by_day(programme, lines)] if kinds else []
        ),
        "tables": [
            ("By place", "Place", [(dict(names)[part.id], part) for part in places]),
            ("By day", "Day", [(_day_name(part.id), part) for part in days]),
        ],
    }


def _day_name(text: str) -> str:
    day = day_of(text)
    return "No one day" if day is None else f"{day:%a} {day.day} {day:%B}"
