"""What offers allow: visits, capacity, status, countries, clearance."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "visits",
        "days",
        "An offer receives at most its number of groups, together or apart.",
        "hard",
        100,
        "visits",
    ),
    Rule(
        "once",
        "days",
        "No group or person is at an offer twice, and a session is held once.",
        "hard",
        100,
        "visits",
    ),
    Rule(
        "capacity",
        "days",
        "An offer receives at most its capacity of people at once, staff counted; a "
        "session its capacity of participants.",
        "hard",
        50,
        "people",
    ),
    Rule(
        "declined",
        "days",
        "Nothing declined is used.",
        "hard",
        200,
        "events",
    ),
    Rule(
        "refuses",
        "days",
        "Nobody is brought to a place, or to a counterpart, that does not receive them "
        "or their country.",
        "hard",
        200,
        "people",
    ),
    Rule(
        "clearance",
        "days",
        "Names were complete the clearance days before the visit.",
        "hard",
        100,
        "people",
    ),
)
