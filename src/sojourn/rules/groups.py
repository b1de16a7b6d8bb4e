"""Groups of split phases: who is in which, how many, where and when."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "one_group",
        "groups",
        "Each confirmed participant is in exactly one group of each split phase (and in "
        "the one group of each phase together).",
        "hard",
        100,
        "people",
    ),
    Rule(
        "group_size",
        "groups",
        "A split phase has exactly its number of groups, and the participants in each "
        "lie within its size.",
        "hard",
        50,
        "people over or under",
    ),
    Rule(
        "route",
        "groups",
        "A group's stops follow each other as the route says, within the phase's dates, "
        "at its candidate hosts.",
        "hard",
        200,
        "stops",
    ),
    Rule(
        "host_capacity",
        "groups",
        "A host has at most its participants and groups on any day, and nobody on days "
        "outside its windows.",
        "hard",
        50,
        "people, groups",
    ),
    Rule(
        "pinned",
        "groups",
        "Every pin of participants, offers and sessions holds, and a session whose room "
        "is given is in it.",
        "hard",
        200,
        "pins",
    ),
)
