"""When events may be: windows, the grid, workdays, holidays, faith, lunch, rest."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "in_window",
        "days",
        "An event lies inside a window of its offer, session or counterpart, and inside the day.",
        "hard",
        2,
        "minutes outside",
    ),
    Rule(
        "grid",
        "days",
        "Starts lie on the grid (journeys, meals and meetings are free of it); lengths "
        "are the offer's or session's minutes.",
        "hard",
        50,
        "events",
    ),
    Rule(
        "no_overlap",
        "days",
        "No participant, member of staff, counterpart or room is in two events at once.",
        "hard",
        5,
        "minutes",
    ),
    Rule(
        "transfer",
        "days",
        "Between two events at different places there is at least the transfer time.",
        "hard",
        2,
        "minutes short",
    ),
    Rule(
        "arrival_day",
        "days",
        "Nothing professional is on a move day.",
        "hard",
        100,
        "events",
    ),
    Rule(
        "workday",
        "days",
        "Professional events but community ones and sessions with a fixed start lie on workdays.",
        "hard",
        100,
        "events",
    ),
    Rule(
        "holiday",
        "days",
        "Events of federal, state and local level do not lie on a public holiday of the "
        "host's country and state; nothing but fillers and journeys lies on a closed "
        "date.",
        "hard",
        100,
        "events",
    ),
    Rule(
        "lunch",
        "days",
        "Every full day with a professional event leaves each person the lunch break in "
        "one piece, free of all but fillers; a transfer does not fall into it.",
        "hard",
        2,
        "minutes short",
    ),
    Rule(
        "observance",
        "days",
        "Who keeps Friday prayer, Sabbath or Sunday service is then at nothing but fillers.",
        "hard",
        5,
        "minutes",
    ),
    Rule(
        "interpreting_hours",
        "days",
        "An interpreter works at most the minutes a day that the day allows.",
        "hard",
        1,
        "minutes over",
    ),
    Rule(
        "free_half_day",
        "days",
        "Each stop of four days or more of a split phase leaves each group the free "
        "half-days that the day asks for.",
        "hard",
        60,
        "half-days",
    ),
    Rule(
        "appointments",
        "days",
        "A group has at most so many professional offers a day; soft: at least so many "
        "on a full workday of a split phase.",
        "hard",
        40,
        "events",
    ),
)
