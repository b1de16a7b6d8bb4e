"""Interpreters and liaisons: when they work and with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sojourn.model import MINUTES_A_DAY, Finding
from sojourn.reference.countries import country_name
from sojourn.rules import rows, wording
from sojourn.rules.placed import LONGEST_STAY
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene


def staff_available(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read ``from`` and ``until`` of staff, the stops of their groups, and events that name them.

    Who is in a group works on a day of its stops at least (on other days they are not with it);
    who is named by an event works on its days; nobody is with two groups of split phases on one
    day. Unit: days.
    """
    programme = scene.programme
    for member, groups in sorted(scene.groups_of_staff.items()):
        name = wording.person(programme, member)
        for group in groups:
            if group.host_on and not any(scene.works(member, day) for day in group.host_on):
                text = f"{name} is in {group.id}, but works on none of its days "
                text += f"({rows.cell('staff', 'from and until', member)})."
                yield setting.finding((member,), len(group.host_on), text)
        travelling: dict[int, list[str]] = defaultdict(list)
        for group in groups:
            for day in group.host_on if group.travelling else ():
                if scene.works(member, day):
                    travelling[day].append(group.id)
        double: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for day, names in travelling.items():
            if len(names) > 1:
                double[tuple(names)].append(day)
        for together, shared in sorted(double.items()):
            text = f"{name} is with {wording.listed(together)} at once on {wording.days(shared)}."
            yield setting.finding((member,), len(shared), text)
    for event in scene.events:
        first = event.written // MINUTES_A_DAY
        for member in dict.fromkeys(event.event.staff):
            if member not in scene.staff_order:
                continue
            days = range(first, min(max(first, event.last_day), first + LONGEST_STAY) + 1)
            off = [day for day in days if not scene.works(member, day)]
            if off:
                text = (
                    f"{wording.person(programme, member)} is named for {event.title}{event.city} "
                    f"on {wording.moment(event.starts)}, but does not work that day "
                    f"({rows.cell('staff', 'from and until', member)})."
                )
                yield setting.finding((member,), len(off), text, event.id)


def staff_conflict(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read ``conflicts`` of staff and the countries in their groups of split phases.

    Unit: people of these countries in the group.
    """
    programme = scene.programme
    for group in scene.groups:
        if not group.travelling:
            continue
        for member in group.staff:
            conflicts = programme.staff_member[member].conflicts
            if not conflicts:
                continue
            who = [p for p in group.members if programme.participant[p].country in conflicts]
            if who:
                names = sorted({programme.participant[p].country for p in who})
                countries = wording.listed(country_name(c, programme.country_names) for c in names)
                text = (
                    f"{wording.person(programme, member)} does not work with people from "
                    f"{countries}, but is in {group.id} with {wording.people(programme, who)} "
                    f"({rows.cell('staff', 'conflicts', member)})."
                )
                yield setting.finding((member, *who), len(who), text)


def staff_rest(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the days on which each member of staff is at something but fillers.

    In each run of such days every seventh should be free. Unit: days.
    """
    for member, events in scene.of_staff.items():
        days = sorted({event.day for event in events if not event.filler})
        for run in _runs(days):
            missing = len(run) // 7
            if missing:
                text = (
                    f"{wording.person(scene.programme, member)} works {len(run)} days in a row, "
                    f"{wording.days(run)}; one day in seven should be free."
                )
                yield setting.finding((member,), missing, text)


def _runs(days: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


RULES = (
    Rule(
        "staff_available",
        "staff",
        "Staff work within their dates, with one travelling group at a time.",
        "hard",
        100,
        "days",
        check=staff_available,
    ),
    Rule(
        "staff_conflict",
        "staff",
        "Staff are not with a group that holds a country of their conflicts.",
        "hard",
        100,
        "people",
        check=staff_conflict,
    ),
    Rule(
        "staff_rest",
        "staff",
        "Staff have one free day in seven.",
        "soft",
        10,
        "days",
        check=staff_rest,
    ),
)
