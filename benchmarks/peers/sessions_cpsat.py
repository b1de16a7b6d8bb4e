"""CP-SAT on one model of a whole conference: starts, rooms and places at once.

Each session has a start, a room, and an interval in that room; two sessions follow each other or
do not, and who has a place in both needs that they do. One lunch a day is common to all, and how
long interpreters work is left out. It begins at a plan of times and rooms made session by session,
without places.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.peers.cpsat import solver_of, timed
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

    built = _Model(conference)
    solver = solver_of(seconds, workers, seed)
    solved, spent = timed(solver, built.model)
    if not solved:
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
        self.room: dict[tuple[str, str | None], Any] = {}
        self.follow: dict[tuple[str, str], Any] = {}
        for session in self.sessions:
            self._session(session)
        self._apart()
        self._lunch()
        self.optional = tuple(s for s in self.sessions if not s.required)
        known = [
            self.plain.get(s.id)
            or Placement(s, self.freedom[s.id].starts[0], self.freedom[s.id].rooms[0])
            for s in self.sessions
        ]
        held = Held(conference, tuple(known), ())
        self.attendance: Attendance = held.attendance
        self.column = {p.session.id: j for j, p in enumerate(self.attendance.optional)}
        self.place: dict[tuple[int, str], Any] = {}
        terms = self._places()
        self.model.maximize(sum(terms) + round(self.attendance.settled * UNIT))

    def _session(self, session: Session) -> None:
        """Its start and its room."""
        from ortools.sat.python import cp_model

        model, free, first = self.model, self.freedom[session.id], self.plain.get(session.id)
        start = model.new_int_var_from_domain(cp_model.Domain.from_values(free.starts), session.id)
        self.start[session.id] = start
        model.add_hint(start, first.starts if first is not None else free.starts[0])
        for room in free.rooms:
            chosen = self.room[session.id, room] = model.new_bool_var(f"{session.id} {room}")
            model.add_hint(chosen, first is not None and first.room == room)
        model.add_exactly_one([self.room[session.id, room] for room in free.rooms])

    def _apart(self) -> None:
        """Whether two sessions follow each other; those for everyone and of a speaker do."""
        for one, other in combinations(self.sessions, 2):
            apart = self.model.new_bool_var("")
            self.follow[one.id, other.id] = self.follow[other.id, one.id] = apart
            before = self.model.new_bool_var("")
            way = self._way(one, other)
            first, second = self.start[one.id], self.start[other.id]
            self.model.add(second >= first + one.minutes + way).only_enforce_if(apart, before)
            self.model.add(first >= second + other.minutes + way).only_enforce_if(
                apart, before.negated()
            )
            if one.required or other.required or set(one.speakers) & set(other.speakers):
                self.model.add_bool_or([apart])
        by_room: dict[str, list[Any]] = defaultdict(list)
        minutes = {s.id: s.minutes for s in self.sessions}
        for (name, room), chosen in self.room.items():
            if room is not None:
                interval = self.model.new_optional_fixed_size_interval_var(
                    self.start[name], minutes[name], chosen, ""
                )
                by_room[room].append(interval)
        for intervals in by_room.values():
            self.model.add_no_overlap(intervals)

    def _way(self, one: Session, other: Session) -> Any:
        """Minutes from one session to another: the longest way, where their rooms are apart."""
        place, gap = self.conference.place, self.conference.gap
        rooms = [
            (here, there, gap(place(here), place(there)))
            for here in self.freedom[one.id].rooms
            for there in self.freedom[other.id].rooms
        ]
        longest = max(minutes for *_, minutes in rooms)
        if not longest:
            return 0
        moved = self.model.new_bool_var("")
        for here, there, minutes in rooms:
            if minutes:
                both = [self.room[one.id, here], self.room[other.id, there]]
                self.model.add_bool_or([*(b.negated() for b in both), moved])
        return longest * moved

    def _lunch(self) -> None:
        """One lunch a day, common to all."""
        lunch = self.conference.phase.day.lunch
        for day in range(len(self.conference.phase.days)):
            shift = day * MINUTES_A_DAY
            when = self.model.new_int_var(
                shift + lunch.earliest, shift + lunch.latest - lunch.minutes, ""
            )
            for session in self.sessions:
                before = self.model.new_bool_var("")
                start = self.start[session.id]
                self.model.add(when >= start + session.minutes).only_enforce_if(before)
                self.model.add(start >= when + lunch.minutes).only_enforce_if(before.negated())

    def _places(self) -> list[Any]:
        """Places and what they are worth."""
        attendance, model = self.attendance, self.model
        terms: list[Any] = []
        stuck = [s for s in self.conference.people if STEP_FREE in s.access]
        number = {p.id: i for i, p in enumerate(self.conference.people)}
        for i in range(len(self.conference.people)):
            for session in self.optional:
                place = self.place[i, session.id] = model.new_bool_var("")
                flat = float(attendance.flat[i, self.column[session.id]])
                terms.append(round(flat * UNIT) * place)
            for one, other in combinations(self.optional, 2):
                both = self.place[i, one.id], self.place[i, other.id]
                follow = self.follow[one.id, other.id]
                model.add_bool_or([*(b.negated() for b in both), follow])
            terms += self._themes(i)
        for person in stuck:
            for (name, room), chosen in self.room.items():
                known = self.conference.programme.room.get(room or "")
                if known is not None and known.step_free is False and name in self.column:
                    model.add_at_most_one(chosen, self.place[number[person.id], name])
        heard: dict[str, list[tuple[Session, Any]]] = defaultdict(list)
        for session in self.optional:
            terms += self._seats(session, heard)
        self._teams(heard)
        self._absent()
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

    def _seats(
        self, session: Session, everywhere: dict[str, list[tuple[Session, Any]]]
    ) -> list[Any]:
        """Rooms with booths and interpreters, the capacity, and the price of emptiness."""
        attendance, model = self.attendance, self.model
        programme = self.conference.programme
        here = [self.place[i, session.id] for i in range(len(self.conference.people))]
        rooms = [(r, c) for (name, r), c in self.room.items() if name == session.id and r]
        heard = []
        for language, who in attendance.hearers.items():
            hears = model.new_bool_var("")
            for i in np.flatnonzero(who).tolist():
                model.add_implication(self.place[i, session.id], hears)
            heard.append((language, hears))
            everywhere[language].append((session, hears))
        size = attendance.interpreters.team_size
        staff = sum(size(language) * hears for language, hears in heard)
        if rooms:
            model.add(sum(here) + staff <= sum(programme.room[r].capacity * c for r, c in rooms))
        if heard and rooms:
            booths = sum(programme.room[r].booths * c for r, c in rooms)
            model.add(sum(hears for _, hears in heard) <= booths)
        if session.capacity is not None:
            model.add(sum(here) <= session.capacity)
        short = model.new_int_var(0, attendance.prices.least, "")
        model.add(sum(here) + short >= attendance.prices.least)
        costs = [-round(attendance.prices.hearing * UNIT) * hears for _, hears in heard]
        return [*costs, -round(attendance.prices.empty * UNIT) * short]

    def _teams(self, heard: dict[str, list[tuple[Session, Any]]]) -> None:
        """The teams of a language are in so many places at once."""
        for language, sessions in heard.items():
            days = range(len(self.conference.phase.days))
            teams = max(self.attendance.interpreters.teams(language, day) for day in days)
            intervals = [
                self.model.new_optional_fixed_size_interval_var(
                    self.start[session.id], session.minutes, hears, ""
                )
                for session, hears in sessions
            ]
            if teams:
                self.model.add_cumulative(intervals, [1] * len(intervals), teams)

    def _absent(self) -> None:
        """Who is not there, or keeps something free, has no place at such a start."""
        for i, person in enumerate(self.conference.people):
            late = person.arrives is not None or person.departs is not None
            if not late and person.id not in self.conference.faith:
                continue
            for session in self.optional:
                starts = self.freedom[session.id].starts
                good = [
                    start
                    for start in starts
                    if self.conference.free_for(person, (start, start + session.minutes))
                ]
                if len(good) < len(starts):
                    self._only_at(self.place[i, session.id], session, good)

    def _only_at(self, place: Any, session: Session, starts: list[int]) -> None:
        from ortools.sat.python import cp_model

        if not starts:
            self.model.add(place == 0)
            return
        domain = cp_model.Domain.from_values(starts)
        allowed = self.model.add_linear_expression_in_domain(self.start[session.id], domain)
        allowed.only_enforce_if(place)

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
