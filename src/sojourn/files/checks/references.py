"""Ids that nothing bears, and cells of a row that contradict each other."""

from __future__ import annotations

from sojourn.files.checks.names import Listing, Names
from sojourn.files.inputs import Inputs
from sojourn.files.problem import Problems, did_you_mean, quoted
from sojourn.files.rows import Row
from sojourn.files.tables import DIETS
from sojourn.reference import countries, places


def check_references(inputs: Inputs, names: Listing, problems: Problems) -> None:
    """Tell every id that stands in a cell and that nothing bears."""
    for row in inputs.phases:
        names.hosts.look_up(row, "hosts", problems)
    _check_participants(inputs, names, problems)
    _check_counterparts(inputs, names, problems)
    _check_offers(inputs, names, problems)
    _check_sessions(inputs, names, problems)
    _check_hosts(inputs, names, problems)
    _check_journeys(inputs, names, problems)
    _check_pairs(inputs, names, problems)


def _check_participants(inputs: Inputs, names: Listing, problems: Problems) -> None:
    for row in inputs.tables["participants"]:
        names.themes.look_up(row, "interests", problems)
        names.hosts.look_up(row, "visited", problems, warn=True)
        names.groups.look_up(row, "group", problems)
        _check_usual(row, "diet", problems)
    for row in inputs.tables["staff"]:
        names.hosts.look_up(row, "home", problems)


def _check_counterparts(inputs: Inputs, names: Listing, problems: Problems) -> None:
    """Counterparts and wishes."""
    without = {
        row.get("id")
        for row in inputs.phases
        if "meetings" not in row.wrong and row.get("meetings") is None
    }
    speakers = {one for row in inputs.tables["sessions"] for one in row.get("speakers") or ()}
    for row in inputs.tables["counterparts"]:
        names.themes.look_up(row, "themes", problems)
        names.phases.look_up(row, "phase", problems)
        phase = row.get("phase")
        if phase in without and row.get("id") not in speakers:
            message = f"the phase {phase!r} has no one-to-one meetings"
            problems.warning(row.spot("phase"), message, phase)
        for attribute in ("prefers", "refuses"):
            if attribute not in row.wrong:
                found = [
                    _party(row, attribute, one, names.participants, problems)
                    for one in row.get(attribute)
                ]
                row.values[attribute] = tuple(dict.fromkeys(found))
    for row in inputs.tables["wishes"]:
        names.participants.look_up(row, "participant", problems)
        names.counterparts.look_up(row, "counterpart", problems)


def _check_offers(inputs: Inputs, names: Listing, problems: Problems) -> None:
    for row in inputs.tables["offers"]:
        names.hosts.look_up(row, "host", problems)
        names.themes.look_up(row, "themes", problems)
        names.objectives.look_up(row, "objectives", problems)
        pin = row.get("pin")
        if pin is not None and names.groups.lacks(pin.group):
            names.groups.tell(row, "pin", pin.group, problems)
        _check_coordinates(row, problems)


def _check_sessions(inputs: Inputs, names: Listing, problems: Problems) -> None:
    for row in inputs.tables["sessions"]:
        names.phases.look_up(row, "phase", problems)
        names.themes.look_up(row, "themes", problems)
        names.objectives.look_up(row, "objectives", problems)
        names.counterparts.look_up(row, "speakers", problems)
        names.rooms.look_up(row, "room", problems)
        names.rooms.look_up(row, "pin_room", problems)


def _check_hosts(inputs: Inputs, names: Listing, problems: Problems) -> None:
    """Hosts and rooms."""
    for row in inputs.tables["hosts"]:
        _check_usual(row, "diets", problems)
        code = row.get("airport")
        if code and not places.is_airport(code.upper()):
            message = f"{quoted(code)} is not the three-letter code of a known airport"
            problems.warning(row.spot("airport"), message, code)
    for row in inputs.tables["rooms"]:
        names.hosts.look_up(row, "host", problems)
        _check_coordinates(row, problems)


def _check_journeys(inputs: Inputs, names: Listing, problems: Problems) -> None:
    """Transfers, legs and rates."""
    for row in inputs.tables["transfers"]:
        names.places.look_up(row, "origin", problems)
        names.places.look_up(row, "destination", problems)
    for row in inputs.tables["legs"]:
        names.hosts.look_up(row, "origin", problems)
        names.hosts.look_up(row, "destination", problems)
        if row.known("origin", "destination") and row.get("origin") == row.get("destination"):
            message = f"the leg goes from {quoted(row.get('origin'))} to the same host"
            problems.error(row.spot("destination"), message, row.get("destination"))
    for row in inputs.tables["rates"]:
        names.hosts.look_up(row, "host", problems)


def _check_usual(row: Row, attribute: str, problems: Problems) -> None:
    """Words of an open list that are nearly a usual one."""
    for word in row.get(attribute) or ():
        hint = did_you_mean(word, DIETS) if word not in DIETS else ""
        if hint:
            message = f"{quoted(word)} is not one of the usual words{hint}"
            problems.warning(row.spot(attribute), message, word)


def _check_coordinates(row: Row, problems: Problems) -> None:
    pair = ("latitude", "longitude")
    if row.wrong.intersection(pair):
        return
    lacking = [name for name in pair if row.get(name) is None]
    if len(lacking) == 1:
        message = "latitude and longitude are given together or not at all"
        problems.error(row.spot(lacking[0]), message)


def _check_pairs(inputs: Inputs, names: Listing, problems: Problems) -> None:
    for row in inputs.tables["pairs"]:
        for side in ("a", "b"):
            if row.known(side):
                row.values[side] = _party(row, side, row.get(side), names.participants, problems)
        alone = row.known("a", "b") and row.get("a") == row.get("b")
        if alone and row.get("a") in (names.participants.ids or ()):
            message = f"{quoted(row.get('a'))} is paired with nobody else"
            problems.error(row.spot("b"), message, row.get("b"))


def _party(row: Row, attribute: str, text: str, people: Names, problems: Problems) -> str:
    """The participant's id or the country code that `text` is; codes become capital letters."""
    if people.ids is not None and not people.lacks(text):
        return text
    if countries.is_country(text.upper()):
        return text.upper()
    if people.ids is not None:
        hint = problems.hint(text, people.ids)
        near = countries.suggest_country(text) if not hint and len(text) < 100 else None
        if near is not None:
            hint = f" (did you mean {near}, {countries.country_name(near)}?)"
        message = f"{quoted(text)} is neither a participant nor a country code{hint}"
        problems.error(row.spot(attribute), message, text)
    return text
