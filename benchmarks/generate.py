"""Invented programmes of any size and shape, deterministic by seed, for which a valid plan exists.

``python -m benchmarks.generate OUT --participants 250 --groups 20 --seed 3`` writes a folder.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from benchmarks.invention import conference, people, places
from benchmarks.invention.calendar import Span, calendar
from benchmarks.invention.shape import Shape
from sojourn import files
from sojourn.model import (
    Counterpart,
    Day,
    Host,
    Money,
    Objective,
    Phase,
    Programme,
    Session,
    Theme,
)

THEMES = (
    Theme("terrorism", "Terrorism"),
    Theme("narcotics", "Narcotics"),
    Theme("trafficking", "Trafficking in persons"),
    Theme("borders", "Border threats"),
    Theme("laundering", "Money laundering"),
    Theme("cyber", "Cyber warfare"),
)
OBJECTIVES = (
    Objective("cooperation", "Global cooperation against transnational crime"),
    Objective("methods", "Methods against trafficking and laundering"),
    Objective("economy", "The impact of crime on the economy"),
    Objective("justice", "The criminal justice system"),
    Objective("partnerships", "Partnerships of communities and law enforcement"),
    Objective("liberties", "Security balanced with civil liberties"),
)
COST_A_HEAD_AND_DAY = 1500
"""Far above what a day costs, journeys and fees included: a budget that does not bind."""


def programme(seed: int, **shape: Any) -> Programme:
    """An invented programme; the keywords are those of `Shape`. Raises `ValueError` for bad ones.

    A valid plan should exist: the people were drawn from a valid division into groups, with
    interpreters, liaisons, rooms, beds and hosts for it, and required sessions keep clear of
    prayer, Sabbath, lunch and holidays.
    """
    return _programme(random.Random(seed), f"invented-{seed}", Shape(**shape))


def small(seed: int) -> Programme:
    """A tiny programme of any kind: 4 to 9 people, 1 or 2 groups, for property tests."""
    rng = random.Random(f"small {seed}")
    shape = Shape(
        participants=rng.randint(4, 9),
        groups=rng.choice((1, 2)),
        offers=rng.choice((0, 4, 8)),
        phases=rng.choice(("split", "together", "together,split", "split:2", "split,together")),
        languages=rng.choice((0, 1, 2)),
        observant=rng.choice((0.0, 0.3)),
        sabbath=rng.choice((0.0, 0.2)),
        holiday=rng.random() < 0.3,
        zones=rng.choice((1, 4)),
        sessions=rng.choice((0, 2, 4)),
        counterparts=rng.choice((0, 4)),
        pairs=rng.choice((0.0, 0.3)),
        late=rng.choice((0.0, 0.2)),
    )
    return _programme(rng, f"small-{seed}", shape)


def _programme(rng: random.Random, ident: str, shape: Shape) -> Programme:
    spans = calendar(rng, shape.kinds, shape.holiday, shape.moves_on)
    drawn = people.division(rng, shape, THEMES)
    homes = [place.id for place in places.gatherings(shape, 0, spans)]
    staff = people.staff(rng, shape, drawn, spans, homes)
    gatherings = places.gatherings(shape, len(staff), spans)
    hosts = places.candidates(rng, shape, len(staff), spans)
    stays = _stays(spans, gatherings, hosts)
    phases = [_phase(shape, spans, i, stay[1]) for i, stay in enumerate(stays)]
    phases, sessions, met = _together(rng, shape, phases, spans, gatherings)
    confirmed = people.with_particulars(rng, shape, drawn, spans, [h.id for h in hosts])
    everybody = shape.participants + len(staff)
    booths = len({tongue for some in drawn.languages for tongue in some})
    budget = everybody * COST_A_HEAD_AND_DAY * sum(len(phase.days) for phase in phases)
    return Programme(
        id=ident,
        title=f"Invented programme {ident}",
        starts=spans[0].starts,
        ends=max(phase.ends for phase in phases) + timedelta(days=1),
        objectives=OBJECTIVES,
        themes=THEMES,
        phases=tuple(phases),
        day=Day(),
        budget=Money.of(budget) if shape.budget else None,
        participants=confirmed,
        hosts=(*gatherings, *hosts),
        offers=tuple(places.offers(rng, shape, hosts, spans, THEMES, OBJECTIVES)),
        sessions=sessions,
        rooms=tuple(
            room
            for host in gatherings
            for room in conference.rooms(
                host, everybody, max(0, shape.sessions - 2), booths, rng.random() < 0.3
            )
        ),
        counterparts=met,
        wishes=tuple(conference.wishes(rng, confirmed, met)),
        staff=staff,
        pairs=people.pairs(rng, shape, drawn),
        legs=tuple(places.legs(rng, shape, stays, everybody, _groups_at_once(hosts))),
    )


def _stays(
    spans: Sequence[Span], gatherings: Sequence[Host], hosts: Sequence[Host]
) -> list[tuple[Span, tuple[str, ...]]]:
    """Each phase with the hosts at which it may take place."""
    together = iter(gatherings)
    return [
        (span, (next(together).id,) if span.kind == "together" else tuple(h.id for h in hosts))
        for span in spans
    ]


def _groups_at_once(hosts: Sequence[Host]) -> int:
    return max((host.groups for host in hosts), default=1)


def _phase(shape: Shape, spans: tuple[Span, ...], position: int, hosts: tuple[str, ...]) -> Phase:
    span = spans[position]
    ident = people.phase_id(spans, position)
    if span.kind == "together":
        title = "All together" if shape.split else "Programme"
        return Phase(ident, "together", title, hosts, span.starts, span.ends)
    return Phase(
        ident,
        "split",
        "City splits",
        hosts,
        span.starts,
        span.ends,
        groups=shape.groups,
        size=shape.size,
        route=span.route,
        max_languages=people.MOST_LANGUAGES,
    )


def _together(
    rng: random.Random,
    shape: Shape,
    phases: list[Phase],
    spans: Sequence[Span],
    gatherings: Sequence[Host],
) -> tuple[list[Phase], tuple[Session, ...], tuple[Counterpart, ...]]:
    """The phases with rules for meetings in the last one together, sessions and counterparts."""
    sessions: list[Session] = []
    met: tuple[Counterpart, ...] = ()
    together = [i for i, phase in enumerate(phases) if not phase.split]
    for host, i in zip(gatherings, together, strict=True):
        days = [day for day in spans[i].full_days if day.weekday() < 5]
        meetings_on = conference.meeting_day(host, days)
        last = i == together[-1] and shape.counterparts > 0
        sessions += conference.sessions(
            rng, shape, phases[i].id, host, days, THEMES, OBJECTIVES, len(sessions)
        )
        if last and meetings_on is not None:
            sessions = [s for s in sessions if not _that_afternoon(s, meetings_on)]
            rules = conference.meeting_rules(rng, meetings_on)
            phases[i] = replace(phases[i], meetings=rules)
            met = tuple(conference.counterparts(rng, shape, phases[i].id, meetings_on, THEMES))
    return phases, tuple(sessions), met


def _that_afternoon(session: Session, day: date) -> bool:
    """Whether the session lies on the afternoon of `day`, which belongs to the meetings."""
    starts = session.starts
    if starts is not None:
        return starts.date() == day and starts.hour >= 12
    return any(window.on(day) is not None for window in session.windows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write an invented programme into a folder; the options are the fields of `Shape`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=main.__doc__)
    parser.add_argument("out", help="the folder to write")
    parser.add_argument("--seed", type=int, default=1)
    for field in fields(Shape):
        option = f"--{field.name}"
        if isinstance(field.default, bool):
            parser.add_argument(
                option, action=argparse.BooleanOptionalAction, default=field.default
            )
        else:
            kind = int if field.default is None else type(field.default)
            parser.add_argument(option, type=kind, default=field.default)
    options = vars(parser.parse_args(arguments))
    out, seed = options.pop("out"), options.pop("seed")
    try:
        made = programme(seed, **options)
    except ValueError as error:
        parser.error(str(error))
    files.write(made, out)
    print(
        f"{out}: {len(made.confirmed)} people, {len(made.hosts)} hosts, {len(made.offers)} offers"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
