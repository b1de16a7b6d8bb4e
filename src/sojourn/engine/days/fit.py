"""Where would this offer fit? An answer for one offer beside a plan that is made."""

from __future__ import annotations

from sojourn.engine.days.fit_answer import Fit, Place, Present, Refusal
from sojourn.engine.days.fit_moves import moves_of
from sojourn.engine.days.fit_places import Stay, places_of
from sojourn.engine.days.fit_planned import Planned, Shares
from sojourn.engine.days.fit_refusals import day_reason, refusals_of, whole_stop
from sojourn.model import Event, Plan, Programme


def fit(programme: Programme, plan: Plan, offer_id: str) -> Fit:
    """Where an offer of `programme` would fit into `plan`, which is a plan of it.

    The offer may be new or changed since the plan was made. A visit that the plan has and that
    the rules no longer allow counts as given up.

    Raises:
        KeyError: the programme has no such offer.

    """
    offer = programme.offer[offer_id]
    planned = Planned.of(programme, plan, offer)
    present = tuple(_present(planned, event) for event in planned.visits)
    fallen = {one.event for one in present if not one.stands}
    planned = planned.without(e for e in planned.visits if e.id in fallen)
    shares = Shares(planned)
    places: list[Place] = []
    refusals: list[Refusal] = []
    for group, stop in planned.stays:
        stay = Stay(planned, group, stop)
        if whole_stop(stay) is None:
            places.extend(places_of(stay, shares))
        refusals.extend(refusals_of(stay))
    places.sort(key=lambda p: (-round(p.points, 6), p.day, p.group))
    known = {(place.group, place.day): place.points for place in places}
    here = {group.id for group, _ in planned.stays}
    return Fit(
        offer,
        present,
        tuple(places),
        tuple(moves_of(planned, shares, known)),
        tuple(refusals),
        tuple(g.id for g in planned.groups if g.id not in here),
    )


def _present(planned: Planned, event: Event) -> Present:
    """A visit that the plan has, and whether it could still be made."""
    text = _fallen(planned, event)
    group = event.groups[0] if len(event.groups) == 1 else ""
    return Present(event.id, group, event.starts, event.ends, text is None, text or "")


def _fallen(planned: Planned, event: Event) -> str | None:
    """Why a whole group's visit is no longer possible, or None."""
    if len(event.groups) != 1 or event.participants or event.staff:
        return None
    day = event.starts.date()
    own = ((g, s) for g, s in planned.stays if g.id == event.groups[0])
    found = next(((g, s) for g, s in own if s.starts <= day <= s.ends), None)
    if found is None:
        return "the group is not there on this day"
    stay = Stay(planned.without((event,)), *found)
    whole = whole_stop(stay)
    if whole is not None:
        return whole[1]
    d = stay.days.index(day)
    minutes = event.starts.hour * 60 + event.starts.minute
    if event.minutes != planned.offer.minutes:
        return f"it takes {planned.offer.minutes} minutes now"
    if minutes in dict(stay.starts(d)):
        return None
    return day_reason(stay, d)[1] if not stay.starts(d) else "not possible at this time"
