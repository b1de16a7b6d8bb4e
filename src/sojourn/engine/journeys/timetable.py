"""When to leave: given legs and estimated ones, judged by lateness, observances and comfort.

Times are whole minutes since the epoch (UTC), so that zones and daylight saving need no care
but at the two ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sojourn.model import Host, Leg, LegMode, Programme, at, localise, minutes_of
from sojourn.reference.journeys import estimate_leg
from sojourn.reference.observances import OBSERVANCES, intervals
from sojourn.rules import setting

EARLIEST = 5 * 60
"""Nobody leaves before 05:00 unless there is no other way."""
STEP = 15
EARLY = 0.25
"""Chance that the evening before was so late that an early start costs its full price."""
SHORTEST = 5
"""Minutes of a journey between two hosts at one place."""
SUNSET_MARGIN = 5
"""Minutes added on each side of the Sabbath, as sources of sunsets differ."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, order=True)
class Hardship:
    """How bad a departure is, worst kind first; compared like a tuple.

    Attributes:
        broken: hard rules that it breaks: `observance` at the destination's hours, `leg`, and
            being there when the travellers are awaited.
        amount: minutes of observance that it takes, times the people who keep it.
        overnight: 1 where it does not arrive on the day on which it leaves.
        doubtful: minutes of observance by the hours of the origin.
        night: minutes before 05:00.
        late: minutes after the travellers should be there.
        estimated: 1 where it is not a given leg.
        price: points that its fare and an early start cost.
        early: minutes before the day opens.

    """

    broken: int = 0
    amount: int = 0
    overnight: int = 0
    doubtful: int = 0
    night: int = 0
    late: int = 0
    estimated: int = 0
    price: float = 0.0
    early: int = 0

    def __add__(self, other: Hardship) -> Hardship:
        """The hardship of two journeys."""
        return Hardship(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True)
class Passage:
    """A journey chosen: aware local times at its two ends, its mode and leg, its hardship."""

    starts: datetime
    ends: datetime
    mode: LegMode
    leg: Leg | None
    hardship: Hardship


class Timetable:
    """The journeys that a programme offers between its hosts."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._arrive_by = _minutes(setting(programme, "leg").text("arrive_by"))
        self._fare, self._early = (_weight(programme, rule) for rule in ("cost", "early_start"))
        self._legs: dict[tuple[str, str], list[Leg]] = {}
        for leg in programme.legs:
            self._legs.setdefault((leg.origin, leg.destination), []).append(leg)
        self._instants: dict[tuple[str, date], list[int]] = {}
        self._difficulties: dict[tuple[str, str, date, tuple[str, ...]], int] = {}
        self._kept: dict[tuple[str, date, str], list[tuple[int, int]]] = {}

    def legs(self, origin: str, destination: str) -> tuple[Leg, ...]:
        """The given legs from `origin` to `destination`, in the order of the table."""
        return tuple(self._legs.get((origin, destination), ()))

    def scarce(self, origin: str, destination: str) -> bool:
        """Whether a given leg from `origin` to `destination` has so many seats and no more."""
        return any(leg.seats is not None for leg in self.legs(origin, destination))

    def choose(
        self,
        origin: str,
        destination: str,
        day: date,
        observances: Mapping[str, int],
        travellers: int = 0,
        taken: Mapping[tuple[str, date], int] | None = None,
        opens: int = 540,
        due: int | None = None,
    ) -> Passage:
        """The journey with the least hardship from host `origin` to host `destination` on `day`.

        Args:
            origin: id of a host.
            destination: id of another host.
            day: the day of departure, local to the origin.
            observances: number of travellers who keep each observance.
            travellers: people who need a seat.
            taken: seats already taken by leg and day.
            opens: minutes after local midnight from which leaving is comfortable.
            due: minutes after local midnight at which the travellers are awaited there.

        """
        best: tuple[Hardship, int, int, int, Leg | None, LegMode] | None = None
        here, there = self.programme.host[origin], self.programme.host[destination]
        options = self._options(here, there, day, travellers, taken or {})
        for rank, (start, end, leg, mode) in enumerate(options):
            hardship = self._hardship(
                here, there, day, start, end, leg, observances, opens, due, travellers
            )
            comfort = start if hardship.early == 0 and hardship.night == 0 else -start
            if best is None or (hardship, comfort, rank) < best[:3]:
                best = (hardship, comfort, rank, start, leg, mode)
                best_end = end
        assert best is not None
        return Passage(
            _local(best[3], here.timezone),
            _local(best_end, there.timezone),
            best[5],
            best[4],
            best[0],
        )

    def difficulty(
        self, origin: str, destination: str, day: date, observances: frozenset[str]
    ) -> int:
        """0 where the journey keeps every rule, 1 where it does by one reading only, else 2.

        The doubtful reading counts observances by the hours of the destination alone.
        """
        here, there = self.programme.host[origin], self.programme.host[destination]
        kept = tuple(
            o
            for o in sorted(observances)
            if any(self._spans(host, day, o) for host in (here, there))
        )
        key = (origin, destination, day, kept)
        if key not in self._difficulties:
            self._difficulties[key] = self._least(here, there, day, kept)
        return self._difficulties[key]

    def _least(self, here: Host, there: Host, day: date, kept: tuple[str, ...]) -> int:
        """The least difficulty of any departure on `day`."""
        if here.id == there.id:
            return 0
        level = 2
        counts = dict.fromkeys(kept, 1)
        for start, end, leg, _ in self._options(here, there, day, 0, {}):
            hardship = self._hardship(here, there, day, start, end, leg, counts, 0)
            if not hardship.broken:
                level = min(level, 1 if hardship.doubtful else 0)
            if level == 0:
                break
        return level

    def _options(
        self,
        here: Host,
        there: Host,
        day: date,
        travellers: int,
        taken: Mapping[tuple[str, date], int],
    ) -> Iterable[tuple[int, int, Leg | None, LegMode]]:
        """Start, end, leg and mode of every departure on `day`, local to `here`."""
        first, after = (_instant(day, minutes, here.timezone) for minutes in (0, 1440))
        estimate = estimate_leg(here, there)
        free = self._departures(here.timezone, day)
        for leg in self._legs.get((here.id, there.id), ()):
            left = None if leg.seats is None else leg.seats - taken.get((leg.id, day), 0)
            if not leg.runs(day) or (left is not None and left < travellers):
                continue
            for start, end in _times(leg, here, there, day, free, estimate.minutes):
                if first <= start < after:
                    yield start, end, leg, leg.mode
        for start in free:
            yield start, start + max(SHORTEST, estimate.minutes), None, estimate.mode

    def _departures(self, zone: str, day: date) -> list[int]:
        """Every quarter of an hour of `day`."""
        key = (zone, day)
        if key not in self._instants:
            moments = (_instant(day, minutes, zone) for minutes in range(0, 1440, STEP))
            self._instants[key] = list(dict.fromkeys(moments))
        return self._instants[key]

    def _hardship(
        self,
        here: Host,
        there: Host,
        day: date,
        start: int,
        end: int,
        leg: Leg | None,
        observances: Mapping[str, int],
        opens: int,
        due: int | None = None,
        travellers: int = 1,
    ) -> Hardship:
        midnight = _instant(day, 0, here.timezone)
        last = _instant(day, self._arrive_by, there.timezone)
        awaited = last if due is None else _instant(day, due, there.timezone)
        literal = doubtful = 0
        for observance, people in observances.items():
            literal += people * self._overlap(there, day, observance, start, end)
            doubtful += people * self._overlap(here, day, observance, start, end)
        early = max(0, midnight + opens - start)
        fare = 0.0 if leg is None else float(leg.cost_per_person.units) / 1000
        return Hardship(
            broken=(end > last) + (end > awaited) + (literal > 0),
            amount=literal,
            overnight=int(end >= _instant(day, 1440, there.timezone)),
            doubtful=doubtful,
            night=max(0, midnight + EARLIEST - start),
            late=max(0, end - min(last, awaited)),
            estimated=int(leg is None),
            price=max(1, travellers) * (self._fare * fare + EARLY * self._early * early),
            early=early,
        )

    def _overlap(self, host: Host, day: date, observance: str, start: int, end: int) -> int:
        """Minutes of `start` to `end` in the hours that `observance` keeps free at `host`."""
        spans = self._spans(host, day, observance)
        return sum(max(0, min(end, b) - max(start, a)) for a, b in spans)

    def _spans(self, host: Host, day: date, observance: str) -> list[tuple[int, int]]:
        """Hours around `day` that `observance` keeps free at `host`, as instants."""
        key = (host.id, day, observance)
        if key not in self._kept:
            margin = SUNSET_MARGIN if observance == "sabbath" else 0
            begins, ends = _instant(day, 0, host.timezone), _instant(day, 2160, host.timezone)
            spans = []
            for shift in (-1, 0, 1):
                there = day + timedelta(days=shift)
                for opens, closes in intervals(
                    observance, there, host.latitude, host.longitude, host.timezone
                ):
                    first = _instant(there, opens, host.timezone) - (margin if opens > 0 else 0)
                    last = _instant(there, closes, host.timezone) + (margin if closes < 1440 else 0)
                    if first < ends and last > begins:
                        spans.append((first, last))
            self._kept[key] = spans
        return self._kept[key]


def feasible(
    programme: Programme, origin: str, destination: str, day: date, observances: frozenset[str]
) -> bool:
    """Whether people with `observances` can go from `origin` to `destination` on `day`.

    They arrive by 20:00 and travel in no hours that an observance of theirs keeps free, by the
    local time of either end.
    """
    known = observances & frozenset(OBSERVANCES)
    return Timetable(programme).difficulty(origin, destination, day, known) == 0


def _weight(programme: Programme, rule_id: str) -> float:
    """What the rule costs for each unit; nothing where it is off."""
    rule = setting(programme, rule_id)
    return 0.0 if rule.level == "off" else rule.weight


def _minutes(text: str) -> int:
    """Minutes after midnight of ``HH:MM``; 20:00 where `text` is no such time."""
    try:
        return minutes_of(time.fromisoformat(text))
    except ValueError:
        return 20 * 60


def _times(
    leg: Leg, here: Host, there: Host, day: date, free: list[int], estimated: int
) -> Iterable[tuple[int, int]]:
    """Start and end of `leg` on `day`; with neither end given, any departure of `free`."""
    length = leg.minutes if leg.minutes is not None else estimated
    start = None if leg.departs is None else _instant(day, minutes_of(leg.departs), here.timezone)
    end: int | None = None
    if isinstance(leg.arrives, datetime):
        end = _instant(leg.arrives.date(), minutes_of(leg.arrives), there.timezone)
    elif leg.arrives is not None:
        end = _instant(day, minutes_of(leg.arrives), there.timezone)
        if start is not None and end <= start:
            end = _instant(day + timedelta(days=1), minutes_of(leg.arrives), there.timezone)
    if start is None and end is None:
        return [(moment, moment + length) for moment in free]
    if start is None and end is not None:
        return [(end - length, end)]
    assert start is not None
    return [(start, end if end is not None and end > start else start + length)]


@lru_cache(maxsize=65536)
def _instant(day: date, minutes: int, zone: str) -> int:
    """Minutes since the epoch of the local time `minutes` after the midnight of `day`."""
    return int((localise(at(day, minutes), zone) - _EPOCH).total_seconds()) // 60


def _local(instant: int, zone: str) -> datetime:
    """The aware local time of `instant` in `zone`."""
    return (_EPOCH + timedelta(minutes=instant)).astimezone(ZoneInfo(zone))
