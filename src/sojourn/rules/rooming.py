"""Who is where on each day and sleeps there on each night: a single room each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sojourn.model import Plan, Programme
from sojourn.rules.scene import Scene

FURTHEST = 14
"""Days before a plan's first day and after its last that a stay can reach; beyond is private."""

Places = Mapping[tuple[int, str], tuple[str, ...]]


@dataclass(frozen=True)
class Whereabouts:
    """People by day (as `date.toordinal` counts) and host, each once a day.

    Attributes:
        days: who is there on the day, if only for a part of it.
        nights: who sleeps there in the night that follows the day.

    """

    days: Places
    nights: Places


@dataclass(frozen=True)
class Stay:
    """One person's single room at a host without a break.

    Attributes:
        host: id of the host.
        person: id of a participant or a member of staff.
        groups: ids of the groups in which they are there, in order of time.
        first: date of the first night.
        leaves: date of the morning after the last night.

    """

    host: str
    person: str
    groups: tuple[str, ...]
    first: date
    leaves: date

    @property
    def nights(self) -> int:
        """How many nights it has."""
        return (self.leaves - self.first).days


def whereabouts(scene: Scene) -> Whereabouts:
    """Where everyone is by the stops of their groups.

    A night follows each day of a stop. Participants have none on the day on which they depart;
    nobody has one on the programme's last day, but those who depart later. Who arrives before the
    plan's first day, or departs after its last, is at the first or last stop on the days between,
    at most `FURTHEST`. Staff are there while they work, and on the day after the last stop too.
    """
    return scene.once("whereabouts", lambda: _Roll(scene).whereabouts())


def rooming_list(programme: Programme, plan: Plan) -> tuple[Stay, ...]:
    """Every stay of a plan, by host (in the order of the table), first night and person."""
    return stays(Scene(programme, plan))


def stays(scene: Scene) -> tuple[Stay, ...]:
    """The stays of `rooming_list` for a scene."""
    asleep: dict[tuple[str, str], list[int]] = defaultdict(list)
    for (day, host_id), people in sorted(whereabouts(scene).nights.items()):
        for person in people:
            asleep[host_id, person].append(day)
    found = [
        Stay(
            host_id,
            person,
            _groups(scene, person, host_id, nights),
            date.fromordinal(nights[0]),
            date.fromordinal(nights[-1] + 1),
        )
        for (host_id, person), every in asleep.items()
        for nights in _runs(every)
    ]
    hosts = {host.id: number for number, host in enumerate(scene.programme.hosts)}
    table = {person: number for number, person in enumerate((*scene.order, *scene.staff_order))}
    found.sort(key=lambda s: (hosts.get(s.host, len(hosts)), s.host, s.first, table[s.person]))
    return tuple(found)


def _groups(scene: Scene, person: str, host_id: str, nights: Iterable[int]) -> tuple[str, ...]:
    """Groups of `person` that are at the host on one of `nights`, or nearest to them."""
    own = scene.groups_of.get(person) or scene.groups_of_staff.get(person, ())
    there = set(nights)
    found = [g.id for g in own if any(g.host_on.get(day) == host_id for day in there)]
    return tuple(dict.fromkeys(found))


def _runs(days: list[int]) -> Iterator[list[int]]:
    """Runs of days without a gap."""
    run: list[int] = []
    for day in days:
        if run and day != run[-1] + 1:
            yield run
            run = []
        run.append(day)
    if run:
        yield run


class _Roll:
    """Gathers who is where, group by group, then those who come early or leave late."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.starts, self.home = (
            scene.programme.starts.toordinal(),
            scene.programme.ends.toordinal(),
        )
        self.leaving = {
            p.id: p.departs.toordinal() for p in scene.programme.confirmed if p.departs is not None
        }
        self.arriving = {
            p.id: p.arrives.toordinal() for p in scene.programme.confirmed if p.arrives is not None
        }
        self.at: dict[int, dict[str, str]] = defaultdict(dict)
        self.asleep: dict[int, dict[str, str]] = defaultdict(dict)

    def whereabouts(self) -> Whereabouts:
        """Everyone's days and nights."""
        for group in self.scene.groups:
            for day, host_id in group.host_on.items():
                for person in self.scene.here(group, day):
                    self._put(person, host_id, day, day < self.leaving.get(person, self.home))
                for member in self.scene.staff_here(group, day):
                    self._put(member, host_id, day, day < self.home)
        if self.at:
            first, last = min(self.at), max(self.at)
            for person, host_id in tuple(self.at[first].items()):
                self._before(person, host_id, first)
            for person, host_id in tuple(self.at[last].items()):
                self._after(person, host_id, last)
        return Whereabouts(_by_place(self.at), _by_place(self.asleep))

    def _put(self, person: str, host_id: str, day: int, night: bool) -> None:
        if person in self.at[day]:
            return
        self.at[day][person] = host_id
        if night:
            self.asleep[day][person] = host_id

    def _before(self, person: str, host_id: str, first: int) -> None:
        """The days of a participant who arrives before the plan's `first` day."""
        if person in self.scene.order:
            arrives = self.arriving.get(person, self.starts)
            for day in range(max(arrives, first - FURTHEST), first):
                self._put(person, host_id, day, night=True)

    def _after(self, person: str, host_id: str, last: int) -> None:
        """The days after the plan's `last` day, up to the one on which the person goes home."""
        leaves = self.leaving.get(person, self.home)
        working = person in self.scene.staff_order and person not in self.scene.order
        for day in range(last + 1, min(leaves, last + FURTHEST) + 1):
            works = not working or self.scene.works(person, day)
            if not works and day > last + 1:
                break
            self._put(person, host_id, day, day < leaves and works)


def _by_place(people: Mapping[int, Mapping[str, str]]) -> Places:
    found: dict[tuple[int, str], list[str]] = {}
    for day in sorted(people):
        for person, host_id in people[day].items():
            found.setdefault((day, host_id), []).append(person)
    return {place: tuple(who) for place, who in found.items()}
