"""What people need where they are brought: access and diet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sojourn.model import Finding
from sojourn.rules import rows, wording
from sojourn.rules.placed import PlacedGroup
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene


def access(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read ``access`` of participants and of the hosts of their groups, and ``step_free``.

    Everyone brought to a host on a day on which they are there counts; a host that names nothing
    excludes nothing. Who needs ``step_free`` ways is at no event whose offer or room has none.
    Unit: people.
    """
    needs = {p.id: frozenset(p.access) for p in scene.programme.confirmed if p.access}
    offered = {h.id: h.access for h in scene.programme.hosts}
    yield from _unmet(scene, setting, needs, offered, "access")
    stepping = {person for person, wanted in needs.items() if _STEP_FREE in wanted}
    for event in scene.events:
        steps = [
            place
            for place in (event.offer, event.room)
            if place is not None and place.step_free is False
        ]
        who = [p for p in event.people if p in stepping] if steps and stepping else []
        if who:
            yield setting.finding(
                who,
                len(who),
                f"{wording.people(scene.programme, who)} {wording.does(who, 'need')} step-free "
                f"ways and {wording.are(who)} at {event.title}{event.city} on "
                f"{wording.moment(event.starts)}, which has steps.",
                event.id,
            )


def diet(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read ``diet`` of participants and ``diets`` of the hosts of their groups.

    Each word must be named: ``halal`` does not stand for ``no_pork``. Unit: people.
    """
    needs = {p.id: frozenset(p.diet) for p in scene.programme.confirmed if p.diet}
    offered = {h.id: h.diets for h in scene.programme.hosts}
    return _unmet(scene, setting, needs, offered, "diets")


def _unmet(
    scene: Scene,
    setting: RuleSetting,
    needs: Mapping[str, frozenset[str]],
    offered: Mapping[str, Sequence[str]],
    column: str,
) -> Iterator[Finding]:
    """One finding for each group, host and need that the host does not name."""
    for group in scene.groups:
        for host_id in dict.fromkeys(stop.host for stop in group.group.stops):
            named = {word.lower() for word in offered.get(host_id, ())}
            if not named:
                continue
            lacking: dict[str, list[str]] = defaultdict(list)
            for person in _brought(scene, group, host_id):
                for need in sorted(needs.get(person, ())):
                    if need.lower() not in named:
                        lacking[need].append(person)
            for need, who in sorted(lacking.items()):
                city = wording.city(scene.programme.host.get(host_id))
                yield setting.finding(
                    who,
                    len(who),
                    f"{wording.people(scene.programme, who)} {wording.does(who, 'need')} {need}, "
                    f"which {city} does not name; {group.id} is brought there "
                    f"({rows.cell('hosts', column, host_id)}).",
                )


def _brought(scene: Scene, group: PlacedGroup, host_id: str) -> tuple[str, ...]:
    """Members of `group` who are there on some day of its stays at the host."""
    days = [day for day, where in group.host_on.items() if where == host_id]
    if not days:
        return ()
    if scene.here(group, days[0]) == group.members:
        return group.members
    return tuple(p for p in group.members if any(scene.present_on(p, day) for day in days))


_STEP_FREE = "step_free"


RULES = (
    Rule(
        "access",
        "groups",
        "A host that says what access it offers names each need of everyone brought to "
        "it; who needs step-free ways is brought to no offer or room without them.",
        "hard",
        100,
        "people",
        check=access,
    ),
    Rule(
        "diet",
        "groups",
        "A host that says which diets it serves names the diet of everyone brought to it.",
        "hard",
        50,
        "people",
        check=diet,
    ),
)
