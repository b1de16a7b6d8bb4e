"""Participants and staff divided together, where the staff cannot serve the groups as they are.

The model knows languages, conflicts, dates, sizes and pairs, and nothing of hosts or interests:
it says how few interpreters any groups need, and who to bring together for that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sojourn.engine.groups.friends import members
from sojourn.engine.groups.supply import TeamRule, spoken_by
from sojourn.engine.run import StageRun
from sojourn.engine.staff.problem import distinct_days
from sojourn.engine.stopping import stopped_by
from sojourn.model import Group, Participant, Phase, Programme, StaffMember
from sojourn.rules import setting

MOST_CHOICES = 40_000
"""Choices of a group for a participant, beyond which nothing is tried."""
MOST_PAIRS = 20_000
BROKEN = 10_000
"""Price of a size, a pair or a number of languages that is broken, in interpreters missing."""
DETERMINISTIC_SECONDS = 4.0
SECONDS = 8.0
SHARE = 0.25
"""The part of the time left that it may use."""


@dataclass(frozen=True)
class Gathering:
    """Who could be in which group so that the staff suffices as far as it can.

    Attributes:
        group_of: the group of each participant whose language or country matters to the staff,
            or who is in a hard pair.
        lacking: interpreters and escorts missing then, summed over days.
        least: what is missing at least, whatever the groups, unless a size, a pin, a pair or
            the number of languages is broken for it.

    """

    group_of: Mapping[str, str]
    lacking: int
    least: int


def gathered(
    programme: Programme, phase: Phase, groups: Sequence[Group], run: StageRun
) -> Gathering | None:
    """The gathering nearest to `groups` among those that lack least; None where none is found."""
    model = _Model(programme, phase, groups)
    return model.solved(run) if model.choices <= MOST_CHOICES and groups else None


class _Model:
    """The model and its variables, by participants, groups, languages and staff."""

    def __init__(self, programme: Programme, phase: Phase, groups: Sequence[Group]) -> None:
        self.programme, self.phase, self.groups = programme, phase, groups
        self.now = {p: g.id for g in groups for p in g.participants}
        self.rule = TeamRule.of(programme)
        self.staff = [s for s in programme.staff if any(s.available(d) for d in phase.days)]
        keeps = setting(programme, "staff_conflict").level == "hard"
        self.conflicts = {s.id: s.conflicts if keeps else () for s in self.staff}
        spoken = programme.interpreting_languages
        interpreted = setting(programme, "interpreted").level != "off"
        self.language = {p: lang for p, lang in spoken.items() if lang is not None and interpreted}
        self.pairs = self._pairs()
        shy = {country for countries in self.conflicts.values() for country in countries}
        tied = {person for a, b, _ in self.pairs for person in (a, b)}
        self.named = [
            p
            for p in programme.confirmed
            if p.id in self.language or p.country in shy or p.id in tied
        ]
        self.choices = len(self.named) * len(groups)

    def _pairs(self) -> list[tuple[str, str, bool]]:
        """Pairs that are hard: two participants, and whether they are together."""
        found = []
        for pair in self.programme.pairs:
            over = pair.until is not None and self.phase.starts > pair.until
            hard = setting(self.programme, pair.rule).level == "hard" and pair.level == "hard"
            if hard and not over:
                found += [(a, b, pair.rule == "together") for a, b in members(self.programme, pair)]
        return found[:MOST_PAIRS]

    def solved(self, run: StageRun) -> Gathering | None:
        """Solve the model in a share of the time left."""
        from ortools.sat.python import cp_model

        self.model: Any = cp_model.CpModel()
        self.step = len(self.programme.confirmed) + 1
        self.broken: list[Any] = []
        self._people()
        self._present()
        lacking = [term for group in self.groups for term in self._staff(group)]
        self._apart()
        moved = [
            1 - self.at[p.id, self.now[p.id]]
            for p in self.named
            if (p.id, self.now.get(p.id)) in self.at
        ]
        weight = self.step * BROKEN
        self.model.minimize(self.step * sum(lacking) + weight * sum(self.broken) + sum(moved))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.catch_sigint_signal = False
        solver.parameters.random_seed = run.seed
        solver.parameters.max_deterministic_time = DETERMINISTIC_SECONDS
        if run.iterations is None:
            limit = min(SECONDS, max(0.5, SHARE * run.seconds_left()))
            solver.parameters.max_time_in_seconds = limit
        with stopped_by(run, solver.stop_search):
            status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        group_of = {p: g for (p, g), variable in self.at.items() if solver.boolean_value(variable)}
        missing = sum(solver.value(term) for term in lacking)
        least = max(0, int(solver.best_objective_bound)) // self.step
        return Gathering(group_of, missing, min(missing, least))

    def _people(self) -> None:
        """Everybody named has one group, the others are counted; sizes and pins hold."""
        model, named = self.model, {p.id for p in self.named}
        pinned = setting(self.programme, "pinned").level != "off"
        ids = [group.id for group in self.groups]
        self.at = {(p.id, g): model.new_bool_var("") for p in self.named for g in ids}
        for p in self.named:
            model.add_exactly_one(self.at[p.id, g] for g in ids)
            if self.now.get(p.id) in ids:
                for g in ids:
                    model.add_hint(self.at[p.id, g], g == self.now[p.id])
            if pinned and p.group in ids:
                model.add(self.at[p.id, p.group] == 1)
        others = [p for p in self.programme.confirmed if p.id not in named]
        least, most = self.phase.size
        rest = []
        for g in ids:
            fixed = sum(pinned and p.group == g for p in others)
            rest.append(model.new_int_var(fixed, len(others), ""))
            size = sum(self.at[p.id, g] for p in self.named) + rest[-1]
            off = model.new_int_var(0, len(self.programme.confirmed), "")
            model.add(size <= most + off)
            model.add(size >= least - off)
            self.broken.append(off)
        model.add(sum(rest) == len(others))

    def _present(self) -> None:
        """Which languages and which countries of conflicts a group has."""
        self.has: dict[tuple[str, str], Any] = {}
        by_language: dict[str, list[Participant]] = {}
        by_country: dict[str, list[Participant]] = {}
        shy = {country for countries in self.conflicts.values() for country in countries}
        for p in self.named:
            if p.id in self.language:
                by_language.setdefault(self.language[p.id], []).append(p)
            if p.country in shy:
                by_country.setdefault(p.country, []).append(p)
        self.languages = sorted(by_language)
        limited = setting(self.programme, "group_languages").level == "hard"
        for group in self.groups:
            for who in (by_language, by_country):
                for key, people in sorted(who.items()):
                    there = self.has[group.id, key] = self.model.new_bool_var("")
                    for p in people:
                        self.model.add_implication(self.at[p.id, group.id], there)
            if limited and self.phase.max_languages is not None:
                over = self.model.new_int_var(0, len(self.languages), "")
                held = sum(self.has[group.id, language] for language in self.languages)
                self.model.add(held <= self.phase.max_languages + over)
                self.broken.append(over)
        self.with_group = {
            (s.id, g.id): self.model.new_bool_var("") for s in self.staff for g in self.groups
        }
        for s in self.staff:
            self.model.add_at_most_one(self.with_group[s.id, g.id] for g in self.groups)
            for country in self.conflicts[s.id]:
                for g in self.groups:
                    if (g.id, country) in self.has:
                        self.model.add_bool_or(
                            self.with_group[s.id, g.id].negated(),
                            self.has[g.id, country].negated(),
                        )

    def _staff(self, group: Group) -> list[Any]:
        """Interpreters and escorts missing in a group, each times the days on which they are."""
        terms = []
        for day, length in distinct_days(self.staff, self.phase.days):
            here = [s for s in self.staff if s.available(day)]
            alone = self.model.new_bool_var("")
            self.model.add_bool_or(*(self.with_group[s.id, group.id] for s in here), alone)
            terms.append(length * alone)
            serving = self._serving(here, group)
            for language in self.languages:
                team = [(s, v) for s, lang, v in serving if lang == language]
                terms.append(length * self._short(self.has[group.id, language], team))
        return terms

    def _serving(
        self, here: Sequence[StaffMember], group: Group
    ) -> list[tuple[StaffMember, str, Any]]:
        """Who serves which language of a group on a day, one each."""
        found = []
        for s in here:
            if s.role != "interpreter":
                continue
            able = [language for language in self.languages if language in spoken_by(s)]
            there = self.with_group[s.id, group.id]
            own = [there] if len(able) == 1 else [self.model.new_bool_var("") for _ in able]
            if len(able) > 1:
                self.model.add(sum(own) <= there)
            found += [(s, lang, v) for lang, v in zip(able, own, strict=True)]
        return found

    def _short(self, needed: Any, team: Sequence[tuple[StaffMember, Any]]) -> Any:
        """Interpreters missing of a language, none where it is not needed."""
        rule, model = self.rule, self.model
        pair = sum(v for s, v in team if s.mode == "simultaneous")
        single = sum(v for s, v in team if s.mode == "consecutive")
        short = model.new_int_var(0, max(rule.simultaneous, rule.consecutive), "")
        by_single = model.new_bool_var("")
        model.add(short >= rule.simultaneous * (needed - by_single) - pair)
        model.add(short >= rule.consecutive * (needed + by_single - 1) - single)
        return short

    def _apart(self) -> None:
        """Hard pairs hold, or are counted as broken."""
        for a, b, together in self.pairs:
            broken = self.model.new_bool_var("")
            self.broken.append(broken)
            for group in self.groups:
                one, two = self.at[a, group.id], self.at[b, group.id]
                if together:
                    self.model.add_bool_or(one.negated(), two, broken)
                else:
                    self.model.add_bool_or(one.negated(), two.negated(), broken)
