"""When and where each session is held: greedy insertion, then ruin and recreate.

Required sessions are never parallel to another one, a speaker and a room have one session at a
time, lunch stays free; sessions that interest the same people lie apart.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sojourn.engine.run import StageRun
from sojourn.engine.sessions.agenda import Entry, lunches
from sojourn.engine.sessions.conference import Conference, overlap
from sojourn.engine.sessions.interest import interest_matrix
from sojourn.engine.sessions.options import (
    STEP_FREE,
    Choice,
    Placement,
    languages_of,
    possible_starts,
    suits_everyone,
)
from sojourn.engine.sessions.relaxed import Freedom
from sojourn.model import MINUTES_A_DAY, Event, Room, Session

Floats = npt.NDArray[np.float64]
MISSING_REQUIRED = 100_000.0
MISSING = 10_000.0
CLASH = 5_000.0
NO_LUNCH = 2_000.0
ABSENT = 50.0
IN_MEETINGS = 300.0
NO_ROOM = 400.0
TOO_LONG_INTERPRETED = 200.0
ALIKE = 100.0
SHARE = 0.08
"""The part of the time for these first times and rooms."""
ROUNDS, FEW, PATIENCE = 200, 10, 40
"""Rounds of ruin and recreate: by time, by iterations, and in a row without a gain."""


class Placing:
    """One search for the times and rooms of the sessions of a conference."""

    def __init__(
        self, conference: Conference, sessions: Sequence[Session], taken: Sequence[Event]
    ) -> None:
        self.conference = conference
        self.sessions = tuple(sessions)
        self.taken = tuple(
            Entry(*conference.span(event), event.host or "")
            for event in taken
            if not event.filler and self._ours(event)
        )
        self.number = {session.id: i for i, session in enumerate(self.sessions)}
        self.choices: dict[str, Choice] = {}

    def _ours(self, event: Event) -> bool:
        """Whether everybody is at `event`, or some are still on their way to the host."""
        group = self.conference.group
        arriving = event.kind == "travel" and event.host == self.conference.host.id
        return group.id in event.groups or (
            arriving and not set(group.participants).isdisjoint(event.participants)
        )

    @cached_property
    def alike(self) -> Floats:
        """How much two sessions interest the same people, 0 to 1 (sessions x sessions)."""
        interest = interest_matrix(self.conference.people, self.sessions)
        norm = np.sqrt((interest**2).sum(axis=0))
        norm[norm == 0] = 1.0
        alike = (interest.T @ interest) / np.outer(norm, norm)
        for i, session in enumerate(self.sessions):
            for j, other in enumerate(self.sessions):
                if session.track and session.track == other.track:
                    alike[i, j] += 1.0
        return np.asarray(alike)

    @cached_property
    def meeting_spans(self) -> tuple[tuple[int, int], ...]:
        """When one-to-one meetings take place."""
        rules = self.conference.phase.meetings
        return () if rules is None else self.conference.spans(rules.windows)

    @cached_property
    def interpreted(self) -> bool:
        """Whether anybody of the conference needs interpreting."""
        return bool(self.conference.language)

    def fixed(self) -> list[Placement]:
        """The sessions with a fixed start, as given; rooms are found for those without."""
        held: list[Placement] = []
        pending = [s for s in self.sessions if s.fixed_starts is not None]
        pending.sort(key=lambda s: (s.fixed_room is None, not s.required))
        for session in pending:
            assert session.fixed_starts is not None
            starts = self.conference.minute(session.fixed_starts)
            room = session.fixed_room
            if room is None:
                room = self._best_room(Placement(session, starts, None), held)
            held.append(Placement(session, starts, room))
        return sorted(held, key=lambda p: self.number[p.session.id])

    def freedom(self) -> dict[str, Freedom]:
        """Every start and room that each session could have; a room, where there is one."""
        found = {}
        for session in self.sessions:
            rooms = self._rooms(session)
            starts: tuple[int, ...]
            if session.fixed_starts is not None:
                starts = (self.conference.minute(session.fixed_starts),)
            else:
                starts = tuple(self.choice(session).starts.tolist())
            known = tuple(room for room in rooms if room is not None) or rooms
            found[session.id] = Freedom(starts, known)
        return found

    def _best_room(self, placement: Placement, held: Sequence[Placement]) -> str | None:
        """The cheapest room that is free for the whole of `placement`."""
        busy = {p.room for p in held if overlap(p.span, placement.span)}
        free = [r for r in self._rooms(placement.session) if r not in busy]
        price = {r: self._room_price(placement.session, r) for r in free}
        return min(free, key=lambda r: price[r], default=None)

    def _rooms(self, session: Session) -> tuple[str | None, ...]:
        """The rooms that come into question, and None for a place at the host's."""
        if session.fixed_room is not None:
            return (session.fixed_room,)
        rooms = self.conference.rooms
        if session.required:
            rooms = tuple(r for r in rooms if suits_everyone(self.conference, session, r))
        return (*(r.id for r in rooms if r.capacity > 0), None)

    def _room_price(self, session: Session, room_id: str | None) -> float:
        """How ill `room_id` suits: too small, too few booths, too large."""
        if session.fixed_room is not None:
            return 0.0
        room = self.conference.programme.room.get(room_id) if room_id is not None else None
        if room is None:
            return NO_ROOM
        people = len(self.conference.people)
        wanted = people + len(self.conference.staff)
        if not session.required:
            wanted = min(people, session.capacity or people, max(12, people // 3))
        price = 60.0 * max(0, wanted - room.capacity) / max(1, wanted)
        price += 0.01 * max(0, room.capacity - wanted)
        if not session.required:
            languages = len(languages_of(self.conference, self.conference.people))
            price += 20.0 * max(0, min(languages, 2) - room.booths)
            price += 10.0 * self._shuts_out(room)
        return price

    def _shuts_out(self, room: Room) -> bool:
        """Whether somebody cannot get into `room`."""
        people = self.conference.people
        return room.step_free is False and any(STEP_FREE in p.access for p in people)

    def choice(self, session: Session) -> Choice:
        """The starts and rooms of `session`, priced by themselves."""
        known = self.choices.get(session.id)
        if known is not None:
            return known
        starts = possible_starts(self.conference, session)
        if not starts:
            starts = possible_starts(self.conference, session, heed_speakers=False)
        rooms = self._rooms(session)
        by_start = np.array([self.start_price(session, s) for s in starts], dtype=float)
        by_room = np.array([self._room_price(session, r) for r in rooms], dtype=float)
        price = by_start.reshape(-1, 1) + by_room.reshape(1, -1)
        found = Choice(np.array(starts, dtype=np.int64), rooms, price)
        self.choices[session.id] = found
        return found

    def start_price(self, session: Session, start: int) -> float:
        """How ill a start suits: who cannot come, meetings, the day of arrival, late days."""
        span = (start, start + session.minutes)
        conference = self.conference
        absent = conference.absent(span)
        price = start / MINUTES_A_DAY / 10 + (ABSENT if session.required else 2.0) * absent
        within = sum(
            max(0, min(span[1], end) - max(span[0], begin)) for begin, end in self.meeting_spans
        )
        price += IN_MEETINGS * (1.0 if session.required else 0.3) * within / session.minutes
        if conference.date_of(start) == conference.phase.starts:
            price += 300.0
        return price

    def apart(self, a: Session, b: Session) -> bool:
        """Whether the two may never be parallel: one is required, or a speaker is in both."""
        return a.required or b.required or bool(set(a.speakers) & set(b.speakers))

    def _clash(self, session: Session, other: Session) -> float:
        """The price of `session` beside another that it must be apart from.

        Rather than not at all, what is for everyone is held beside what then nobody goes to.
        """
        yields = session.required and not other.required
        return np.inf if not yields or set(session.speakers) & set(other.speakers) else CLASH

    def close(self, one: Placement, other: Placement) -> bool:
        """Whether nobody can be at both."""
        here, there = self.conference.place(one.room), self.conference.place(other.room)
        begin = one.starts - self.conference.gap(there, here)
        return overlap((begin, one.span[1] + self.conference.gap(here, there)), other.span)

    def prices(self, session: Session, held: Sequence[Placement]) -> Floats:
        """The price of each choice of `session` beside `held`; infinite where it cannot be."""
        choice = self.choice(session)
        price = choice.price.copy()
        if not price.size:
            return price
        ends = choice.starts + session.minutes
        places = [self.conference.place(room) for room in choice.rooms]
        gap = self.conference.gap
        number = self.number[session.id]
        for other in held:
            begin, end = other.span
            place = self.conference.place(other.room)
            if self.apart(session, other.session):
                for column, here in enumerate(places):
                    before, after = gap(here, place), gap(place, here)
                    hit = (choice.starts < end + after) & (ends + before > begin)
                    price[hit, column] += self._clash(session, other.session)
                if np.isinf(self._clash(session, other.session)):
                    continue
            hit = (choice.starts < end) & (ends > begin)
            if other.room in choice.rooms and other.room is not None:
                price[hit, choice.rooms.index(other.room)] = np.inf
            price[hit, :] += ALIKE * self.alike[number, self.number[other.session.id]]
        for entry in self.taken:
            for column, here in enumerate(places):
                before, after = gap(here, entry.place), gap(entry.place, here)
                hit = (choice.starts < entry.ends + after) & (ends + before > entry.starts)
                price[hit, column] = np.inf
        self._price_lunch(session, choice, held, price)
        self._price_interpreting(session, choice, held, price)
        return price

    def _price_lunch(
        self, session: Session, choice: Choice, held: Sequence[Placement], price: Floats
    ) -> None:
        """Forbid what leaves nobody a lunch; a price on what leaves none to those in all."""
        lunch = self.conference.phase.day.lunch
        places = [self.conference.place(room) for room in choice.rooms]
        columns = {here: [c for c, p in enumerate(places) if p == here] for here in places}
        for row, start in enumerate(choice.starts.tolist()):
            day = start // MINUTES_A_DAY
            first, last = day * MINUTES_A_DAY + lunch.earliest, day * MINUTES_A_DAY + lunch.latest
            if not overlap((start, start + session.minutes), (first, last)):
                continue
            today = [p for p in held if p.starts // MINUTES_A_DAY == day]
            for here in columns:
                if np.isfinite(price[row, columns[here]]).any():
                    price[row, columns[here]] += self.lunch_price(session, start, here, today)

    def lunch_price(
        self, session: Session, start: int, here: str, today: Sequence[Placement]
    ) -> float:
        """The price of a start near lunch: infinite where those required have none left."""
        day = start // MINUTES_A_DAY
        this = Entry(start, start + session.minutes, here)
        entries = [Entry(*p.span, self.conference.place(p.room)) for p in today]
        required = [e for e, p in zip(entries, today, strict=True) if p.session.required]
        if not lunches(self.conference, [*required, this], day):
            return np.inf
        if lunches(self.conference, [*entries, this], day):
            return 0.0
        return NO_LUNCH * (1.0 if session.required else 0.1)

    def _price_interpreting(
        self, session: Session, choice: Choice, held: Sequence[Placement], price: Floats
    ) -> None:
        """A price on days whose required sessions together need interpreters for too long."""
        if not (self.interpreted and session.required and session.professional):
            return
        minutes: dict[int, int] = {}
        for other in held:
            if other.session.required and other.session.professional:
                day = other.starts // MINUTES_A_DAY
                minutes[day] = minutes.get(day, 0) + other.session.minutes
        limit = self.conference.phase.day.interpreting_minutes
        for row, start in enumerate(choice.starts.tolist()):
            if minutes.get(start // MINUTES_A_DAY, 0) + session.minutes > limit:
                price[row, :] += TOO_LONG_INTERPRETED

    def too_long(self, needed: Sequence[Placement]) -> float:
        """The price of a day on which these sessions for everyone need interpreters for long."""
        if not self.interpreted:
            return 0.0
        minutes = sum(p.session.minutes for p in needed if p.session.professional)
        limit = self.conference.phase.day.interpreting_minutes
        return TOO_LONG_INTERPRETED if minutes > limit else 0.0

    def clear_of_taken(self, placement: Placement) -> bool:
        """Whether everybody can be at `placement` and at what is settled already."""
        place, gap = self.conference.place(placement.room), self.conference.gap
        first, last = placement.span
        return all(
            last + gap(place, entry.place) <= entry.starts
            or entry.ends + gap(entry.place, place) <= first
            for entry in self.taken
        )

    def insert(self, pending: Sequence[Session], held: Sequence[Placement]) -> list[Placement]:
        """`held` and the `pending` sessions that can be placed beside it, one after the other."""
        done = list(held)
        for session in pending:
            price = self.prices(session, done)
            if not price.size:
                continue
            row, column = divmod(int(np.argmin(price)), price.shape[1])
            if np.isfinite(price[row, column]):
                choice = self.choice(session)
                done.append(Placement(session, int(choice.starts[row]), choice.rooms[column]))
        return done

    def cost(self, placements: Sequence[Placement], flexible: Sequence[Session]) -> float:
        """The price of a whole placement of the `flexible` sessions; smaller is better."""
        by_id = {p.session.id: p for p in placements}
        total = 0.0
        for session in flexible:
            placement = by_id.get(session.id)
            if placement is None:
                total += MISSING_REQUIRED if session.required else MISSING
                continue
            total += min(MISSING, self._cost_of(placement, placements))
        return total

    def _cost_of(self, placement: Placement, placements: Sequence[Placement]) -> float:
        """The price of one placement beside the others, as `prices` has it."""
        session = placement.session
        choice = self.choice(session)
        row = int(np.searchsorted(choice.starts, placement.starts))
        price = float(choice.price[row, choice.rooms.index(placement.room)])
        number = self.number[session.id]
        for other in placements:
            if other is placement:
                continue
            if self.apart(session, other.session):
                price += CLASH * (session.required and self.close(placement, other))
            if overlap(placement.span, other.span):
                price += ALIKE * self.alike[number, self.number[other.session.id]]
        only = Choice(choice.starts[row : row + 1], (placement.room,), np.array([[price]]))
        others = [p for p in placements if p is not placement]
        self._price_lunch(session, only, others, only.price)
        self._price_interpreting(session, only, others, only.price)
        return float(only.price[0, 0])

    def least(self, flexible: Sequence[Session]) -> float:
        """A lower bound of `cost`: each session by itself at its best."""
        return sum(
            float(choice.price.min())
            if choice.price.size
            else (MISSING_REQUIRED if session.required else MISSING)
            for session in flexible
            for choice in [self.choice(session)]
        )

    def solve(self, run: StageRun) -> tuple[list[Placement], float]:
        """Placements of all sessions that can be placed, and their price."""
        fixed = self.fixed()
        flexible = [s for s in self.sessions if s.fixed_starts is None]
        flexible.sort(key=lambda s: (not s.required, len(self.choice(s).starts), -s.minutes, s.id))
        best = self.insert(flexible, fixed)
        price = self.cost(best, flexible)
        rng = random.Random(run.seed)
        rounds = ROUNDS if run.iterations is None else min(ROUNDS, run.iterations, FEW)
        whole = run.seconds_left()
        left = SHARE * whole
        least, stale = self.least(flexible), 0
        for _ in range(rounds if len(flexible) > 1 else 0):
            if price <= least + 1e-9 or stale >= PATIENCE:
                break
            if run.stopped() or run.seconds_left() < whole - left:
                break
            out = set(rng.sample([s.id for s in flexible], min(len(flexible), rng.randint(1, 4))))
            kept = [p for p in best if p.session.id not in out]
            held = {p.session.id for p in kept}
            pending = [s for s in flexible if s.id not in held]
            rng.shuffle(pending)
            tried = self.insert(pending, kept)
            now = self.cost(tried, flexible)
            stale = 0 if now < price - 1e-9 else stale + 1
            if now <= price:
                best, price = tried, now
        return best, price
