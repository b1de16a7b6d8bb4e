"""How many groups of a phase the staff can serve, language by language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from sojourn.model import Language, Phase, Programme, StaffMember
from sojourn.rules import setting

ESSENTIAL = 1_000_000
"""Worth of a team without which some speaker of a language is left over."""
DETERMINISTIC_SECONDS = 2.0


@dataclass(frozen=True)
class TeamRule:
    """What covers one interpreted language of a group on one day (rule `interpreted`)."""

    simultaneous: int = 2
    consecutive: int = 1

    @classmethod
    def of(cls, programme: Programme) -> TeamRule:
        """The settings of `programme`."""
        given = setting(programme, "interpreted").settings
        return cls(
            max(1, int(given.get("simultaneous", 2))), max(1, int(given.get("consecutive", 1)))
        )


@dataclass(frozen=True)
class Supply:
    """What the staff can serve at once, on every day of a phase.

    Attributes:
        teams: groups that can hold each interpreted language (primary subtag).
        team_size: staff that one such team takes, by language.
        escorts: groups without an interpreted language that can be accompanied.

    """

    teams: Mapping[str, int] = field(default_factory=dict)
    team_size: Mapping[str, int] = field(default_factory=dict)
    escorts: int = 0


def demand(programme: Programme) -> Mapping[str, int]:
    """Confirmed participants by interpreting language, in the order of the languages."""
    spoken = programme.interpreting_languages
    counts = Counter(
        language for p in programme.confirmed if (language := spoken.get(p.id)) is not None
    )
    return {language: counts[language] for language in sorted(counts)}


def supply(programme: Programme, phase: Phase, seed: int = 1) -> Supply:
    """The teams of interpreters and the liaisons available on every day of `phase`.

    An interpreter of several languages serves one of them; they are given to the languages by
    demand. People available for a part of the phase count where they complete each other:
    interval covers of multiplicity k split into k covers, so counting day by day is exact.
    """
    rule = TeamRule.of(programme)
    wanted = demand(programme)
    at_work = [s for s in programme.staff if any(s.available(day) for day in phase.days)]
    interpreters = [s for s in at_work if s.role == "interpreter" and _useful(s, wanted)]
    chosen = _languages_of(interpreters, wanted, phase, rule, seed)
    teams: dict[str, int] = {}
    size: dict[str, int] = {}
    for language in wanted:
        mine = [s for s in interpreters if chosen[s.id] == language]
        teams[language] = _teams(mine, phase.days, rule)
        simultaneous = any(s.mode == "simultaneous" for s in mine) or not mine
        size[language] = rule.simultaneous if simultaneous else rule.consecutive
    busy = sum(teams[language] * size[language] for language in wanted)
    spare = max(0, len(interpreters) - busy)
    others = [s for s in at_work if s.role != "interpreter"]
    escorts = min((sum(s.available(day) for s in others) for day in phase.days), default=0)
    return Supply(teams, size, escorts + spare)


def spoken_by(member: StaffMember) -> frozenset[str]:
    """Primary subtags of the languages that `member` works between."""
    return _primaries(tuple(member.languages))


@lru_cache(maxsize=4096)
def _primaries(languages: tuple[Language, ...]) -> frozenset[str]:
    return frozenset(language.primary for language in languages)


def _useful(member: StaffMember, wanted: Mapping[str, int]) -> bool:
    return any(language in wanted for language in spoken_by(member))


def _teams(members: Sequence[StaffMember], days: Sequence[date], rule: TeamRule) -> int:
    """Teams that `members`, all of one language, make on the worst of `days`."""
    return min(
        (
            sum(s.mode == "simultaneous" and s.available(day) for s in members) // rule.simultaneous
            + sum(s.mode == "consecutive" and s.available(day) for s in members) // rule.consecutive
            for day in days
        ),
        default=0,
    )


def _languages_of(
    interpreters: Sequence[StaffMember],
    wanted: Mapping[str, int],
    phase: Phase,
    rule: TeamRule,
    seed: int,
) -> Mapping[str, str]:
    """The one language that each interpreter is counted for."""
    options = {s.id: sorted(spoken_by(s) & wanted.keys()) for s in interpreters}
    if all(len(languages) == 1 for languages in options.values()):
        return {member: languages[0] for member, languages in options.items()}
    return _matched(interpreters, options, wanted, phase, rule, seed)


def _matched(
    interpreters: Sequence[StaffMember],
    options: Mapping[str, Sequence[str]],
    wanted: Mapping[str, int],
    phase: Phase,
    rule: TeamRule,
    seed: int,
) -> Mapping[str, str]:
    """A choice of languages with the most essential teams, then the most teams by demand."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    serves = {
        (s.id, language): model.new_bool_var("") for s in interpreters for language in options[s.id]
    }
    for s in interpreters:
        model.add_exactly_one(serves[s.id, language] for language in options[s.id])
    worth = []
    for language, people in wanted.items():
        mine = [s for s in interpreters if language in options[s.id]]
        most = min(phase.groups, people, len(mine))
        if not most:
            continue
        needed = -(-people // max(1, phase.size[1]))
        team = [model.new_bool_var("") for _ in range(most)]
        for day in _distinct_days(mine, phase.days):
            present = [s for s in mine if s.available(day)]
            pairs = model.new_int_var(0, most, "")
            singles = model.new_int_var(0, most, "")
            model.add(
                rule.simultaneous * pairs
                <= sum(serves[s.id, language] for s in present if s.mode == "simultaneous")
            )
            model.add(
                rule.consecutive * singles
                <= sum(serves[s.id, language] for s in present if s.mode == "consecutive")
            )
            model.add(sum(team) <= pairs + singles)
        for number, made in enumerate(team, 1):
            gain = ESSENTIAL if number <= needed else 1000 * people // number
            worth.append(gain * made)
            if number > 1:
                model.add_implication(made, team[number - 2])
    model.maximize(sum(worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = DETERMINISTIC_SECONDS
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {member: languages[0] for member, languages in options.items()}
    return {
        member: next(
            (language for language in languages if solver.boolean_value(serves[member, language])),
            languages[0],
        )
        for member, languages in options.items()
    }


def _distinct_days(members: Sequence[StaffMember], days: Sequence[date]) -> list[date]:
    """One of `days` for each different set of available `members`."""
    seen: dict[tuple[bool, ...], date] = {}
    for day in days:
        seen.setdefault(tuple(s.available(day) for s in members), day)
    return list(seen.values())
