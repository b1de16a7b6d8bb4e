"""What each candidate host of a split phase is worth to each participant, in points."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.fit import FitEstimate, Floats
from sojourn.model import Host, Phase, Programme
from sojourn.rules import setting

CLOSED_OFFERS = 20
"""Points for a participant who would close all offers of a host to their group."""


class HostValues(NamedTuple):
    """(S, P, H) points of each participant in each stop at each candidate host.

    `fit` are the points of themes, `others` what objectives missed and offers closed to a group
    cost. People are in the order of `Programme.confirmed`, hosts in that of `candidates`.
    """

    fit: Floats
    others: Floats


def candidates(programme: Programme, phase: Phase) -> tuple[Host, ...]:
    """The candidate hosts of `phase` that the programme knows."""
    return tuple(programme.host[h] for h in phase.hosts if h in programme.host)


def estimated(programme: Programme, phase: Phase) -> HostValues:
    """What hosts' offers could give, as long as no days are planned."""
    hosts, spans = candidates(programme, phase), phase.stop_spans
    estimate = FitEstimate(programme, phase)
    fit = np.zeros((len(spans), len(estimate.people), len(hosts)))
    others = np.zeros_like(fit)
    for s, span in enumerate(spans):
        for h, host in enumerate(hosts):
            fit[s, :, h] = weight(programme, "theme_fit") * estimate.points(host, span)
            missing = estimate.objectives_missing(host, span) / len(spans)
            others[s, :, h] -= weight(programme, "objective_coverage") * missing
            if weight(programme, "refuses"):
                others[s, :, h] -= CLOSED_OFFERS * estimate.refused(host, span)
    return HostValues(fit, others)


def weight(programme: Programme, rule: str) -> float:
    """The weight of a rule, 0 when it is off."""
    kept = setting(programme, rule)
    return 0.0 if kept.level == "off" else kept.weight
