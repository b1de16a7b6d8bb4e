"""Days planned before, as the start of a search."""

from __future__ import annotations

from dataclasses import replace

from tests.engine import whole

from sojourn.engine import days
from sojourn.engine.journeys import journeys
from sojourn.engine.run import StageRun
from sojourn.model import Event


def searched(known: tuple[Event, ...], hosts: frozenset[str] = frozenset()) -> tuple[Event, ...]:
    """The days of the draft's groups, searched from `known`."""
    programme, made = whole.programme(), whole.draft()
    placed = (*journeys(programme, made.groups), *made.together)
    run = StageRun("days", 1, 1)
    found = days.solve(programme, made.groups, placed, run, known, hosts)
    return tuple(sorted((replace(e, id="") for e in found.events), key=_key))


def _key(event: Event) -> tuple[object, ...]:
    return event.starts, event.host, event.ref, event.groups


def test_settled_hosts_keep_their_days() -> None:
    """Where every host is settled nothing changes."""
    made = whole.draft()
    hosts = frozenset(host.id for host in whole.programme().hosts)
    before = tuple(sorted((replace(e, id="") for e in made.days), key=_key))
    assert searched(made.days, hosts) == before


def test_a_visit_that_is_no_longer_possible_is_left_out() -> None:
    """A visit moved to the night is dropped; the other visits of its host stay."""
    made = whole.draft()
    hosts = frozenset(host.id for host in whole.programme().hosts)
    first = next(e for e in made.days if e.groups)
    moved = replace(first, starts=first.starts.replace(hour=3), ends=first.ends.replace(hour=4))
    known = tuple(moved if e is first else e for e in made.days)
    kept = searched(known, hosts)
    assert first.ref not in {e.ref for e in kept if e.groups == first.groups}
    assert len([e for e in kept if e.groups]) == len([e for e in made.days if e.groups]) - 1
