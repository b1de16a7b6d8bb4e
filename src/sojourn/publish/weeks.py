"""A group's days side by side: what is drawn where in the grid of a week at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from sojourn.model import Event, Group, days_between
from sojourn.publish.agenda import KIND_NAMES, Agenda

DAYS_IN_A_ROW = 7
"""Columns of a grid; longer phases continue below."""
SHORTEST = 20
"""Minutes that a block is drawn high at least."""
MANY = 2
"""Events of one kind at the same time beyond which they are drawn as one block."""
JOINED = 45
"""Minutes between two one-to-one meetings below which they are drawn as one block."""


@dataclass(frozen=True)
class Block:
    """Something drawn: `first` and `last` in minutes after the midnight of `day`."""

    day: date
    first: int
    last: int
    kind: str
    clock: str
    title: str
    place: str = ""
    lines: tuple[str, ...] = ()
    lane: int = 0
    wide: int = 1
    """Lanes that it stretches over."""


@dataclass(frozen=True)
class Column:
    """A day: its heading, and how many lanes its blocks need."""

    day: date
    city: str
    move: bool
    blocks: tuple[Block, ...]
    lanes: int
    start: int
    """The first grid column (1-based) of the day."""


@dataclass(frozen=True)
class Row:
    """A stretch of time: its minutes, and its label where a full hour begins."""

    number: int
    minutes: int
    label: str = ""


@dataclass(frozen=True)
class Week:
    """A grid: columns of days, rows of times, and which row a minute begins."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_of: Mapping[int, int] = field(default_factory=dict)

    @property
    def lanes(self) -> int:
        """Grid columns of all days together."""
        return sum(column.lanes for column in self.columns)

    @property
    def template(self) -> str:
        """The heights of the rows for ``grid-template-rows``; ``--m`` is that of a minute."""
        return " ".join(f"minmax(calc({row.minutes}*var(--m)),auto)" for row in self.rows)

    @property
    def widths(self) -> str:
        """The widths of the columns for ``grid-template-columns``, days being equally wide."""
        return " ".join(
            f"repeat({column.lanes},minmax(0,{60 / column.lanes:g}fr))" for column in self.columns
        )


def weeks(agenda: Agenda, group: Group) -> tuple[Week, ...]:
    """The grids of a group: one for at most seven days each."""
    if not group.stops:
        return ()
    days = days_between(group.stops[0].starts, max(stop.ends for stop in group.stops))
    by_day = agenda.by_day(agenda.events_around(group))
    spans = [days[i : i + DAYS_IN_A_ROW] for i in range(0, len(days), DAYS_IN_A_ROW)]
    return tuple(_week(agenda, group, span, by_day) for span in spans)


def _week(
    agenda: Agenda, group: Group, days: Sequence[date], by_day: Mapping[date, tuple[Event, ...]]
) -> Week:
    moves = {stop.starts for stop in group.stops}
    columns: list[Column] = []
    start = 2
    for day in days:
        blocks, lanes = _in_lanes(_blocks(agenda, day, by_day.get(day, ())))
        city = agenda.city(group.host_on(day))
        columns.append(Column(day, city, day in moves, blocks, lanes, start))
        start += lanes
    rows, row_of = _rows([block for column in columns for block in column.blocks])
    return Week(tuple(columns), rows, row_of)


def _rows(blocks: Sequence[Block]) -> tuple[tuple[Row, ...], Mapping[int, int]]:
    """Rows between all times at which something begins or ends, and all full hours."""
    first = min([block.first for block in blocks], default=540) // 60 * 60
    last = -(-max([block.last for block in blocks], default=1080) // 60) * 60
    times = sorted(
        {*range(first, last + 1, 60), *(t for block in blocks for t in (block.first, block.last))}
    )
    rows = tuple(
        Row(
            number,
            after - time,
            f"{time // 60:02d}:00" if time % 60 == 0 else "",
        )
        for number, (time, after) in enumerate(pairwise(times), 2)
    )
    return rows, {time: number for number, time in enumerate(times, 2)}


def _blocks(agenda: Agenda, day: date, events: Iterable[Event]) -> list[Block]:
    """The blocks of a day in order of time."""
    held = tuple(events)
    meetings = [event for event in held if event.kind == "meeting"]
    others = [event for event in held if event.kind != "meeting"]
    blocks = list(_meeting_blocks(agenda, day, meetings))
    for cluster in _clusters(agenda, others):
        if len(cluster) > MANY or (len(cluster) > 1 and cluster[0].kind == "session"):
            blocks.append(_many(agenda, day, cluster))
        else:
            blocks += [_single(agenda, day, event) for event in cluster]
    return sorted(blocks, key=lambda block: (block.first, -block.last, block.title))


def _clusters(agenda: Agenda, events: Sequence[Event]) -> Iterator[tuple[Event, ...]]:
    """Events of one kind that overlap each other, directly or through others."""
    by_kind: dict[str, list[Event]] = {}
    for event in events:
        by_kind.setdefault(event.kind, []).append(event)
    for same in by_kind.values():
        cluster: list[Event] = []
        until: datetime | None = None
        for event in same:
            starts, ends = agenda.local(event)
            if until is not None and starts >= until:
                yield tuple(cluster)
                cluster = []
            until = max(until, ends) if cluster and until is not None else ends
            cluster.append(event)
        if cluster:
            yield tuple(cluster)


def _minutes(day: date, moment: datetime) -> int:
    return int((moment - datetime.combine(day, datetime.min.time())).total_seconds()) // 60


def _span(agenda: Agenda, day: date, events: Iterable[Event]) -> tuple[int, int]:
    """First and last minute of `events` on `day`, within the day and not too short."""
    spans = [agenda.local(event) for event in events]
    first = max(0, _minutes(day, min(starts for starts, _ in spans)))
    last = max(_minutes(day, max(ends for _, ends in spans)), first + SHORTEST)
    return min(first, 1440 - SHORTEST), min(last, 1440)


def _single(agenda: Agenda, day: date, event: Event) -> Block:
    first, last = _span(agenda, day, [event])
    lines = []
    if event.participants:
        lines.append(_people(len(agenda.participants_at[event.id])))
    return Block(
        day,
        first,
        last,
        event.kind,
        clock_span(agenda, event),
        event.title or KIND_NAMES.get(event.kind, event.kind),
        "" if event.filler else _short_place(agenda, event),
        tuple(lines),
    )


def _many(agenda: Agenda, day: date, events: Sequence[Event]) -> Block:
    """Several events of one kind at the same time, listed in one block."""
    first, last = _span(agenda, day, events)
    kind = events[0].kind
    names = {"session": "sessions at the same time", "travel": "journeys"}
    lines = []
    for event in events:
        starts, ends = agenda.local(event)
        if kind == "travel":
            origin = agenda.city(agenda.origin(event)) or event.title
            lines.append(f"{origin} {starts:%H:%M}–{ends:%H:%M} ({_count(agenda, event)})")
        else:
            lines.append(f"{event.title} ({_count(agenda, event)})")
    title = f"{len(events)} {names.get(kind, KIND_NAMES.get(kind, kind).lower())}"
    return Block(day, first, last, kind, _clock(first, last), title, "", tuple(lines))


def _count(agenda: Agenda, event: Event) -> int:
    return len(agenda.participants_at[event.id])


def _people(number: int) -> str:
    return f"{number} participant{'' if number == 1 else 's'}"


def _meeting_blocks(agenda: Agenda, day: date, meetings: Sequence[Event]) -> Iterator[Block]:
    """One-to-one meetings that follow each other, as one block."""
    run: list[Event] = []
    until: datetime | None = None
    for meeting in meetings:
        starts, ends = agenda.local(meeting)
        if until is not None and starts - until > timedelta(minutes=JOINED):
            yield _meeting_block(agenda, day, run)
            run = []
        until = ends if until is None else max(until, ends)
        run.append(meeting)
    if run:
        yield _meeting_block(agenda, day, run)


def _meeting_block(agenda: Agenda, day: date, run: Sequence[Event]) -> Block:
    first, last = _span(agenda, day, run)
    people = {person for event in run for person in event.participants}
    counterparts = {person for event in run for person in event.counterparts}
    title = f"{len(run)} one-to-one meeting{'' if len(run) == 1 else 's'}"
    line = f"{_people(len(people))}, {len(counterparts)} counterpart"
    return Block(
        day,
        first,
        last,
        "meeting",
        _clock(first, last),
        title,
        "",
        (line + ("" if len(counterparts) == 1 else "s"),),
    )


def _short_place(agenda: Agenda, event: Event) -> str:
    """The place without the city, which heads the day."""
    if event.kind == "travel":
        return ""
    city = agenda.city(event.host)
    return agenda.where(event).removesuffix(city).rstrip(", ")


def _clock(first: int, last: int) -> str:
    return f"{first // 60:02d}:{first % 60:02d}–{last // 60:02d}:{last % 60:02d}"


def clock_span(agenda: Agenda, event: Event) -> str:
    """``09:30–11:00``; a journey between zones names both."""
    starts, ends = agenda.local(event)
    zones = agenda.zone_names(event)
    later = f" (+{(ends.date() - starts.date()).days})" if ends.date() != starts.date() else ""
    if zones[0] == zones[1]:
        return f"{starts:%H:%M}–{ends:%H:%M}{later}"
    return f"{starts:%H:%M} {zones[0]}–{ends:%H:%M}{later} {zones[1]}"


def _in_lanes(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], int]:
    """`blocks` in lanes side by side where they overlap, and how many lanes there are."""
    free_from: list[int] = []
    placed = []
    for block in blocks:
        lane = next((n for n, time in enumerate(free_from) if time <= block.first), len(free_from))
        if lane == len(free_from):
            free_from.append(0)
        free_from[lane] = block.last
        placed.append(replace(block, lane=lane))
    lanes = max(1, len(free_from))
    return tuple(replace(b, wide=_free_lanes(b, placed, lanes)) for b in placed), lanes


def _free_lanes(block: Block, placed: Sequence[Block], lanes: int) -> int:
    """Lanes from the block's own to the right in which nothing happens meanwhile."""
    beside = [
        other.lane
        for other in placed
        if other.lane > block.lane and other.first < block.last and block.first < other.last
    ]
    return min([*beside, lanes]) - block.lane
