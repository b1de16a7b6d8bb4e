"""``sojourn fit``: where would this offer fit into a plan?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sojourn.cli.inputs import read_plan_of, read_programme
from sojourn.cli.terminal import DONE, Failure, console, counted, one_line, say
from sojourn.model import Plan, Programme, clock

if TYPE_CHECKING:
    from sojourn.engine.days.fit import Fit
    from sojourn.engine.days.fit_answer import Change, Move, Part, Place, Start

MOST_PARTS = 3
"""Parts of a worth that a line names."""


def fit(folder: Path, path: Path, offer: str, as_json: bool = False) -> int:
    """Tell where an offer of `folder` would fit into the plan at `path`."""
    programme = read_programme(folder)
    plan = read_plan_of(programme, path)
    _must_know(programme, offer)
    from sojourn.engine.days.fit import fit as find

    found = find(programme, plan, offer)
    if as_json:
        print(json.dumps(as_data(programme, found), indent=2, ensure_ascii=False))
    else:
        _tell(programme, plan, found)
    return DONE


def _must_know(programme: Programme, offer: str) -> None:
    """Fail with the nearest ids when the programme has no such offer."""
    if offer in programme.offer:
        return
    near = get_close_matches(offer.upper(), [i.upper() for i in programme.offer], n=3, cutoff=0.5)
    by_upper = {i.upper(): i for i in programme.offer}
    hint = f"; did you mean {' or '.join(by_upper[i] for i in near)}?" if near else ""
    raise Failure(f"offers.csv has no offer {offer!r}{hint}")


def as_data(programme: Programme, found: Fit) -> dict[str, Any]:
    """The answer as it is written with ``--json``."""
    offer = found.offer
    return {
        "offer": offer.id,
        "title": offer.title,
        "host": offer.host,
        "present": [
            {
                "event": one.event,
                "group": one.group or None,
                "starts": one.starts.isoformat(),
                "ends": one.ends.isoformat(),
                "possible": one.stands,
                "why_not": one.text or None,
            }
            for one in found.present
        ],
        "places": [_place_data(place) for place in found.places],
        "moves": [_move_data(move) for move in found.moves],
        "not_possible": [
            {
                "group": one.group,
                "days": [day.isoformat() for day in one.days],
                "rule": one.rule,
                "why": one.text,
            }
            for one in found.refusals
        ],
        "elsewhere": list(found.elsewhere),
    }


def _place_data(place: Place) -> dict[str, Any]:
    return {
        "group": place.group,
        "phase": place.phase,
        "day": place.day.isoformat(),
        "best": clock(place.best.minute),
        "points": _rounded(place.points),
        "why": [
            {"rule": part.rule, "points": _rounded(part.points), "text": part.text}
            for part in place.parts
        ],
        "starts": [
            {"at": clock(one.minute), "points": _rounded(one.points)} for one in place.starts
        ],
    }


def _move_data(move: Move) -> dict[str, Any]:
    return {
        "group": move.group,
        "phase": move.phase,
        "starts": move.starts.isoformat(),
        "points": _rounded(move.points),
        "changes": [
            {
                "offer": change.offer,
                "from": change.before.isoformat() if change.before else None,
                "to": change.after.isoformat() if change.after else None,
            }
            for change in move.changes
        ],
    }


def _rounded(points: float) -> float:
    return round(points, 2) + 0.0


def _tell(programme: Programme, plan: Plan, found: Fit) -> None:
    """Print the answer as tables."""
    offer = found.offer
    city = programme.host[offer.host].city
    say(f"{offer.id}: {offer.title}, {city}, {offer.minutes} minutes, {offer.status}", "bold")
    for one in found.present:
        who = one.group or "part of a group"
        stands = "" if one.stands else f"; no longer possible: {one.text}"
        say(f"in the plan: {who} on {_day(one.starts)} {one.starts:%H:%M}-{one.ends:%H:%M}{stands}")
    if len(found.elsewhere) == len(plan.groups):
        say(f"no group of the plan is ever in {city}, so it fits nowhere")
        return
    _tell_places(found)
    _tell_moves(programme, found)
    _tell_refusals(found)
    if found.elsewhere:
        verb = "is" if len(found.elsewhere) == 1 else "are"
        say(f"never in {city}: {', '.join(found.elsewhere)} {verb} elsewhere")


def _tell_places(found: Fit) -> None:
    if not found.places:
        say("fits nowhere without moving something")
        return
    say("fits without moving anything:", "bold")
    _table(
        ("group", "day", "starts", "best", "points", "why"),
        (
            (
                place.group,
                _day(place.day),
                _spans(place.starts),
                clock(place.best.minute),
                _points(place.points),
                _parts(place.parts),
            )
            for place in found.places
        ),
    )


def _tell_moves(programme: Programme, found: Fit) -> None:
    if not found.moves:
        say("no day gains by moving or replacing something for it")
        return
    say("pays with a change of the group's own visits:", "bold")
    _table(
        ("group", "day", "at", "points", "what changes"),
        (
            (
                move.group,
                _day(move.starts),
                f"{move.starts:%H:%M}",
                _points(move.points),
                "; ".join(_change(programme, change) for change in move.changes),
            )
            for move in found.moves
        ),
    )


def _tell_refusals(found: Fit) -> None:
    if not found.refusals:
        return
    say("not without a change:", "bold")
    _table(
        ("group", "days", "why not"),
        ((one.group, ", ".join(_day(day) for day in one.days), one.text) for one in found.refusals),
    )


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows below titles, points to the right."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=False)
    for title in titles:
        table.add_column(
            title,
            justify="right" if title == "points" else "left",
            overflow="fold",
            no_wrap=title in ("group", "best", "points", "at"),
        )
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    console().print(table)


def _points(points: float) -> str:
    """``+12.5``; never a zero with a minus."""
    return f"{round(points, 1) + 0.0:+,.1f}"


def _parts(parts: Sequence[Part]) -> str:
    """``12 people still lack 'cyber' +1,200.0; and 2 more``."""
    words = "; ".join(f"{part.text} {_points(part.points)}" for part in parts[:MOST_PARTS])
    more = len(parts) - MOST_PARTS
    rest = sum(part.points for part in parts[MOST_PARTS:])
    return words + (f"; {counted(more, 'other')} {_points(rest)}" if more > 0 else "")


def _change(programme: Programme, change: Change) -> str:
    """``O012 Police academy goes (was Tue 7 April 10:00)``."""
    title = programme.offer[change.offer].title if change.offer in programme.offer else ""
    what = f"{change.offer} {title}".strip()
    before = f"{_day(change.before)} {change.before:%H:%M}" if change.before else ""
    after = f"{_day(change.after)} {change.after:%H:%M}" if change.after else ""
    if before and after:
        return f"{what} moves from {before} to {after}"
    return f"{what} goes (was {before})" if before else f"{what} comes at {after}"


def _spans(starts: Sequence[Start]) -> str:
    """``09:00-11:30, 14:00``: starts in runs of one step."""
    minutes = [one.minute for one in starts]
    if not minutes:
        return ""
    steps = [b - a for a, b in pairwise(minutes)]
    step = min(steps, default=0)
    runs = [[minutes[0], minutes[0]]]
    for minute in minutes[1:]:
        if minute - runs[-1][1] == step:
            runs[-1][1] = minute
        else:
            runs.append([minute, minute])
    return ", ".join(clock(a) if a == b else f"{clock(a)}-{clock(b)}" for a, b in runs)


def _day(day: date | datetime) -> str:
    """``Tue 7 Apr``."""
    return f"{day:%a} {day.day} {day:%b}"
