"""The sessions of a phase in which all are together: when, where, and who."""

from __future__ import annotations

from collections.abc import Sequence

from sojourn.engine.run import StageRun
from sojourn.engine.sessions.conference import Conference
from sojourn.engine.sessions.search import Search, SessionsResult
from sojourn.model import Event, Group, Phase, Programme


def solve(
    programme: Programme,
    phase: Phase,
    group: Group,
    run: StageRun,
    taken: Sequence[Event] = (),
) -> SessionsResult:
    """Place the sessions of `phase` and give each member of `group` a place by interest.

    Args:
        programme: what is given.
        phase: a phase in which all are together.
        group: its one group, with participants and staff.
        run: limits and seed.
        taken: events of the group that are settled already.

    """
    conference = Conference.of(programme, phase, group)
    sessions = programme.sessions_of.get(phase.id, ())
    if conference is None or not sessions:
        return SessionsResult((), 0.0, 0.0)
    return Search(conference, sessions, taken, run).result()
