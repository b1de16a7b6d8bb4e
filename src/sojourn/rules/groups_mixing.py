"""How groups are mixed: countries, regions, fields, genders, ranks, faces."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "same_country",
        "groups",
        "No two people from one country are in a group (or, where clusters are "
        "preferred, no two of one country are parted).",
        "soft",
        20,
        "pairs",
        settings={"prefer": "mix"},
    ),
    Rule(
        "spread",
        "groups",
        "World region, field, gender and rank are spread over the groups as in the whole.",
        "soft",
        3,
        "people above or below the even share",
    ),
    Rule(
        "lone_gender",
        "groups",
        "Nobody is the only woman, or the only man, of a group.",
        "soft",
        15,
        "people",
    ),
    Rule(
        "visited",
        "groups",
        "Nobody is sent to a host that they have seen before.",
        "soft",
        10,
        "people",
    ),
    Rule(
        "new_faces",
        "groups",
        "With several split phases, people who were together before are parted.",
        "soft",
        1,
        "pairs",
    ),
)
