"""The chart of costs: sections and categories of the sponsor, and the kinds that a reader tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Section = Literal["participant", "language officer", "project"]
Kind = Literal["lodging", "meals", "journeys", "local transport", "offers", "staff fees"]

SECTIONS: tuple[Section, ...] = ("participant", "language officer", "project")
"""Whom the money is for, in order."""
SECTION_NAMES: Mapping[str, str] = {
    "participant": "Participants",
    "language officer": "Staff",
    "project": "Project",
}

KINDS: tuple[Kind, ...] = (
    "lodging",
    "meals",
    "journeys",
    "local transport",
    "offers",
    "staff fees",
)
"""What money is spent on, in order: the columns of a cut, and the parts of a picture."""

_TRAVELLERS = (
    "Domestic Air Travel",
    "Ground Transportation",
    "Lodging and Supplemental",
    "Meals and Incidentals",
    "Cultural Allowance",
    "Incoming Allowance",
    "Outgoing Allowance",
    "Luggage",
    "Other",
)
CHART: Mapping[Section, tuple[str, ...]] = {
    "participant": ("International Travel", *_TRAVELLERS),
    "language officer": (*_TRAVELLERS, "Salary", "Long Report"),
    "project": (
        "Ground Transportation",
        "Conference Rooms",
        "Working Meals",
        "Honoraria",
        "Translation",
        "Graphic Design & Printing",
        "Materials Duplication",
        "Education Allowance",
        "Expendable Supplies",
        "Group Cultural Event",
        "Staff Travel",
        "Other",
    ),
}
"""The categories of each section, in order."""
