from __future__ import annotations

from benchmarks.conferences import forums_of, invented_forum
from benchmarks.programmes import EXAMPLE

from sojourn.files import read


def test_a_seed_makes_one_conference() -> None:
    """The same numbers make the same conference; another seed makes another."""
    assert invented_forum(2, 20, 6) == invented_forum(2, 20, 6)
    assert invented_forum(2, 20, 6) != invented_forum(3, 20, 6)


def test_most_sessions_are_free() -> None:
    """Of so many people and sessions, most have no start and some are for everyone."""
    forum = invented_forum(1, 30, 12)
    sessions = forum.programme.sessions
    assert (len(forum.group.participants), len(sessions)) == (30, 12)
    assert sum(s.fixed_starts is None for s in sessions) > len(sessions) / 2
    assert any(s.required for s in sessions)


def test_phases_of_the_example() -> None:
    """Each phase of the example in which all are together is a programme of its own."""
    forums = list(forums_of(read(EXAMPLE)))
    assert [f.phase.id for f in forums] == ["washington", "tampa", "new-york"]
    assert all(f.programme.phases == (f.phase,) for f in forums)
