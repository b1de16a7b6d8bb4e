from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from benchmarks import meetings as family
from benchmarks.family import Conditions, NoInstancesError
from benchmarks.invention.tables import EACH, afternoon
from benchmarks.peers.meetings_contest import (
    MeetingsAccount,
    by_engine,
    by_peer,
    problem_of,
    valued,
)
from benchmarks.programmes import EXAMPLE

from sojourn.engine import meetings
from sojourn.engine.run import StageRun
from sojourn.files import read


def test_an_afternoon_is_the_same_for_a_seed_and_has_all_that_is_asked() -> None:
    """Wishes, preferences, refusals, windows, comings and goings, tables, and a session beside."""
    day = afternoon(3, 60)
    assert pickle.dumps(day) == pickle.dumps(afternoon(3, 60))
    programme, rules = day.programme, day.phase.meetings
    assert rules is not None and rules.tables is not None
    assert (rules.at_least, rules.at_most) == EACH
    assert any(c.prefers for c in programme.counterparts)
    assert any(c.refuses for c in programme.counterparts)
    assert len({c.windows for c in programme.counterparts}) > 2
    assert any(p.arrives for p in programme.participants)
    assert any(p.departs for p in programme.participants)
    assert day.placed[0].participants and programme.wishes
    _, problem = problem_of(day)
    assert (problem.able >= 0).any() and problem.interpreters


@pytest.mark.parametrize("seed", [1, 2])
def test_both_contestants_are_valid_and_below_our_bound(seed: int) -> None:
    """Both keep every rule, are worth what they say, and neither is above the proven bound."""
    day = afternoon(seed, 15)
    ours = by_engine(day, 1.0, 1, seed)
    theirs = by_peer("cpsat", day, 3.0, 1, seed)
    assert ours.bound is not None and ours.value is not None
    assert valued(day, ours) == pytest.approx(ours.value)
    value = valued(day, theirs)
    assert value is not None and theirs.value is not None
    assert value == pytest.approx(theirs.value, abs=0.2)
    assert max(ours.value, value) <= ours.bound + 1e-6


def test_meetings_that_break_a_rule_have_no_value() -> None:
    """A participant who is in two meetings at once is told."""
    day = afternoon(1, 15)
    _, problem = problem_of(day)
    p = int(problem.hopeful[0])
    k = int(np.flatnonzero(problem.free[p])[0])
    twice = [(p, 0, k, -1), (p, 1, k, -1)]
    with pytest.raises(ValueError, match="no_overlap"):
        valued(day, MeetingsAccount(None, None, 0.0, twice, []))
    assert valued(day, None) is None


def test_a_programme_has_its_conference() -> None:
    """The conference of the programme in `examples` has everybody and its sessions."""
    programme = read(EXAMPLE)
    phase = next(p for p in programme.phases if p.meetings is not None)
    day = family.conference_of(programme, phase)
    assert len(day.group.participants) == len(programme.confirmed)
    assert day.placed and all(event.kind == "session" for event in day.placed)


def test_rows_have_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row has the value, the gap and what CP-SAT found; names that nothing has are told."""
    day = afternoon(1, 12)
    run = StageRun("meetings", 1, iterations=5)
    found = meetings.solve(day.programme, day.phase, day.group, day.placed, run)

    def accounts() -> Iterator[tuple[MeetingsAccount, float]]:
        ours = by_engine(day, 0.5, 1, 1)
        yield ours, 10.0
        yield replace(ours, bound=None), 20.0

    given = accounts()
    monkeypatch.setattr(family._Contest, "_run", lambda *_: next(given))
    monkeypatch.setattr(family, "SIZES", {12: 0.5})
    (row,) = family.meetings.measure(Conditions(workers=1, only=("12 people",)))
    assert row["participants"] == 12 and row["% of CP-SAT"] == 100.0
    assert isinstance(row["value"], float) and row["value"] >= found.value - 60
    assert row["without any"] == 0 and "failed" not in row
    with pytest.raises(NoInstancesError):
        list(family.meetings.measure(Conditions(only=("nothing",))))
