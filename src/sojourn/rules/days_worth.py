"""What people get: objectives, themes, fairness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sojourn.model import Finding
from sojourn.rules import wording
from sojourn.rules.days_open import objective_remedy
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene
from sojourn.rules.worth import best_theme_points, fit_points


def objective_coverage(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the objectives of the offers and sessions that each confirmed participant is at.

    Each event counts once. People who meet an objective equally often are one finding. Unit: times
    missing, added up over people.
    """
    times: dict[str, Counter[str]] = {p.id: Counter() for p in scene.programme.confirmed}
    for people, events in scene.audiences.items():
        met = Counter(objective for event in events for objective in event.objectives)
        for person in people if met else ():
            times[person].update(met)
    for objective in scene.programme.objectives:
        short: dict[int, list[str]] = defaultdict(list)
        for person, met in times.items():
            if met[objective.id] < objective.minimum:
                short[met[objective.id]].append(person)
        for number, who in sorted(short.items()):
            yield setting.finding(
                who,
                len(who) * (objective.minimum - number),
                f"{wording.people(scene.programme, who)} {wording.does(who, 'meet')} "
                f"'{objective.id}' {wording.count(number, 'time')}; at least {objective.minimum} "
                f"{'is' if objective.minimum == 1 else 'are'} wanted."
                f"{objective_remedy(scene, objective, who, objective.minimum - number)}",
            )


@dataclass(frozen=True)
class ThemeShare:
    """What a participant gets in themes of interest: points, and what could be theirs."""

    participant: str
    points: float
    best: float

    @property
    def share(self) -> float:
        """Points as a part of what could be theirs."""
        return self.points / self.best


def theme_shares(scene: Scene) -> tuple[ThemeShare, ...]:
    """Each confirmed participant who has interests, in the order of the table."""
    return scene.once("theme_shares", lambda: tuple(_theme_shares(scene)))


def _theme_shares(scene: Scene) -> Iterator[ThemeShare]:
    met = scene.themes_met
    for participant in scene.programme.confirmed:
        best = best_theme_points(participant.interests)
        if best > 0:
            points = fit_points(participant.interests, met[participant.id])
            yield ThemeShare(participant.id, points, best)


def theme_fit(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read interests, and the themes of all that each participant is at; meetings count half.

    Tells of those who get less than the share ``low`` of what could be theirs. Unit: points below
    that share, added up.
    """
    low = setting.number("low")
    below = [fare for fare in theme_shares(scene) if fare.share < low]
    if below:
        who = [fare.participant for fare in below]
        yield setting.finding(
            who,
            sum(low * fare.best - fare.points for fare in below),
            f"{wording.people(scene.programme, who)} {wording.does(who, 'meet')} less than "
            f"{low:.0%} of what could interest them.",
        )


def _theme_points(scene: Scene, setting: RuleSetting) -> float:
    return setting.weight * sum(fare.points for fare in theme_shares(scene))


def fair_share(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the same as `theme_fit`: who has the smallest share of what could be theirs.

    Unit: points that this person does not get.
    """
    worst = _worst(scene)
    if worst is not None:
        yield setting.finding(
            (worst.participant,),
            worst.best - worst.points,
            f"{wording.person(scene.programme, worst.participant)} fares worst: "
            f"{worst.share:.0%} of what could be theirs in themes of interest.",
        )


def _worst(scene: Scene) -> ThemeShare | None:
    return min(theme_shares(scene), key=lambda fare: fare.share, default=None)


def _fair_points(scene: Scene, setting: RuleSetting) -> float:
    worst = _worst(scene)
    return 0.0 if worst is None else setting.weight * worst.share


RULES = (
    Rule(
        "objective_coverage",
        "days",
        "Each participant meets each objective at least its minimum of times over the "
        "whole programme.",
        "soft",
        100,
        "times missing",
        check=objective_coverage,
    ),
    Rule(
        "theme_fit",
        "days",
        "What people meet is what interests them: over participants and themes of "
        "interest, a concave function of the weight met.",
        "soft",
        1,
        "points",
        settings={"low": 0.25},
        check=theme_fit,
        reward=_theme_points,
    ),
    Rule(
        "fair_share",
        "days",
        "The participant who fares worst in theme fit, relative to what could be theirs, "
        "fares as well as possible.",
        "soft",
        1000,
        "points",
        check=fair_share,
        reward=_fair_points,
    ),
)
