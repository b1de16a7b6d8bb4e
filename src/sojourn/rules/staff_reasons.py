"""Why staff who could serve a group do not, and what would help, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sojourn.reference.countries import country_name
from sojourn.reference.languages import language_name
from sojourn.rules import rows, wording
from sojourn.rules.placed import PlacedGroup
from sojourn.rules.scene import Scene

MOST = 6
"""Members of staff of whom it is told."""


def covering(scene: Scene, language: str) -> tuple[str, ...]:
    """Interpreters of `language`."""
    return tuple(
        member.id
        for member in scene.programme.staff
        if member.role == "interpreter" and language in {lang.primary for lang in member.languages}
    )


def reasons(scene: Scene, group: PlacedGroup, members: Iterable[str], days: Sequence[int]) -> str:
    """Why `members` do not serve `group` on `days`, as a further sentence; empty for nobody."""
    found = list(_reasons(scene, group, members, days))
    if not found:
        return ""
    more = len(found) - MOST
    rest = (f"{more} more are not there either",) if more > 0 else ()
    return f" {'; '.join((*found[:MOST], *rest))}."


def _reasons(
    scene: Scene, group: PlacedGroup, members: Iterable[str], days: Sequence[int]
) -> Iterator[str]:
    """One clause for each member, named by id."""
    for member in members:
        yield f"{member} {_reason(scene, group, member, days)}"


def _reason(scene: Scene, group: PlacedGroup, member: str, days: Sequence[int]) -> str:
    off = [day for day in days if not scene.works(member, day)]
    if off:
        when = "then" if len(off) == len(days) else f"on {wording.days(off)}"
        return f"does not work {when} ({rows.cell('staff', 'from and until', member)})"
    if member in group.staff:
        return "serves another language of the group"
    elsewhere = [
        other.group.id
        for other in scene.groups_of_staff.get(member, ())
        if other.travelling and other is not group and any(day in other.host_on for day in days)
    ]
    if elsewhere:
        return f"is with {wording.listed(elsewhere)}"
    conflicts = scene.programme.staff_member[member].conflicts if group.travelling else ()
    there = {scene.programme.participant[p].country for p in group.members}
    shunned = sorted(there.intersection(conflicts))
    if shunned:
        names = wording.listed(country_name(c, scene.programme.country_names) for c in shunned)
        return f"does not work with people from {names} ({rows.cell('staff', 'conflicts', member)})"
    return "is free"


def teams_wanted(
    scene: Scene, group: PlacedGroup, languages: Sequence[str], pair: int, single: int
) -> str:
    """What would help against missing interpreters, as a further sentence.

    `pair` and `single` are the simultaneous or consecutive interpreters that do for a language.
    """
    if not languages:
        return ""
    names = wording.listed(language_name(language) for language in languages)
    help_ = (
        f" What would help: for {names} {wording.count(single, 'consecutive interpreter')} or "
        f"{pair} simultaneous for each such group"
    )
    groups = [
        other.group.id
        for other in scene.groups
        if other.group.phase == group.group.phase and _hears(scene, other, languages)
    ]
    if group.travelling and len(groups) > 1:
        help_ += f"; or its people in fewer groups than {wording.listed(groups)}"
    return f"{help_}."


def _hears(scene: Scene, group: PlacedGroup, languages: Sequence[str]) -> bool:
    spoken = scene.programme.interpreting_languages
    return any(spoken.get(p) in languages for p in group.members)
