"""The times and rooms of sessions, searched by what places in them would be worth to people.

Each person's points are taken as linear (at the slopes of a relaxation, less the prices of seats),
so that what a day is worth is, for each person, the best sequence of sessions that do not
overlap: a dynamic programme over the sessions by their ends, for all people at once.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sojourn.engine.run import StageRun
from sojourn.engine.sessions.conference import overlap
from sojourn.engine.sessions.options import Placement
from sojourn.engine.sessions.placing import MISSING, MISSING_REQUIRED, Placing
from sojourn.model import MINUTES_A_DAY, Session

Floats = npt.NDArray[np.float64]
HOT, COLD = 0.1, 0.002
"""Temperatures at the start and the end, in parts of what a session is worth on average."""
SWAPS = 0.5
"""The part of the moves that swap two sessions."""
SLICE = 64
"""Moves between two looks at the clock."""
TRIES = 12
"""Starts and rooms that are tried for a session before it is given up."""


@dataclass
class Timetable:
    """A search over placements from one that is known.

    Attributes:
        placing: what is possible.
        values: points of each session for each person, by the session's id.
        seats: points that a session loses in a room, by session and room.

    """

    placing: Placing
    values: Mapping[str, Floats]
    seats: Mapping[tuple[str, str | None], float]

    def search(
        self,
        held: Sequence[Placement],
        moves: int,
        run: StageRun,
        rng: random.Random,
        hot: float = HOT,
    ) -> list[Placement]:
        """The best placement found in so many `moves` from `held`, while `run` is not stopped."""
        self._starting: dict[tuple[str, int], float] = {}
        self.at = {p.session.id: p for p in held}
        self.flexible = [
            s
            for s in self.placing.sessions
            if s.fixed_starts is None and len(self.placing.choice(s).starts)
        ]
        if not self.flexible:
            return list(held)
        self.missing = {s.id for s in self.flexible} - set(self.at)
        self.worth = {day: self._day(day, self.at.values()) for day in self._days()}
        now = sum(self.worth.values()) - self._lacking(self.missing)
        best, kept = now, dict(self.at)
        scale = max(1.0, sum(self.worth.values()) / len(self.flexible))
        for move in range(moves):
            if move % SLICE == 0 and run.stopped():
                break
            heat = scale * hot * (COLD / hot) ** (move / moves)
            tried = self._swap(rng) if rng.random() < SWAPS else self._move(rng)
            if tried is None:
                continue
            gain = self._gain(tried)
            if gain >= 0 or rng.random() < math.exp(gain / heat):
                self._take(tried)
                now += gain
                if now > best + 1e-9:
                    best, kept = now, dict(self.at)
        number = self.placing.number
        return sorted(kept.values(), key=lambda p: number[p.session.id])

    def _days(self) -> list[int]:
        days = {p.starts // MINUTES_A_DAY for p in self.at.values()}
        for session in self.flexible:
            starts = self.placing.choice(session).starts
            days |= set((starts // MINUTES_A_DAY).tolist())
        return sorted(days)

    def _lacking(self, missing: set[str]) -> float:
        by_id = {s.id: s for s in self.flexible}
        return sum(MISSING_REQUIRED if by_id[m].required else MISSING for m in sorted(missing))

    def _move(self, rng: random.Random) -> list[Placement] | None:
        """Another start and room for one session; one that is not held comes first."""
        if self.missing and rng.random() < 0.5:
            name = rng.choice(sorted(self.missing))
            session = next(s for s in self.flexible if s.id == name)
        else:
            session = rng.choice(self.flexible)
        found = self._somewhere(session, rng)
        return None if found is None else [found]

    def _somewhere(self, session: Session, rng: random.Random) -> Placement | None:
        choice = self.placing.choice(session)
        others = [p for p in self.at.values() if p.session.id != session.id]
        beside = rng.choice(others) if others else None
        for _ in range(TRIES):
            start = int(choice.starts[rng.randrange(len(choice.starts))])
            if beside is not None and rng.random() < 0.7:
                start = rng.choice((beside.starts, beside.span[1], beside.starts - session.minutes))
                if not self._possible(session, start):
                    beside = rng.choice(others)
                    continue
            room = rng.choice(choice.rooms[: max(1, len(choice.rooms) - 1)])
            placement = Placement(session, start, room)
            if self.fits(placement, others):
                return placement
        return None

    def _swap(self, rng: random.Random) -> list[Placement] | None:
        """Two sessions in each other's place; of different lengths, one keeps the other's start."""
        a, b = rng.choice(self.flexible), rng.choice(self.flexible)
        one, other = self.at.get(a.id), self.at.get(b.id)
        if a is b or one is None or other is None or one.starts == other.starts:
            return None
        keep = rng.random() < 0.3
        room_a = one.room if keep or other.room not in self.placing.choice(a).rooms else other.room
        room_b = other.room if keep or one.room not in self.placing.choice(b).rooms else one.room
        first = Placement(a, other.starts, room_a)
        second = Placement(b, one.starts, room_b)
        if not (self._possible(a, first.starts) and self._possible(b, second.starts)):
            return None
        rest = [p for p in self.at.values() if p.session.id not in (a.id, b.id)]
        if self.fits(first, rest) and self.fits(second, [*rest, first]):
            return [first, second]
        return None

    def _possible(self, session: Session, start: int) -> bool:
        starts = self.placing.choice(session).starts
        row = int(np.searchsorted(starts, start))
        return row < len(starts) and int(starts[row]) == start

    def fits(self, placement: Placement, others: Sequence[Placement]) -> bool:
        """Whether nothing that must be apart meets, lunch is left to all, and the room is free."""
        placing, session = self.placing, placement.session
        first = placement.starts // MINUTES_A_DAY
        today = [p for p in others if p.starts // MINUTES_A_DAY == first]
        for other in today:
            if placing.apart(session, other.session):
                if placing.close(placement, other):
                    return False
            elif (
                other.room is not None
                and other.room == placement.room
                and overlap(placement.span, other.span)
            ):
                return False
        here = placing.conference.place(placement.room)
        return placing.clear_of_taken(placement) and not placing.lunch_price(
            session, placement.starts, here, today
        )

    def _gain(self, tried: Sequence[Placement]) -> float:
        """What the change is worth."""
        after = dict(self.at)
        days = set()
        for placement in tried:
            old = self.at.get(placement.session.id)
            if old is not None:
                days.add(old.starts // MINUTES_A_DAY)
            days.add(placement.starts // MINUTES_A_DAY)
            after[placement.session.id] = placement
        self.pending = {day: self._day(day, after.values()) for day in sorted(days)}
        gain = sum(worth - self.worth[day] for day, worth in self.pending.items())
        missing = self.missing - {p.session.id for p in tried}
        if len(missing) < len(self.missing):
            gain += self._lacking(self.missing) - self._lacking(missing)
        return gain

    def _take(self, tried: Sequence[Placement]) -> None:
        for placement in tried:
            self.at[placement.session.id] = placement
            self.missing.discard(placement.session.id)
        self.worth |= self.pending

    def _day(self, day: int, placements: Iterable[Placement]) -> float:
        """What the sessions of a day are worth at these times, less the prices of the times."""
        today = [p for p in placements if p.starts // MINUTES_A_DAY == day]
        price = sum(self._price(p) for p in today)
        price += self.placing.too_long([p for p in today if p.session.required])
        chosen = [p for p in today if not p.session.required]
        chosen.sort(key=lambda p: (p.span[1], p.starts, p.session.id))
        place = self.placing.conference.place
        gap = self.placing.conference.gap
        best: list[Floats | float] = [0.0]
        for number, p in enumerate(chosen):
            before = 0
            here = place(p.room)
            while before < number:
                other = chosen[before]
                if other.span[1] + gap(place(other.room), here) > p.starts:
                    break
                before += 1
            best.append(np.maximum(best[number], best[before] + self.values[p.session.id]))
        last = best[-1]
        return (float(np.sum(last)) if chosen else 0.0) - price

    def _price(self, placement: Placement) -> float:
        session = placement.session
        key = session.id, placement.starts
        if key not in self._starting:
            self._starting[key] = self.placing.start_price(session, placement.starts)
        return self._starting[key] + self.seats.get((session.id, placement.room), 0.0)
