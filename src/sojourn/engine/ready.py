"""Making a process ready to plan: its kernels compiled, or loaded from where they are kept."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from sojourn.engine.limits import Limits
from sojourn.engine.plan import plan
from sojourn.model import (
    Country,
    Host,
    Language,
    Offer,
    Participant,
    Phase,
    Programme,
    Theme,
    Window,
)

MONDAY = date(2024, 4, 1)


@cache
def ready() -> None:
    """Plan a programme so small that little but loading kernels is done, once in a process.

    Seconds of search are for searching: whoever limits a run by time calls this first, in each
    process that will work.
    """
    plan(smallest(), Limits(iterations=1))


def smallest() -> Programme:
    """Four people, two groups and two hosts with two offers each."""
    hosts = tuple(
        Host(f"host{n}", f"Host {n}", 40.0 + n, -80.0, "America/New_York", country=Country("US"))
        for n in range(2)
    )
    last = MONDAY + timedelta(days=2)
    return Programme(
        id="smallest",
        title="Smallest programme",
        starts=MONDAY,
        ends=last,
        themes=(Theme("theme", "Theme"),),
        phases=(
            Phase(
                "cities",
                "split",
                "Cities",
                tuple(host.id for host in hosts),
                MONDAY,
                last,
                groups=2,
                size=(1, 3),
                route=(3,),
            ),
        ),
        participants=tuple(
            Participant(
                f"p{n}",
                "Given",
                "Family",
                Country("CA"),
                (Language("en"),),
                gender="fm"[n % 2],
                interests={"theme": 1.0},
            )
            for n in range(4)
        ),
        hosts=hosts,
        offers=tuple(
            Offer(
                f"{host.id}-{n}",
                host.id,
                "appointment",
                "Offer",
                90,
                (Window.weekly(range(5), 9 * 60, 17 * 60),),
                themes={"theme": 1.0},
            )
            for host in hosts
            for n in range(2)
        ),
    )
