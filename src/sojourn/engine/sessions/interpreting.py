"""Which interpreters are at which event of a conference, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sojourn.engine.sessions.agenda import Agenda, Entry
from sojourn.engine.sessions.conference import Conference
from sojourn.model import MINUTES_A_DAY, Participant, StaffMember
from sojourn.rules import setting

IN_A_BOOTH = (40, 240, 360, 480)
"""Minutes a day for which one, two, three and four simultaneous interpreters share a booth."""


@dataclass
class Interpreters:
    """The interpreters of a conference, what they are at, and their minutes a day.

    Rules `interpreting_hours`, `interpreted`, `no_overlap`, `transfer`, `staff_conflict`.
    """

    conference: Conference
    minutes: dict[tuple[str, int], int] = field(default_factory=dict)

    @cached_property
    def agendas(self) -> dict[str, Agenda]:
        """An agenda for each member of staff."""
        return {member.id: Agenda(self.conference) for member in self.conference.staff}

    @cached_property
    def members(self) -> tuple[StaffMember, ...]:
        """The interpreters, those of few languages first."""
        staff = [m for m in self.conference.staff if m.role == "interpreter"]
        return tuple(sorted(staff, key=lambda m: (len(self.covered(m)), m.id)))

    @property
    def limit(self) -> int:
        """Minutes that an interpreter may work a day."""
        return self.conference.phase.day.interpreting_minutes

    def covered(self, member: StaffMember) -> frozenset[str]:
        """The primary subtags of the languages that `member` interprets besides the working one."""
        return self._covered[member.id]

    @cached_property
    def _covered(self) -> dict[str, frozenset[str]]:
        working = self.conference.programme.working_language.primary
        return {
            member.id: frozenset(language.primary for language in member.languages) - {working}
            for member in self.conference.staff
        }

    @cached_property
    def sizes(self) -> tuple[int, int]:
        """Interpreters in a team: simultaneous, consecutive (settings of rule `interpreted`)."""
        rule = setting(self.conference.programme, "interpreted")
        return max(1, int(rule.number("simultaneous"))), max(1, int(rule.number("consecutive")))

    def of_language(self, language: str, day: int) -> list[StaffMember]:
        """Those who interpret `language` and are there on the `day`-th day of the phase."""
        key = language, day
        if key not in self._able:
            span = day * MINUTES_A_DAY, day * MINUTES_A_DAY + 1
            self._able[key] = [
                member
                for member in self.members
                if language in self.covered(member) and self.conference.staffed(member, span)
            ]
        return self._able[key]

    @cached_property
    def _able(self) -> dict[tuple[str, int], list[StaffMember]]:
        return {}

    def teams(self, language: str, day: int) -> int:
        """In how many rooms `language` can be interpreted at once; 0 where no team is whole."""
        found = self.of_language(language, day)
        simultaneous, consecutive = self.sizes
        modes = [member.mode for member in found]
        whole = modes.count("simultaneous") // simultaneous
        whole += modes.count("consecutive") // consecutive
        return whole

    def team_size(self, language: str) -> int:
        """The largest team of `language`."""
        if language not in self._sizes:
            simultaneous, consecutive = self.sizes
            modes = {m.mode for m in self.members if language in self.covered(m)}
            sizes = [simultaneous] if "simultaneous" in modes else []
            sizes += [consecutive] if "consecutive" in modes else []
            self._sizes[language] = max(sizes, default=0)
        return self._sizes[language]

    @cached_property
    def _sizes(self) -> dict[str, int]:
        return {}

    def minutes_left(self, language: str, day: int) -> int | None:
        """Minutes for which teams of `language` can still work; None without a whole team."""
        found = self.of_language(language, day)
        if not self.teams(language, day):
            return None
        simultaneous, consecutive = self.sizes
        total = 0.0
        for member in found:
            size = simultaneous if member.mode == "simultaneous" else consecutive
            left = max(0, self.limit - self.minutes.get((member.id, day), 0))
            total += left / min(size, len(found))
        return int(total)

    def heard(self, people: Iterable[Participant]) -> tuple[str, ...]:
        """The interpreting languages of `people`, sorted."""
        language = self.conference.language
        return tuple(sorted({language[p.id] for p in people if p.id in language}))

    def work(self, member: StaffMember, entry: Entry, languages: Iterable[str]) -> int:
        """Minutes that `entry` counts for `member` when `languages` are heard at it."""
        if not entry.professional or not self.covered(member) & set(languages):
            return 0
        return entry.ends - entry.starts

    def can(
        self, member: StaffMember, entry: Entry, languages: Sequence[str], countries: frozenset[str]
    ) -> bool:
        """Whether `member` can be at `entry`: there, free, rested, without a conflict."""
        if not self.conference.staffed(member, (entry.starts, entry.ends)):
            return False
        if countries & set(member.conflicts):
            return False
        day = entry.starts // MINUTES_A_DAY
        worked = self.minutes.get((member.id, day), 0) + self.work(member, entry, languages)
        return worked <= self.limit and self.agendas[member.id].fits(entry)

    def book(self, member: StaffMember, entry: Entry, languages: Sequence[str]) -> None:
        """Put `member` at `entry`."""
        self.agendas[member.id].add(entry)
        key = member.id, entry.starts // MINUTES_A_DAY
        self.minutes[key] = self.minutes.get(key, 0) + self.work(member, entry, languages)

    def team(self, entry: Entry, people: Sequence[Participant], most: int) -> tuple[str, ...]:
        """Book and return interpreters for the languages of `people` at `entry`.

        Two simultaneous interpreters or one consecutive for each language, and never more than
        `most` in all. Those who worked least come first.
        """
        languages = self.heard(people)
        countries = frozenset(p.country for p in people)
        day = entry.starts // MINUTES_A_DAY
        booked: list[StaffMember] = []
        scarce = sorted(languages, key=lambda t: (len(self.of_language(t, day)), t))
        for language in scarce:
            able = [
                m
                for m in self.of_language(language, day)
                if m not in booked and self.can(m, entry, languages, countries)
            ]
            able.sort(key=lambda m: (self.minutes.get((m.id, day), 0), len(self.covered(m)), m.id))
            chosen = self._of_one_mode(able, entry)[: max(0, most - len(booked))]
            if len(chosen) == 1 and self._overlong(chosen[0], entry):
                continue
            for member in chosen:
                self.book(member, entry, languages)
                booked.append(member)
        return tuple(sorted(m.id for m in booked))

    def reinforced(
        self, entry: Entry, people: Sequence[Participant], team: Sequence[str], most: int
    ) -> tuple[str, ...]:
        """The `team` at `entry` with a third and a fourth in booths whose day is long.

        They come of those whom no other session needs then, so ask when all have their teams.
        """
        languages = self.heard(people)
        countries = frozenset(p.country for p in people)
        day = entry.starts // MINUTES_A_DAY
        present = [m for m in self.members if m.id in team]
        most -= len(team) - len(present)  # liaisons take a seat too
        for language in languages:
            booth = [m for m in present if language in self.covered(m) and m.mode == "simultaneous"]
            while self.sizes[0] <= len(booth) < len(IN_A_BOOTH) and len(present) < most:
                if (
                    max(self.minutes.get((m.id, day), 0) for m in booth)
                    <= IN_A_BOOTH[len(booth) - 1]
                ):
                    break
                other = next(
                    (
                        m
                        for m in self.of_language(language, day)
                        if m.mode == "simultaneous"
                        and m not in present
                        and self.can(m, entry, languages, countries)
                    ),
                    None,
                )
                if other is None:
                    break
                self.book(other, entry, languages)
                booth.append(other)
                present.append(other)
        return tuple(sorted({*team, *(m.id for m in present)}))

    def _of_one_mode(self, able: Sequence[StaffMember], entry: Entry) -> list[StaffMember]:
        """A team of those who are `able`: whole and simultaneous, else consecutive, else one.

        One simultaneous interpreter alone is there only for what is short.
        """
        simultaneous, consecutive = self.sizes
        first = [m for m in able if m.mode == "simultaneous"]
        second = [m for m in able if m.mode == "consecutive"]
        if len(first) >= simultaneous:
            return first[:simultaneous]
        if len(second) >= consecutive:
            return second[:consecutive]
        alone = [m for m in first if self._day(m, entry) <= IN_A_BOOTH[0]]
        return alone[:1] if simultaneous > 1 else []

    def _overlong(self, alone: StaffMember, entry: Entry) -> bool:
        """Whether `entry` is too long for one who was to share a booth."""
        shared = alone.mode == "simultaneous" and self.sizes[0] > 1
        return shared and self._day(alone, entry) > IN_A_BOOTH[0]

    def _day(self, member: StaffMember, entry: Entry) -> int:
        """Minutes that `member` works that day with `entry`."""
        worked = self.minutes.get((member.id, entry.starts // MINUTES_A_DAY), 0)
        return worked + entry.ends - entry.starts
