"""Group ids that stay with their cities when groups are found anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sojourn.model import Group, Phase, Programme


def named_like(
    programme: Programme, phase: Phase, groups: Sequence[Group], old: Sequence[Group]
) -> tuple[Group, ...]:
    """`groups` of a phase with the ids that `old` groups with the same stops had.

    The others take the ids left over, in order. Where a pin names a group of the phase, every
    group keeps its id.
    """
    ids = set(phase.group_ids)
    pins = [p.group for p in programme.confirmed]
    pins += [offer.pin.group for offer in programme.offers if offer.pin is not None]
    if ids.intersection(pin for pin in pins if pin is not None):
        return tuple(groups)
    free = {group.id: group.stops for group in old}
    named: dict[str, str] = {}
    for group in groups:
        same = next((i for i, stops in free.items() if stops == group.stops), None)
        if same is not None:
            del free[same]
            named[group.id] = same
    spare = [i for i in phase.group_ids if i not in named.values()]
    for group in groups:
        if group.id not in named:
            named[group.id] = spare.pop(0) if spare else group.id
    order = {group_id: n for n, group_id in enumerate(phase.group_ids)}
    found = (replace(group, id=named[group.id]) for group in groups)
    return tuple(sorted(found, key=lambda g: order.get(g.id, len(order))))
