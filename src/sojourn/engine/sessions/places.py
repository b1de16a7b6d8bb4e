"""Who attends which of the sessions that are not for everyone.

The sessions that overlap form a block; each block is a transportation problem with booths and
interpreters as its hard part, solved by HiGHS; blocks are coupled by what people met elsewhere
(a theme met twice is worth less, a topic is met once), and are solved in turn until none gains.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sojourn.engine.run import StageRun
from sojourn.engine.sessions.agenda import Agenda, Entry
from sojourn.engine.sessions.conference import Conference, Span, overlap
from sojourn.engine.sessions.interest import interest_array, points, themes_of, weight_array
from sojourn.engine.sessions.interpreting import Interpreters
from sojourn.engine.sessions.milp import Milp
from sojourn.engine.sessions.options import Placement, may_attend
from sojourn.model import MINUTES_A_DAY
from sojourn.rules import RuleSetting, setting

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
ATTENDING = 1.0
"""Points for having a place at all."""
OBJECTIVE = 15.0
"""Points for an objective that a person has not met as often as wanted."""
ROUNDS = 3


@dataclass
class Places:
    """The places in the `optional` sessions of a conference.

    `agendas` hold what people are at already; `met` the sessions for everyone.
    """

    conference: Conference
    optional: tuple[Placement, ...]
    required: tuple[Placement, ...]
    agendas: Mapping[str, Agenda]
    interpreters: Interpreters

    @cached_property
    def themes(self) -> list[str]:
        """The themes that matter here."""
        weights = [p.session.themes for p in (*self.optional, *self.required)]
        return themes_of(self.conference.people, weights)

    @cached_property
    def interest(self) -> Floats:
        """People x themes."""
        return interest_array(self.conference.people, self.themes)

    @cached_property
    def weights(self) -> Floats:
        """Optional sessions x themes."""
        return weight_array([p.session.themes for p in self.optional], self.themes)

    @cached_property
    def base(self) -> Floats:
        """Weight of each theme that each person meets in the required sessions."""
        base = np.zeros_like(self.interest)
        for placement in self.required:
            row = weight_array([placement.session.themes], self.themes)[0]
            for i in range(len(self.conference.people)):
                if self.attends_required(i, placement):
                    base[i] += row
        return base

    def attends_required(self, person: int, placement: Placement) -> bool:
        """Whether a required session is in the person's agenda."""
        entry = self.entry(placement)
        return entry in self.agendas[self.conference.people[person].id].entries

    def entry(self, placement: Placement) -> Entry:
        """What `placement` is in an agenda."""
        place = self.conference.place(placement.room)
        return Entry(*placement.span, place, placement.session.professional)

    @cached_property
    def eligible(self) -> Flags:
        """Whether a person may be at an optional session by itself (people x sessions)."""
        conference = self.conference
        may = np.zeros((len(conference.people), len(self.optional)), dtype=bool)
        for j, placement in enumerate(self.optional):
            room = conference.programme.room.get(placement.room or "")
            entry = self.entry(placement)
            for i, person in enumerate(conference.people):
                may[i, j] = may_attend(
                    conference, person, placement.session, room, placement.span
                ) and self.agendas[person.id].fits(entry)
        return may

    @cached_property
    def clash(self) -> Flags:
        """Whether nobody can be at both of two optional sessions (sessions x sessions)."""
        count = len(self.optional)
        clash = np.zeros((count, count), dtype=bool)
        for i in range(count):
            for j in range(i):
                clash[i, j] = clash[j, i] = self._clashes(self.optional[i], self.optional[j])
        return clash

    def _clashes(self, a: Placement, b: Placement) -> bool:
        """Whether the two overlap, leave no time to move, or no lunch between them."""
        first, second = sorted((self.entry(a), self.entry(b)))
        gap = self.conference.gap(first.place, second.place)
        if first.ends + gap > second.starts:
            return True
        if first.starts // MINUTES_A_DAY != second.starts // MINUTES_A_DAY:
            return False
        needed = [self.entry(p) for p in self.required]
        alone = Agenda(self.conference, sorted(needed))
        if not (alone.fits(first) and alone.fits(second)):
            return False
        both = Agenda(self.conference, sorted([*needed, first]))
        return not both.fits(second)

    @cached_property
    def topic(self) -> list[str]:
        """The topic of each optional session: the same title is the same topic."""
        return [" ".join(p.session.title.casefold().split()) for p in self.optional]

    @cached_property
    def blocks(self) -> tuple[tuple[int, ...], ...]:
        """The connected parts of `clash`, in order of time."""
        left = set(range(len(self.optional)))
        found = []
        while left:
            part, edge = set(), [min(left)]
            while edge:
                j = edge.pop()
                if j in part:
                    continue
                part.add(j)
                edge.extend(int(k) for k in np.flatnonzero(self.clash[j]) if int(k) not in part)
            left -= part
            found.append(tuple(sorted(part)))
        found.sort(key=lambda block: min(self.optional[j].starts for j in block))
        return tuple(found)

    def worth(self, chosen: Flags) -> float:
        """The value of a whole choice (people x sessions)."""
        met = self.base + chosen @ self.weights
        fit = (self.interest * (points(met) - points(self.base))).sum()
        return float(fit + ATTENDING * chosen.sum() + self._objective_points(chosen))

    @cached_property
    def _objectives(self) -> tuple[npt.NDArray[np.int64], Flags]:
        """Times still wanted (people x objectives) and what sessions meet (sessions x those)."""
        objectives = self.conference.programme.objectives
        people = range(len(self.conference.people))
        wanted = np.zeros((len(people), len(objectives)), dtype=np.int64)
        for k, objective in enumerate(objectives):
            holding = [p for p in self.required if objective.id in p.session.objectives]
            for i in people:
                met = sum(self.attends_required(i, p) for p in holding)
                wanted[i, k] = max(0, objective.minimum - met)
        meets = np.array(
            [[o.id in p.session.objectives for o in objectives] for p in self.optional],
            dtype=bool,
        ).reshape(len(self.optional), len(objectives))
        return wanted, meets

    def _objective_points(self, chosen: Flags) -> float:
        """Points for objectives that are met as often as wanted."""
        wanted, meets = self._objectives
        return float(OBJECTIVE * np.minimum(wanted, chosen.astype(int) @ meets.astype(int)).sum())

    def _gains(self, chosen: Flags, block: Sequence[int]) -> Floats:
        """What each session of `block` adds to what each person has elsewhere."""
        elsewhere = chosen.copy()
        elsewhere[:, list(block)] = False
        met = self.base + elsewhere @ self.weights
        now = points(met)
        wanted, meets = self._objectives
        open_times = np.maximum(0, wanted - elsewhere.astype(int) @ meets.astype(int)) > 0
        gains = np.empty((len(self.conference.people), len(block)))
        for column, j in enumerate(block):
            after = points(met + self.weights[j])
            gains[:, column] = (self.interest * (after - now)).sum(axis=1) + ATTENDING
            gains[:, column] += OBJECTIVE * (open_times & meets[j]).sum(axis=1)
        return gains

    def _barred(self, chosen: Flags, block: Sequence[int]) -> Flags:
        """Whose topic it is already, elsewhere (people x sessions of the block)."""
        barred = np.zeros((len(self.conference.people), len(block)), dtype=bool)
        inside = set(block)
        for column, j in enumerate(block):
            same = [k for k, t in enumerate(self.topic) if t == self.topic[j] and k not in inside]
            if same:
                barred[:, column] = chosen[:, same].any(axis=1)
        return barred

    def solve(self, run: StageRun) -> Flags:
        """The places: people x optional sessions."""
        chosen = np.zeros((len(self.conference.people), len(self.optional)), dtype=bool)
        best = self.worth(chosen)
        for _ in range(ROUNDS if len(self.blocks) > 1 else 1):
            before = best
            for block in self.blocks:
                if run.stopped() and chosen[:, list(block)].any():
                    break
                tried = chosen.copy()
                tried[:, list(block)] = self._solved_block(block, chosen, run)
                value = self.worth(tried)
                if value > best or not chosen[:, list(block)].any():
                    chosen, best = tried, value
            if best <= before + 1e-9:
                break
        return self._checked(chosen)

    def _solved_block(self, block: Sequence[int], chosen: Flags, run: StageRun) -> Flags:
        """The best places in one block, all others as they are."""
        may = self.eligible[:, list(block)] & ~self._barred(chosen, block)
        gains = self._gains(chosen, block)
        model = Milp()
        place = {(int(i), int(c)): model.column(float(gains[i, c])) for i, c in np.argwhere(may)}
        self._one_at_a_time(model, place, block)
        hearing = self._languages(model, place, block, chosen)
        self._capacities(model, place, hearing, block)
        solution = model.maximise(run, max(0.5, run.seconds_left() / 4))
        given = np.zeros_like(may)
        if solution is not None:
            for (i, c), column in place.items():
                given[i, c] = solution.values[column] > 0.5
        return given

    def _one_at_a_time(
        self, model: Milp, place: Mapping[tuple[int, int], int], block: Sequence[int]
    ) -> None:
        """Rows: at most one of the sessions that clash, and each topic once."""
        sets = {
            tuple(c for c, k in enumerate(block) if self._held_at(k, self.optional[j].starts))
            for j in block
        }
        pairs = {
            (a, b)
            for a in range(len(block))
            for b in range(a + 1, len(block))
            if (self.clash[block[a], block[b]] or self.topic[block[a]] == self.topic[block[b]])
            and not any(a in s and b in s for s in sets)
        }
        for members in sorted(s for s in (*sets, *pairs) if len(s) > 1):
            for i in range(len(self.conference.people)):
                terms = [(place[i, c], 1.0) for c in members if (i, c) in place]
                if len(terms) > 1:
                    model.row(terms, upper=1.0)

    def _held_at(self, number: int, now: int) -> bool:
        """Whether an optional session is under way at the minute `now`."""
        first, last = self.optional[number].span
        return first <= now < last

    def _languages(
        self,
        model: Milp,
        place: Mapping[tuple[int, int], int],
        block: Sequence[int],
        chosen: Flags,
    ) -> Mapping[tuple[str, int], int]:
        """Columns *this language is heard in this session*, and rows that limit them."""
        conference = self.conference
        speakers: dict[str, list[int]] = {}
        for i, person in enumerate(conference.people):
            if person.id in conference.language:
                speakers.setdefault(conference.language[person.id], []).append(i)
        hearing: dict[tuple[str, int], int] = {}
        for language in sorted(speakers):
            for c in range(len(block)):
                terms = [(place[i, c], 1.0) for i in speakers[language] if (i, c) in place]
                if terms:
                    column = hearing[language, c] = model.column(-0.5)
                    model.row([*terms, (column, -float(len(terms)))], upper=0.0)
        self._teams(model, hearing, block, sorted(speakers), chosen)
        for c, j in enumerate(block):
            room = conference.programme.room.get(self.optional[j].room or "")
            terms = [(hearing[k], 1.0) for k in sorted(hearing) if k[1] == c]
            if room is not None and terms:
                model.row(terms, upper=float(room.booths))
        return hearing

    def _teams(
        self,
        model: Milp,
        hearing: Mapping[tuple[str, int], int],
        block: Sequence[int],
        languages: Sequence[str],
        chosen: Flags,
    ) -> None:
        """Rows: the interpreters of each language are in one place, for so long a day."""
        moments = sorted({self.optional[j].starts for j in block})
        days = sorted({m // MINUTES_A_DAY for m in moments})
        for language in languages:
            for now in moments:
                teams = self.interpreters.teams(language, now // MINUTES_A_DAY)
                held = [
                    (hearing[language, c], 1.0)
                    for c, j in enumerate(block)
                    if self.optional[j].starts <= now < self.optional[j].span[1]
                    and (language, c) in hearing
                ]
                if teams and held:
                    model.row(held, upper=float(teams))
            for day in days:
                left = self.interpreters.minutes_left(language, day)
                if left is None:
                    continue
                left -= self._interpreted_elsewhere(language, day, block, chosen)
                terms = [
                    (hearing[language, c], float(self.optional[j].session.minutes))
                    for c, j in enumerate(block)
                    if (language, c) in hearing
                    and self.optional[j].session.professional
                    and self.optional[j].starts // MINUTES_A_DAY == day
                ]
                if terms:
                    model.row(terms, upper=float(max(0, left)))

    def _interpreted_elsewhere(
        self, language: str, day: int, block: Sequence[int], chosen: Flags
    ) -> int:
        """Minutes for which a team of `language` works in other blocks of the day."""
        conference = self.conference
        hears = [conference.language.get(p.id) == language for p in conference.people]
        inside = set(block)
        return sum(
            p.session.minutes
            for j, p in enumerate(self.optional)
            if j not in inside
            and p.session.professional
            and p.starts // MINUTES_A_DAY == day
            and bool((chosen[:, j] & hears).any())
        )

    def _capacities(
        self,
        model: Milp,
        place: Mapping[tuple[int, int], int],
        hearing: Mapping[tuple[str, int], int],
        block: Sequence[int],
    ) -> None:
        """Rows: the room with its interpreters, the session's capacity, nearly empty ones."""
        people = len(self.conference.people)
        for c, j in enumerate(block):
            placement = self.optional[j]
            here = [(column, 1.0) for (_, k), column in sorted(place.items()) if k == c]
            if not here:
                continue
            room = self.conference.programme.room.get(placement.room or "")
            if room is not None:
                staff = [
                    (column, float(self.interpreters.team_size(language)))
                    for (language, k), column in sorted(hearing.items())
                    if k == c
                ]
                model.row([*here, *staff], upper=float(room.capacity))
            if placement.session.capacity is not None:
                model.row(here, upper=float(placement.session.capacity))
            least = self._least(placement.span, block, people)
            if least:
                short = model.column(-self._empty_price, 0.0, float(least), integer=False)
                model.row([*here, (short, 1.0)], lower=float(least))

    def _least(self, span: Span, block: Sequence[int], people: int) -> int:
        """The attendance below which a session is nearly empty (rule `breakout_fit`)."""
        beside = sum(overlap(span, self.optional[j].span) for j in block)
        return min(people // max(1, beside), int(self._breakout_fit.number("least")))

    @property
    def _empty_price(self) -> float:
        """Points for each person that a session lacks to its least attendance."""
        return max(0.0, self._breakout_fit.number("empty"))

    @cached_property
    def _breakout_fit(self) -> RuleSetting:
        return setting(self.conference.programme, "breakout_fit")

    def _checked(self, chosen: Flags) -> Flags:
        """`chosen`, without the least interesting places that break somebody's day."""
        kept = np.zeros_like(chosen)
        alone = points(self.weights) @ self.interest.T
        for i, person in enumerate(self.conference.people):
            agenda = self.agendas[person.id]
            wanted = sorted(np.flatnonzero(chosen[i]).tolist(), key=lambda j: (-alone[j, i], j))
            for j in wanted:
                entry = self.entry(self.optional[j])
                if agenda.fits(entry):
                    agenda.add(entry)
                    kept[i, j] = True
        return kept
