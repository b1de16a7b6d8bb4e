"""A proven upper bound of the score, from the programme alone.

Prices are at least 0, so only rewards count. Each is bounded for a plan that keeps the hard rules
on how often things happen: a session is held once, a person is at an offer once, a group has at
most `at_most` professional offers a day, and each person has at most so many meetings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from weakref import ref

from sojourn.model import Counterpart, Phase, Programme, Session, open_spans
from sojourn.rules.catalogue import setting
from sojourn.rules.worth import (
    MEETING_SHARE,
    affinity,
    best_theme_points,
    fit_points,
    points_of_meetings,
)

Weights = dict[str, float]


def ceiling(programme: Programme) -> float:
    """What `Score.soft` cannot exceed in any plan without a hard finding.

    The last programme's is kept: many plans of one programme are scored in a row.
    """
    known = _last.get("last")
    if known is not None and known[0]() is programme:
        return known[1]
    found = _ceiling(programme)
    _last["last"] = ref(programme), found
    return found


_last: dict[str, tuple[ref[Programme], float]] = {}


def _ceiling(programme: Programme) -> float:
    weights = {
        rule: 0.0 if (wanted := setting(programme, rule)).level == "off" else wanted.weight
        for rule in ("theme_fit", "fair_share", "breakout_fit", "wishes", "even_chances")
    }
    fits, shares = _fits(programme)
    meetings = _meetings(programme)
    return (
        weights["theme_fit"] * fits
        + weights["fair_share"] * shares
        + weights["breakout_fit"] * _breakouts(programme)
        + weights["wishes"] * sum(meetings.values())
        + weights["even_chances"] * min(meetings.values(), default=0.0)
    )


def _fits(programme: Programme) -> tuple[float, float]:
    """Most points of `theme_fit` over all participants, and the most of the smallest share."""
    most = most_met(programme)
    total, least = 0.0, 1.0
    for participant in programme.confirmed:
        best = best_theme_points(participant.interests)
        if best > 0:
            points = fit_points(participant.interests, most)
            total += points
            least = min(least, points / best)
    return total, least


def most_met(programme: Programme) -> Mapping[str, float]:
    """The most weight of each theme that one person can meet in the whole programme."""
    most: Weights = defaultdict(float)
    for session in programme.sessions:
        _add(most, session.themes)
    for phase in programme.phases:
        _add(most, _most_offered(programme, phase))
        if phase.meetings is not None:
            counterparts = _counterparts(programme, phase)
            for theme in {theme for c in counterparts for theme in c.themes}:
                best = (c.themes.get(theme, 0.0) for c in counterparts)
                most[theme] += MEETING_SHARE * _top(best, phase.meetings.at_most)
    return most


def _most_offered(programme: Programme, phase: Phase) -> Weights:
    """The most weight of each theme that the offers of one group's hosts can give in `phase`."""
    stops = len(phase.stop_spans) if phase.split else 1
    days = sum((last - first).days for first, last in phase.stop_spans)
    themes = {theme.id for theme in programme.themes}
    most: Weights = {}
    for theme in themes:
        hosts = []
        for host in phase.hosts:
            offers = [o for o in programme.offers_at.get(host, ()) if theme in o.themes]
            professional = (o.themes[theme] for o in offers if o.professional)
            others = sum(o.themes[theme] for o in offers if not o.professional)
            hosts.append(_top(professional, phase.day.at_most * days) + others)
        most[theme] = _top(hosts, stops)
    return most


def _breakouts(programme: Programme) -> float:
    """Most affinity that people can have to sessions by choice; sessions at once exclude others."""
    alike: dict[tuple[object, ...], list[Session]] = defaultdict(list)
    for session in programme.sessions:
        if not session.required:
            key = (session.phase, session.fixed_starts, session.windows)
            alike[key].append(session)
    total = 0.0
    for sessions in alike.values():
        at_once = _one_after_another(programme, sessions)
        for participant in programme.confirmed:
            fits = (affinity(participant.interests, s.themes) for s in sessions)
            total += _top(fits, at_once)
    return total


def _one_after_another(programme: Programme, sessions: list[Session]) -> int:
    """How many of `sessions`, which have the same start or windows, one person can be at."""
    first = sessions[0]
    if first.fixed_starts is not None:
        return 1
    if not first.windows:
        return len(sessions)
    shortest = min(session.minutes for session in sessions)
    days = programme.phase[first.phase].days
    spans = [span for day in days for span in open_spans(first.windows, day)]
    return min(len(sessions), sum((ends - starts) // shortest for starts, ends in spans))


def _meetings(programme: Programme) -> Mapping[str, float]:
    """Most points of one-to-one meetings of each participant."""
    phases = [phase for phase in programme.phases if phase.meetings is not None]
    if not phases:
        return {}
    most = {participant.id: 0.0 for participant in programme.confirmed}
    for phase in phases:
        counterparts = _counterparts(programme, phase)
        points = points_of_meetings(programme, counterparts)
        choosy = [(j, set(c.refuses)) for j, c in enumerate(counterparts) if c.refuses]
        at_most = phase.meetings.at_most if phase.meetings is not None else 0
        for participant in programme.confirmed:
            worth = points(participant)
            own = {participant.id, str(participant.country)}
            for j, refused in choosy:
                if own & refused:
                    worth[j] = 0.0
            most[participant.id] += _top(worth, at_most)
    return most


def _counterparts(programme: Programme, phase: Phase) -> list[Counterpart]:
    """Those who may take meetings in `phase`; without a phase of their own, in every one."""
    return [c for c in programme.counterparts if c.phase in (None, phase.id)]


def _top(values: Iterable[float], number: int) -> float:
    """The sum of the `number` largest of `values` that are above 0."""
    return sum(sorted((v for v in values if v > 0), reverse=True)[:number])


def _add(weights: Weights, more: Mapping[str, float]) -> None:
    for theme, weight in more.items():
        weights[theme] = weights.get(theme, 0.0) + weight
