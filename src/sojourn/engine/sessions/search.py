"""Times, rooms and places together: what matters in the end is what places are worth to people.

A relaxation tells what each session would be worth to whom, whenever it is; times and rooms are
searched by that; places are given for the best of them; and what they tell of prices and of what
people have already leads the next search.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sojourn.engine.run import StageRun
from sojourn.engine.sessions.agenda import Agenda
from sojourn.engine.sessions.attendance import Attendance, Floats
from sojourn.engine.sessions.conference import Conference
from sojourn.engine.sessions.held import Held
from sojourn.engine.sessions.interest import points
from sojourn.engine.sessions.options import Placement
from sojourn.engine.sessions.places import Places, give_places, polished
from sojourn.engine.sessions.placing import Placing
from sojourn.engine.sessions.relaxed import AnyTime, widest
from sojourn.engine.sessions.timetable import HOT, Timetable
from sojourn.engine.sessions.whole import Relaxation, Whole
from sojourn.model import Event, Session

ROUNDS, MOST_ROUNDS = 8, 10_000
"""Searches for times and rooms, in runs limited by iterations and by time."""
CYCLE = 4
"""One search in so many goes far, the others stay near the best times and rooms."""
MOVES, NEAR_MOVES = 150, 8
"""Moves of a search that goes far, and of one that stays near, for each session to be placed."""
NEAR_HOT = 0.02
"""How hot a search begins that stays near."""
MOST_MOVES = 100_000
"""Moves of one search, at most."""
PROVABLE = 5_000
"""Places up to which a relaxation is made whole for a proof."""
NEARLY = 0.01
"""A gap, as a part of the bound, that is proved before times and rooms are searched."""
KEPT = 0.3
"""The part of the time that is kept for the last places and the proof."""
CLOSE = 1e-7
"""A part of a value that counts as nothing."""
OBJECTIVE_SHARE = 0.3
"""The part of an objective's price that a session among others which meet it counts."""
DISPLACED = 0.25
"""What a place is worth that a room is too small for, beside the same person's next best."""


@dataclass(frozen=True)
class SessionsResult:
    """The sessions of one phase as events without ids, their value and a proven bound of it.

    The value is in points of what people meet in sessions (interests, objectives), less what is
    nearly empty. The bound is that of all plans in which each session is in a room, where it can
    be in one, and those for everyone are held and parallel to no other.
    """

    events: tuple[Event, ...]
    value: float
    bound: float | None


@dataclass(frozen=True)
class _Found:
    """A placement, its events' makings, and its places."""

    placements: tuple[Placement, ...]
    held: Held
    places: Places
    value: float

    @property
    def rank(self) -> tuple[int, float]:
        """More sessions held, then more points, are better."""
        return len(self.placements), self.value


class Search:
    """The search for the sessions of one conference."""

    def __init__(
        self,
        conference: Conference,
        sessions: Sequence[Session],
        taken: Sequence[Event],
        run: StageRun,
    ) -> None:
        self.conference = conference
        self.sessions = tuple(sessions)
        self.taken = tuple(taken)
        self.run = run
        self.placing = Placing(conference, sessions, taken)
        self.freedom = self.placing.freedom()
        self.rng = random.Random(run.seed)

    def result(self) -> SessionsResult:
        """The best sessions found."""
        placements, _ = self.placing.solve(self.run)
        if not any(f.movable for f in self.freedom.values()):
            best = self._polished(self._found(placements))
            return self._told(best, best.places.bound)
        wide = self._widest()
        whole = Whole(wide)
        relaxed = whole.relaxation(self.run, 0.5 * self.run.seconds_left())
        best = self._found(placements, quick=True)
        if relaxed is None:
            return self._told(self._polished(best), None)
        bound = relaxed.bound
        self.run.report(best.value, bound)
        if bound - best.value <= NEARLY * abs(bound):
            best = self._polished(best)
            bound, relaxed = self._proved(whole, best, relaxed)
        if not _met(best, bound):
            found = self._improved(best, wide, relaxed, bound)
            if not self.run.stopped():
                again = self._found(found.placements)
                found = again if again.value > found.value else found
            self.run.report(found.value, bound)
            found = self._polished(found)
            best = found if found.rank > best.rank else best
            bound = min(bound, self._proved(whole, best, relaxed)[0])
        return self._told(best, bound)

    def _told(self, best: _Found, bound: float | None) -> SessionsResult:
        """What is found, as events."""
        bound = None if bound is None else round(max(bound, best.value), 6)
        events = best.held.events(best.places.chosen)
        return SessionsResult(events, round(best.value, 6), bound)

    def _found(self, placements: Sequence[Placement], quick: bool = False) -> _Found:
        """Places at the times and in the rooms of `placements`."""
        ordered = self._ordered(placements)
        held = Held(self.conference, ordered, self.taken)
        places = give_places(held.attendance, self.run, quick)
        lacking = self._lacking(held.attendance, placements)
        return _Found(ordered, held, places, places.value - lacking)

    def _ordered(self, placements: Sequence[Placement]) -> tuple[Placement, ...]:
        """By start, then as in the table."""
        order = self.placing.number
        return tuple(sorted(placements, key=lambda p: (p.starts, order[p.session.id])))

    def _lacking(self, attendance: Attendance, placements: Sequence[Placement]) -> float:
        """The price of sessions by choice that could be held and are not."""
        there = {p.session.id for p in placements}
        out = [
            s
            for s in self.sessions
            if not s.required and s.id not in there and self.freedom[s.id].starts
        ]
        return attendance.prices.empty * attendance.prices.least * len(out)

    def _widest(self) -> AnyTime:
        """Places at any time and in any room that is possible."""
        immovable = [p for p in self.placing.fixed() if not self.freedom[p.session.id].movable]
        held = Held(self.conference, tuple(p for p in immovable if p.session.required), self.taken)
        optional = tuple(s for s in self.sessions if not s.required)
        fixed = tuple(p for p in self.placing.fixed() if not p.session.required)
        fixed = tuple(p for p in fixed if self.freedom[p.session.id].starts)
        loose = tuple(s for s in self.sessions if s.required and self.freedom[s.id].movable)
        return AnyTime(
            self.conference,
            widest(fixed, self.freedom, optional),
            held.required,
            {name: Agenda(self.conference, list(a.entries)) for name, a in held.agendas.items()},
            held.interpreters,
            freedom=self.freedom,
            loose=loose,
        )

    def _improved(self, best: _Found, wide: AnyTime, relaxed: Relaxation, bound: float) -> _Found:
        """The best of several searches for times and rooms."""
        timetable = self._timetable(wide, relaxed)
        free = sum(s.fixed_starts is None for s in self.sessions)
        rounds = self.run.iterations
        rounds = MOST_ROUNDS if rounds is None else min(ROUNDS, rounds)
        each = MOVES if self.run.iterations is None else min(MOVES, 2 * self.run.iterations)
        whole_time, longest = self.run.seconds_left(), 0.0
        seen = {_key(best.placements)}
        for number in range(rounds if free else 0):
            left = self.run.seconds_left()
            if self.run.stopped() or _met(best, bound) or left < KEPT * whole_time + longest:
                break
            far = number % CYCLE == 0
            moves = min(MOST_MOVES, each * free) if far else NEAR_MOVES * free
            hot = HOT if far else NEAR_HOT
            found = timetable.search(best.placements, moves, self.run, self.rng, hot)
            if _key(found) in seen:
                continue
            seen.add(_key(found))
            tried = self._found(found, quick=True)
            if tried.rank > best.rank:
                best = tried
                self.run.report(best.value, bound)
            if tried is best or far:
                timetable = self._timetable(
                    tried.held.attendance, self._told_by(tried, wide, relaxed)
                )
            longest = max(longest, left - self.run.seconds_left())
        return best

    def _told_by(self, found: _Found, wide: AnyTime, relaxed: Relaxation) -> Relaxation:
        """What places tell: slopes at what people have, seats priced as in the relaxation."""
        attendance, chosen = found.held.attendance, found.places.chosen
        met = attendance.base + chosen @ attendance.weights
        rise = points(met + 0.5) - points(np.maximum(met - 0.5, 0.0))
        slopes = attendance.prices.fit * attendance.interest * rise
        price = {p.session.id: relaxed.prices[j] for j, p in enumerate(wide.optional)}
        prices = np.array([price.get(p.session.id, 0.0) for p in attendance.optional])
        return Relaxation(found.value, chosen.astype(float), slopes, prices)

    def _polished(self, best: _Found) -> _Found:
        """The best places at the same times and in the same rooms, with a bound of them."""
        if self.run.stopped():
            return best
        held = Held(self.conference, best.placements, self.taken)
        places = polished(held.attendance, best.places.chosen, self.run)
        lacking = self._lacking(held.attendance, best.placements)
        if places.bound is not None:
            places = replace(places, bound=places.bound - lacking)
        return _Found(best.placements, held, places, places.value - lacking)

    def _timetable(self, attendance: Attendance, relaxed: Relaxation) -> Timetable:
        """What each session is worth to whom, by the relaxation of `attendance`."""
        names = [p.session.id for p in attendance.optional]
        met = relaxed.slopes @ attendance.weights.T
        still = attendance.wanted @ attendance.meets.T
        values = attendance.flat + met + OBJECTIVE_SHARE * attendance.prices.objective * (still > 0)
        values -= relaxed.prices
        by_id = {name: np.maximum(0.0, values[:, j]) for j, name in enumerate(names)}
        zero = np.zeros(attendance.shape[0])
        for session in self.sessions:
            by_id.setdefault(session.id, zero)
        return Timetable(self.placing, by_id, self._seats(attendance, names, relaxed, values))

    def _seats(
        self, attendance: Attendance, names: Sequence[str], relaxed: Relaxation, values: Floats
    ) -> dict[tuple[str, str | None], float]:
        """What each session loses in a room that is too small for those who want it."""
        lost: dict[tuple[str, str | None], float] = {}
        programme = self.conference.programme
        by_id = {s.id: s for s in self.sessions}
        for j, name in enumerate(names):
            wanted = float(relaxed.places[:, j].sum())
            each = float((relaxed.places[:, j] * values[:, j]).sum()) / max(1.0, wanted)
            language = {
                tongue
                for tongue, who in attendance.hearers.items()
                if relaxed.places[who, j].sum() > 0.5
            }
            staff = sum(attendance.interpreters.team_size(t) for t in sorted(language))
            for room_id in (
                self.placing.choice(by_id[name]).rooms if by_id[name].fixed_starts is None else ()
            ):
                if room_id is None:
                    lost[name, None] = 2.0 * each * wanted + 400.0
                    continue
                room = programme.room[room_id]
                short = max(0.0, wanted + staff - room.capacity)
                deaf = max(0, len(language) - room.booths) / max(1, len(language))
                lost[name, room_id] = DISPLACED * each * (short + 0.5 * deaf * wanted)
        return lost

    def _proved(self, whole: Whole, best: _Found, relaxed: Relaxation) -> tuple[float, Relaxation]:
        """The bound of the relaxation made whole, where that is small, and its places."""
        if _met(best, relaxed.bound) or len(whole.place) > PROVABLE or self.run.stopped():
            return relaxed.bound, relaxed
        names = {p.session.id: j for j, p in enumerate(best.held.optional)}
        wide = whole.attendance.optional
        known = None
        if all(p.session.id in names for p in wide):
            known = best.places.chosen[:, [names[p.session.id] for p in wide]]
        places, proved = whole.best(self.run, 0.9 * self.run.seconds_left(), known)
        if places is None or proved is None:
            return relaxed.bound, relaxed
        bound = min(relaxed.bound, proved)
        return bound, replace(relaxed, bound=bound, places=places.astype(float))


def _key(placements: Sequence[Placement]) -> frozenset[tuple[str, int, str | None]]:
    """What tells one placement of all sessions from another."""
    return frozenset((p.session.id, p.starts, p.room) for p in placements)


def _met(best: _Found, bound: float) -> bool:
    """Whether nothing can be better."""
    return best.value >= bound - CLOSE * abs(bound)
