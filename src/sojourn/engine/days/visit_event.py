"""The event that a visit to an offer is in a plan."""

from __future__ import annotations

from datetime import datetime, timedelta

from sojourn.model import Event, Offer, Programme, localise


def visit_event(
    programme: Programme,
    offer: Offer,
    phase: str,
    starts: datetime,
    groups: tuple[str, ...] = (),
    participants: tuple[str, ...] = (),
    staff: tuple[str, ...] = (),
) -> Event:
    """A visit that begins at `starts` by the clock of the offer's host, without an id yet."""
    zone = programme.host[offer.host].timezone
    return Event(
        id="",
        kind=offer.kind,
        phase=phase,
        host=offer.host,
        ref=offer.id,
        title=offer.title,
        room=None,
        starts=localise(starts, zone),
        ends=localise(starts + timedelta(minutes=offer.minutes), zone),
        groups=groups,
        participants=participants,
        staff=staff,
    )
