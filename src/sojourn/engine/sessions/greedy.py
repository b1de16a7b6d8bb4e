"""Places in one block at once, person by person: when there is no time for better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sojourn.engine.sessions.attendance import Attendance, Flags, Floats
from sojourn.model import MINUTES_A_DAY


@dataclass
class _Filling:
    """How full the sessions of a block are, with the languages heard in each."""

    attendance: Attendance
    block: Sequence[int]
    chosen: Flags
    people: dict[int, int] = field(default_factory=dict)
    heard: dict[int, set[str]] = field(default_factory=dict)
    worked: dict[tuple[str, int], int] = field(default_factory=dict)

    def admits(self, j: int, language: str | None) -> bool:
        """Whether somebody who hears `language` (None: needs no interpreter) finds a place."""
        attendance = self.attendance
        placement = attendance.optional[j]
        heard = self.heard.get(j, set())
        people = self.people.get(j, 0) + 1
        new = language is not None and language not in heard
        if placement.session.capacity is not None and people > placement.session.capacity:
            return False
        seats = attendance.seats(j)
        if seats.people is not None and seats.languages is not None:
            languages = heard | ({language} if language is not None else set())
            staff = sum(attendance.interpreters.team_size(name) for name in sorted(languages))
            if people + staff > seats.people or len(languages) > seats.languages:
                return False
        return not (new and language is not None) or self._interpreted(j, language)

    def _interpreted(self, j: int, language: str) -> bool:
        """Whether another team of `language` is left, with time on that day."""
        attendance = self.attendance
        day = attendance.optional[j].starts // MINUTES_A_DAY
        teams = attendance.interpreters.teams(language, day)
        beside = sum(
            bool(attendance.clash[j, k]) and language in self.heard.get(k, ()) for k in self.block
        )
        left = attendance.interpreters.minutes_left(language, day)
        if left is None:
            return True
        left -= attendance.interpreted_elsewhere(language, day, self.block, self.chosen)
        left -= self.worked.get((language, day), 0)
        return beside < teams and attendance.optional[j].session.minutes <= left

    def admit(self, j: int, language: str | None) -> None:
        """Give somebody a place."""
        self.people[j] = self.people.get(j, 0) + 1
        if language is None or language in self.heard.get(j, ()):
            return
        self.heard.setdefault(j, set()).add(language)
        placement = self.attendance.optional[j]
        if placement.session.professional:
            key = language, placement.starts // MINUTES_A_DAY
            self.worked[key] = self.worked.get(key, 0) + placement.session.minutes


def greedy_block(
    attendance: Attendance, block: Sequence[int], may: Flags, liking: Floats, chosen: Flags
) -> Flags:
    """Places in `block` by `liking` (people x its sessions), those who like most choosing first.

    Of people who like alike, those who need interpreting choose before the others.
    """
    given = np.zeros_like(may)
    filling = _Filling(attendance, block, chosen)
    language = attendance.conference.language
    people = list(enumerate(attendance.conference.people))
    most = np.where(may, liking, 0.0).max(axis=1, initial=0.0).round(6)
    people.sort(key=lambda item: (-most[item[0]], language.get(item[1].id) or "~", item[0]))
    for i, person in people:
        own: list[int] = []
        for c in np.argsort(-liking[i], kind="stable").tolist():
            j = block[c]
            met = any(
                attendance.clash[j, k] or attendance.topic[j] == attendance.topic[k] for k in own
            )
            if may[i, c] and not met and filling.admits(j, language.get(person.id)):
                filling.admit(j, language.get(person.id))
                own.append(j)
                given[i, c] = True
    return given
