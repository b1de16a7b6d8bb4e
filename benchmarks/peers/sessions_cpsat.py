"""CP-SAT on one model of a whole conference: starts, rooms and places at once.

Each session has a start, a room, and an interval in that room; each place is an optional interval
of its person, no two of which overlap. One lunch a day is common to all, sessions in a distant
room are kept clear of all others by the way there, and how long interpreters work is left out. It
begins at a plan of times and rooms made session by session, without places.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sojourn.engine.run import StageRun
from sojourn.engine.sessions.attendance import Attendance
from sojourn.engine.sessions.conference import Conference
from sojourn.engine.sessions.held import Held
from sojourn.engine.sessions.options import STEP_FREE, Placement
from sojourn.engine.sessions.placing import Placing
from sojourn.engine.sessions.whole import pieces
from sojourn.model import MINUTES_A_DAY, Session

UNIT = 100
"""Units of the objective in a point."""
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class PeerSessions:
    """Times and rooms with places (people x sessions by choice), or None; value, bound, seconds.

    The bound is that of the peer's own model.
    """

    placements: tuple[Placement, ...] | None
    chosen: Flags | None
    value: float | None
    bound: float | None
    seconds: float


def solve(conference: Conference, seconds: float, workers: int, seed: int) -> PeerSessions:
    """The best plan of CP-SAT in `seconds`, which do not count the building of the model."""
    from ortools.sat.python import cp_model

    built = _Model(conference)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    began = time.perf_counter()
    status = solver.solve(built.model)
    spent = time.perf_counter() - began
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return PeerSessions(None, None, None, None, spent)
    placements, chosen = built.plan(solver)
    value = solver.objective_value / UNIT
    return PeerSessions(placements, chosen, value, solver.best_objective_bound / UNIT, spent)


class _Model:
    def __init__(self, conference: Conference) -> None:
        from ortools.sat.python import cp_model

        self.conference = conference
        self.model: Any = cp_model.CpModel()
        self.sessions = conference.programme.sessions_of[conference.phase.id]
        placing = Placing(conference, self.sessions, ())
        self.freedom = placing.freedom()
        plain, _ = placing.solve(StageRun("sessions", 1, iterations=0))
        self.plain = {p.session.id: p for p in plain}
        self.horizon = MINUTES_A_DAY * len(conference.phase.days)
        self.start: dict[str, Any] = {}
        self.room: dict[tuple[str, str], Any] = {}
        self.interval: dict[str, Any] = {}
        for session in self.sessions:
            self._session(session)
        self._apart()
        self._lunch()
        self.optional = tuple(s for s in self.sessions if not s.required)
        held = Held(conference, plain, ())
        self.attendance: Attendance = held.attendance
        self.column = {p.session.id: j for j, p in enumerate(self.attendance.optional)}
        self.place: dict[tuple[int, str], Any] = {}
        terms = self._places()
        self.model.maximize(sum(terms) + round(self.attendance.settled * UNIT))

    def _session(self, session: Session) -> None:
        """Start, rooms, and the interval, padded by the way to a distant room."""
        from ortools.sat.python import cp_model

        model, conference = self.model, self.conference
        free = self.freedom[session.id]
        first = self.plain.get(session.id)
        start = model.new_int_var_from_domain(cp_model.Domain.from_values(free.starts), session.id)
        self.start[session.id] = start
        model.add_hint(start, first.starts if first is not None else free.starts[0])
        ways = []
        for room in free.rooms:
            if room is None:
                continue
            chosen = self.room[session.id, room] = model.new_bool_var(f"{session.id} {room}")
            model.add_hint(chosen, first is not None and first.room == room)
            far = conference.gap(room, conference.host.id)
            if far:
                ways.append(far * chosen)
        rooms = [self.room[session.id, r] for r in free.rooms if r is not None]
        model.add_exactly_one(rooms)
        pad = model.new_int_var(0, 240, "")
        model.add(pad == (sum(ways) if ways else 0))
        begin = model.new_int_var(-240, self.horizon + 240, "")
        end = model.new_int_var(-240, self.horizon + 240, "")
        size = model.new_int_var(0, self.horizon, "")
        model.add(begin == start - pad)
        model.add(end == start + session.minutes + pad)
        self.edges = getattr(self, "edges", {})
        self.edges[session.id] = (begin, size, end)
        self.interval[session.id] = model.new_interval_var(begin, size, end, "")

    def _apart(self) -> None:
        """Sessions for everyone, speakers and rooms have one thing at a time."""
        speaking: dict[str, list[str]] = defaultdict(list)
        for session in self.sessions:
            for speaker in session.speakers:
                speaking[speaker].append(session.id)
        for names in speaking.values():
            if len(names) > 1:
                self.model.add_no_overlap([self.interval[name] for name in names])
        needed = [s for s in self.sessions if s.required]
        if needed:
            self.model.add_no_overlap([self.interval[s.id] for s in needed])
        for session in self.sessions:
            for other in needed:
                if not session.required:
                    pair = [self.interval[session.id], self.interval[other.id]]
                    self.model.add_no_overlap(pair)
        by_room: dict[str, list[Any]] = defaultdict(list)
        minutes = {s.id: s.minutes for s in self.sessions}
        for (name, room), chosen in self.room.items():
            length = minutes[name]
            by_room[room].append(
                self.model.new_optional_fixed_size_interval_var(
                    self.start[name], length, chosen, ""
                )
            )
        for intervals in by_room.values():
            self.model.add_no_overlap(intervals)

    def _lunch(self) -> None:
        """One lunch a day, common to all."""
        lunch = self.conference.phase.day.lunch
        for day in range(len(self.conference.phase.days)):
            shift = day * MINUTES_A_DAY
            when = self.model.new_int_var(
                shift + lunch.earliest, shift + lunch.latest - lunch.minutes, ""
            )
            meal = self.model.new_fixed_size_interval_var(when, lunch.minutes, "")
            for session in self.sessions:
                self.model.add_no_overlap([meal, self.interval[session.id]])

    def _places(self) -> list[Any]:
        """Places and what they are worth."""
        attendance, model = self.attendance, self.model
        terms: list[Any] = []
        stuck = [s for s in self.conference.people if STEP_FREE in s.access]
        number = {p.id: i for i, p in enumerate(self.conference.people)}
        for i in range(len(self.conference.people)):
            own = []
            for session in self.optional:
                place = self.place[i, session.id] = model.new_bool_var("")
                own.append(model.new_optional_interval_var(*self.edges[session.id], place, ""))
                flat = float(attendance.flat[i, self.column[session.id]])
                terms.append(round(flat * UNIT) * place)
            model.add_no_overlap(own)
            terms += self._themes(i)
        for person in stuck:
            for (name, room), chosen in self.room.items():
                if self.conference.programme.room[room].step_free is False and name in self.column:
                    model.add_at_most_one(chosen, self.place[number[person.id], name])
        for session in self.optional:
            terms += self._seats(session)
        return terms

    def _themes(self, i: int) -> list[Any]:
        """Points of themes and objectives for one person."""
        attendance, model = self.attendance, self.model
        terms = []
        for t in range(len(attendance.themes)):
            interest = attendance.prices.fit * float(attendance.interest[i, t])
            weights = attendance.weights[:, t]
            about = [s for s in self.optional if weights[self.column[s.id]] > 0]
            if interest <= 0 or not about:
                continue
            met = sum(round(weights[self.column[s.id]]) * self.place[i, s.id] for s in about)
            parts = []
            most = float(sum(weights[self.column[s.id]] for s in about))
            for slope, width in pieces(float(attendance.base[i, t]), most, True):
                part = model.new_int_var(0, max(1, int(width)), "")
                parts.append(part)
                terms.append(round(interest * slope * UNIT) * part)
            model.add(sum(parts) <= met)
        for k in range(attendance.meets.shape[1]):
            wanted = int(attendance.wanted[i, k])
            about = [s for s in self.optional if attendance.meets[self.column[s.id], k]]
            if wanted and about:
                times = model.new_int_var(0, wanted, "")
                model.add(times <= sum(self.place[i, s.id] for s in about))
                terms.append(round(attendance.prices.objective * UNIT) * times)
        return terms

    def _seats(self, session: Session) -> list[Any]:
        """Rooms with booths and interpreters, the capacity, and the price of emptiness."""
        attendance, model = self.attendance, self.model
        programme = self.conference.programme
        here = [self.place[i, session.id] for i in range(len(self.conference.people))]
        rooms = [(r, c) for (name, r), c in self.room.items() if name == session.id]
        heard = []
        for language, who in attendance.hearers.items():
            hears = model.new_bool_var("")
            for i in np.flatnonzero(who).tolist():
                model.add_implication(self.place[i, session.id], hears)
            heard.append((language, hears))
        size = attendance.interpreters.team_size
        staff = sum(size(language) * hears for language, hears in heard)
        model.add(sum(here) + staff <= sum(programme.room[r].capacity * c for r, c in rooms))
        if heard:
            booths = sum(programme.room[r].booths * c for r, c in rooms)
            model.add(sum(hears for _, hears in heard) <= booths)
        if session.capacity is not None:
            model.add(sum(here) <= session.capacity)
        short = model.new_int_var(0, attendance.prices.least, "")
        model.add(sum(here) + short >= attendance.prices.least)
        costs = [-round(attendance.prices.hearing * UNIT) * hears for _, hears in heard]
        return [*costs, -round(attendance.prices.empty * UNIT) * short]

    def plan(self, solver: Any) -> tuple[tuple[Placement, ...], Flags]:
        """Times, rooms and places of the solution."""
        placements = []
        for session in self.sessions:
            room = next(
                r for (n, r), c in self.room.items() if n == session.id and solver.boolean_value(c)
            )
            placements.append(Placement(session, solver.value(self.start[session.id]), room))
        optional = [p.session.id for p in placements if not p.session.required]
        chosen = np.zeros((len(self.conference.people), len(optional)), dtype=bool)
        for (i, name), place in self.place.items():
            chosen[i, optional.index(name)] = solver.boolean_value(place)
        return tuple(placements), chosen


def starting(placements: Sequence[Placement]) -> list[list[object]]:
    """Placements as plain rows: session, start, room."""
    return [[p.session.id, p.starts, p.room] for p in placements]
