"""Sessions: their phase, room and times, and whether those who must attend fit in."""

from __future__ import annotations

from datetime import datetime, timedelta

from sojourn.files.checks.calendar import opens_within
from sojourn.files.inputs import Inputs
from sojourn.files.problem import Problems, quoted
from sojourn.files.rows import Row
from sojourn.model import clock, minutes_of


def check_sessions(inputs: Inputs, problems: Problems) -> None:
    """Tell what is wrong between sessions, their phases and their rooms."""
    phases = {row.get("id"): row for row in inputs.phases if row.get("id") is not None}
    rooms = inputs.tables["rooms"].by_id()
    for row in inputs.tables["sessions"]:
        phase = phases.get(row.get("phase"))
        if phase is not None:
            _check_phase(row, phase, problems)
            _check_times(row, phase, problems)
            _check_rooms(row, phase, rooms, inputs, problems)


def _check_phase(row: Row, phase: Row, problems: Problems) -> None:
    if phase.known("kind") and phase.get("kind") == "split":
        message = f"{phase.get('id')!r} is a split phase; sessions belong to phases together"
        problems.error(row.spot("phase"), message, phase.get("id"))


def _check_times(row: Row, phase: Row, problems: Problems) -> None:
    if row.known("starts", "windows") and row.get("windows"):
        message = "the session has a start, so its windows count for nothing"
        problems.warning(row.spot("windows"), message)
    if not phase.known("starts", "ends") or phase.get("ends") < phase.get("starts"):
        return
    for attribute in ("starts", "pin_starts"):
        if row.known(attribute):
            _check_start(row, attribute, row.get(attribute), phase, problems)
    first, last = phase.get("starts"), phase.get("ends")
    windows = row.get("windows") or ()
    if windows and not any(opens_within(window, first, last) for window in windows):
        message = f"no window opens in the phase, {first} to {last}"
        problems.error(row.spot("windows"), message, ";".join(map(str, windows)))


def _check_start(
    row: Row, attribute: str, starts: datetime, phase: Row, problems: Problems
) -> None:
    first, last = phase.get("starts"), phase.get("ends")
    text = starts.isoformat(timespec="minutes")
    if not first <= starts.date() <= last:
        message = f"{text} is outside the phase {phase.get('id')!r}, {first} to {last}"
        problems.error(row.spot(attribute), message, text)
        return
    step = phase.get("day").step if phase.known("day") else 1
    if minutes_of(starts) % step:
        message = f"{clock(minutes_of(starts))} is off the grid of {step} minutes"
        problems.warning(row.spot(attribute), message, text)
    social = row.get("kind") in ("ceremony", "reception")
    if starts.date() == first and not social and row.known("kind"):
        message = f"{first} is the move day of the phase, on which nothing professional is put"
        problems.warning(row.spot(attribute), message, text)


def _check_rooms(
    row: Row, phase: Row, rooms: dict[str, Row], inputs: Inputs, problems: Problems
) -> None:
    """A room elsewhere, and rooms too small for those who must attend."""
    hosts = phase.get("hosts") or ()
    for attribute in ("room", "pin_room"):
        room = rooms.get(row.get(attribute)) if row.known(attribute) else None
        elsewhere = room is not None and room.known("host") and room.get("host") not in hosts
        if room is not None and elsewhere and phase.known("hosts"):
            message = (
                f"{quoted(room.get('id'))} is a room of {room.get('host')!r}, but the phase "
                f"{phase.get('id')!r} is at {' '.join(hosts)!r}"
            )
            problems.error(row.spot(attribute), message, room.get("id"))
            return
    if row.get("required") and len(hosts) == 1 and phase.known("starts", "ends", "hosts"):
        _check_fit(row, phase, rooms, inputs, problems)


def _check_fit(
    row: Row, phase: Row, rooms: dict[str, Row], inputs: Inputs, problems: Problems
) -> None:
    if not inputs.tables["participants"].sound("status", "arrives", "departs"):
        return
    needed = sum(_must_attend(person, row, phase) for person in inputs.tables["participants"])
    limit = row.get("capacity")
    if limit is not None and needed > limit:
        message = f"{needed} people must attend, more than the capacity of {limit}"
        problems.error(row.spot("capacity"), message, str(limit))
        return
    fixed = row.get("room") or row.get("pin_room")
    if fixed is not None:
        _check_fixed_room(row, rooms.get(fixed), needed, problems)
    elif inputs.tables["rooms"].sound("host", "capacity"):
        here = [room for room in rooms.values() if room.get("host") == phase.get("hosts")[0]]
        largest = max(here, key=lambda room: room.get("capacity"), default=None)
        if largest is not None and needed > largest.get("capacity"):
            message = (
                f"{needed} people must attend, more than rooms hold: {largest.get('id')!r}, the "
                f"largest of {phase.get('hosts')[0]!r}, holds {largest.get('capacity')}"
            )
            problems.error(row.spot("required"), message, "yes")


def _check_fixed_room(row: Row, room: Row | None, needed: int, problems: Problems) -> None:
    if room is None or not room.known("capacity") or needed <= room.get("capacity"):
        return
    attribute = "room" if row.get("room") is not None else "pin_room"
    holds = f"the room {room.get('id')!r} holds {room.get('capacity')}"
    message = f"{needed} people must attend, more than rooms hold: {holds}"
    problems.error(row.spot(attribute), message, row.get(attribute))


def _must_attend(person: Row, session: Row, phase: Row) -> bool:
    """Whether `person` is certainly there: confirmed, and present at its time or in its phase."""
    if person.get("status") != "confirmed":
        return False
    arrives, departs = person.get("arrives"), person.get("departs")
    starts = session.get("starts") or session.get("pin_starts")
    if starts is not None:
        ends = starts + timedelta(minutes=session.get("minutes") or 0)
        return (arrives is None or arrives <= starts) and (departs is None or departs >= ends)
    return (arrives is None or arrives.date() <= phase.get("starts")) and (
        departs is None or departs.date() > phase.get("ends")
    )
