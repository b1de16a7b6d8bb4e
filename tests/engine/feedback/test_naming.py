"""Group ids stay with their cities."""

from __future__ import annotations

from dataclasses import replace

from tests.engine import whole

from sojourn.engine.feedback.naming import named_like


def test_a_group_in_the_same_city_keeps_its_id() -> None:
    """Numbered anew, groups get back the ids of their cities; only a new city takes one over."""
    programme, made = whole.programme(), whole.draft()
    phase = next(p for p in programme.phases if p.split)
    old = [g for g in made.groups if g.phase == phase.id]
    spare = next(h for h in phase.hosts if h not in {g.stops[0].host for g in old})
    last = replace(old[-1], stops=(replace(old[-1].stops[0], host=spare),))
    new = [
        replace(group, id=group_id)
        for group, group_id in zip((last, *old[:-1]), phase.group_ids, strict=True)
    ]
    assert named_like(programme, phase, new, old) == (*old[:-1], last)


def test_pinned_groups_keep_their_numbers() -> None:
    """Where somebody is pinned to a group of the phase, nothing is named anew."""
    programme, made = whole.programme(), whole.draft()
    phase = next(p for p in programme.phases if p.split)
    old = [g for g in made.groups if g.phase == phase.id]
    people = (replace(programme.participants[0], group=old[0].id), *programme.participants[1:])
    pinned = replace(programme, participants=people)
    new = tuple(replace(g, id=i) for g, i in zip(old[::-1], phase.group_ids, strict=True))
    assert named_like(pinned, phase, new, old) == new
