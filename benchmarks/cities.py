"""Cities to plan days in: invented ones of any size, and those of a programme that is given."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import fields, is_dataclass

import numpy as np

from benchmarks.generate import OBJECTIVES, THEMES
from benchmarks.invention.city import one_host
from sojourn.engine import staff
from sojourn.engine.days.cities import Scene, city_of
from sojourn.engine.days.ledger import Ledger
from sojourn.engine.days.pins import pinned_events
from sojourn.engine.days.problem import City
from sojourn.engine.days.weights import rules_off
from sojourn.engine.journeys import journeys
from sojourn.engine.run import StageRun
from sojourn.model import Event, Group, Programme

QUICK = 1
"""Iterations of the quick division whose groups stay in a given programme's cities."""


def invented_city(seed: int, offers: int, days: int, groups: int) -> City:
    """A city of so many offers, full days and groups. Raises `ValueError` for impossible ones."""
    programme, formed = one_host(seed, offers, days, groups, THEMES, OBJECTIVES)
    return _cities(programme, formed, ())[0]


def cities_of(programme: Programme, seed: int = 1) -> tuple[City, ...]:
    """Every city of a programme in which anything is possible, for a quick division into groups.

    What is fixed and the journeys are placed; nothing is chosen in the other cities.
    """
    groups: list[Group] = []
    for phase in programme.phases:
        if phase.split:
            run = StageRun("groups", seed, iterations=QUICK)
            before = tuple(g for g in groups if programme.phase[g.phase].split)
            groups += staff.solve_with_staff(programme, phase, run, before).groups
        else:
            groups.append(staff.together_group(programme, phase))
    formed = tuple(groups)
    placed = tuple(journeys(programme, formed))
    pins = pinned_events(programme, formed, placed, rules_off(programme))
    return tuple(c for c in _cities(programme, formed, (*placed, *pins)) if c.group_days)


def _cities(
    programme: Programme, groups: tuple[Group, ...], placed: tuple[Event, ...]
) -> tuple[City, ...]:
    scene = Scene.of(programme, groups, placed)
    ledger = Ledger(programme, groups)
    ledger.enter(placed)
    favour = Ledger(programme, groups).even_favour()
    hosts = [host.id for host in programme.hosts if scene.stays_at(host.id)]
    return tuple(city_of(scene, host, ledger, favour) for host in hosts)


def fingerprint(city: City) -> str:
    """A short mark that two cities share only if all their numbers are equal."""
    digest = hashlib.sha256()
    for part in _parts(city):
        digest.update(part)
    return digest.hexdigest()[:8]


def _parts(given: object) -> Iterable[bytes]:
    """Everything in nested records as bytes, arrays with their shapes."""
    if isinstance(given, np.ndarray):
        yield str((given.shape, given.dtype)).encode() + given.tobytes()
    elif isinstance(given, tuple):
        for entry in given:
            yield from _parts(entry)
    elif is_dataclass(given):
        for field in fields(given):
            yield from _parts(getattr(given, field.name))
    else:
        yield repr(given).encode()
