"""The figures of a plan: objectives and themes per person, satisfaction, cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sojourn.model import Event, Group, Money, Objective, Participant
from sojourn.publish.agenda import Agenda
from sojourn.rules import BudgetLine, budget_lines
from sojourn.rules.worth import MEETING_SHARE, best_theme_points, fit_points


@dataclass(frozen=True)
class Figures:
    """What a plan gives to each participant, and what it costs."""

    agenda: Agenda

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """The participants who are planned, in the order of the table."""
        return self.agenda.programme.confirmed

    @cached_property
    def objective_counts(self) -> Mapping[str, Mapping[str, int]]:
        """How often each participant meets each objective: by person, then by objective."""
        counts: dict[str, dict[str, int]] = {}
        known = [objective.id for objective in self.agenda.programme.objectives]
        for person in self.participants:
            row = dict.fromkeys(known, 0)
            for event in self.agenda.events_of.get(person.id, ()):
                for objective in self._objectives(event):
                    if objective in row:
                        row[objective] += 1
            counts[person.id] = row
        return counts

    @cached_property
    def theme_weights(self) -> Mapping[str, Mapping[str, float]]:
        """The weight of each theme that each participant meets: by person, then by theme."""
        weights: dict[str, dict[str, float]] = {}
        known = [theme.id for theme in self.agenda.programme.themes]
        for person in self.participants:
            row = dict.fromkeys(known, 0.0)
            for event in self.agenda.events_of.get(person.id, ()):
                for theme, weight in self._themes(event).items():
                    if theme in row:
                        row[theme] += weight
            weights[person.id] = row
        return weights

    @cached_property
    def objectives_met(self) -> Mapping[str, int]:
        """How many participants meet each objective at least as often as is wanted."""
        return {
            objective.id: sum(
                row[objective.id] >= objective.minimum for row in self.objective_counts.values()
            )
            for objective in self.agenda.programme.objectives
        }

    @cached_property
    def satisfaction(self) -> Mapping[str, float]:
        """What each participant's interests are given, as a share of all that they could be."""
        shares = {}
        for person in self.participants:
            best = best_theme_points(person.interests)
            if best > 0:
                shares[person.id] = (
                    fit_points(person.interests, self.theme_weights[person.id]) / best
                )
        return shares

    def met_in(self, members: Sequence[str], objective: Objective) -> int:
        """How many of `members` meet an objective as often as is wanted."""
        return sum(
            self.objective_counts[person][objective.id] >= objective.minimum for person in members
        )

    def mean_count(self, members: Sequence[str], objective: str) -> float:
        """How often one of `members` meets an objective on average."""
        return sum(self.objective_counts[person][objective] for person in members) / len(members)

    def mean_weight(self, members: Sequence[str], theme: str) -> float:
        """The weight of a theme that one of `members` meets on average."""
        return sum(self.theme_weights[person][theme] for person in members) / len(members)

    @cached_property
    def most_met(self) -> int:
        """The most times that anybody meets an objective, at least 1."""
        return max([1, *(n for row in self.objective_counts.values() for n in row.values())])

    @cached_property
    def most_weight(self) -> float:
        """The largest weight of a theme that anybody meets, at least 1."""
        return max([1.0, *(n for row in self.theme_weights.values() for n in row.values())])

    def mean_satisfaction(self, members: Sequence[str]) -> float | None:
        """The mean of `satisfaction` over those of `members` who have interests, or None."""
        shares = [self.satisfaction[p] for p in members if p in self.satisfaction]
        return sum(shares) / len(shares) if shares else None

    def split_group(self, person: str) -> str:
        """The ids of the split phases' groups of a person."""
        phases = self.agenda.programme.phase
        groups = self.agenda.groups_of.get(person, ())
        return ", ".join(g.id for g in groups if g.phase in phases and phases[g.phase].split)

    @cached_property
    def budget(self) -> tuple[BudgetLine, ...]:
        """Every line of the budget."""
        return budget_lines(self.agenda.programme, self.agenda.plan)

    @cached_property
    def cost(self) -> Money:
        """What the plan costs in all."""
        return Money(sum(line.amount.cents for line in self.budget))

    def interpreted(self, group: Group) -> tuple[str, ...]:
        """The languages that are interpreted in a group, sorted."""
        needed = self.agenda.programme.interpreting_languages
        return tuple(sorted({tag for p in group.participants if (tag := needed.get(p))}))

    def _objectives(self, event: Event) -> tuple[str, ...]:
        programme = self.agenda.programme
        if event.kind == "session":
            session = programme.session.get(event.ref or "")
            return session.objectives if session else ()
        offer = programme.offer.get(event.ref or "") if event.kind != "meeting" else None
        return offer.objectives if offer else ()

    def _themes(self, event: Event) -> Mapping[str, float]:
        programme = self.agenda.programme
        if event.kind == "session":
            session = programme.session.get(event.ref or "")
            return session.themes if session else {}
        if event.kind == "meeting":
            counterpart = programme.counterpart.get(event.ref or "")
            themes = counterpart.themes if counterpart else {}
            return {theme: MEETING_SHARE * weight for theme, weight in themes.items()}
        offer = programme.offer.get(event.ref or "")
        return offer.themes if offer else {}
