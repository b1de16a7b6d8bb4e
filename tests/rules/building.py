"""A tiny programme with a plan that keeps every rule, and ways to change both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, cast

from sojourn.model import (
    Counterpart,
    Country,
    Day,
    Event,
    Finding,
    Group,
    Host,
    Language,
    MeetingRules,
    Money,
    Objective,
    Offer,
    OfferKind,
    Participant,
    Phase,
    Plan,
    Programme,
    Room,
    RuleOverride,
    Session,
    StaffMember,
    Stop,
    Theme,
    Window,
    localise,
)
from sojourn.rules import check

ZONES = {
    "washington": "America/New_York",
    "austin": "America/Chicago",
    "reno": "America/Los_Angeles",
    "new-york": "America/New_York",
}
WEEK = (Window.weekly(range(7), 8 * 60, 22 * 60),)
WORKING = (Window.weekly(range(5), 9 * 60, 17 * 60),)
EN, FR = (Language("en"),), (Language("fr"),)


def may(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A local time of May 2021: the 2nd is a Sunday."""
    return datetime(2021, 5, day, hour, minute)


def person(number: int, **columns: Any) -> Participant:
    """Participant ``P1`` …, who speaks English unless told otherwise."""
    countries = ("SN", "BR", "IN", "IT", "KE", "PE", "NO", "JP")
    basis = Participant(
        id=f"P{number}",
        given_name=("Ana", "Bem", "Chi", "Dov", "Eva", "Fay", "Gil", "Hal")[number - 1],
        family_name="Example",
        country=Country(countries[number - 1]),
        languages=EN,
    )
    return replace(basis, **columns)


def host(host_id: str, latitude: float, longitude: float, state: str, **columns: Any) -> Host:
    """A host whose city is named like its id."""
    city = host_id.replace("-", " ").title()
    basis = Host(host_id, city, latitude, longitude, ZONES[host_id], state, Country("US"))
    return replace(basis, **columns)


def offer(offer_id: str, host_id: str, kind: str, **columns: Any) -> Offer:
    """An offer of 90 minutes on any day from 8 to 22, at its host's."""
    basis = Offer(
        id=offer_id,
        host=host_id,
        kind=cast(OfferKind, kind),
        title=f"Offer {offer_id}",
        minutes=90,
        windows=WEEK,
    )
    return replace(basis, **columns)


def make_programme(**columns: Any) -> Programme:
    """Three days together, five in two cities, three together again; six people, two staff."""
    day = Day(at_least=1)
    phases = (
        Phase(
            "opening", "together", "Opening", ("washington",), date(2021, 5, 2), date(2021, 5, 4)
        ),
        Phase(
            "cities",
            "split",
            "Cities",
            ("austin", "reno"),
            date(2021, 5, 5),
            date(2021, 5, 9),
            groups=2,
            size=(2, 4),
            route=(5,),
            max_languages=1,
            day=day,
        ),
        Phase(
            "closing",
            "together",
            "Closing",
            ("new-york",),
            date(2021, 5, 10),
            date(2021, 5, 12),
            meetings=MeetingRules(20, 1, 2, (Window.dated(may(12, 13, 30), may(12, 17, 30)),)),
        ),
    )
    basis = Programme(
        id="small",
        title="A small programme",
        starts=date(2021, 5, 2),
        ends=date(2021, 5, 13),
        objectives=(Objective("rights", "Rights"),),
        themes=(Theme("cyber", "Cyber"), Theme("borders", "Borders")),
        phases=phases,
        participants=(
            person(1, languages=FR, interests={"cyber": 3}),
            person(2, interests={"borders": 2}),
            person(3),
            person(4, interests={"cyber": 1}),
            person(5),
            person(6),
        ),
        hosts=(
            host("washington", 38.9, -77.0, "DC"),
            host("austin", 30.27, -97.74, "TX"),
            host("reno", 39.53, -119.81, "NV"),
            host("new-york", 40.75, -73.98, "NY"),
        ),
        offers=(
            offer("A1", "austin", "appointment", level="local", themes={"cyber": 2}),
            offer("A2", "austin", "site_visit", latitude=30.35, longitude=-97.7),
            offer("A3", "austin", "cultural"),
            offer("A4", "austin", "hospitality"),
            offer("A5", "austin", "panel"),
            offer("R1", "reno", "appointment", level="state", themes={"borders": 2}),
            offer("R2", "reno", "site_visit"),
            offer("R3", "reno", "cultural"),
            offer("R4", "reno", "hospitality"),
            offer("R5", "reno", "community"),
        ),
        sessions=(
            Session(
                "S1",
                "opening",
                "Plenary",
                90,
                starts=may(3, 9, 30),
                room="W1",
                objectives=("rights",),
                required=True,
            ),
            Session(
                "S2",
                "closing",
                "Breakout",
                60,
                "breakout",
                windows=WORKING,
                themes={"cyber": 1},
                speakers=("C1",),
            ),
        ),
        rooms=(
            Room("W1", "washington", "Hall", 20, booths=2),
            Room("N1", "new-york", "Salon", 20, booths=2, latitude=40.8, longitude=-73.95),
        ),
        counterparts=(
            Counterpart("C1", "Cee", "Host", languages=EN, phase="closing", meetings=6),
            Counterpart("C2", "Cal", "Host", languages=FR, phase="closing"),
        ),
        staff=(
            StaffMember("I1", "Ivo", "interpreter", FR, "consecutive", daily_rate=Money.of(100)),
            StaffMember("L1", "Lea", "liaison", EN, daily_rate=Money.of(80)),
        ),
        rules={"breakout_fit": RuleOverride(settings={"least": 2})},
    )
    return replace(basis, **columns)


def happening(
    event_id: str,
    kind: str,
    phase: str,
    host_id: str | None,
    starts: datetime,
    minutes: int,
    ref: str | None = None,
    **columns: Any,
) -> Event:
    """An event at a host (without one: in Austin's zone), its start in local time there."""
    first = localise(starts, ZONES[host_id or "austin"])
    last = localise(starts + timedelta(minutes=minutes), ZONES[host_id or "austin"])
    title = columns.pop("title", f"Event {event_id}")
    basis = Event(event_id, kind, phase, host_id, ref, title, None, first, last)
    return replace(basis, **columns)


def journey(
    event_id: str,
    phase: str,
    origin: str,
    host_id: str,
    leaves: datetime,
    arrives: datetime,
    **columns: Any,
) -> Event:
    """A journey from one host to another, each end in local time there."""
    basis = Event(
        event_id,
        "travel",
        phase,
        host_id,
        None,
        f"{origin} to {host_id}",
        None,
        localise(leaves, ZONES[origin]),
        localise(arrives, ZONES[host_id]),
    )
    return replace(basis, **columns)


def _stop(host_id: str, first: int, last: int) -> tuple[Stop, ...]:
    return (Stop(host_id, date(2021, 5, first), date(2021, 5, last)),)


def make_plan() -> Plan:
    """A plan of `make_programme` without a hard finding."""
    everyone = ("P1", "P2", "P3", "P4", "P5", "P6")
    groups = (
        Group("opening-all", "opening", everyone, ("I1", "L1"), _stop("washington", 2, 4)),
        Group("cities-1", "cities", ("P1", "P2", "P3"), ("I1",), _stop("austin", 5, 9)),
        Group("cities-2", "cities", ("P4", "P5", "P6"), ("L1",), _stop("reno", 5, 9)),
        Group("closing-all", "closing", everyone, ("I1", "L1"), _stop("new-york", 10, 12)),
    )
    one, two = ("cities-1",), ("cities-2",)
    events = [
        happening(
            "E01",
            "session",
            "opening",
            "washington",
            may(3, 9, 30),
            90,
            "S1",
            room="W1",
            groups=("opening-all",),
        ),
        journey("E02", "cities", "washington", "austin", may(5, 9), may(5, 12), groups=one),
        journey("E03", "cities", "washington", "reno", may(5, 9), may(5, 13), groups=two),
        happening("E04", "appointment", "cities", "austin", may(6, 9, 30), 90, "A1", groups=one),
        happening("E05", "meal", "cities", None, may(6, 11, 30), 60, groups=one),
        happening("E06", "site_visit", "cities", "austin", may(7, 10), 90, "A2", groups=one),
        happening("E07", "cultural", "cities", "austin", may(8, 15), 90, "A3", groups=one),
        happening("E08", "hospitality", "cities", "austin", may(7, 18), 90, "A4", groups=one),
        happening("E09", "appointment", "cities", "reno", may(6, 9, 30), 90, "R1", groups=two),
        happening("E10", "site_visit", "cities", "reno", may(7, 10), 90, "R2", groups=two),
        happening("E11", "cultural", "cities", "reno", may(8, 15), 90, "R3", groups=two),
        happening("E12", "hospitality", "cities", "reno", may(7, 18), 90, "R4", groups=two),
        happening("E13", "community", "cities", "reno", may(8, 10), 90, "R5", groups=two),
        journey(
            "E14",
            "closing",
            "austin",
            "new-york",
            may(10, 9),
            may(10, 14),
            participants=("P1", "P2", "P3"),
            staff=("I1",),
        ),
        journey(
            "E15",
            "closing",
            "reno",
            "new-york",
            may(10, 9),
            may(10, 18),
            participants=("P4", "P5", "P6"),
            staff=("L1",),
        ),
        happening(
            "E16",
            "session",
            "closing",
            "new-york",
            may(11, 9, 30),
            60,
            "S2",
            room="N1",
            participants=("P1", "P2", "P4"),
            staff=("I1",),
        ),
    ]
    for number, member in enumerate(everyone):
        events.append(
            happening(
                f"E{17 + number}",
                "meeting",
                "closing",
                "new-york",
                may(12, 13, 30) + timedelta(minutes=20 * number),
                20,
                "C1",
                participants=(member,),
                counterparts=("C1",),
                staff=("I1",) if member == "P1" else (),
            )
        )
    return Plan("small", groups, tuple(events))


def changed_event(plan: Plan, event_id: str, **columns: Any) -> Plan:
    """The plan with columns of one event changed."""
    events = (replace(e, **columns) if e.id == event_id else e for e in plan.events)
    return replace(plan, events=tuple(events))


def moved_event(plan: Plan, event_id: str, starts: datetime, minutes: int | None = None) -> Plan:
    """The plan with one event at another local time, with its length unless one is given."""
    event = plan.event[event_id]
    zone = ZONES[event.host or "austin"]
    length = event.minutes if minutes is None else minutes
    return changed_event(
        plan,
        event_id,
        starts=localise(starts, zone),
        ends=localise(starts + timedelta(minutes=length), zone),
    )


def without_event(plan: Plan, event_id: str) -> Plan:
    """The plan without one event."""
    return replace(plan, events=tuple(e for e in plan.events if e.id != event_id))


def with_events(plan: Plan, *events: Event) -> Plan:
    """The plan with more events."""
    return replace(plan, events=(*plan.events, *events))


def changed_group(plan: Plan, group_id: str, **columns: Any) -> Plan:
    """The plan with columns of one group changed."""
    groups = (replace(g, **columns) if g.id == group_id else g for g in plan.groups)
    return replace(plan, groups=tuple(groups))


def changed_row(programme: Programme, table: str, row_id: str, **columns: Any) -> Programme:
    """The programme with columns of one row of a table changed."""
    rows = (
        replace(row, **columns) if row.id == row_id else row for row in getattr(programme, table)
    )
    return replace(programme, **{table: tuple(rows)})


def with_rule(programme: Programme, rule: str, **override: Any) -> Programme:
    """The programme with one more rule overridden."""
    return replace(programme, rules={**programme.rules, rule: RuleOverride(**override)})


def found(programme: Programme, plan: Plan, rule: str, **more: Any) -> list[Finding]:
    """What one rule finds."""
    return [f for f in check(programme, plan, **more) if f.rule == rule]


def hard(findings: Iterable[Finding]) -> list[Finding]:
    """The hard ones."""
    return [finding for finding in findings if finding.level == "hard"]
