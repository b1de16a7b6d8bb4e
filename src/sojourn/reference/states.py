"""The states of the United States, the District of Columbia and the territories."""

from __future__ import annotations

from sojourn.reference.suggestions import folded

STATES = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AS": "American Samoa",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "GU": "Guam",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "MP": "Northern Mariana Islands",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "PR": "Puerto Rico",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "VI": "U.S. Virgin Islands",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
}
"""Names by postal code."""

OUTSIDE_CONUS = frozenset(("AK", "AS", "GU", "HI", "MP", "PR", "VI"))
"""Where the civilian per-diem table of the contiguous states does not hold."""

_OTHER_NAMES = {
    "d c": "DC",
    "washington d c": "DC",
    "washington dc": "DC",
    "washington state": "WA",
    "new york state": "NY",
    "virgin islands": "VI",
}
_CODES = {folded(name): code for code, name in STATES.items()} | _OTHER_NAMES


def us_state(text: str) -> str | None:
    """The postal code of a state given as code or name: ``Texas``, ``tx``, ``US-TX`` -> ``TX``.

    None where `text` is neither.
    """
    code = text.strip().upper().removeprefix("US-")
    return code if code in STATES else _CODES.get(folded(text))
